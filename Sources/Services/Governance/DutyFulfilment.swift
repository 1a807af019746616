package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// That an officer did what is due again and again, and what came of it: `duty.fulfil`.
///
/// Payload: `duty`, `dutyResult`, `evidence` (hex SHA-256 of a report; may be missing where the duty does not
/// need one), and `of` where each of many things has the duty: which of them.
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
            Column("evidence", .text, nullable: true), Column("object", .text, nullable: true),
        ],
        key: ["duty", "entry"], indexes: [Index(["object"], where: "object IS NOT NULL")],
        clustered: true, writtenOnce: true,
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
    /// What had the duty, as the list of duties names it; nil where that is the ledger.
    package let object: String?

    package init(row: Row) throws(LedgerError) {
        duty = try row.text("duty")
        atMilliseconds = try row.integer("at")
        entry = try row.integer("entry")
        officer = try row.text("officer")
        result = try row.choice("result")
        evidence = try row.optionalText("evidence")
        object = try row.optionalText("object")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "duty": .text(duty), "at": .integer(atMilliseconds), "entry": .integer(entry),
            "officer": .text(officer), "result": .text(result.rawValue),
            "evidence": Value(evidence), "object": Value(object),
        ]
    }

    private init(_ payload: Payload, _ transaction: Transaction) throws {
        try payload.refuseUnknown(besides: ["duty", "dutyResult", "evidence", "of"])
        duty = try payload.string("duty", maximumBytes: 64)
        result = try payload.choice("dutyResult")
        evidence = payload.json["evidence"] == nil ? nil : try payload.digest("evidence")
        object =
            payload.json["of"] == nil ? nil : try payload.string("of", maximumBytes: 256)
        atMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
        officer = transaction.actor
    }

    /// Puts it down, if the duty is one that a signature fulfils, and one of this officer's.
    ///
    /// - Parameter isOwed: whether a thing has the duty still.
    /// - Throws: `duty.unknown`, `duty.objectUnknown`, `duty.evidenceMissing`, `authorisation.roleMissing`.
    package static func fulfil(
        _ payload: JSONValue, _ transaction: inout Transaction,
        isOwed: (Duty, String, Transaction) throws -> Bool = { _, _, _ in false }
    ) throws -> JSONValue {
        let done = try DutyFulfilment(Payload(payload), transaction)
        guard let duty = Duty[done.duty], duty.isSigned else {
            throw Refusal(
                .dutyUnknown, field: "duty",
                [
                    "value": done.duty,
                    "duties": Duty.all.filter(\.isSigned).map(\.id)
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
        let isKnown =
            try duty.fulfilment == .telling
            ? done.object.map { try isOwed(duty, $0, transaction) } ?? false
            : done.object == nil
        guard isKnown else {
            throw Refusal(
                .dutyObjectUnknown, field: "of", ["value": duty.id, "of": done.object ?? "–"])
        }
        guard !duty.needsEvidence || done.evidence != nil else {
            throw Refusal(.dutyEvidenceMissing, field: "evidence", ["value": duty.id])
        }
        try transaction.put(done)
        transaction.note("duty", .string(duty.id))
        transaction.note("dutyResult", .string(done.result.rawValue))
        if let object = done.object { transaction.note("of", .string(object)) }
        let next = duty.standing(
            since: done.atMilliseconds, last: done.atMilliseconds,
            atMilliseconds: done.atMilliseconds)
        return [
            "duty": .string(duty.id), "dutyResult": .string(done.result.rawValue),
            "of": done.object.map { .string($0) } ?? .null,
            "dueAt": duty.periodMilliseconds == nil ? .null : .integer(next.dueMilliseconds),
        ]
    }
}
