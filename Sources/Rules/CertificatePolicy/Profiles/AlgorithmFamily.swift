public import Cryptography

/// A category of algorithms: a certificate's key and signature, and those of all above it, lie
/// within one. The two recognised categories are those of annex 1.2. CP A2.4.
public enum AlgorithmFamily: String, Sendable, Hashable, CaseIterable {
    /// RSA of 2048 bits or more with SHA-256, SHA-384 or SHA-512.
    case rsa
    /// SM2 with SM3.
    case sm2
    /// ECDSA on P-256 with SHA-256, for certificates that stand outside mutual recognition.
    case p256

    /// The categories whose certificates may carry the policy.
    public static let recognised = allCases.filter(\.isRecognised)

    /// What its certificates are for. Only recognised ones carry the policy's identifiers and what
    /// belongs to them: notice and reliance limit.
    public var purpose: Purpose {
        switch self {
        case .rsa, .sm2: .recognised
        case .p256: .internal
        }
    }

    /// Whether its certificates may carry the policy. CP 1.4, A2.4.
    public var isRecognised: Bool { purpose == .recognised }

    /// What an authority signs with: RSA with SHA-256, SM2 with SM3 (CP A2.4), or P-256 with SHA-256.
    public var signatureAlgorithm: SignatureAlgorithm {
        switch self {
        case .rsa: .sha256WithRSA
        case .sm2: .sm2WithSM3
        case .p256: .ecdsaWithSHA256
        }
    }

    /// The key that an authority or responder gets. CP A2.4 asks for RSA 2048 or more.
    public var keyAlgorithm: KeyAlgorithm {
        switch self {
        case .rsa: .rsa(bits: Purpose.minimumRSABits)
        case .sm2: .sm2
        case .p256: .p256
        }
    }

    /// The key that is made for a subscriber who brings none.
    public var subscriberKeyAlgorithm: KeyAlgorithm {
        switch self {
        // 128 bits of strength, as the others.
        case .rsa: .rsa(bits: 3072)
        case .sm2: .sm2
        case .p256: .p256
        }
    }

    /// Verifying has to stay cheap for relying parties; no CA in the trust lists goes beyond 4096.
    public static let greatestRSABits = 8192

    /// The category of a kind of key; nil for keys that no authority certifies.
    public init?(_ key: KeyAlgorithm) {
        switch key {
        case .rsa(let bits)
        where (Purpose.minimumRSABits...Self.greatestRSABits).contains(bits):
            self = .rsa
        case .sm2: self = .sm2
        case .p256: self = .p256
        case .rsa, .p384, .ed25519: return nil
        }
    }

    /// The category of a signature algorithm; nil for those with which no authority signs.
    public init?(_ signature: SignatureAlgorithm) {
        switch signature {
        case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA: self = .rsa
        case .sm2WithSM3: self = .sm2
        case .ecdsaWithSHA256: self = .p256
        case .ecdsaWithSHA384, .ed25519: return nil
        }
    }
}
