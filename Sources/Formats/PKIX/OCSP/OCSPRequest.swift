public import SwiftASN1

/// A question for the status of certificates.
///
/// ```
/// OCSPRequest ::= SEQUENCE {
///     tbsRequest              TBSRequest,
///     optionalSignature   [0] EXPLICIT Signature OPTIONAL }
/// TBSRequest ::= SEQUENCE {
///     version             [0] EXPLICIT Version DEFAULT v1,
///     requestorName       [1] EXPLICIT GeneralName OPTIONAL,
///     requestList             SEQUENCE OF Request,
///     requestExtensions   [2] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 6960 §4.1.1. Names and signatures of requesters are kept, not judged.
public struct OCSPRequest: DERCodable {
    public static let structure = Structure("OCSPRequest", "RFC 6960 §4.1.1")

    /// The whole GeneralName; nil where none is given.
    public let requestorName: [UInt8]?
    /// One or more.
    public let requests: [SingleRequest]
    public let extensions: Extensions
    /// To be repeated in the response; nil where none is given. Also among `extensions`.
    public let nonce: OCSPNonce?
    /// The whole Signature; nil for an unsigned request.
    public let signature: [UInt8]?

    /// A request for one or more certificates, unsigned.
    ///
    /// - Throws: `.missing` for no certificate, `.outOfRange` for more than
    ///   ``OCSPLimits/requestedCertificates``.
    public init(_ certificates: [CertID], nonce: OCSPNonce? = nil) throws(PKIXError) {
        requests = certificates.map { SingleRequest($0) }
        try Self.check(count: requests.count)
        requestorName = nil
        signature = nil
        self.nonce = nonce
        extensions =
            if let nonce { try Extensions([nonce.asExtension(critical: false)]) } else { .none }
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var outer = try DERReader(node, as: Self.structure, context)
        var fields = try DERReader(outer.next("tbsRequest"), as: Self.structure, context)
        signature = try outer.optional(tag: 0).map { (tagged) throws(PKIXError) in
            try tagged.explicit(at: Self.structure.at("optionalSignature")).encoded
        }
        try outer.finish()
        try fields.onlyVersion1()
        requestorName = try fields.optional(tag: 1).map { (tagged) throws(PKIXError) in
            try tagged.explicit(at: Self.structure.at("requestorName")).encoded
        }
        let place = Self.structure.at("requestList")
        let list = try fields.next(.sequence, "requestList").children(at: place)
        try Self.check(count: list.count)
        requests = try list.map { (node) throws(PKIXError) in
            try SingleRequest(from: node, context)
        }
        extensions = try fields.extensions(tag: 2, "requestExtensions")
        try fields.finish()
        nonce = try extensions.value(of: OCSPNonce.self, tolerance: context.tolerance)
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { message in
            message.sequence { fields in
                if let requestorName { fields.explicit(1) { $0.raw(requestorName) } }
                fields.sequence { list in
                    for request in requests { request.encode(into: &list) }
                }
                fields.extensions(extensions, tag: 2)
            }
            if let signature { message.explicit(0) { $0.raw(signature) } }
        }
    }

    /// Reads a request.
    ///
    /// - Throws: ``PKIXError``: on a responder, a malformed request. `.tooLarge` above
    ///   ``OCSPLimits/requestBytes``, `.outOfRange` at `requestList` above
    ///   ``OCSPLimits/requestedCertificates``.
    public init(
        derEncoded bytes: [UInt8], tolerance: Tolerance = .strict
    ) throws(PKIXError) {
        try self.init(
            derEncoded: bytes, tolerance: tolerance, maximumBytes: OCSPLimits.requestBytes)
    }

    private static func check(count: Int) throws(PKIXError) {
        guard count > 0 else { throw .missing(structure.at("requestList")) }
        guard count <= OCSPLimits.requestedCertificates else {
            throw .outOfRange(structure.at("requestList"))
        }
    }
}

/// What is asked about one certificate.
///
/// ```
/// Request ::= SEQUENCE {
///     reqCert                     CertID,
///     singleRequestExtensions [0] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 6960 §4.1.1.
public struct SingleRequest: DERCodable {
    public static let structure = Structure("Request", "RFC 6960 §4.1.1")

    public let certID: CertID
    public let extensions: Extensions

    /// A question without extensions.
    public init(_ certID: CertID) {
        self.certID = certID
        extensions = .none
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        certID = try CertID(from: reader.next("reqCert"), context)
        extensions = try reader.extensions(tag: 0, "singleRequestExtensions")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            certID.encode(into: &inside)
            inside.extensions(extensions, tag: 0)
        }
    }
}
