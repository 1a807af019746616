import CertificatePolicy
package import Cryptography
package import PKIX
import SwiftASN1

/// Who applies for certificates: a key pair, and the requests that openssl would make of it.
package struct TestSubscriber: Sendable {
    package let key: SoftwareKey

    package init(_ algorithm: KeyAlgorithm = .rsa(bits: 2048)) throws {
        key = try SoftwareKey.generate(algorithm)
    }

    package init(key: SoftwareKey) {
        self.key = key
    }

    /// Made once for all tests that need no key of their own.
    package static let rsa = Result { try TestSubscriber() }
    package static let sm2 = Result { try TestSubscriber(.sm2) }

    /// What the key signs with: as in acceptances, so in requests.
    package var algorithm: SignatureAlgorithm {
        AlgorithmFamily(key.publicKey.algorithm)?.signatureAlgorithm ?? .sha256WithRSA
    }

    package func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        try key.sign(bytes, with: algorithm)
    }

    /// A PKCS#10 request in DER (RFC 2986 §4).
    ///
    /// - Parameters:
    ///   - commonName: asked for, and to be ignored.
    ///   - extensions: asked for in an extensionRequest (RFC 2985 §5.4.2), and to be ignored.
    ///   - signer: another key makes the proof of possession wrong.
    ///   - digest: another algorithm than the usual one.
    package func request(
        commonName: String? = nil, extensions: Extensions = .none, signer: SoftwareKey? = nil,
        algorithm: SignatureAlgorithm? = nil
    ) throws -> [UInt8] {
        let algorithm = algorithm ?? self.algorithm
        let subject = DistinguishedName(
            attributes: try commonName.map { [try NameAttribute(.commonName, $0)] } ?? [])
        var information = DERWriter()
        information.sequence { inside in
            inside.integer(0)
            inside.raw(subject.derEncoded)
            inside.raw(key.publicKey.subjectPublicKeyInfo.derEncoded)
            inside.constructed(.contextConstructed(0)) { attributes in
                guard !extensions.isEmpty else { return }
                attributes.sequence { attribute in
                    attribute.objectIdentifier([1, 2, 840, 113_549, 1, 9, 14])
                    attribute.setOf([extensions.derEncoded])
                }
            }
        }
        let signature = try (signer ?? key).sign(information.bytes, with: algorithm)
        var request = DERWriter()
        request.sequence { inside in
            inside.raw(information.bytes)
            inside.raw(algorithm.identifier.derEncoded)
            inside.bitString(signature)
        }
        return request.bytes
    }
}
