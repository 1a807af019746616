/// Authenticated encryption of one message under a key that is used for nothing else. RFC 8439.
///
/// The caller chooses the nonce: with one key, no nonce may come twice.
public enum ChaCha20Poly1305 {
    /// Octets that sealing adds.
    public static let overhead = AuthenticatedCipher.tagCount
    /// What is sealed by one call are chunks of a stream, not archives.
    public static let maximumCount = 1 << 20

    /// - Parameters:
    ///   - key: 32 octets.
    ///   - nonce: 12 octets.
    /// - Returns: ciphertext ‖ tag (16).
    /// - Throws: `.parameterOutOfRange` for other lengths or above ``maximumCount``.
    public static func seal(
        _ plaintext: [UInt8], key: SecretBytes, nonce: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard key.count == 32, nonce.count == 12, plaintext.count <= maximumCount
        else { throw .parameterOutOfRange }
        let cipher = try AuthenticatedCipher(
            .seal, .chaCha20Poly1305, key: key, nonce: nonce, associated: [])
        return try cipher.transform(plaintext) + cipher.tag()
    }

    /// - Throws: `.authenticationFailed` if a bit or the key differs or bytes are missing;
    ///   `.parameterOutOfRange` as for `seal`.
    public static func open(
        _ sealed: [UInt8], key: SecretBytes, nonce: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard key.count == 32, nonce.count == 12, sealed.count <= maximumCount + overhead
        else { throw .parameterOutOfRange }
        guard sealed.count >= overhead else { throw .authenticationFailed }
        let cipher = try AuthenticatedCipher(
            .open, .chaCha20Poly1305, key: key, nonce: nonce, associated: [])
        let plaintext = try cipher.transform(Array(sealed.dropLast(overhead)))
        guard cipher.accepts(tag: Array(sealed.suffix(overhead))) else {
            throw .authenticationFailed
        }
        return plaintext
    }
}
