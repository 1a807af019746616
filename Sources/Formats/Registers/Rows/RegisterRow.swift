public import CanonicalJSON
public import PKIX

/// One certificate in the register of an authority, as it is taken over or given away.
///
/// ```
/// {"certificate":base64|null,"invalidityAt":ms|null,"notAfter":ms|null,"reason":n|null,
///  "serial":hex,"since":ms|null,"state":"valid"|"suspended"|"revoked","subject":string|null}
/// ```
/// in canonical JSON: these bytes are what the root of a batch is about. `notAfter` and `subject` stand
/// only where the certificate itself is not there to tell them.
public struct RegisterRow: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable { case valid, suspended, revoked }

    /// The greatest certificate that is taken over, in octets: 64 of them have to fit one request.
    public static let maximumCertificateBytes = 8192
    public static let maximumSubjectBytes = 2048

    public let serial: SerialNumber
    public var state: State
    public var certificate: [UInt8]?
    /// As the register wrote it; nil where there is a certificate.
    public var subject: String?
    /// The last moment of validity; nil where there is a certificate, or where nobody knows.
    public var notAfterMilliseconds: Int64?
    /// Since when it is suspended or revoked; nil for valid ones.
    public var revocation: Revocation?

    /// What a list says of one certificate.
    public struct Revocation: Sendable, Hashable {
        /// A whole second.
        public var sinceMilliseconds: Int64
        /// Nil where none is given; `certificateHold` where it is suspended.
        public var reason: RevocationReason?
        /// RFC 5280 §5.3.2.
        public var invalidityMilliseconds: Int64?

        public init(
            sinceMilliseconds: Int64, reason: RevocationReason? = nil,
            invalidityMilliseconds: Int64? = nil
        ) {
            self.sinceMilliseconds = sinceMilliseconds
            self.reason = reason == .unspecified ? nil : reason
            self.invalidityMilliseconds = invalidityMilliseconds
        }

        /// What a list's entry says.
        /// - Throws: `.reason` for what no full list holds.
        public init(_ entry: RevokedCertificate) throws(RegisterError) {
            self.init(
                sinceMilliseconds: entry.revocationDateMilliseconds, reason: entry.reason,
                invalidityMilliseconds: entry.invalidityDateMilliseconds)
            guard reason != .removeFromCRL else { throw .reason }
        }

        public var state: State { reason == .certificateHold ? .suspended : .revoked }
    }

    public init(
        serial: SerialNumber, certificate: [UInt8]? = nil, subject: String? = nil,
        notAfterMilliseconds: Int64? = nil, revocation: Revocation? = nil
    ) {
        self.serial = serial
        state = revocation?.state ?? .valid
        self.certificate = certificate
        self.subject = certificate == nil ? subject : nil
        self.notAfterMilliseconds = certificate == nil ? notAfterMilliseconds : nil
        self.revocation = revocation
    }

    /// - Throws: the field's own problem; `.fields` for members that are none.
    public init(_ json: JSONValue) throws(RegisterError) {
        guard let members = json.object, Set(members.keys) == Self.members else { throw .fields }
        func moment(_ name: String) throws(RegisterError) -> Int64? {
            guard let value = members[name], !value.isNull else { return nil }
            guard let number = value.integer, number >= Time.earliestMilliseconds,
                number <= Time.latestMilliseconds, number % 1000 == 0
            else { throw .time }
            return number
        }
        guard let text = members["serial"]?.string, let serial = try? SerialNumber(parsing: text),
            serial.hex.utf8.elementsEqual(text.utf8)
        else { throw .serial }
        var certificate: [UInt8]?
        if let value = members["certificate"], !value.isNull {
            guard let bytes = value.string.flatMap(Base64.decode), !bytes.isEmpty,
                bytes.count <= Self.maximumCertificateBytes
            else { throw .certificate }
            certificate = bytes
        }
        var subject: String?
        if let value = members["subject"], !value.isNull {
            guard let text = value.string, text.utf8.count <= Self.maximumSubjectBytes else {
                throw .text
            }
            subject = text
        }
        var reason: RevocationReason?
        if let value = members["reason"], !value.isNull {
            guard let number = value.integer, number != 0, number != 8,
                let known = RevocationReason(rawValue: Int(clamping: number))
            else { throw .reason }
            reason = known
        }
        let notAfter = try moment("notAfter")
        let invalidity = try moment("invalidityAt")
        let since = try moment("since")
        let revocation = since.map {
            Revocation(
                sinceMilliseconds: $0, reason: reason, invalidityMilliseconds: invalidity)
        }
        if since == nil, reason != nil || invalidity != nil { throw .missing }
        if certificate != nil, subject != nil || notAfter != nil { throw .fields }
        self.init(
            serial: serial, certificate: certificate, subject: subject,
            notAfterMilliseconds: notAfter, revocation: revocation)
        guard members["state"]?.string == state.rawValue else { throw .state }
    }

    private static let members: Set = [
        "certificate", "invalidityAt", "notAfter", "reason", "serial", "since", "state", "subject",
    ]

    public var json: JSONValue {
        func integer(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
        return [
            "certificate": certificate.map { .string(Base64.encode($0)) } ?? .null,
            "invalidityAt": integer(revocation?.invalidityMilliseconds),
            "notAfter": integer(notAfterMilliseconds),
            "reason": integer(revocation?.reason.map { Int64($0.rawValue) }),
            "serial": .string(serial.hex), "since": integer(revocation?.sinceMilliseconds),
            "state": .string(state.rawValue), "subject": subject.map { .string($0) } ?? .null,
        ]
    }
}
