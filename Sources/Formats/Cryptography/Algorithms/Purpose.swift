/// What a signature is for. What one purpose allows, another may not.
public enum Purpose: CaseIterable, Sendable {
    /// Certificates that carry the policy's object identifiers, and their CRLs and OCSP answers.
    case recognised
    /// Officers, transport and the journal.
    case `internal`
    /// Time-stamps and lists of others that are only read.
    case evidence

    /// The least modulus, in bits, that any purpose takes.
    public static let minimumRSABits = 2048

    public func allows(_ key: KeyAlgorithm) -> Bool {
        switch key {
        case .rsa(let bits): bits >= Self.minimumRSABits
        case .sm2: true
        case .p256, .p384: self != .recognised
        case .ed25519: self == .internal
        }
    }

    public func allows(_ algorithm: SignatureAlgorithm) -> Bool {
        switch algorithm {
        case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA, .sm2WithSM3: true
        case .ecdsaWithSHA256, .ecdsaWithSHA384: self != .recognised
        case .ed25519: self == .internal
        }
    }
}
