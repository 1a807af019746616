public import SwiftASN1

/// What a responder signs.
///
/// ```
/// ResponseData ::= SEQUENCE {
///     version              [0] EXPLICIT Version DEFAULT v1,
///     responderID              ResponderID,
///     producedAt               GeneralizedTime,
///     responses                SEQUENCE OF SingleResponse,
///     responseExtensions   [1] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 6960 §4.2.1.
public struct ResponseData: DERCodable {
    public static let structure = Structure("ResponseData", "RFC 6960 §4.2.1")

    public let responderID: ResponderID
    /// When the response was signed. Milliseconds since 1970 UTC, a whole second.
    public let producedAtMilliseconds: Int64
    public let responses: [SingleResponse]
    public let extensions: Extensions

    /// What to sign; the time is cut to a whole second.
    ///
    /// - Parameter nonce: the one of the request, to be repeated.
    /// - Throws: `.missing` without a response, `.outOfRange` for more than
    ///   ``OCSPLimits/singleResponses`` or a time outside the years 1950 to 9999.
    public init(
        responderID: ResponderID, producedAtMilliseconds: Int64, responses: [SingleResponse],
        nonce: OCSPNonce? = nil
    ) throws(PKIXError) {
        guard !responses.isEmpty else { throw .missing(Self.structure.at("responses")) }
        try Self.check(count: responses.count)
        self.responderID = responderID
        self.producedAtMilliseconds = try Time.wholeSecond(
            producedAtMilliseconds, at: Self.structure.at("producedAt"))
        self.responses = responses
        extensions =
            if let nonce { try Extensions([nonce.asExtension(critical: false)]) } else { .none }
    }

    /// Whether octets begin as a response does, with a responder's choice of [1] or [2] behind the
    /// version at most: where not, nothing is gained by decoding them.
    public static func mayBegin(_ octets: [UInt8]) -> Bool {
        guard let whole = DERHeader(octets) else { return false }
        let inside = octets.dropFirst(whole.headerLength)
        guard let first = DERHeader(inside) else { return false }
        let next = first.tag == 0xA0 ? DERHeader(inside.dropFirst(first.totalLength)) : first
        return next?.tag == 0xA1 || next?.tag == 0xA2
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        try reader.onlyVersion1()
        responderID = try ResponderID(from: reader.next("responderID"), context)
        producedAtMilliseconds = try Time.generalized(
            reader.next("producedAt"), at: Self.structure.at("producedAt"), context)
        let place = Self.structure.at("responses")
        let list = try reader.next(.sequence, "responses").children(at: place)
        if list.isEmpty { try context.tolerate(.missing(place)) }
        try Self.check(count: list.count)
        responses = try list.map { (node) throws(PKIXError) in
            try SingleResponse(from: node, context)
        }
        extensions = try reader.extensions(tag: 1, "responseExtensions")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            responderID.encode(into: &inside)
            Time.encodeGeneralized(producedAtMilliseconds, into: &inside)
            inside.sequence { list in
                for response in responses { response.encode(into: &list) }
            }
            inside.extensions(extensions, tag: 1)
        }
    }

    /// The nonce of the request that was answered; nil if there is none, or if it is none by
    /// RFC 9654, which a foreign client may compare as octets of the extension.
    public var nonce: OCSPNonce? {
        (try? extensions.value(of: OCSPNonce.self)) ?? nil
    }

    private static func check(count: Int) throws(PKIXError) {
        guard count <= OCSPLimits.singleResponses else {
            throw .outOfRange(structure.at("responses"))
        }
    }
}
