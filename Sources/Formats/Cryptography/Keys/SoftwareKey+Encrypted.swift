extension SoftwareKey {
    /// PKCS#8 under a passphrase, as OpenSSL reads it: PBES2 with scrypt and AES-256-CBC. RFC 5958 §3,
    /// RFC 7914 §7.
    ///
    /// Takes about 0.3 s. The cipher tells a wrong passphrase, not a change: who can write the file can
    /// put another key in its place anyway.
    public func encryptedPKCS8(
        passphrase: SecretBytes, randomness: some Randomness = SystemRandomness()
    ) throws(CryptographyError) -> [UInt8] {
        try EncryptedPKCS8.seal(
            pkcs8(), under: passphrase, salt: randomness.bytes(EncryptedPKCS8.saltCount),
            vector: randomness.bytes(EncryptedPKCS8.vectorCount))
    }

    /// Reads what ``encryptedPKCS8(passphrase:randomness:)`` and `openssl pkcs8 -scrypt` write.
    /// - Throws: `.unsupportedAlgorithm` for another key derivation than scrypt,
    ///   `.parameterOutOfRange` for one that takes long, `.authenticationFailed` where the passphrase
    ///   is another; otherwise as ``init(pkcs8:)``.
    public convenience init(
        encryptedPKCS8 der: [UInt8], passphrase: SecretBytes
    ) throws(CryptographyError) {
        let opened = try EncryptedPKCS8.open(der, with: passphrase)
        try self.init(sealed: opened)
    }

    /// PKCS#8 as it lies in a PKCS#12 container: PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
    ///
    /// The derivation is cheap to repeat, so that the password has to be random: 100 bits or more.
    /// RFC 7292 §4.2.2, RFC 8018 §6.2.
    public func shroudedPKCS8(
        password: SecretBytes, randomness: some Randomness = SystemRandomness()
    ) throws(CryptographyError) -> [UInt8] {
        try EncryptedPKCS8.seal(
            pkcs8(), under: password, by: .pbkdf2,
            salt: randomness.bytes(EncryptedPKCS8.saltCount),
            vector: randomness.bytes(EncryptedPKCS8.vectorCount))
    }

    /// Reads what ``shroudedPKCS8(password:randomness:)`` writes.
    /// - Throws: as ``init(encryptedPKCS8:passphrase:)``.
    public convenience init(
        shroudedPKCS8 der: [UInt8], password: SecretBytes
    ) throws(CryptographyError) {
        let opened = try EncryptedPKCS8.open(der, with: password, by: .pbkdf2)
        try self.init(sealed: opened)
    }

    private convenience init(sealed key: SecretBytes) throws(CryptographyError) {
        var bytes: [UInt8] = []
        key.withBytes { bytes = $0 }
        do throws(CryptographyError) {
            try self.init(pkcs8: bytes)
        } catch .malformedEncoding {
            // One wrong passphrase in 256 leaves a padding that looks right.
            throw .authenticationFailed
        }
    }
}
