public import SwiftASN1

/// Where the lists that cover this certificate are found.
///
/// ```
/// CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
/// ```
/// RFC 5280 §4.2.1.13.
public struct CRLDistributionPoints: ExtensionValue {
    public static let structure = Structure("CRLDistributionPoints", "RFC 5280 §4.2.1.13")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 31]

    public let points: [DistributionPoint]

    /// - Precondition: at least one point.
    public init(_ points: [DistributionPoint]) {
        precondition(!points.isEmpty)
        self.points = points
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        points = try DistributionPoint.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(points)
    }

    /// All addresses of full names, in their order.
    public var uris: [String] {
        points.flatMap { point in
            guard case .fullName(let names) = point.name else { return [String]() }
            return names.compactMap { name in
                guard case .uri(let uri) = name else { return nil }
                return uri
            }
        }
    }
}
