public import Cryptography

/// What is kept beside shares to tell, before anything is tried with it, whether a secret is the right one.
///
/// `salt (16) ‖ code (32)`, where key = HKDF-SHA-256(secret, salt, `kapok-share-check/v1`) and code =
/// HMAC-SHA-256(key, purpose). Not secret: of a secret of 128 random bits it tells nothing that helps to find it. It
/// tells that two are the same only to who has one of them, since each has a salt of its own.
///
/// For the secret that is combined, and for the mnemonic of a share that somebody wants to prove.
public struct SecretCheck: Sendable, Hashable {
    public static let count = saltCount + DigestAlgorithm.sha256.byteCount
    private static let saltCount = 16
    private static let label = Array("kapok-share-check/v1".utf8)

    /// As it is stored.
    public let bytes: [UInt8]

    /// A fresh one.
    /// - Parameters:
    ///   - secret: 16 octets at least, of 128 random bits at least.
    ///   - purpose: what the secret opens; the value of one purpose proves nothing for another.
    /// - Throws: `ShareError.secretLength` for a shorter secret.
    public init(
        of secret: SecretBytes, purpose: [UInt8],
        from randomness: some Randomness = SystemRandomness()
    ) throws(ShareError) {
        guard secret.count >= Share.secretCounts.lowerBound else {
            throw .secretLength(octets: secret.count)
        }
        let salt = randomness.bytes(Self.saltCount)
        bytes = salt + Self.code(secret, salt, purpose)
    }

    /// Reads what was stored.
    /// - Throws: `ShareError.checkValue` for another length.
    public init(bytes: [UInt8]) throws(ShareError) {
        guard bytes.count == Self.count else { throw .checkValue(octets: bytes.count) }
        self.bytes = bytes
    }

    /// Whether it was made of this secret, for this purpose.
    public func accepts(_ secret: SecretBytes, purpose: [UInt8]) -> Bool {
        let code = Self.code(secret, Array(bytes.prefix(Self.saltCount)), purpose)
        return constantTimeEquals(code, Array(bytes.dropFirst(Self.saltCount)))
    }

    private static func code(
        _ secret: SecretBytes, _ salt: [UInt8], _ purpose: [UInt8]
    ) -> [UInt8] {
        do {
            let key = try HKDF.derive(secret: secret, salt: salt, info: label)
            return HMAC.authenticationCode(of: purpose, key: key, digest: .sha256)
        } catch {
            // The length asked for is a constant.
            preconditionFailure("HKDF is not available: \(error)")
        }
    }
}
