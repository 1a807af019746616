public import SwiftASN1

/// What a responder sends: a signed response, or why there is none.
///
/// ```
/// OCSPResponse ::= SEQUENCE {
///     responseStatus          OCSPResponseStatus,
///     responseBytes       [0] EXPLICIT ResponseBytes OPTIONAL }
/// ResponseBytes ::= SEQUENCE {
///     responseType            OBJECT IDENTIFIER,
///     response                OCTET STRING }
/// ```
/// RFC 6960 §4.2.1. A failure is not signed: anyone on the way may have put it there.
public enum OCSPResponse: DERCodable {
    public static let structure = Structure("OCSPResponse", "RFC 6960 §4.2.1")

    case successful(BasicOCSPResponse)
    case failed(OCSPFailure)

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let place = Self.structure.at("responseStatus")
        let status = try reader.next(.enumerated, "responseStatus").integer(at: place, context)
        let tagged = reader.optional(tag: 0)
        try reader.finish()
        guard status == Self.successfulStatus else {
            guard let failure = OCSPFailure(rawValue: status) else { throw .outOfRange(place) }
            if tagged != nil {
                try context.tolerate(.inconsistent(Self.structure.at("responseBytes")))
            }
            self = .failed(failure)
            return
        }
        guard let tagged else { throw .missing(Self.structure.at("responseBytes")) }
        self = .successful(try Self.basic(tagged, context))
    }

    private static func basic(
        _ tagged: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> BasicOCSPResponse {
        let element = try tagged.explicit(at: structure.at("responseBytes"))
        var reader = try DERReader(element, as: structure, context)
        guard try reader.objectIdentifier("responseType") == BasicOCSPResponse.oid else {
            throw .unsupported(structure.at("responseType"))
        }
        let response = try reader.octetString("response")
        try reader.finish()
        return try BasicOCSPResponse(
            derEncoded: response, context, maximumBytes: OCSPLimits.responseBytes)
    }

    /// Reads a response.
    ///
    /// - Throws: ``PKIXError``. `.tooLarge` above ``OCSPLimits/responseBytes``, `.unsupported` at
    ///   `responseType` for another type than the basic one.
    public init(
        derEncoded bytes: [UInt8], tolerance: Tolerance = .strict
    ) throws(PKIXError) {
        try self.init(
            derEncoded: bytes, tolerance: tolerance, maximumBytes: OCSPLimits.responseBytes)
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { message in
            switch self {
            case .failed(let failure):
                message.integer(failure.rawValue, .enumerated)
            case .successful(let basic):
                message.integer(Self.successfulStatus, .enumerated)
                message.explicit(0) { tagged in
                    tagged.sequence { bytes in
                        bytes.objectIdentifier(BasicOCSPResponse.oid)
                        bytes.octetString(basic.derEncoded)
                    }
                }
            }
        }
    }

    /// The signed response; nil for a failure.
    public var basic: BasicOCSPResponse? {
        guard case .successful(let basic) = self else { return nil }
        return basic
    }

    private static let successfulStatus = 0
}

/// Why a responder gives no answer. The raw value is the number in `responseStatus`.
///
/// RFC 6960 §4.2.1, §2.3.
public enum OCSPFailure: Int, CaseIterable, Sendable {
    /// The request is no request.
    case malformedRequest = 1
    case internalError = 2
    /// The service runs, but cannot answer now.
    case tryLater = 3
    // Number 4 is not used.
    /// Only signed requests are answered.
    case sigRequired = 5
    /// This client may not ask, or this responder cannot answer for that issuer (RFC 5019 §2.2.3).
    case unauthorized = 6
}
