import COpenSSL

/// The key derivation that makes guessing an unlock secret dear. RFC 7914.
public enum Scrypt {
    /// The costs that are taken: below, guessing is cheap; above, memory passes 1 GiB.
    public static let costs = (1 << 14)...(1 << 20)
    /// RFC 7914 §2: block size 8 and one lane, as it recommends.
    private static let (blockSize, lanes): (UInt64, UInt64) = (8, 1)

    /// Derives `count` bytes. Takes 32 MiB and about 0.14 s at the default cost.
    /// - Parameters:
    ///   - salt: random, at least 8 octets.
    ///   - cost: a power of two within ``costs``.
    ///   - count: 16 to 1024 octets.
    /// - Throws: `.parameterOutOfRange`, or `.library` if memory does not suffice.
    public static func derive(
        secret: SecretBytes, salt: [UInt8], cost: Int = 1 << 15, count: Int = 32
    ) throws(CryptographyError) -> SecretBytes {
        guard costs.contains(cost), cost & (cost - 1) == 0, salt.count >= 8,
            (16...1024).contains(count)
        else { throw .parameterOutOfRange }
        let memory = 128 * blockSize * (UInt64(cost) + lanes + 2) + 1 << 16
        var derived = [UInt8](repeating: 0, count: count)
        try secret.withBytes { secret throws(CryptographyError) in
            let status = unsafe secret.withUnsafeBytes { bytes in
                unsafe EVP_PBE_scrypt(
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
                    salt, salt.count, UInt64(cost), blockSize, lanes, memory,
                    &derived, derived.count)
            }
            try LibCrypto.check(status, "EVP_PBE_scrypt")
        }
        return SecretBytes(derived)
    }
}
