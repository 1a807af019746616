public import SwiftASN1

/// Who issued the certificate of an entry, in an indirect list.
///
/// ```
/// CertificateIssuer ::= GeneralNames
/// GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
/// ```
/// RFC 5280 §5.3.3. Always critical; counts for this entry and those after it that have none.
public struct CertificateIssuer: ExtensionValue {
    public static let structure = Structure("CertificateIssuer", "RFC 5280 §5.3.3")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 29]

    /// The directory names among the names; the issuer field of the certificate is one of them.
    public let directoryNames: [DistinguishedName]
    private let encodedNames: [[UInt8]]

    /// An issuer by the name in its certificates.
    public init(_ name: DistinguishedName) {
        directoryNames = [name]
        var writer = DERWriter()
        writer.explicit(4) { name.encode(into: &$0) }
        encodedNames = [writer.bytes]
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let place = Self.structure.at("GeneralName")
        if reader.isAtEnd { throw .missing(place) }
        var directoryNames: [DistinguishedName] = []
        var encodedNames: [[UInt8]] = []
        while !reader.isAtEnd {
            if let tagged = reader.optional(tag: 4) {
                let name = try tagged.explicit(at: place)
                directoryNames.append(try DistinguishedName(from: name, context))
                encodedNames.append(tagged.encoded)
            } else {
                encodedNames.append(try reader.next("GeneralName").encoded)
            }
        }
        self.directoryNames = directoryNames
        self.encodedNames = encodedNames
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            for name in encodedNames { inside.raw(name) }
        }
    }

    /// Whether one of the names is this directory name.
    public func contains(_ issuer: DistinguishedName) -> Bool {
        directoryNames.contains { $0.matches(issuer) }
    }
}
