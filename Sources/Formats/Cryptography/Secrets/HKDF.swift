/// Keys for one purpose each from one secret. RFC 5869.
public enum HKDF {
    /// RFC 5869 §2.3: so many blocks of the digest at most.
    private static let maximumBlocks = 255

    /// - Parameters:
    ///   - salt: may be empty.
    ///   - info: names the purpose.
    ///   - count: octets wanted, at most 255 times the digest's.
    /// - Throws: `.parameterOutOfRange` for another count.
    public static func derive(
        secret: SecretBytes, salt: [UInt8], info: [UInt8], count: Int = 32,
        digest: DigestAlgorithm = .sha256
    ) throws(CryptographyError) -> SecretBytes {
        guard (1...maximumBlocks * digest.byteCount).contains(count) else {
            throw .parameterOutOfRange
        }
        // RFC 5869 §2.2: no salt is a salt of zeros, which to HMAC is the empty key.
        let extracted = SecretBytes(
            secret.withBytes {
                HMAC.authenticationCode(of: $0, key: SecretBytes(salt), digest: digest)
            })
        var derived: [UInt8] = []
        var block: [UInt8] = []
        var number: UInt8 = 1
        while derived.count < count {
            block = HMAC.authenticationCode(
                of: block + info + [number], key: extracted, digest: digest)
            derived += block
            number &+= 1
        }
        return SecretBytes(Array(derived.prefix(count)))
    }
}
