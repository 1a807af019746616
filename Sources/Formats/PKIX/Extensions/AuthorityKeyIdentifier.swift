public import SwiftASN1

/// Which key of the issuer signed.
///
/// ```
/// AuthorityKeyIdentifier ::= SEQUENCE {
///     keyIdentifier             [0] KeyIdentifier OPTIONAL,
///     authorityCertIssuer       [1] GeneralNames OPTIONAL,
///     authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL }
/// ```
/// RFC 5280 §4.2.1.1.
public struct AuthorityKeyIdentifier: ExtensionValue {
    public static let structure = Structure("AuthorityKeyIdentifier", "RFC 5280 §4.2.1.1")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 35]

    public let keyIdentifier: [UInt8]?
    /// Found in foreign certificates: issuer and serial number of the issuer's own certificate.
    public let authorityCertIssuer: [GeneralName]?
    public let authorityCertSerialNumber: SerialNumber?

    /// By key identifier alone, as ours are.
    public init(keyIdentifier: [UInt8]) {
        self.keyIdentifier = keyIdentifier
        authorityCertIssuer = nil
        authorityCertSerialNumber = nil
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        keyIdentifier = try reader.optional(tag: 0)?
            .octets(at: Self.structure.at("keyIdentifier"), context)
        authorityCertIssuer =
            if let names = reader.optional(tag: 1) {
                try GeneralName.decodeList(names, nil, of: Self.structure, context)
            } else { nil }
        authorityCertSerialNumber =
            if let number = reader.optional(tag: 2) {
                try SerialNumber(contentsOf: number, context)
            } else { nil }
        try reader.finish()
        if (authorityCertIssuer == nil) != (authorityCertSerialNumber == nil) {
            try context.tolerate(.inconsistent(Self.structure.at("authorityCertIssuer")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let keyIdentifier { inside.octetString(keyIdentifier, .context(0)) }
            if let authorityCertIssuer { inside.list(authorityCertIssuer, .contextConstructed(1)) }
            if let number = authorityCertSerialNumber {
                inside.primitive(.context(2), number.integerOctets)
            }
        }
    }
}
