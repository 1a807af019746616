package import CanonicalJSON
import Governance
package import Ledger
import MerkleLog
package import Messages
import PKIX
import Publication

/// Queries on the journal: entries, proofs, and the whole verified.
extension API {
    /// An outcome stands in the entries alone: so many are looked at for one answer, which then
    /// says where to go on.
    private static let maximumScan = 20_000

    func journal(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: [
            "operation", "case", "actor", "outcome", "from", "to", "after", "size",
        ])
        let size =
            try request.number("size", in: 1...Filter.maximumPageSize)
            .map { Int($0) } ?? Filter.defaultPageSize
        // Below the greatest number, to which nothing can be added.
        let after = try request.number("after", in: 0...1_000_000_000_000_000) ?? -1
        try request.checkChoice(
            "outcome", among: JournalEntry.Outcome.allCases.map(\.rawValue))
        let outcome = request.query["outcome"]
        let filter = EntryFilter(
            operation: request.query["operation"], caseID: request.query["case"],
            actor: request.query["actor"],
            fromMilliseconds: try request.time("from")?.first,
            // The end of a span belongs to it.
            untilMilliseconds: try request.time("to").map { $0.last + 1 })
        return try await ledger.read { snapshot in
            let batchSize = outcome == nil ? size : Filter.maximumPageSize
            var found: [JSONValue] = []
            var last = after
            var scanned = 0
            while found.count < size, scanned < Self.maximumScan {
                let batch = try snapshot.entries(
                    from: last + 1, matching: filter, limit: batchSize)
                for stored in batch where found.count < size {
                    last = stored.index
                    let entry = try stored.parsed()
                    if outcome == nil || outcome == entry.outcome.rawValue {
                        found.append(Self.summary(entry, at: stored.index))
                    }
                }
                scanned += batch.count
                let isWhole = batch.last.map { $0.index <= last } ?? true
                if isWhole, batch.count < batchSize {
                    return ["entries": .array(found), "next": .null]
                }
            }
            let next = try snapshot.entries(from: last + 1, matching: filter, limit: 1)
            return [
                "entries": .array(found), "next": next.isEmpty ? .null : .integer(last),
            ]
        }
    }

    private static func summary(_ entry: JournalEntry, at index: Int64) -> JSONValue {
        [
            "index": .integer(index), "time": .time(entry.timeMilliseconds),
            "operation": .string(entry.operation),
            "event": entry.event.map { .string($0) } ?? .null, "actor": .string(entry.actor),
            "case": entry.caseID.map { .string($0) } ?? .null,
            "outcome": .string(entry.outcome.rawValue),
            "code": entry.refusal.map { .string($0.code) } ?? .null,
        ]
    }

    /// The entries under a tile of level 0, for auditors: the public has the hashes alone.
    ///
    /// - Parameter path: as C2SP tlog-tiles names a bundle, such as `entries/x001/234` or
    ///   `entries/000.p/17`.
    func bundle(_ path: String) async throws -> JSONValue {
        guard let tile = Tile(path: "tile/\(path)"), path.hasPrefix("entries/") else {
            throw Refusal(
                .queryInvalid, field: "path",
                ["name": "path", "reason": "entries/000, entries/x001/234, entries/000.p/17"])
        }
        guard let bytes = try await ledger.read({ try $0.entryBundle(tile) }) else {
            let size = try await ledger.read { try $0.journalSize() }
            throw Refusal(
                .entryUnknown, field: "path",
                [
                    "index": String(tile.index * Int64(Tile.fullWidth) + Int64(tile.width) - 1),
                    "last": String(size - 1),
                ])
        }
        return ["tile": .string("tile/\(path)"), "bundle": .string(Base64.encode(bytes))]
    }

    /// - Parameters:
    ///   - service: leads to the checkpoint that this service time-stamped, in place of the newest; the
    ///     answer then has its `timestamp`.
    ///   - size: leads to the checkpoint of this size, so that many proofs stand under one.
    func proof(_ text: String, service: String?, size: Int64?) async throws -> JSONValue {
        guard let index = Int64(text), index >= 0 else {
            throw Refusal(.queryInvalid, field: "index", ["name": "index", "reason": "0, 1, 2 …"])
        }
        guard service == nil || size == nil else {
            throw Refusal(.queryInvalid, field: "size", ["name": "size", "reason": "timestamp"])
        }
        let stamped = try service.map { try self.stamped(by: $0) }
        let asked = try await ledger.read { snapshot -> (note: String, size: Int64)? in
            let newest = try snapshot.seenCheckpoint().size
            guard let size = stamped?.checkpoint.size ?? size else {
                return (try snapshot.checkpoint(), newest)
            }
            return try snapshot.checkpoint(ofSize: size).map { ($0, size) }
        }
        guard let asked else {
            throw Refusal(
                .queryInvalid, field: "size",
                ["name": "size", "reason": "GET /api/v1/context: checkpoint.size"])
        }
        guard index < asked.size else {
            throw Refusal(
                .entryUnknown, field: "index",
                ["index": String(index), "last": String(asked.size - 1)])
        }
        let note =
            stamped.map { String(decoding: $0.note.encoded, as: UTF8.self) }
            ?? publication.folder.cosignatures.added(to: asked.note)
        let proof = try await ledger.read { try $0.proof(ofEntry: index, under: note) }
        return proof.json.merging(
            stamped.map { ["timestamp": .string(Base64.encode($0.response.derEncoded))] } ?? [:])
    }

    /// The newest checkpoint that each witness cosigned, as far as is known here.
    func cosigned() -> JSONValue {
        [
            "cosigned": .array(
                publication.folder.cosignatures.all.map {
                    .string(String(decoding: $0.note.encoded, as: UTF8.self))
                })
        ]
    }

    private func stamped(by name: String) throws -> TimeStamps.Stamped {
        guard let found = publication.folder.timeStamps.all.first(where: { $0.name == name }) else {
            throw Refusal(.timestampNone, field: "timestamp", ["name": name])
        }
        return found
    }

    /// That the journal of one size is the beginning of the one of a later size, for clients that
    /// remember what they saw.
    func consistency(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["from", "to"])
        guard let from = try request.number("from", in: 1...1_000_000_000_000_000),
            let to = try request.number("to", in: 1...1_000_000_000_000_000), from <= to
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
        let cosigned = publication.folder.cosignatures.all.map {
            JSONValue.string(String(decoding: $0.note.encoded, as: UTF8.self))
        }
        return Self.summary(try await ledger.verify(), language)
            .merging([
                "cosigned": .array(cosigned),
                "timestamped": .array(
                    publication.folder.timeStamps.all.map { stamped in
                        [
                            "service": .string(stamped.name),
                            "note": .string(
                                String(decoding: stamped.note.encoded, as: UTF8.self)),
                            "response": .string(Base64.encode(stamped.response.derEncoded)),
                        ]
                    }),
            ])
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
            "checkpoint": .string(report.checkpoint), "unsigned": .integer(report.unsigned),
        ]
    }
}
