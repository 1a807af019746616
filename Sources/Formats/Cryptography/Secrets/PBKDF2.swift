import COpenSSL

/// The key derivation of PKCS #5 with HMAC-SHA-256, for formats that prescribe it. RFC 8018 §5.2.
///
/// What is new here derives by ``Scrypt`` where a secret can be guessed, else by ``HKDF``.
public enum PBKDF2 {
    /// What is computed for anybody at most: a second or so.
    public static let maximumIterations = 1 << 21
    /// No format here wants more than a few blocks.
    public static let maximumCount = 1024

    /// Takes less than a microsecond for each iteration and block of 32 octets.
    /// - Parameters:
    ///   - secret: may be empty.
    ///   - salt: may be secret as well.
    ///   - iterations: 1 to ``maximumIterations``.
    ///   - count: octets wanted, 1 to ``maximumCount``.
    /// - Throws: `.parameterOutOfRange` outside the ranges.
    public static func derive(
        secret: SecretBytes, salt: SecretBytes, iterations: Int, count: Int
    ) throws(CryptographyError) -> SecretBytes {
        guard (1...maximumIterations).contains(iterations), (1...maximumCount).contains(count)
        else { throw .parameterOutOfRange }
        var derived = [UInt8](repeating: 0, count: count)
        let status = secret.withBytes { secret in
            salt.withBytes { salt in
                unsafe secret.withUnsafeBytes { bytes in
                    unsafe PKCS5_PBKDF2_HMAC(
                        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(bytes.count), salt, Int32(salt.count), Int32(iterations),
                        EVP_sha256(), Int32(derived.count), &derived)
                }
            }
        }
        try LibCrypto.check(status, "PKCS5_PBKDF2_HMAC")
        return SecretBytes(derived)
    }
}
