import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Ledger
import Messages

/// What is due, and which days count.
extension API {
    /// The most pressing first.
    func duties() async throws -> JSONValue {
        let list = try await DutyList(ledger)
        return [
            "at": .time(list.atMilliseconds),
            "duties": .array(list.owed.map { Self.json($0, of: list) }),
            "totals": .object(list.totals.mapValues { .integer(Int64($0)) }),
            "leftOff": .object(list.leftOff.mapValues { .integer(Int64($0)) }),
        ]
    }

    private static func json(_ owed: OwedDuty, of list: DutyList) -> JSONValue {
        let roles = owed.roles.map { JSONValue.string($0.rawValue) }
        return [
            "duty": .string(owed.duty.id), "of": owed.object.map { .string($0) } ?? .null,
            "standing": .string(owed.stateWord),
            "due": .time(owed.standing.dueMilliseconds),
            "escalated": .bool(owed.standing.isEscalated),
            "last": owed.last.map { .time($0.atMilliseconds) } ?? .null,
            "entry": owed.last.map { .integer($0.entry) } ?? .null,
            "role": roles.first ?? .null, "deputy": roles.dropFirst().first ?? .null,
            "officers": .array(list.officers(for: owed).map { .string($0) }),
            "clauses": .array(owed.clauses.map { .string($0) }),
        ]
    }

    /// The days of one place that are not as the week has them; of one year where it is named.
    func calendar(_ name: String, _ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["year"])
        guard let region = WorkingCalendar.Region(rawValue: name) else {
            throw Refusal(
                .queryInvalid, field: "region",
                [
                    "name": "region",
                    "reason": WorkingCalendar.Region.allCases.map(\.rawValue)
                        .joined(separator: ", "),
                ])
        }
        let year = try request.number("year", in: 1...9999)
        let calendar = try await ledger.read { try $0.workingCalendar(region) }
        let days = calendar.exceptions.filter { year == nil || Int64($0.key.year) == year }
            .sorted { $0.key < $1.key }
        return [
            "region": .string(region.rawValue),
            "years": .array(calendar.years.sorted().map { .integer(Int64($0)) }),
            "days": .array(
                days.map { date, exception in
                    ["day": .string(date.description), "exception": .string(exception.rawValue)]
                }),
        ]
    }
}
