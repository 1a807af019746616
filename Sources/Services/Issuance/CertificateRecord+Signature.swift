import Cryptography
import PKIX

extension CertificateRecord {
    /// Whether the key of the certificate signed these bytes; false where the certificate is not here.
    package func signed(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let certificate,
            let read = try? Certificate(derEncoded: certificate, tolerance: .tolerant),
            let key = try? PublicKey(read.subjectPublicKeyInfo)
        else { return false }
        return key.verifies(signature, of: bytes, with: Self.algorithm(of: key))
    }

    /// With what a key signs statements: one way for each kind of key, certified here or taken over.
    private static func algorithm(of key: PublicKey) -> SignatureAlgorithm {
        switch key.algorithm {
        case .rsa: .sha256WithRSA
        case .sm2: .sm2WithSM3
        case .p256: .ecdsaWithSHA256
        case .p384: .ecdsaWithSHA384
        case .ed25519: .ed25519
        }
    }
}
