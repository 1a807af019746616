import COpenSSL
import SwiftASN1

/// A public key that was read, checked and kept ready for use.
///
/// Checked are the form, the point of an elliptic-curve key (uncompressed, on its curve; for
/// Ed25519 not of low order) and the bounds of an RSA modulus. An RSA key may still be weak: see ``weaknesses()``. Making a key costs
/// tens of microseconds, so keep it. Two keys are equal if their encodings are.
public final class PublicKey: Sendable {
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo
    public let algorithm: KeyAlgorithm
    /// The modulus of an RSA key, big-endian without leading zero octets; nil for other keys.
    public let rsaModulus: [UInt8]?
    /// The public exponent of an RSA key, big-endian without leading zero octets.
    public let rsaExponent: [UInt8]?

    /// Whether an even number or the exponent 1 lets anybody sign; the cheapest part of `weaknesses()`.
    private let isForgeable: Bool
    private let handle: KeyHandle

    /// Understands rsaEncryption with NULL (RFC 3279 §2.3.1); id-ecPublicKey with the named curves
    /// P-256, P-384 and SM2 (1.2.156.10197.1.301) and an uncompressed point (RFC 5480 §2);
    /// Ed25519 without parameters (RFC 8410 §4).
    /// - Throws: `.unsupportedAlgorithm` for any other algorithm, curve or parameter form,
    ///   `.malformedEncoding` if the key is not the DER of its kind, `.invalidKey` if its numbers
    ///   make no key.
    public init(_ info: SubjectPublicKeyInfo) throws(CryptographyError) {
        subjectPublicKeyInfo = info
        let contents = try PublicKeyContents(info)
        algorithm = contents.algorithm
        (rsaModulus, rsaExponent) = (contents.modulus, contents.exponent)
        isForgeable = contents.isForgeable
        handle = try KeyHandle.publicKey(
            type: contents.algorithm.libraryType, contents.libraryParameters())
    }

    /// Whether the signature over the whole message was made with this key's private half.
    ///
    /// SM2 is checked with the identifier `1234567812345678`. ECDSA and SM2 signatures must be
    /// strict DER, RSA signatures as long as the modulus. False for an algorithm that does not suit
    /// the key, and for an RSA key with an even modulus or exponent or the exponent 1, under which
    /// anybody could sign.
    public func verifies(
        _ signature: [UInt8], of message: [UInt8], with algorithm: SignatureAlgorithm
    ) -> Bool {
        guard algorithm.suits(self.algorithm), !isForgeable else { return false }
        return handle.verifies(signature, of: message, with: algorithm)
    }

    /// The leftmost 160 bits of the SHA-256 over the BIT STRING's contents. RFC 7093 §2 method 1.
    public var keyIdentifier: [UInt8] {
        Array(DigestAlgorithm.sha256.hash(subjectPublicKeyInfo.key).prefix(20))
    }

    /// What all public keys of one private key have in common: 32 octets.
    ///
    /// Who holds an RSA key can use its modulus with any exponent, and who knows the number d of a
    /// point Q knows that of -Q: the same secret with another public key. So this is the SHA-256
    /// of the AlgorithmIdentifier with the modulus alone, or with the first coordinate alone; of the
    /// whole key for Ed25519.
    public var pairIdentifier: [UInt8] {
        let key = subjectPublicKeyInfo.key
        let shared =
            switch algorithm {
            case .rsa: rsaModulus ?? key
            // 0x04 ‖ x ‖ y, as checked.
            case .sm2, .p256, .p384: Array(key[1...key.count / 2])
            case .ed25519: key
            }
        return DigestAlgorithm.sha256.hash(subjectPublicKeyInfo.algorithm.derEncoded + shared)
    }
}

extension PublicKey: Hashable {
    public static func == (one: PublicKey, other: PublicKey) -> Bool {
        one.subjectPublicKeyInfo == other.subjectPublicKeyInfo
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(subjectPublicKeyInfo)
    }
}

/// What the BIT STRING of a key holds, by its algorithm.
private enum PublicKeyContents {
    case rsa(modulus: [UInt8], exponent: [UInt8])
    case point(KeyAlgorithm, [UInt8])
    case ed25519([UInt8])

    /// Above this the library refuses to compute (OPENSSL_RSA_MAX_MODULUS_BITS).
    private static let maximumModulusBits = 16384

    init(_ info: SubjectPublicKeyInfo) throws(CryptographyError) {
        switch info.algorithm.algorithm {
        case ObjectIdentifiers.rsaEncryption:
            guard info.algorithm.parameters == AlgorithmIdentifier.null else {
                throw .unsupportedAlgorithm
            }
            self = try Self.readRSA(info.key)
        case ObjectIdentifiers.ecPublicKey:
            self = try Self.readPoint(info.key, curve: info.algorithm.parameters)
        case ObjectIdentifiers.ed25519:
            guard info.algorithm.parameters == nil else { throw .unsupportedAlgorithm }
            guard info.key.count == 32 else { throw .malformedEncoding }
            guard !Ed25519LowOrder.contains(info.key) else { throw .invalidKey }
            self = .ed25519(info.key)
        default:
            throw .unsupportedAlgorithm
        }
    }

    var algorithm: KeyAlgorithm {
        switch self {
        case .rsa(let modulus, _): .rsa(bits: UnsignedNumber.bitCount(modulus))
        case .point(let algorithm, _): algorithm
        case .ed25519: .ed25519
        }
    }

    var modulus: [UInt8]? {
        if case .rsa(let modulus, _) = self { modulus } else { nil }
    }

    var exponent: [UInt8]? {
        if case .rsa(_, let exponent) = self { exponent } else { nil }
    }

    var isForgeable: Bool {
        guard case .rsa(let modulus, let exponent) = self else { return false }
        return UnsignedNumber.isEven(modulus) || UnsignedNumber.isEven(exponent) || exponent == [1]
    }

    func libraryParameters() -> Parameters {
        var parameters = Parameters()
        switch self {
        case .rsa(let modulus, let exponent):
            parameters.add(OSSL_PKEY_PARAM_RSA_N, number: modulus)
            parameters.add(OSSL_PKEY_PARAM_RSA_E, number: exponent)
        case .point(let algorithm, let point):
            parameters.add(OSSL_PKEY_PARAM_GROUP_NAME, text: algorithm.libraryGroup ?? "")
            parameters.add(OSSL_PKEY_PARAM_PUB_KEY, octets: point)
        case .ed25519(let key):
            parameters.add(OSSL_PKEY_PARAM_PUB_KEY, octets: key)
        }
        return parameters
    }

    /// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }`, RFC 8017 A.1.1.
    private static func readRSA(_ key: [UInt8]) throws(CryptographyError) -> Self {
        let numbers = try StrictDER.decoded(key) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                let modulus = try ArraySlice<UInt8>(derEncoded: &fields)
                let exponent = try ArraySlice<UInt8>(derEncoded: &fields)
                return (modulus: Array(modulus), exponent: Array(exponent))
            }
        }
        guard (1...maximumModulusBits).contains(UnsignedNumber.bitCount(numbers.modulus)),
            (1...numbers.modulus.count).contains(numbers.exponent.count)
        else { throw .invalidKey }
        return .rsa(modulus: numbers.modulus, exponent: numbers.exponent)
    }

    private static func readPoint(
        _ key: [UInt8], curve parameters: [UInt8]?
    ) throws(CryptographyError) -> Self {
        guard let algorithm = KeyAlgorithm(curve: parameters) else { throw .unsupportedAlgorithm }
        let coordinate = algorithm == .p384 ? 48 : 32
        guard key.count == 1 + 2 * coordinate, key.first == 0x04 else { throw .malformedEncoding }
        return .point(algorithm, key)
    }
}
