import COpenSSL

/// Keyed hashing, RFC 2104.
public enum HMAC {
    /// The authentication code over all the bytes, as long as the digest.
    ///
    /// Stops the process if the library lacks the algorithm; see ``CryptographyLibrary/check()``.
    public static func authenticationCode(
        of message: [UInt8], key: SecretBytes, digest: DigestAlgorithm
    ) -> [UInt8] {
        do {
            return try key.withBytes { key throws(CryptographyError) in
                try code(message, key, digest)
            }
        } catch {
            preconditionFailure("HMAC with \(digest.rawValue) is not available: \(error)")
        }
    }

    private static func code(
        _ message: [UInt8], _ key: [UInt8], _ digest: DigestAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        let context = try unsafe Owned(
            EVP_MAC_CTX_new(AlgorithmHandle.hmac.pointer),
            releasedBy: { unsafe EVP_MAC_CTX_free($0) }, from: "EVP_MAC_CTX_new")
        var parameters = Parameters()
        parameters.add(OSSL_MAC_PARAM_DIGEST, text: digest.rawValue)
        // The library takes a null key as "keep the last one", so an empty key needs an address.
        let keyWithAddress = key.isEmpty ? [0] : key
        try unsafe parameters.withList { list throws(CryptographyError) in
            let status = unsafe EVP_MAC_init(context.pointer, keyWithAddress, key.count, list)
            try LibCrypto.check(status, "EVP_MAC_init")
        }
        try LibCrypto.check(
            unsafe EVP_MAC_update(context.pointer, message, message.count), "EVP_MAC_update")
        var code = [UInt8](repeating: 0, count: digest.byteCount)
        var count = 0
        try LibCrypto.check(
            unsafe EVP_MAC_final(context.pointer, &code, &count, code.count), "EVP_MAC_final")
        return code
    }
}
