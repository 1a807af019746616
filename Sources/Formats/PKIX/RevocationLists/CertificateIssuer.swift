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

    /// One or more; one of them is the directory name in the issuer field of the certificate.
    public let names: [GeneralName]

    /// An issuer by the name in its certificates.
    public init(_ name: DistinguishedName) {
        names = [.directoryName(name)]
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        names = try GeneralName.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(names)
    }

    /// Whether one of the names is this directory name.
    public func contains(_ issuer: DistinguishedName) -> Bool {
        names.contains {
            guard case .directoryName(let name) = $0 else { return false }
            return name.matches(issuer)
        }
    }
}
