public import SwiftASN1

extension SingleResponse {
    /// What a responder says of a certificate.
    ///
    /// ```
    /// CertStatus ::= CHOICE {
    ///     good        [0] IMPLICIT NULL,
    ///     revoked     [1] IMPLICIT RevokedInfo,
    ///     unknown     [2] IMPLICIT UnknownInfo }
    /// RevokedInfo ::= SEQUENCE {
    ///     revocationTime              GeneralizedTime,
    ///     revocationReason    [0] EXPLICIT CRLReason OPTIONAL }
    /// UnknownInfo ::= NULL
    /// ```
    /// RFC 6960 §4.2.1.
    public enum Status: DERCodable {
        public static let structure = Structure("CertStatus", "RFC 6960 §4.2.1")

        /// Not revoked and not suspended.
        case good
        /// Revoked, or suspended with `certificateHold`. The time is in milliseconds since 1970
        /// UTC, a whole second; the reason is nil where none is given, or a foreign one unknown.
        case revoked(atMilliseconds: Int64, reason: RevocationReason?)
        /// Not known to this responder, such as a serial number that was never reserved.
        case unknown

        public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
            switch node.identifier {
            case ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific):
                try node.null(at: Self.structure.at("good"))
                self = .good
            case ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific):
                self = try Self.revoked(node, context)
            case ASN1Identifier(tagWithNumber: 2, tagClass: .contextSpecific):
                try node.null(at: Self.structure.at("unknown"))
                self = .unknown
            default:
                throw .unexpectedType(Self.structure.whole)
            }
        }

        private static func revoked(
            _ node: ASN1Node, _ context: DecodingContext
        ) throws(PKIXError) -> Status {
            var reader = try DERReader(node, nil, as: structure, context)
            let place = structure.at("revocationTime")
            let time = try Time.generalized(reader.next("revocationTime"), at: place, context)
            guard let tagged = reader.optional(tag: 0) else {
                try reader.finish()
                return .revoked(atMilliseconds: time, reason: nil)
            }
            try reader.finish()
            let reasonPlace = structure.at("revocationReason")
            let element = try tagged.explicit(at: reasonPlace)
            guard element.identifier == .enumerated else { throw .unexpectedType(reasonPlace) }
            let code = try element.integer(at: reasonPlace, context)
            let reason = RevocationReason(rawValue: code)
            // An unknown reason takes nothing from the revocation.
            if reason == nil { try context.tolerate(.outOfRange(reasonPlace)) }
            return .revoked(atMilliseconds: time, reason: reason)
        }

        public func encode(into writer: inout DERWriter) {
            switch self {
            case .good:
                writer.null(.context(0))
            case .revoked(let atMilliseconds, let reason):
                writer.constructed(.contextConstructed(1)) { inside in
                    Time.encodeGeneralized(atMilliseconds, into: &inside)
                    guard let reason else { return }
                    inside.explicit(0) { $0.integer(reason.rawValue, .enumerated) }
                }
            case .unknown:
                writer.null(.context(2))
            }
        }

        /// The same status with a time that can be encoded.
        func inWholeSeconds() throws(PKIXError) -> Status {
            guard case .revoked(let atMilliseconds, let reason) = self else { return self }
            let place = Self.structure.at("revocationTime")
            return .revoked(
                atMilliseconds: try Time.wholeSecond(atMilliseconds, at: place), reason: reason)
        }
    }
}
