import CPKCS11
import Cryptography
import SwiftASN1

/// How keys and signatures stand on a token, and how everywhere else.
enum TokenKeyForm {
    /// `id-Ed25519`, RFC 8410 §3.
    private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]
    /// The DER of the identifiers of curves: `CKA_EC_PARAMS`, PKCS#11 v2.40 §2.3.3 of the mechanisms.
    private static let p256Parameters: [UInt8] = [
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
    ]
    private static let p384Parameters: [UInt8] = [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22]
    private static let ed25519Parameters: [UInt8] = [0x06, 0x03, 0x2b, 0x65, 0x70]

    /// What has to be told to make a pair; nil for a kind for which PKCS#11 has no mechanism.
    static func generation(
        of algorithm: KeyAlgorithm
    ) -> (mechanism: TokenMechanism, parameters: [TokenAttribute])? {
        switch algorithm {
        case .rsa(let bits):
            let parameters: [TokenAttribute] = [
                .number(UInt(CKA_MODULUS_BITS), UInt(bits)),
                .bytes(UInt(CKA_PUBLIC_EXPONENT), [0x01, 0x00, 0x01]),
            ]
            return (.makeRSA, parameters)
        case .p256: return (.makeEC, [.bytes(UInt(CKA_EC_PARAMS), p256Parameters)])
        case .p384: return (.makeEC, [.bytes(UInt(CKA_EC_PARAMS), p384Parameters)])
        case .ed25519: return (.makeEd, [.bytes(UInt(CKA_EC_PARAMS), ed25519Parameters)])
        case .sm2: return nil
        }
    }

    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> SubjectPublicKeyInfo? {
        var coder = DER.Serializer()
        let isWritten: Void? = try? coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(magnitude(modulus))
            try coder.serialize(magnitude(exponent))
        }
        guard isWritten != nil else { return nil }
        return SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.rsaEncryption, parameters: AlgorithmIdentifier.null),
            key: coder.serializedBytes)
    }

    /// - Parameter point: the octets, bare or in an OCTET STRING as the standard wants them.
    static func point(kind: UInt, parameters: [UInt8], point: [UInt8]) -> SubjectPublicKeyInfo? {
        if kind == UInt(CKK_EC_EDWARDS) {
            guard let key = bare(point, count: 32) else { return nil }
            return SubjectPublicKeyInfo(
                algorithm: AlgorithmIdentifier(algorithm: ed25519), key: key)
        }
        let count = parameters == p384Parameters ? 97 : 65
        guard let key = bare(point, count: count) else { return nil }
        return SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.ecPublicKey, parameters: parameters), key: key)
    }

    private static func bare(_ point: [UInt8], count: Int) -> [UInt8]? {
        if point.count == count { return point }
        guard point.count == count + 2, point[0] == 0x04, Int(point[1]) == count else { return nil }
        return Array(point[2...])
    }

    /// What is given to the token to sign: the whole message, or its digest with or without its name.
    static func input(_ message: [UInt8], _ algorithm: SignatureAlgorithm) -> [UInt8]? {
        guard let digest = algorithm.digest else { return message }
        let hash = digest.hash(message)
        guard TokenMechanism(signing: algorithm) == .signRSA else { return hash }
        // DigestInfo with NULL parameters, RFC 8017 §9.2 note 1.
        var coder = DER.Serializer()
        let isWritten: Void? = try? coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(
                AlgorithmIdentifier(
                    algorithm: digest.identifier.algorithm, parameters: AlgorithmIdentifier.null))
            try coder.serialize(ASN1OctetString(contentBytes: hash[...]))
        }
        return isWritten == nil ? nil : coder.serializedBytes
    }

    /// The signature as certificates and acts have it: of `r ‖ s` the DER of both, RFC 3279 §2.2.3.
    static func signature(_ signed: [UInt8], _ algorithm: SignatureAlgorithm) -> [UInt8]? {
        guard TokenMechanism(signing: algorithm) == .signEC else { return signed }
        guard !signed.isEmpty, signed.count.isMultiple(of: 2) else { return nil }
        let half = signed.count / 2
        var coder = DER.Serializer()
        let isWritten: Void? = try? coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(magnitude(Array(signed[..<half])))
            try coder.serialize(magnitude(Array(signed[half...])))
        }
        return isWritten == nil ? nil : coder.serializedBytes
    }

    /// Without leading zeros; zero itself keeps one octet.
    private static func magnitude(_ number: [UInt8]) -> ArraySlice<UInt8> {
        let trimmed = number.drop { $0 == 0 }
        return trimmed.isEmpty ? [0] : trimmed
    }
}

/// The mechanisms that are used, of the many that there are.
enum TokenMechanism: String {
    case makeRSA = "CKM_RSA_PKCS_KEY_PAIR_GEN"
    case makeEC = "CKM_EC_KEY_PAIR_GEN"
    case makeEd = "CKM_EC_EDWARDS_KEY_PAIR_GEN"
    /// With the digest made here: every module has these, and none gets what is signed.
    case signRSA = "CKM_RSA_PKCS"
    case signEC = "CKM_ECDSA"
    case signEd = "CKM_EDDSA"

    /// Nil for SM2, for which PKCS#11 v2.40 has none.
    init?(signing algorithm: SignatureAlgorithm) {
        switch algorithm {
        case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA: self = .signRSA
        case .ecdsaWithSHA256, .ecdsaWithSHA384: self = .signEC
        case .ed25519: self = .signEd
        case .sm2WithSM3: return nil
        }
    }

    var type: CK_MECHANISM_TYPE {
        switch self {
        case .makeRSA: CK_MECHANISM_TYPE(CKM_RSA_PKCS_KEY_PAIR_GEN)
        case .makeEC: CK_MECHANISM_TYPE(CKM_EC_KEY_PAIR_GEN)
        case .makeEd: CK_MECHANISM_TYPE(CKM_EC_EDWARDS_KEY_PAIR_GEN)
        case .signRSA: CK_MECHANISM_TYPE(CKM_RSA_PKCS)
        case .signEC: CK_MECHANISM_TYPE(CKM_ECDSA)
        case .signEd: CK_MECHANISM_TYPE(CKM_EDDSA)
        }
    }
}
