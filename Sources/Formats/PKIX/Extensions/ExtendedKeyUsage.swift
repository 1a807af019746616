public import SwiftASN1

/// The purposes that the key serves.
///
/// ```
/// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
/// ```
/// RFC 5280 §4.2.1.12.
public struct ExtendedKeyUsage: ExtensionValue {
    public static let structure = Structure("ExtKeyUsageSyntax", "RFC 5280 §4.2.1.12")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 37]

    /// In the order of the encoding.
    public let purposes: [ASN1ObjectIdentifier]

    /// - Precondition: at least one purpose.
    public init(_ purposes: [ASN1ObjectIdentifier]) {
        precondition(!purposes.isEmpty)
        self.purposes = purposes
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        if reader.isAtEnd { try context.tolerate(.missing(Self.structure.at("KeyPurposeId"))) }
        var purposes: [ASN1ObjectIdentifier] = []
        while !reader.isAtEnd { purposes.append(try reader.objectIdentifier("KeyPurposeId")) }
        if Set(purposes).count != purposes.count {
            try context.tolerate(.duplicate(Self.structure.at("KeyPurposeId")))
        }
        self.purposes = purposes
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            for purpose in purposes { inside.objectIdentifier(purpose) }
        }
    }

    /// RFC 5280 §4.2.1.12.
    public static let anyPurpose: ASN1ObjectIdentifier = [2, 5, 29, 37, 0]
    public static let serverAuth: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 1]
    public static let clientAuth: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 2]
    public static let emailProtection: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 4]
    public static let timeStamping: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 8]
    public static let ocspSigning: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 9]
    /// RFC 9336 §3.1.
    public static let documentSigning: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 36]
}
