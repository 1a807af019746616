public import Cryptography

/// The two categories of algorithms of annex 1.2. A certificate's key and signature lie within
/// one. CP A2.4.
public enum AlgorithmFamily: String, Sendable, Hashable, CaseIterable {
    /// RSA of 2048 bits or more with SHA-256, SHA-384 or SHA-512.
    case rsa
    /// SM2 with SM3.
    case sm2

    /// Verifying has to stay cheap for relying parties; no CA in the trust lists goes beyond 4096.
    public static let greatestRSABits = 8192

    /// The category of a kind of key; nil for keys that stand outside the policy.
    public init?(_ key: KeyAlgorithm) {
        switch key {
        case .rsa(let bits)
        where (Purpose.minimumRSABits...Self.greatestRSABits).contains(bits):
            self = .rsa
        case .sm2: self = .sm2
        case .rsa, .p256, .p384, .ed25519: return nil
        }
    }

    /// The category of a signature algorithm; nil for those outside the policy.
    public init?(_ signature: SignatureAlgorithm) {
        switch signature {
        case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA: self = .rsa
        case .sm2WithSM3: self = .sm2
        case .ecdsaWithSHA256, .ecdsaWithSHA384, .ed25519: return nil
        }
    }
}
