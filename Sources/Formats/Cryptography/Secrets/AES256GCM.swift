/// Authenticated encryption of small things at rest. NIST SP 800-38D.
///
/// The nonce is random, so one key may seal at most 2^32 messages (SP 800-38D §8.3); keys here
/// seal a handful.
public enum AES256GCM {
    static let nonceCount = 12
    /// What is sealed here are keys and dossiers, not archives.
    public static let maximumCount = 1 << 30

    /// Seals the plaintext; `associated` must be the same at opening and is not stored.
    /// - Parameter key: 32 octets.
    /// - Returns: nonce (12) ‖ ciphertext ‖ tag (16).
    /// - Throws: `.parameterOutOfRange` for another key length or above ``maximumCount``.
    public static func seal(
        _ plaintext: [UInt8], key: SecretBytes, authenticating associated: [UInt8],
        randomness: some Randomness = SystemRandomness()
    ) throws(CryptographyError) -> [UInt8] {
        guard key.count == 32, plaintext.count <= maximumCount, associated.count <= maximumCount
        else { throw .parameterOutOfRange }
        let nonce = randomness.bytes(nonceCount)
        guard nonce.count == nonceCount else { throw .parameterOutOfRange }
        let cipher = try AuthenticatedCipher(
            .seal, .aes256GCM, key: key, nonce: nonce, associated: associated)
        return nonce + (try cipher.transform(plaintext)) + (try cipher.tag())
    }

    /// Opens what `seal` made.
    /// - Throws: `.authenticationFailed` if a bit, the key or `associated` differs or bytes are
    ///   missing; `.parameterOutOfRange` as for `seal`.
    public static func open(
        _ sealed: [UInt8], key: SecretBytes, authenticating associated: [UInt8]
    ) throws(CryptographyError) -> SecretBytes {
        guard key.count == 32, sealed.count <= maximumCount, associated.count <= maximumCount
        else { throw .parameterOutOfRange }
        guard sealed.count >= nonceCount + AuthenticatedCipher.tagCount else {
            throw .authenticationFailed
        }
        let nonce = Array(sealed.prefix(nonceCount))
        let ciphertext = Array(sealed.dropFirst(nonceCount).dropLast(AuthenticatedCipher.tagCount))
        let cipher = try AuthenticatedCipher(
            .open, .aes256GCM, key: key, nonce: nonce, associated: associated)
        // Held as a secret from the start, so that it is wiped when the tag turns out wrong.
        let plaintext = SecretBytes(try cipher.transform(ciphertext))
        guard cipher.accepts(tag: Array(sealed.suffix(AuthenticatedCipher.tagCount))) else {
            throw .authenticationFailed
        }
        return plaintext
    }
}
