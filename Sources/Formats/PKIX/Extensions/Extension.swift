public import SwiftASN1

/// One extension, its value kept as bytes.
///
/// ```
/// Extension ::= SEQUENCE {
///     extnID     OBJECT IDENTIFIER,
///     critical   BOOLEAN DEFAULT FALSE,
///     extnValue  OCTET STRING }
/// ```
/// RFC 5280 §4.1, §4.2.
public struct Extension: DERCodable {
    public static let structure = Structure("Extension", "RFC 5280 §4.2")

    public let oid: ASN1ObjectIdentifier
    public let critical: Bool
    /// The contents of the OCTET STRING: the encoding of the extension's own type.
    public let value: [UInt8]

    /// An extension of any type.
    public init(oid: ASN1ObjectIdentifier, critical: Bool, value: [UInt8]) {
        self.oid = oid
        self.critical = critical
        self.value = value
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        oid = try reader.objectIdentifier("extnID")
        critical = try reader.boolean("critical", default: false)
        value = try reader.octetString("extnValue")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(oid)
            if critical { inside.boolean(true) }
            inside.octetString(value)
        }
    }
}

/// The type of one extension's value.
public protocol ExtensionValue: DERCodable {
    /// The object identifier of the extension.
    static var oid: ASN1ObjectIdentifier { get }
}

extension ExtensionValue {
    /// The extension that holds this value.
    public func asExtension(critical: Bool) -> Extension {
        Extension(oid: Self.oid, critical: critical, value: derEncoded)
    }
}
