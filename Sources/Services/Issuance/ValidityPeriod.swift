import CertificatePolicy
import Messages
package import PKIX

/// Validity periods in one tested place: whole seconds, notAfter inclusive, never beyond the issuer
/// (CP 8.15c; lessons of the field: a period of 90 days and one second).
package enum ValidityPeriod {
    package static func days(
        _ days: Int64, fromMilliseconds: Int64, within issuer: Validity?
    ) throws -> Validity {
        let start = fromMilliseconds / Milliseconds.second * Milliseconds.second
        return try period(
            start, notAfter: start + days * Milliseconds.day - Milliseconds.second, within: issuer)
    }

    package static func years(
        _ years: Int, fromMilliseconds: Int64, within issuer: Validity?
    ) throws -> Validity {
        let start = fromMilliseconds / Milliseconds.second * Milliseconds.second
        return try period(
            start,
            notAfter: CalendarYears.after(years, milliseconds: start) - Milliseconds.second,
            within: issuer)
    }

    private static func period(
        _ start: Int64, notAfter: Int64, within issuer: Validity?
    ) throws -> Validity {
        let end = min(notAfter, issuer?.notAfterMilliseconds ?? notAfter)
        guard start < end else {
            throw Refusal(
                .profileOutlivesIssuer, field: "notAfter",
                [
                    "earliest": Time.rfc3339(issuer?.notBeforeMilliseconds ?? start),
                    "latest": Time.rfc3339(end),
                ])
        }
        return try Validity(notBeforeMilliseconds: start, notAfterMilliseconds: end)
    }
}

/// Spans of time in the unit that the ledger counts in.
package enum Milliseconds {
    package static let second: Int64 = 1000
    package static let minute: Int64 = 60 * second
    package static let hour: Int64 = 60 * minute
    package static let day: Int64 = 24 * hour
}
