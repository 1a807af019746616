import COpenSSL

/// The one owner of a parsed key, public or private.
///
/// The key is complete when the initialiser returns and never changed after; the library counts
/// references and locks its own caches, so that any number of threads may use one key at once.
/// That is the invariant behind the unchecked conformance.
@safe final class KeyHandle: @unchecked Sendable {
    private let key: OpaquePointer

    /// The identifier that all signers share where none was agreed. GM/T 0009-2012 §10.
    private static let sm2Identifier = Array("1234567812345678".utf8)

    private init(adopting key: OpaquePointer?, from call: String) throws(CryptographyError) {
        guard let key = unsafe key else { throw LibCrypto.failure(of: call) }
        unsafe self.key = key
    }

    deinit { unsafe EVP_PKEY_free(key) }
}

// MARK: - Making

extension KeyHandle {
    /// Builds a public key; the library refuses a point that is not on its curve.
    static func publicKey(
        type: String, _ parameters: consuming Parameters
    ) throws(CryptographyError) -> KeyHandle {
        let context = try makeContext(type)
        try LibCrypto.check(
            unsafe EVP_PKEY_fromdata_init(context.pointer), "EVP_PKEY_fromdata_init")
        var key: OpaquePointer?
        // EVP_PKEY_PUBLIC_KEY, which Swift does not import.
        let selection = OSSL_KEYMGMT_SELECT_ALL_PARAMETERS | OSSL_KEYMGMT_SELECT_PUBLIC_KEY
        let status = try unsafe parameters.withList { list in
            unsafe EVP_PKEY_fromdata(context.pointer, &key, Int32(selection), list)
        }
        guard status == 1 else {
            ERR_clear_error()
            throw .invalidKey
        }
        return try unsafe KeyHandle(adopting: key, from: "EVP_PKEY_fromdata")
    }

    /// Generates a key pair; RSA with the exponent 65537.
    static func generated(_ algorithm: KeyAlgorithm) throws(CryptographyError) -> KeyHandle {
        let context = try makeContext(algorithm.libraryType)
        try LibCrypto.check(unsafe EVP_PKEY_keygen_init(context.pointer), "EVP_PKEY_keygen_init")
        if case .rsa(let bits) = algorithm {
            let status = unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, Int32(bits))
            try LibCrypto.check(status, "EVP_PKEY_CTX_set_rsa_keygen_bits")
        }
        if let group = algorithm.libraryGroup {
            let status = unsafe EVP_PKEY_CTX_set_group_name(context.pointer, group)
            try LibCrypto.check(status, "EVP_PKEY_CTX_set_group_name")
        }
        var key: OpaquePointer?
        try LibCrypto.check(unsafe EVP_PKEY_generate(context.pointer, &key), "EVP_PKEY_generate")
        return try unsafe KeyHandle(adopting: key, from: "EVP_PKEY_generate")
    }

    /// Reads an unencrypted PKCS#8 key whose form was checked; whether its two halves belong
    /// together was not.
    static func privateKey(pkcs8: [UInt8]) throws(CryptographyError) -> KeyHandle {
        let form = unsafe pkcs8.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var cursor = bytes.baseAddress
            return unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, bytes.count)
        }
        guard let form = unsafe form else {
            ERR_clear_error()
            throw .malformedEncoding
        }
        let owner = try unsafe Owned(
            form, releasedBy: { unsafe PKCS8_PRIV_KEY_INFO_free($0) },
            from: "d2i_PKCS8_PRIV_KEY_INFO")
        guard let key = unsafe EVP_PKCS82PKEY(owner.pointer) else {
            ERR_clear_error()
            throw .invalidKey
        }
        return try unsafe KeyHandle(adopting: key, from: "EVP_PKCS82PKEY")
    }

    /// Whether the public half of a key pair is that of the private one. About a millisecond; not for
    /// RSA, whose factors would be tested for being prime for seconds.
    var halvesBelongTogether: Bool {
        defer { ERR_clear_error() }
        let context = try? unsafe Owned(
            EVP_PKEY_CTX_new_from_pkey(nil, key, nil),
            releasedBy: { unsafe EVP_PKEY_CTX_free($0) }, from: "EVP_PKEY_CTX_new_from_pkey")
        guard let context else { return false }
        return unsafe EVP_PKEY_pairwise_check(context.pointer) == 1
    }

    private static func makeContext(_ type: String) throws(CryptographyError) -> Owned {
        try unsafe Owned(
            EVP_PKEY_CTX_new_from_name(nil, type, nil),
            releasedBy: { unsafe EVP_PKEY_CTX_free($0) }, from: "EVP_PKEY_CTX_new_from_name")
    }
}

// MARK: - Encoding

extension KeyHandle {
    /// The DER of the SubjectPublicKeyInfo.
    func subjectPublicKeyInfo() throws(CryptographyError) -> [UInt8] {
        var buffer: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_PUBKEY(key, &buffer)
        return try unsafe Self.take(buffer, Int(count), from: "i2d_PUBKEY")
    }

    /// The DER of the unencrypted PKCS#8 form. The library's own copy is wiped.
    func pkcs8() throws(CryptographyError) -> [UInt8] {
        let form = try unsafe Owned(
            EVP_PKEY2PKCS8(key), releasedBy: { unsafe PKCS8_PRIV_KEY_INFO_free($0) },
            from: "EVP_PKEY2PKCS8")
        var buffer: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_PKCS8_PRIV_KEY_INFO(form.pointer, &buffer)
        return try unsafe Self.take(buffer, Int(count), from: "i2d_PKCS8_PRIV_KEY_INFO")
    }

    static func take(
        _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int, from call: String
    ) throws(CryptographyError) -> [UInt8] {
        guard let start = unsafe buffer, count > 0 else { throw LibCrypto.failure(of: call) }
        let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        unsafe CRYPTO_clear_free(start, count, #file, #line)
        return bytes
    }
}

// MARK: - Signing and verifying

extension KeyHandle {
    /// Signs the whole message; the caller made sure that the algorithm suits the key.
    func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        let context = try Self.makeDigestContext()
        var keyContext: OpaquePointer?
        let begun = unsafe EVP_DigestSignInit_ex(
            context.pointer, &keyContext, algorithm.digest?.rawValue, nil, nil, key, nil)
        try LibCrypto.check(begun, "EVP_DigestSignInit_ex")
        try unsafe Self.setParameters(of: algorithm, keyContext)
        var signature = [UInt8](repeating: 0, count: Int(unsafe EVP_PKEY_get_size(key)))
        var count = signature.count
        let status = unsafe EVP_DigestSign(
            context.pointer, &signature, &count, message, message.count)
        try LibCrypto.check(status, "EVP_DigestSign")
        return Array(signature.prefix(count))
    }

    /// Whether the signature is right; every failure of the library means no.
    func verifies(
        _ signature: [UInt8], of message: [UInt8], with algorithm: SignatureAlgorithm
    ) -> Bool {
        // A refusal leaves reasons in the queue, which must not reach this thread's next error.
        defer { ERR_clear_error() }
        do {
            let context = try Self.makeDigestContext()
            var keyContext: OpaquePointer?
            let begun = unsafe EVP_DigestVerifyInit_ex(
                context.pointer, &keyContext, algorithm.digest?.rawValue, nil, nil, key, nil)
            try LibCrypto.check(begun, "EVP_DigestVerifyInit_ex")
            try unsafe Self.setParameters(of: algorithm, keyContext)
            let status = unsafe EVP_DigestVerify(
                context.pointer, signature, signature.count, message, message.count)
            return status == 1
        } catch {
            return false
        }
    }

    private static func makeDigestContext() throws(CryptographyError) -> Owned {
        try unsafe Owned(
            EVP_MD_CTX_new(), releasedBy: { unsafe EVP_MD_CTX_free($0) }, from: "EVP_MD_CTX_new")
    }

    /// SM2 hashes the signer's identifier before the message, so it must be known before the first
    /// octet of it. Without it the library would take an empty one.
    ///
    /// Set after the beginning, never with it: OpenSSL up to 3.0.19 refuses it there.
    private static func setParameters(
        of algorithm: SignatureAlgorithm, _ context: OpaquePointer?
    ) throws(CryptographyError) {
        guard algorithm == .sm2WithSM3 else { return }
        var parameters = Parameters()
        parameters.add(OSSL_PKEY_PARAM_DIST_ID, octets: sm2Identifier)
        try unsafe parameters.withList { list throws(CryptographyError) in
            let status = unsafe EVP_PKEY_CTX_set_params(context, list)
            try LibCrypto.check(status, "EVP_PKEY_CTX_set_params")
        }
    }
}

extension KeyAlgorithm {
    /// The library's name of the key type.
    var libraryType: String {
        switch self {
        case .rsa: "RSA"
        case .sm2: "SM2"
        case .p256, .p384: "EC"
        case .ed25519: "ED25519"
        }
    }

    /// The library's name of the curve, where the type leaves a choice.
    var libraryGroup: String? {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .sm2: "SM2"
        case .rsa, .ed25519: nil
        }
    }
}
