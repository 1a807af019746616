import COpenSSL

extension DigestAlgorithm {
    /// The digest of all the bytes.
    ///
    /// Stops the process if the library lacks the algorithm; see ``CryptographyLibrary/check()``.
    public func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let direct = bytes.withContiguousStorageIfAvailable { unsafe hash(buffer: $0) }
        return unsafe direct ?? Array(bytes).withUnsafeBufferPointer { unsafe hash(buffer: $0) }
    }

    private func hash(buffer: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        let status = unsafe EVP_Digest(
            buffer.baseAddress, buffer.count, &digest, nil,
            AlgorithmHandle.digest(self).pointer, nil)
        precondition(status == 1, "the digest \(rawValue) is not available")
        return digest
    }
}
