import COpenSSL

/// The digest of bytes that come one after the other and are never together in memory.
///
/// Belongs to one task at a time.
public struct RunningDigest: ~Copyable {
    private let context: Owned
    private let byteCount: Int

    /// - Throws: `.library` if the library lacks the algorithm or memory.
    public init(_ algorithm: DigestAlgorithm) throws(CryptographyError) {
        let context = try unsafe Owned(
            EVP_MD_CTX_new(), releasedBy: { unsafe EVP_MD_CTX_free($0) }, from: "EVP_MD_CTX_new")
        try LibCrypto.check(
            unsafe EVP_DigestInit_ex2(
                context.pointer, AlgorithmHandle.digest(algorithm).pointer, nil),
            "EVP_DigestInit_ex2")
        self.context = context
        byteCount = algorithm.byteCount
    }

    public mutating func add(_ bytes: [UInt8]) throws(CryptographyError) {
        try LibCrypto.check(
            unsafe EVP_DigestUpdate(context.pointer, bytes, bytes.count), "EVP_DigestUpdate")
    }

    /// The digest of all that was added.
    public consuming func finish() throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        try LibCrypto.check(
            unsafe EVP_DigestFinal_ex(context.pointer, &digest, nil), "EVP_DigestFinal_ex")
        return digest
    }
}
