/// A private key in this process's memory.
///
/// Any number of tasks may sign with one key at once. Signing blocks its thread: about 0.7 ms with
/// RSA-2048 and SM2, 30 µs with P-256.
public final class SoftwareKey: Sendable {
    public let publicKey: PublicKey

    private let handle: KeyHandle

    /// The RSA moduli that may be generated, in bits; longer ones take minutes and gain nothing.
    public static let generatedRSABits = [2048, 3072, 4096, 6144, 8192]

    private init(_ handle: KeyHandle) throws(CryptographyError) {
        self.handle = handle
        publicKey = try PublicKey(SubjectPublicKeyInfo(derEncoded: handle.subjectPublicKeyInfo()))
    }

    /// Generates a key pair from the library's generator; RSA with the exponent 65537.
    ///
    /// RSA takes about a third of a second with 2048 bits, and several seconds with 4096.
    /// - Throws: `.parameterOutOfRange` for an RSA length outside ``generatedRSABits``.
    public static func generate(
        _ algorithm: KeyAlgorithm
    ) throws(CryptographyError) -> SoftwareKey {
        if case .rsa(let bits) = algorithm, !generatedRSABits.contains(bits) {
            throw .parameterOutOfRange
        }
        return try SoftwareKey(KeyHandle.generated(algorithm))
    }

    /// Reads one unencrypted PKCS#8 key (RFC 5958) and checks that its halves belong together: of
    /// RSA that the primes make the modulus, which is what the private half is worth. The other
    /// numbers of an RSA key are taken as they are; wrong ones make signatures that do not verify.
    ///
    /// Takes a few milliseconds at most, whatever the bytes: they may come from anybody.
    /// - Throws: `.malformedEncoding` for anything else or trailing bytes, `.invalidKey` if the
    ///   numbers make no key, `.unsupportedAlgorithm` for a kind that ``KeyAlgorithm`` lacks,
    ///   `.parameterOutOfRange` for RSA above 8192 bits and other numbers that are too long.
    public convenience init(pkcs8: [UInt8]) throws(CryptographyError) {
        try PrivateKeyForm.check(pkcs8)
        try self.init(KeyHandle.privateKey(pkcs8: pkcs8))
        if case .rsa = publicKey.algorithm { return }  // The form compared the factors.
        guard handle.halvesBelongTogether else { throw .invalidKey }
    }

    /// The unencrypted PKCS#8 encoding, to be sealed before it is stored.
    public func pkcs8() throws(CryptographyError) -> SecretBytes {
        SecretBytes(try handle.pkcs8())
    }

    /// Signs the whole message. SM2 uses the identifier `1234567812345678`.
    /// - Throws: `.algorithmDoesNotSuitKey`, or `.library` if the library fails.
    public func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        guard algorithm.suits(publicKey.algorithm) else { throw .algorithmDoesNotSuitKey }
        return try handle.sign(message, with: algorithm)
    }
}

extension SoftwareKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "<private key, redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
