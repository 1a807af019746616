import COpenSSL
import SwiftASN1

/// ```
/// EncryptedPrivateKeyInfo ::= SEQUENCE {
///     encryptionAlgorithm  AlgorithmIdentifier,
///     encryptedData        OCTET STRING }
/// PBES2-params ::= SEQUENCE {
///     keyDerivationFunc    AlgorithmIdentifier,
///     encryptionScheme     AlgorithmIdentifier }
/// scrypt-params ::= SEQUENCE {
///     salt OCTET STRING, costParameter INTEGER, blockSize INTEGER,
///     parallelizationParameter INTEGER, keyLength INTEGER OPTIONAL }
/// PBKDF2-params ::= SEQUENCE {
///     salt OCTET STRING, iterationCount INTEGER, keyLength INTEGER OPTIONAL,
///     prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
/// ```
/// RFC 5958 §3, RFC 8018 §A.2, §A.4, RFC 7914 §7.
enum EncryptedPKCS8 {
    /// How the cipher's key follows from the passphrase.
    enum Derivation {
        /// Dear to guess: for passphrases that people choose.
        case scrypt
        /// With HMAC-SHA-256: what PKCS#12 readers know, for passwords that nobody could guess.
        case pbkdf2
    }

    static let saltCount = 16
    /// A block of AES.
    static let vectorCount = 16

    private static let pbes2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 13]
    private static let scrypt: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11591, 4, 11]
    private static let pbkdf2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 12]
    // 16 MiB, five times over: half of what the library lets one derivation take.
    private static let (cost, blockSize, parallel): (Int, Int, Int) = (1 << 14, 8, 5)
    /// Some seconds at most, whoever wrote the file.
    private static let maximumWork = 1 << 22

    static func seal(
        _ key: SecretBytes, under passphrase: SecretBytes, by derivation: Derivation = .scrypt,
        salt: [UInt8], vector: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        // The library reads as many, whatever it is given.
        guard vector.count == vectorCount else { throw .parameterOutOfRange }
        let form = try unsafe Owned(
            key.withBytes { bytes in
                unsafe bytes.withUnsafeBufferPointer { octets -> OpaquePointer? in
                    var cursor = octets.baseAddress
                    return unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, octets.count)
                }
            }, releasedBy: { unsafe PKCS8_PRIV_KEY_INFO_free($0) },
            from: "d2i_PKCS8_PRIV_KEY_INFO")
        guard let algorithm = unsafe algorithm(derivation, salt, vector) else {
            throw LibCrypto.failure(of: "PKCS5_pbe2_set")
        }
        let sealed = unsafe lent(passphrase) {
            unsafe PKCS8_set0_pbe($0, $1, form.pointer, algorithm)
        }
        // Taken over where it worked alone.
        if unsafe sealed == nil { unsafe X509_ALGOR_free(algorithm) }
        let owner = try unsafe Owned(
            sealed, releasedBy: { unsafe X509_SIG_free($0) }, from: "PKCS8_set0_pbe")
        var buffer: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_X509_SIG(owner.pointer, &buffer)
        return try unsafe KeyHandle.take(buffer, Int(count), from: "i2d_X509_SIG")
    }

    private static func algorithm(
        _ derivation: Derivation, _ salt: [UInt8], _ vector: [UInt8]
    ) -> UnsafeMutablePointer<X509_ALGOR>? {
        var (salt, vector) = (salt, vector)
        return switch derivation {
        case .scrypt:
            unsafe PKCS5_pbe2_set_scrypt(
                EVP_aes_256_cbc(), &salt, Int32(salt.count), &vector, UInt64(cost),
                UInt64(blockSize), UInt64(parallel))
        case .pbkdf2:
            unsafe PKCS5_pbe2_set_iv(
                EVP_aes_256_cbc(), Int32(PKCS12MAC.iterations), &salt, Int32(salt.count), &vector,
                NID_hmacWithSHA256)
        }
    }

    static func open(
        _ der: [UInt8], with passphrase: SecretBytes, by derivation: Derivation = .scrypt
    ) throws(CryptographyError) -> SecretBytes {
        try checkForm(der, derivation)
        let sealed = try unsafe Owned(
            der.withUnsafeBufferPointer { octets -> OpaquePointer? in
                var cursor = octets.baseAddress
                return unsafe d2i_X509_SIG(nil, &cursor, octets.count)
            }, releasedBy: { unsafe X509_SIG_free($0) }, from: "d2i_X509_SIG")
        guard let plain = unsafe lent(passphrase, { unsafe PKCS8_decrypt(sealed.pointer, $0, $1) })
        else {
            ERR_clear_error()
            throw .authenticationFailed
        }
        let form = try unsafe Owned(
            plain, releasedBy: { unsafe PKCS8_PRIV_KEY_INFO_free($0) }, from: "PKCS8_decrypt")
        var buffer: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_PKCS8_PRIV_KEY_INFO(form.pointer, &buffer)
        return SecretBytes(
            try unsafe KeyHandle.take(buffer, Int(count), from: "i2d_PKCS8_PRIV_KEY_INFO"))
    }

    /// Lends the passphrase as the library takes it.
    private static func lent(
        _ passphrase: SecretBytes,
        _ body: (UnsafePointer<CChar>?, Int32) -> OpaquePointer?
    ) -> OpaquePointer? {
        unsafe passphrase.withBytes { bytes in
            unsafe bytes.withUnsafeBytes { octets in
                let start = unsafe octets.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe body(start, Int32(octets.count))
            }
        }
    }

    private static func checkForm(
        _ der: [UInt8], _ wanted: Derivation
    ) throws(CryptographyError) {
        let (scheme, parameters) = try StrictDER.decoded(der) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                let scheme = try AlgorithmIdentifier(derEncoded: &fields)
                _ = try ASN1OctetString(derEncoded: &fields)
                return (scheme.algorithm, scheme.parameters ?? [])
            }
        }
        guard scheme == pbes2 else { throw .unsupportedAlgorithm }
        let derivation = try StrictDER.decoded(parameters) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                let derivation = try AlgorithmIdentifier(derEncoded: &fields)
                _ = try AlgorithmIdentifier(derEncoded: &fields)
                return derivation
            }
        }
        switch wanted {
        case .scrypt:
            guard derivation.algorithm == scrypt else { throw .unsupportedAlgorithm }
            try checkScrypt(derivation.parameters ?? [])
        case .pbkdf2:
            guard derivation.algorithm == pbkdf2 else { throw .unsupportedAlgorithm }
            try checkPBKDF2(derivation.parameters ?? [])
        }
    }

    private static func checkPBKDF2(_ parameters: [UInt8]) throws(CryptographyError) {
        let iterations = try StrictDER.decoded(parameters) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                _ = try ASN1OctetString(derEncoded: &fields)
                let iterations = try Int(derEncoded: &fields)
                while fields.next() != nil {}
                return iterations
            }
        }
        guard (1...PKCS12MAC.maximumIterations).contains(iterations) else {
            throw .parameterOutOfRange
        }
    }

    private static func checkScrypt(_ parameters: [UInt8]) throws(CryptographyError) {
        let numbers = try StrictDER.decoded(parameters) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                _ = try ASN1OctetString(derEncoded: &fields)
                let numbers = [
                    try Int(derEncoded: &fields), try Int(derEncoded: &fields),
                    try Int(derEncoded: &fields),
                ]
                while fields.next() != nil {}
                return numbers
            }
        }
        var work = 1
        for number in numbers {
            guard (1...maximumWork).contains(number) else { throw .parameterOutOfRange }
            work *= number
            guard work <= maximumWork else { throw .parameterOutOfRange }
        }
    }
}
