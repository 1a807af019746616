import COpenSSL

/// A secret that two parties share from each other's public keys. RFC 7748 §6.1.
public enum X25519 {
    /// Octets of a secret and of a public key.
    public static let keyCount = 32

    /// The public key of a secret of 32 octets.
    /// - Throws: `.parameterOutOfRange` for another length.
    public static func publicKey(of secret: SecretBytes) throws(CryptographyError) -> [UInt8] {
        let key = try privateKey(secret)
        var bytes = [UInt8](repeating: 0, count: keyCount)
        var count = bytes.count
        try LibCrypto.check(
            unsafe EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count),
            "EVP_PKEY_get_raw_public_key")
        return bytes
    }

    /// The shared secret, to be hashed before use.
    /// - Throws: `.invalidKey` for a public key of low order, which would make every secret the
    ///   same; `.parameterOutOfRange` for other lengths.
    public static func sharedSecret(
        of secret: SecretBytes, with publicKey: [UInt8]
    ) throws(CryptographyError) -> SecretBytes {
        guard publicKey.count == keyCount else { throw .parameterOutOfRange }
        let own = try privateKey(secret)
        let peer = try unsafe Owned(
            EVP_PKEY_new_raw_public_key_ex(nil, "X25519", nil, publicKey, publicKey.count),
            releasedBy: { unsafe EVP_PKEY_free($0) }, from: "EVP_PKEY_new_raw_public_key_ex")
        let context = try unsafe Owned(
            EVP_PKEY_CTX_new_from_pkey(nil, own.pointer, nil),
            releasedBy: { unsafe EVP_PKEY_CTX_free($0) }, from: "EVP_PKEY_CTX_new_from_pkey")
        try LibCrypto.check(unsafe EVP_PKEY_derive_init(context.pointer), "EVP_PKEY_derive_init")
        try LibCrypto.check(
            unsafe EVP_PKEY_derive_set_peer(context.pointer, peer.pointer),
            "EVP_PKEY_derive_set_peer")
        var bytes = [UInt8](repeating: 0, count: keyCount)
        var count = bytes.count
        guard unsafe EVP_PKEY_derive(context.pointer, &bytes, &count) == 1 else {
            ERR_clear_error()
            throw .invalidKey
        }
        return SecretBytes(bytes)
    }

    private static func privateKey(_ secret: SecretBytes) throws(CryptographyError) -> Owned {
        guard secret.count == keyCount else { throw .parameterOutOfRange }
        let key: OpaquePointer? = unsafe secret.withBytes { bytes in
            unsafe EVP_PKEY_new_raw_private_key_ex(nil, "X25519", nil, bytes, bytes.count)
        }
        return try unsafe Owned(
            key, releasedBy: { unsafe EVP_PKEY_free($0) },
            from: "EVP_PKEY_new_raw_private_key_ex")
    }
}
