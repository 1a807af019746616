package import CanonicalJSON
import Governance
package import Ledger
import MerkleLog
package import Messages

/// Queries on the journal: entries, proofs, and the whole verified.
extension API {
    func journal(_ request: APIRequest) async throws -> JSONValue {
        let size = request.query["size"].flatMap { Int($0) } ?? Filter.defaultPageSize
        guard (1...Filter.maximumPageSize).contains(size) else {
            throw Refusal(
                .queryInvalid, field: "size",
                ["name": "size", "reason": "1–\(Filter.maximumPageSize) expected"])
        }
        let filter = EntryFilter(
            operation: request.query["operation"], caseID: request.query["case"],
            actor: request.query["actor"],
            fromMilliseconds: request.query["from"].flatMap(Timestamp.milliseconds(parsing:)),
            untilMilliseconds: request.query["to"].flatMap(Timestamp.milliseconds(parsing:)))
        let wanted = request.query["after"].flatMap { Int64($0) } ?? -1
        let after = min(wanted, Int64.max - 1)
        let found = try await ledger.read { snapshot in
            try snapshot.entries(from: after + 1, matching: filter, limit: size)
        }
        return [
            "entries": .array(
                try found.map { stored in
                    let entry = try stored.parsed()
                    return [
                        "index": .integer(stored.index),
                        "time": .time(entry.timeMilliseconds),
                        "operation": .string(entry.operation),
                        "actor": .string(entry.actor),
                        "case": entry.caseID.map { .string($0) } ?? .null,
                        "outcome": .string(entry.outcome.rawValue),
                        "code": entry.refusal.map { .string($0.code) } ?? .null,
                    ]
                }),
            "next": found.count == size
                ? found.last.map { .integer($0.index) } ?? .null : .null,
        ]
    }

    func proof(_ text: String) async throws -> JSONValue {
        guard let index = Int64(text), index >= 0 else {
            throw Refusal(.queryInvalid, field: "index", ["name": "index", "reason": "0, 1, 2 …"])
        }
        let size = try await ledger.read { try $0.journalSize() }
        guard index < size else {
            throw Refusal(
                .entryUnknown, field: "index",
                ["index": String(index), "last": String(size - 1)])
        }
        return try await ledger.proof(ofEntry: index).json
    }

    /// That the journal of one size is the beginning of the one of a later size, for clients that
    /// remember what they saw.
    func consistency(_ request: APIRequest) async throws -> JSONValue {
        guard let from = request.query["from"].flatMap({ Int64($0) }),
            let to = request.query["to"].flatMap({ Int64($0) }), from > 0, from <= to
        else {
            throw Refusal(
                .queryInvalid, field: "from", ["name": "from, to", "reason": "0 < from ≤ to"])
        }
        return try await ledger.read { snapshot in
            let size = try snapshot.journalSize()
            guard to <= size else {
                throw Refusal(
                    .entryUnknown, field: "to",
                    ["index": String(to - 1), "last": String(size - 1)])
            }
            let proof = try snapshot.consistencyProof(from: from, to: to)
            return [
                "from": .integer(from), "to": .integer(to),
                "proof": .array(proof.map { .string(Base64.encode($0)) }),
            ]
        }
    }

    func verifyJournal(_ language: Language) async throws -> JSONValue {
        Self.summary(try await ledger.verify(), language)
    }

    package static func summary(_ report: AuditReport, _ language: Language) -> JSONValue {
        let findings = report.findings.map { finding -> JSONValue in
            JSONValue.object(finding.facts).merging([
                "kind": .string(finding.id),
                "message": .string(AuditFindings.text(finding.id).text(in: language)),
            ])
        }
        return [
            "ok": .bool(report.isClean), "entries": .integer(report.entries),
            "checkpoints": .integer(report.checkpoints), "rows": .integer(report.rows),
            "findings": .array(findings), "findingsLeftOff": .integer(report.findingsLeftOff),
            "checkpoint": .string(report.checkpoint),
        ]
    }
}
