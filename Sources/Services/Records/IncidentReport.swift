package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// What anyone reports of a certificate or of the authority, with neither key nor code: it opens an incident
/// that an officer decides on, and stops nothing by itself (CP 6.18).
///
/// Payload: `words`, at most ``maximumBytes`` octets, sealed as every incident's description; optional:
/// `certificate`, `AUTHORITY/SERIAL`.
package struct IncidentReport: Sendable {
    package static let maximumBytes = 2000
    /// Anyone may report: more in an hour than people can look at only fill the register.
    static let perHour = 30
    /// Of one certificate, a few tell all.
    static let perCertificate = 3
    private static let intervalMilliseconds: Int64 = 3_600_000

    private let words: String
    private let certificate: String?

    /// - Throws: `certificate.nameInvalid` for a certificate that is more than a name and a number: the
    ///   column is not sealed.
    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["certificate", "words"])
        words = try payload.string("words", maximumBytes: Self.maximumBytes)
        certificate = try payload.optionalString("certificate", maximumBytes: 128)
        guard let certificate else { return }
        guard Self.isName(certificate) else {
            throw Refusal(
                .certificateNameInvalid, field: "certificate", ["value": certificate])
        }
    }

    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        try judgeCount(transaction)
        let kind = try RecordKind.named("incident")
        let id = transaction.newID("rec")
        var values = [
            "number": id, "happenedAt": RecordMoment.written(transaction.atMilliseconds),
            "form": "key", "description": words, "stage": "reported",
        ]
        values["certificate"] = certificate
        let entry = RecordEntry(
            kind, try kind.judge(values), salt: Hex.encode(transaction.randomBytes(16)))
        return try entry.add(id, &transaction)
    }

    private func judgeCount(_ transaction: Transaction) throws {
        let recent = try transaction.select(
            RecordVersion.self, where: "kind = 'incident' AND at > ? AND actor = ?",
            [
                .integer(transaction.atMilliseconds - Self.intervalMilliseconds),
                .text(transaction.actor),
            ], limit: Self.perHour)
        let ofThis = try recent.filter {
            try certificate != nil && $0.open["certificate"] == certificate
        }
        guard recent.count < Self.perHour, ofThis.count < Self.perCertificate else {
            throw Refusal(.reportsTooMany)
        }
    }

    /// `AUTHORITY/SERIAL`, of small letters, digits and hyphens, and of hexadecimal digits.
    private static func isName(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), (1...40).contains(parts[1].count)
        else { return false }
        let isDigit = { (octet: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) }
        return parts[0].allSatisfy {
            isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
            && parts[1].allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
