/// The digest algorithms. Raw values are stable names for settings and the journal.
public enum DigestAlgorithm: String, CaseIterable, Sendable {
    /// Only to match and mirror OCSP CertIDs and key hashes; never in a signature.
    case sha1
    case sha256, sha384, sha512
    /// GB/T 32905-2016.
    case sm3

    /// What is written for this digest.
    ///
    /// Parameters are absent for SHA-2 (RFC 5754 §2) and SM3, and NULL for SHA-1, as the
    /// requesters whose CertIDs are mirrored write it.
    public var identifier: AlgorithmIdentifier {
        switch self {
        case .sha1:
            AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.sha1, parameters: AlgorithmIdentifier.null)
        case .sha256: AlgorithmIdentifier(algorithm: ObjectIdentifiers.sha256)
        case .sha384: AlgorithmIdentifier(algorithm: ObjectIdentifiers.sha384)
        case .sha512: AlgorithmIdentifier(algorithm: ObjectIdentifiers.sha512)
        case .sm3: AlgorithmIdentifier(algorithm: ObjectIdentifiers.sm3)
        }
    }

    /// Accepts absent and NULL parameters alike, as RFC 5754 §2 demands; nil for anything else.
    public init?(identifier: AlgorithmIdentifier) {
        guard identifier.parameters == nil || identifier.parameters == AlgorithmIdentifier.null,
            let match = Self.allCases.first(where: {
                $0.identifier.algorithm == identifier.algorithm
            })
        else { return nil }
        self = match
    }

    /// The length of a digest in octets.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha256, .sm3: 32
        case .sha384: 48
        case .sha512: 64
        }
    }
}
