package import CanonicalJSON
import CertificatePolicy
package import Ledger
import Messages

/// That an officer did what is due again and again, and what came of it: `duty.fulfil`.
///
/// Payload: `duty`, `dutyResult`, `evidence` (hex SHA-256 of a report; may be missing where the duty does not
/// need one).
package struct DutyFulfilment: Record {
    package enum Result: String, Sendable, CaseIterable {
        /// Nothing was found.
        case clear
        /// What was found was acted upon.
        case actedUpon
    }

    package static let table = Table(
        "duty_fulfilment",
        columns: [
            Column("duty", .text), Column("at", .integer), Column("entry", .integer),
            Column("officer", .text), Column("result", .text),
            Column("evidence", .text, nullable: true),
        ],
        key: ["duty", "entry"], clustered: true, writtenOnce: true,
        contradictions: [
            """
            SELECT d.duty AS duty, d.entry AS entry
            FROM duty_fulfilment d LEFT JOIN journal_entry j ON j.place = d.entry
            WHERE j.operation IS NULL OR j.operation <> 'duty.fulfil'
            """
        ])

    package let duty: String
    package let atMilliseconds: Int64
    package let entry: Int64
    package let officer: String
    package let result: Result
    /// Hex SHA-256.
    package let evidence: String?

    package init(row: Row) throws(LedgerError) {
        duty = try row.text("duty")
        atMilliseconds = try row.integer("at")
        entry = try row.integer("entry")
        officer = try row.text("officer")
        result = try row.choice("result")
        evidence = try row.optionalText("evidence")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "duty": .text(duty), "at": .integer(atMilliseconds), "entry": .integer(entry),
            "officer": .text(officer), "result": .text(result.rawValue),
            "evidence": Value(evidence),
        ]
    }

    private init(_ payload: Payload, _ transaction: Transaction) throws {
        try payload.refuseUnknown(besides: ["duty", "dutyResult", "evidence"])
        duty = try payload.string("duty", maximumBytes: 64)
        result = try payload.choice("dutyResult")
        evidence = payload.json["evidence"] == nil ? nil : try payload.digest("evidence")
        atMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
        officer = transaction.actor
    }

    /// Puts it down, if the duty is one that a signature fulfils, and one of this officer's.
    /// - Throws: `duty.unknown`, `duty.evidenceMissing`, `authorisation.roleMissing`.
    package static func fulfil(
        _ payload: JSONValue, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let done = try DutyFulfilment(Payload(payload), transaction)
        guard let duty = Duty[done.duty], duty.fulfilment == .signature else {
            throw Refusal(
                .dutyUnknown, field: "duty",
                [
                    "value": done.duty,
                    "duties": Duty.all.filter { $0.fulfilment == .signature }.map(\.id)
                        .joined(separator: ", "),
                ])
        }
        let roles = try transaction.get(Officer.self, .text(done.officer)).map {
            try transaction.standing(of: $0)
                .roles(authority: nil, atMilliseconds: transaction.atMilliseconds)
        }
        guard roles?.isDisjoint(with: [duty.role, duty.deputy]) == false else {
            throw Refusal(
                .authorisationRoleMissing, field: "duty",
                [
                    "operation": "duty.fulfil", "officer": done.officer,
                    "role": "\(duty.role.rawValue), \(duty.deputy.rawValue)",
                ])
        }
        guard !duty.needsEvidence || done.evidence != nil else {
            throw Refusal(.dutyEvidenceMissing, field: "evidence", ["value": duty.id])
        }
        try transaction.put(done)
        transaction.note("duty", .string(duty.id))
        transaction.note("dutyResult", .string(done.result.rawValue))
        return [
            "duty": .string(duty.id), "dutyResult": .string(done.result.rawValue),
            "dueAt": .integer(
                duty.standing(
                    since: done.atMilliseconds, last: done.atMilliseconds,
                    atMilliseconds: done.atMilliseconds
                ).dueMilliseconds),
        ]
    }
}
