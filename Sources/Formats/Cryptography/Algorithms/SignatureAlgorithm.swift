import SwiftASN1

/// The signature algorithms. Raw values are stable names for settings and the journal.
public enum SignatureAlgorithm: String, CaseIterable, Sendable {
    /// RSASSA-PKCS1-v1_5, RFC 8017 §8.2.
    case sha256WithRSA, sha384WithRSA, sha512WithRSA
    /// GB/T 32918.2 with SM3 and the identifier `1234567812345678`.
    case sm2WithSM3
    case ecdsaWithSHA256, ecdsaWithSHA384
    /// Pure Ed25519, RFC 8032 §5.1.
    case ed25519

    /// What is written for this algorithm: NULL parameters for RSA (RFC 4055 §5), absent for all
    /// others (RFC 5758 §3.2, RFC 8410 §3).
    public var identifier: AlgorithmIdentifier {
        AlgorithmIdentifier(
            algorithm: objectIdentifier, parameters: isRSA ? AlgorithmIdentifier.null : nil)
    }

    /// Reads an identifier; nil for what this module does not know.
    ///
    /// RSA needs its NULL; SM2 is written without parameters, and NULL is accepted since older
    /// issuers wrote it; all others need absent parameters.
    public init?(identifier: AlgorithmIdentifier) {
        let match = Self.allCases.first { $0.objectIdentifier == identifier.algorithm }
        guard let match,
            identifier.parameters == match.identifier.parameters
                || match == .sm2WithSM3 && identifier.parameters == AlgorithmIdentifier.null
        else { return nil }
        self = match
    }

    /// The digest that is signed; nil where the algorithm takes the whole message.
    public var digest: DigestAlgorithm? {
        switch self {
        case .sha256WithRSA, .ecdsaWithSHA256: .sha256
        case .sha384WithRSA, .ecdsaWithSHA384: .sha384
        case .sha512WithRSA: .sha512
        case .sm2WithSM3: .sm3
        case .ed25519: nil
        }
    }

    /// Whether keys of this kind make such signatures. Either ECDSA digest goes with either curve,
    /// as RFC 5480 §4 allows; which pairs a purpose takes is the purpose's matter.
    public func suits(_ key: KeyAlgorithm) -> Bool {
        switch (self, key) {
        case (.sha256WithRSA, .rsa), (.sha384WithRSA, .rsa), (.sha512WithRSA, .rsa): true
        case (.sm2WithSM3, .sm2), (.ed25519, .ed25519): true
        case (.ecdsaWithSHA256, .p256), (.ecdsaWithSHA256, .p384): true
        case (.ecdsaWithSHA384, .p256), (.ecdsaWithSHA384, .p384): true
        default: false
        }
    }

    var isRSA: Bool {
        switch self {
        case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA: true
        case .sm2WithSM3, .ecdsaWithSHA256, .ecdsaWithSHA384, .ed25519: false
        }
    }

    private var objectIdentifier: ASN1ObjectIdentifier {
        switch self {
        case .sha256WithRSA: ObjectIdentifiers.sha256WithRSAEncryption
        case .sha384WithRSA: ObjectIdentifiers.sha384WithRSAEncryption
        case .sha512WithRSA: ObjectIdentifiers.sha512WithRSAEncryption
        case .sm2WithSM3: ObjectIdentifiers.sm2WithSM3
        case .ecdsaWithSHA256: ObjectIdentifiers.ecdsaWithSHA256
        case .ecdsaWithSHA384: ObjectIdentifiers.ecdsaWithSHA384
        case .ed25519: ObjectIdentifiers.ed25519
        }
    }
}
