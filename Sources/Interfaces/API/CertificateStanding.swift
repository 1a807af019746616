import CanonicalJSON
import Issuance
import Ledger
import Messages
import PKIX
import Status

/// How a certificate stands, now or at a moment of the past, from its history alone: what was
/// recorded later changes nothing of what was so then.
struct CertificateStanding {
    let state: CertificateRecord.State
    let reason: RevocationReason?
    /// Everything up to the moment, oldest first.
    let history: [StatusEvent]
    /// Nil for now.
    private let atMilliseconds: Int64?

    /// - Throws: `moment.ahead` for the future, `certificate.notYetIssued` for a moment before the
    ///   first event.
    init(of record: CertificateRecord, at moment: Int64?, _ snapshot: Snapshot) throws {
        let whole = try snapshot.statusHistory(of: record)
        atMilliseconds = moment
        guard let moment else {
            (state, reason, history) = (record.state, record.reason, whole)
            return
        }
        guard moment <= snapshot.atMilliseconds else {
            throw Refusal(.momentAhead, field: "at", ["at": Time.rfc3339(moment)])
        }
        history = whole.filter { $0.atMilliseconds <= moment }
        guard let last = history.last else {
            throw Refusal(
                .certificateNotYetIssued, field: "at",
                [
                    "value": "\(record.authority)/\(record.serialHex)",
                    "at": Time.rfc3339(moment),
                    "from": whole.first.map { Time.rfc3339($0.atMilliseconds) } ?? "–",
                ])
        }
        switch last.event {
        case .issued, .imported, .released: state = .valid
        case .suspended: state = .suspended
        case .revoked: state = .revoked
        case .abandoned: state = .abandoned
        }
        reason = state == .valid ? nil : last.reason
    }

    /// The moment is told where one was asked for, so that nobody takes the past for now.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "state": .string(state.rawValue),
            "reason": reason.map { .string("\($0)") } ?? .null,
        ]
        if let atMilliseconds { members["at"] = .time(atMilliseconds) }
        return .object(members)
    }
}

extension APIRequest {
    /// The moment of the query `at`; nil where none is asked for.
    func moment() throws -> Int64? {
        try refuseUnknown(besides: ["at"])
        return try time("at")?.first
    }
}
