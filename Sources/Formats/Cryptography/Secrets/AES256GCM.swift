import COpenSSL

/// Authenticated encryption of small things at rest. NIST SP 800-38D.
///
/// The nonce is random, so one key may seal at most 2^32 messages (SP 800-38D §8.3); keys here
/// seal a handful.
public enum AES256GCM {
    static let nonceCount = 12
    static let tagCount = 16
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
        let cipher = try Cipher(.seal, key: key, nonce: nonce, associated: associated)
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
        guard sealed.count >= nonceCount + tagCount else { throw .authenticationFailed }
        let nonce = Array(sealed.prefix(nonceCount))
        let ciphertext = Array(sealed.dropFirst(nonceCount).dropLast(tagCount))
        let cipher = try Cipher(.open, key: key, nonce: nonce, associated: associated)
        // Held as a secret from the start, so that it is wiped when the tag turns out wrong.
        let plaintext = SecretBytes(try cipher.transform(ciphertext))
        guard cipher.accepts(tag: Array(sealed.suffix(tagCount))) else {
            throw .authenticationFailed
        }
        return plaintext
    }
}

/// One pass of the cipher over one message.
private struct Cipher: ~Copyable {
    enum Direction: Int32 {
        case open = 0
        case seal = 1
    }

    private let context: Owned

    init(
        _ direction: Direction, key: SecretBytes, nonce: [UInt8], associated: [UInt8]
    ) throws(CryptographyError) {
        let context = try unsafe Owned(
            EVP_CIPHER_CTX_new(), releasedBy: { unsafe EVP_CIPHER_CTX_free($0) },
            from: "EVP_CIPHER_CTX_new")
        // The library's default nonce length for GCM is the 12 octets used here.
        let status = key.withBytes { key in
            unsafe EVP_CipherInit_ex2(
                context.pointer, AlgorithmHandle.aes256GCM.pointer, key, nonce,
                direction.rawValue, nil)
        }
        try LibCrypto.check(status, "EVP_CipherInit_ex2")
        if !associated.isEmpty {
            var count: Int32 = 0
            let status = unsafe EVP_CipherUpdate(
                context.pointer, nil, &count, associated, Int32(associated.count))
            try LibCrypto.check(status, "EVP_CipherUpdate")
        }
        self.context = context
    }

    func transform(_ input: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard !input.isEmpty else { return [] }
        var output = [UInt8](repeating: 0, count: input.count)
        var count: Int32 = 0
        try LibCrypto.check(
            unsafe EVP_CipherUpdate(context.pointer, &output, &count, input, Int32(input.count)),
            "EVP_CipherUpdate")
        return output
    }

    func tag() throws(CryptographyError) -> [UInt8] {
        try LibCrypto.check(finish(), "EVP_CipherFinal_ex")
        var tag = [UInt8](repeating: 0, count: AES256GCM.tagCount)
        try LibCrypto.check(
            unsafe EVP_CIPHER_CTX_ctrl(
                context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag),
            "EVP_CTRL_AEAD_GET_TAG")
        return tag
    }

    func accepts(tag: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        var tag = tag
        let status = unsafe EVP_CIPHER_CTX_ctrl(
            context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag)
        return status == 1 && finish() == 1
    }

    private func finish() -> Int32 {
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        return unsafe EVP_CipherFinal_ex(context.pointer, &rest, &count)
    }
}
