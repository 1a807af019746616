public import Cryptography
import SwiftASN1

extension KeyAlgorithm {
    /// As it stands in refusals and findings, such as `RSA-1024`.
    public var notation: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .sm2: "SM2"
        case .p256: "P-256"
        case .p384: "P-384"
        case .ed25519: "Ed25519"
        }
    }
}

extension AlgorithmFamily {
    /// The keys of subscribers, as they stand in refusals.
    public var keyNotation: String {
        switch self {
        case .rsa: "RSA ≥ \(Purpose.minimumRSABits)"
        case .sm2: "SM2"
        case .p256: "P-256"
        }
    }
}

extension AlgorithmIdentifier {
    /// As it stands in refusals: the name in its standard, with the curve where there is one, or the
    /// object identifier of what is not known, such as `EC secp256k1`.
    public var notation: String {
        guard algorithm == ObjectIdentifiers.ecPublicKey else {
            return Self.names["\(algorithm)"] ?? "\(algorithm)"
        }
        guard let parameters, let curve = try? ASN1ObjectIdentifier(derEncoded: parameters) else {
            return "EC"
        }
        return "EC " + (Self.names["\(curve)"] ?? "\(curve)")
    }

    /// Whether the algorithm is one of those taken, with parameters that are written otherwise: RSA
    /// without NULL (RFC 3279 §2.3.1), a curve by its numbers (RFC 5480 §2.1.1).
    public var isUnusualFormOfKnownAlgorithm: Bool {
        switch algorithm {
        case ObjectIdentifiers.rsaEncryption: parameters != AlgorithmIdentifier.null
        case ObjectIdentifiers.ecPublicKey:
            parameters.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) } == nil
        default: false
        }
    }

    private static let names = [
        "1.2.840.113549.1.1.1": "RSA", "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
        "1.2.840.113549.1.1.5": "sha1WithRSAEncryption", "1.2.840.113549.1.1.10": "RSASSA-PSS",
        "1.2.840.113549.1.1.11": "sha256WithRSAEncryption",
        "1.2.840.113549.1.1.12": "sha384WithRSAEncryption",
        "1.2.840.113549.1.1.13": "sha512WithRSAEncryption", "1.2.840.10040.4.1": "DSA",
        "1.2.840.10045.3.1.7": "P-256", "1.3.132.0.34": "P-384", "1.3.132.0.35": "P-521",
        "1.3.132.0.10": "secp256k1", "1.2.156.10197.1.301": "SM2",
        "1.2.156.10197.1.501": "SM2-with-SM3", "1.2.840.10045.4.1": "ecdsa-with-SHA1",
        "1.2.840.10045.4.3.2": "ecdsa-with-SHA256", "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
        "1.2.840.10045.4.3.4": "ecdsa-with-SHA512", "1.3.101.112": "Ed25519",
        "1.3.101.113": "Ed448", "2.16.840.1.101.3.4.3.17": "ML-DSA-44",
        "2.16.840.1.101.3.4.3.18": "ML-DSA-65", "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
    ]
}

extension KeyWeakness {
    /// As it stands in refusals and findings; terms of the trade, the same in every language.
    public var notation: String {
        switch self {
        case .modulusTooShort(let bits): "modulus \(bits) bit"
        case .modulusEven: "modulus mod 2 = 0"
        case .modulusHasSmallFactor(let factor): "modulus mod \(factor) = 0"
        case .modulusPrime: "modulus = prime"
        case .modulusOfCloseFactors: "modulus = p × q, p ≈ q"
        case .modulusOfBrokenGenerator: "ROCA, CVE-2017-15361"
        case .exponentEven: "e mod 2 = 0"
        case .exponentTooSmall: "e < 65537"
        case .exponentTooLarge: "e > 2^256"
        }
    }
}
