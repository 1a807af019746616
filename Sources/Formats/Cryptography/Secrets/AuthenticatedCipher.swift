import COpenSSL

/// One pass of an authenticated cipher over one message: nonces of 12 octets, tags of 16.
struct AuthenticatedCipher: ~Copyable {
    static let tagCount = 16

    enum Direction: Int32 {
        case open = 0
        case seal = 1
    }

    private let context: Owned

    init(
        _ direction: Direction, _ algorithm: AlgorithmHandle, key: SecretBytes, nonce: [UInt8],
        associated: [UInt8]
    ) throws(CryptographyError) {
        let context = try unsafe Owned(
            EVP_CIPHER_CTX_new(), releasedBy: { unsafe EVP_CIPHER_CTX_free($0) },
            from: "EVP_CIPHER_CTX_new")
        // The library's default nonce length is the 12 octets used here.
        let status = key.withBytes { key in
            unsafe EVP_CipherInit_ex2(
                context.pointer, algorithm.pointer, key, nonce,
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
        var tag = [UInt8](repeating: 0, count: Self.tagCount)
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
