public import SwiftASN1

/// Where the issuer's certificate and its status answers are found.
///
/// ```
/// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
/// ```
/// RFC 5280 §4.2.2.1.
public struct AuthorityInformationAccess: ExtensionValue {
    public static let structure = Structure("AuthorityInfoAccessSyntax", "RFC 5280 §4.2.2.1")
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 1, 1]

    public let descriptions: [AccessDescription]

    /// - Precondition: at least one description.
    public init(_ descriptions: [AccessDescription]) {
        precondition(!descriptions.isEmpty)
        self.descriptions = descriptions
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        descriptions = try AccessDescription.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(descriptions)
    }

    /// The addresses of one method, in their order.
    public func uris(of method: ASN1ObjectIdentifier) -> [String] {
        descriptions.filter { $0.method == method }.compactMap { description in
            guard case .uri(let uri) = description.location else { return nil }
            return uri
        }
    }
}

/// One way to reach something.
///
/// ```
/// AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
/// ```
/// RFC 5280 §4.2.2.1.
public struct AccessDescription: DERCodable {
    public static let structure = Structure("AccessDescription", "RFC 5280 §4.2.2.1")
    public static let ocsp: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1]
    public static let caIssuers: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 2]

    public let method: ASN1ObjectIdentifier
    public let location: GeneralName

    /// What is found by the method, and where.
    public init(_ method: ASN1ObjectIdentifier, _ location: GeneralName) {
        self.method = method
        self.location = location
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        method = try reader.objectIdentifier("accessMethod")
        location = try GeneralName(from: reader.next("accessLocation"), context)
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(method)
            location.encode(into: &inside)
        }
    }
}
