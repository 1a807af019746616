import COpenSSL

/// The library's algorithm objects, fetched once a process and never freed.
///
/// Fetched objects are immutable and may be used by all threads at once. A missing algorithm is an
/// installation without what the product needs: ``CryptographyLibrary/check()`` tells it at start.
@safe struct AlgorithmHandle: @unchecked Sendable {
    /// Immutable after the fetch, which is the invariant behind the unchecked conformance.
    let pointer: OpaquePointer?

    static let sha1 = unsafe AlgorithmHandle(pointer: EVP_MD_fetch(nil, "SHA1", nil))
    static let sha256 = unsafe AlgorithmHandle(pointer: EVP_MD_fetch(nil, "SHA256", nil))
    static let sha384 = unsafe AlgorithmHandle(pointer: EVP_MD_fetch(nil, "SHA384", nil))
    static let sha512 = unsafe AlgorithmHandle(pointer: EVP_MD_fetch(nil, "SHA512", nil))
    static let sm3 = unsafe AlgorithmHandle(pointer: EVP_MD_fetch(nil, "SM3", nil))
    static let hmac = unsafe AlgorithmHandle(pointer: EVP_MAC_fetch(nil, "HMAC", nil))
    static let aes256GCM = unsafe AlgorithmHandle(
        pointer: EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))
    static let chaCha20Poly1305 = unsafe AlgorithmHandle(
        pointer: EVP_CIPHER_fetch(nil, "ChaCha20-Poly1305", nil))

    static func digest(_ digest: DigestAlgorithm) -> AlgorithmHandle {
        switch digest {
        case .sha1: sha1
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        case .sm3: sm3
        }
    }
}

/// What is installed.
public enum CryptographyLibrary {
    /// The library's own name and version, such as `OpenSSL 3.0.16 11 Feb 2025`.
    public static var version: String {
        unsafe OpenSSL_version(OPENSSL_VERSION).map { unsafe String(cString: $0) } ?? ""
    }

    /// Makes sure that every algorithm this module needs is there; to be called once at start,
    /// since using one that is not there stops the process.
    /// - Throws: `CryptographyError.unsupportedAlgorithm` if the library or its settings lack one.
    public static func check() throws(CryptographyError) {
        let digests = DigestAlgorithm.allCases.map(AlgorithmHandle.digest)
        let handles = digests + [AlgorithmHandle.hmac, .aes256GCM, .chaCha20Poly1305]
        for handle in handles {
            guard unsafe handle.pointer != nil else { throw .unsupportedAlgorithm }
        }
        _ = try X25519.publicKey(of: SecretBytes.random(X25519.keyCount))
        _ = try PBKDF2.derive(secret: .random(16), salt: .random(16), iterations: 1, count: 16)
        // Of some versions a key can be made and not be used.
        for (algorithm, signature) in [
            (KeyAlgorithm.sm2, SignatureAlgorithm.sm2WithSM3), (.p256, .ecdsaWithSHA256),
            (.p384, .ecdsaWithSHA384), (.ed25519, .ed25519),
        ] {
            let key = try SoftwareKey.generate(algorithm)
            let signed = try key.sign([0], with: signature)
            guard key.publicKey.verifies(signed, of: [0], with: signature) else {
                throw .unsupportedAlgorithm
            }
        }
    }
}
