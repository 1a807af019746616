import COpenSSL

/// The password integrity mode of PKCS#12: an HMAC-SHA-256 under a key that follows from the password.
///
/// RFC 7292 §4, appendix B.
public enum PKCS12MAC {
    /// Octets of a salt as written; any honest file has 8 to 64.
    public static let saltCount = 16
    /// What a reader computes at most, whoever wrote the file: about a second.
    public static let maximumIterations = 1_000_000
    /// The password has more random bits than the key derived from any cipher here needs, so that repeating
    /// buys nothing; less than this some readers warn of.
    public static let iterations = 10_000

    /// - Parameters:
    ///   - password: ASCII, as people type it.
    ///   - iterations: 1 to ``maximumIterations``.
    /// - Throws: `.parameterOutOfRange` for a password that is not ASCII, for no salt, and outside the range.
    public static func authenticationCode(
        of content: [UInt8], password: SecretBytes, salt: [UInt8], iterations: Int
    ) throws(CryptographyError) -> [UInt8] {
        guard (1...maximumIterations).contains(iterations), !salt.isEmpty else {
            throw .parameterOutOfRange
        }
        let key = try key(try wide(password), salt, iterations)
        return HMAC.authenticationCode(of: content, key: key, digest: .sha256)
    }

    /// As a BMPString with its two octets of zero behind. RFC 7292 §B.1.
    private static func wide(_ password: SecretBytes) throws(CryptographyError) -> SecretBytes {
        try password.withBytes { bytes throws(CryptographyError) in
            guard bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else {
                throw .parameterOutOfRange
            }
            var wide: [UInt8] = []
            // No growing: an array that moves leaves its old octets behind.
            wide.reserveCapacity(2 * bytes.count + 2)
            for octet in bytes {
                wide.append(0)
                wide.append(octet)
            }
            wide.append(0)
            wide.append(0)
            return SecretBytes(wide)
        }
    }

    /// PKCS12KDF with SHA-256, for the MAC. RFC 7292 §B.2, §B.3.
    private static func key(
        _ password: SecretBytes, _ salt: [UInt8], _ iterations: Int
    ) throws(CryptographyError) -> SecretBytes {
        var derived = [UInt8](repeating: 0, count: DigestAlgorithm.sha256.byteCount)
        try password.withBytes { password throws(CryptographyError) in
            var (password, salt) = (password, salt)
            let status = unsafe PKCS12_key_gen_uni(
                &password, Int32(password.count), &salt, Int32(salt.count), PKCS12_MAC_ID,
                Int32(iterations), Int32(derived.count), &derived, EVP_sha256())
            // The library takes it as what may be written: a copy, which is wiped here.
            unsafe password.withUnsafeMutableBytes {
                unsafe OPENSSL_cleanse($0.baseAddress, $0.count)
            }
            try LibCrypto.check(status, "PKCS12_key_gen_uni")
        }
        return SecretBytes(derived)
    }
}
