import Cryptography
import SwiftASN1

/// The forms in which private keys lie in files, told apart by their structure alone.
enum PrivateKeyContainer: Hashable {
    /// The whole encoding of the PKCS#8 form, into which the older forms are wrapped.
    case plain(pkcs8: [UInt8])
    /// PKCS#8 or PKCS#12 under a password.
    case encrypted

    static let structure = Structure("OneAsymmetricKey", "RFC 5958 §2")

    /// Nil for bytes that are none of these. BER is read too: some tools write PKCS#12 so.
    init?(_ bytes: [UInt8]) {
        let context = DecodingContext(.tolerant)
        guard
            let node = try? ASN1Node.parse(
                bytes, as: Self.structure, context, maximumBytes: DERLimits.value),
            node.identifier == .sequence, case .constructed(let elements) = node.content
        else { return nil }
        let fields = Array(elements)
        let container =
            Self.pkcs8(bytes, fields) ?? Self.pkcs1(bytes, fields) ?? Self.sec1(bytes, fields)
            ?? Self.encrypted(fields)
        guard let container else { return nil }
        self = container
    }

    /// ```
    /// OneAsymmetricKey ::= SEQUENCE { version INTEGER, privateKeyAlgorithm AlgorithmIdentifier,
    ///     privateKey OCTET STRING, attributes [0] OPTIONAL, publicKey [1] OPTIONAL }
    /// ```
    /// RFC 5958 §2.
    private static func pkcs8(_ bytes: [UInt8], _ fields: [ASN1Node]) -> PrivateKeyContainer? {
        guard matches(fields, [.integer, .sequence, .octetString]),
            isAlgorithm(fields[1]) != nil,
            fields.dropFirst(3).allSatisfy({ $0.identifier.tagClass == .contextSpecific })
        else { return nil }
        return .plain(pkcs8: bytes)
    }

    /// ```
    /// RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, privateExponent, prime1,
    ///     prime2, exponent1, exponent2, coefficient INTEGER, otherPrimeInfos OPTIONAL }
    /// ```
    /// RFC 8017 A.1.2.
    private static func pkcs1(_ bytes: [UInt8], _ fields: [ASN1Node]) -> PrivateKeyContainer? {
        guard matches(fields, Array(repeating: .integer, count: 9)) else { return nil }
        return .plain(
            pkcs8: wrapped(
                bytes,
                AlgorithmIdentifier(
                    algorithm: ObjectIdentifiers.rsaEncryption, parameters: [0x05, 0x00])))
    }

    /// ```
    /// ECPrivateKey ::= SEQUENCE { version INTEGER { ecPrivkeyVer1(1) }, privateKey OCTET STRING,
    ///     parameters [0] ECParameters OPTIONAL, publicKey [1] BIT STRING OPTIONAL }
    /// ```
    /// RFC 5915 §3.
    private static func sec1(_ bytes: [UInt8], _ fields: [ASN1Node]) -> PrivateKeyContainer? {
        guard matches(fields, [.integer, .octetString]),
            case .primitive(let version) = fields[0].content, version.elementsEqual([1]),
            fields.dropFirst(2).allSatisfy({ $0.identifier.tagClass == .contextSpecific })
        else { return nil }
        let tagged = fields.dropFirst(2).first { $0.identifier.tagNumber == 0 }
        let parameters = try? tagged?.explicit(at: structure.at("parameters")).encoded
        return .plain(
            pkcs8: wrapped(
                bytes,
                AlgorithmIdentifier(
                    algorithm: ObjectIdentifiers.ecPublicKey, parameters: parameters)))
    }

    /// ```
    /// EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, encryptedData OCTET STRING }
    /// PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData OPTIONAL }
    /// ```
    /// RFC 5958 §3, RFC 7292 §4. The first is told from other pairs by an identifier of PKCS#5 or
    /// PKCS#12.
    private static func encrypted(_ fields: [ASN1Node]) -> PrivateKeyContainer? {
        if matches(fields, [.sequence, .octetString]), fields.count == 2,
            let algorithm = isAlgorithm(fields[0]),
            algorithm.isBelow(pkcs5) || algorithm.isBelow(pkcs12Encryption)
        {
            return .encrypted
        }
        if matches(fields, [.integer, .sequence]),
            case .primitive(let version) = fields[0].content, version.elementsEqual([3]),
            let type = isAlgorithm(fields[1]), type.isBelow(pkcs7)
        {
            return .encrypted
        }
        return nil
    }

    private static func matches(_ fields: [ASN1Node], _ identifiers: [ASN1Identifier]) -> Bool {
        fields.map(\.identifier).starts(with: identifiers)
    }

    /// The identifier at the head of a SEQUENCE.
    private static func isAlgorithm(_ node: ASN1Node) -> ASN1ObjectIdentifier? {
        let first = try? node.children(at: structure.whole).first
        return try? first?.objectIdentifier(at: structure.whole)
    }

    private static func wrapped(_ key: [UInt8], _ algorithm: AlgorithmIdentifier) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.integer(0)
            inside.raw(algorithm.derEncoded)
            inside.octetString(key)
        }
        return writer.bytes
    }

    private static let pkcs5: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 5]
    private static let pkcs7: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7]
    private static let pkcs12Encryption: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 12, 1]
}
