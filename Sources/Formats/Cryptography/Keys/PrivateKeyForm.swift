import SwiftASN1

/// What is checked of a PKCS#8 key before the library sees it; of RSA keys, all that is checked.
///
/// Strangers send private keys by mistake or on purpose, and the library computes with whatever
/// numbers it is given: the time grows with the cube of their length, and for kinds and curves
/// that nobody here uses there are more computations still.
enum PrivateKeyForm {
    /// The longest modulus that this module generates.
    static let maximumRSABits = 8192
    /// An ECPrivateKey of P-384 with its public point has 167 octets.
    private static let maximumCurveKeyOctets = 256

    /// ```
    /// OneAsymmetricKey ::= SEQUENCE {
    ///     version                   INTEGER { v1(0), v2(1) },
    ///     privateKeyAlgorithm       AlgorithmIdentifier,
    ///     privateKey                OCTET STRING,
    ///     attributes           [0]  Attributes OPTIONAL,
    ///     publicKey            [1]  BIT STRING OPTIONAL }
    /// ```
    /// RFC 5958 §2. The library itself would pass over trailing bytes.
    static func check(_ bytes: [UInt8]) throws(CryptographyError) {
        let (algorithm, key) = try StrictDER.decoded(bytes) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                let version = try Int(derEncoded: &fields)
                let algorithm = try AlgorithmIdentifier(derEncoded: &fields)
                let key = try ASN1OctetString(derEncoded: &fields)
                while fields.next() != nil {}
                guard version == 0 || version == 1 else {
                    throw CryptographyError.malformedEncoding
                }
                return (algorithm, Array(key.bytes))
            }
        }
        switch algorithm.algorithm {
        case ObjectIdentifiers.rsaEncryption:
            try checkRSA(key)
        case ObjectIdentifiers.ecPublicKey:
            guard KeyAlgorithm(curve: algorithm.parameters) != nil else {
                throw .unsupportedAlgorithm
            }
            guard key.count <= maximumCurveKeyOctets else { throw .parameterOutOfRange }
        case ObjectIdentifiers.ed25519:
            guard key.count <= maximumCurveKeyOctets else { throw .parameterOutOfRange }
        default:
            throw .unsupportedAlgorithm
        }
    }

    /// ```
    /// RSAPrivateKey ::= SEQUENCE { version INTEGER { two-prime(0) }, modulus, publicExponent,
    ///     privateExponent, prime1, prime2, exponent1, exponent2, coefficient INTEGER }
    /// ```
    /// RFC 8017 A.1.2. No number of an honest key is longer than the modulus.
    ///
    /// Whoever knows two factors of the modulus has the private half, whatever the exponents and the
    /// coefficient beside them say: those are not compared, or a wrong one would hide a key that is
    /// known. The library's own check tests the factors for being prime, which takes seconds.
    private static func checkRSA(_ key: [UInt8]) throws(CryptographyError) {
        let numbers: [[UInt8]] = try StrictDER.decoded(key) { node in
            try DER.sequence(node, identifier: .sequence) { fields in
                guard try Int(derEncoded: &fields) == 0 else {
                    throw CryptographyError.malformedEncoding
                }
                return try (0..<8).map { _ in Array(try ArraySlice<UInt8>(derEncoded: &fields)) }
            }
        }
        let modulus = numbers[0]
        guard UnsignedNumber.bitCount(modulus) <= maximumRSABits,
            numbers.allSatisfy({ $0.count <= modulus.count })
        else { throw .parameterOutOfRange }
        let primes = numbers[3...4]
        guard !primes.contains([1]), UnsignedNumber.product(numbers[3], numbers[4]) == modulus
        else { throw .invalidKey }
    }
}

extension KeyAlgorithm {
    /// The algorithm of a curve by the DER of its name; nil for any other curve or form.
    init?(curve parameters: [UInt8]?) {
        guard let parameters, let name = try? ASN1ObjectIdentifier(derEncoded: parameters) else {
            return nil
        }
        switch name {
        case ObjectIdentifiers.sm2Curve: self = .sm2
        case ObjectIdentifiers.p256: self = .p256
        case ObjectIdentifiers.p384: self = .p384
        default: return nil
        }
    }
}
