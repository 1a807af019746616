package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// The act by which an import counts. It is short however many lines there are: they were judged when
/// they were staged, and only what was decided since is looked at again.
package struct RecordAdoption: Sendable {
    private let payload: Payload

    package init(_ payload: Payload) { self.payload = payload }

    package func adopt(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["import", "kind", "rows", "digest"])
        var batch = try transaction.recordImport(payload.string("import", maximumBytes: 64))
        let kind = try RecordKind.named(batch.kind)
        try transaction.requireRole(among: kind.roles)
        guard batch.state == .staging else {
            throw Refusal(
                .recordImportState, field: "import", ["state": batch.state.rawValue])
        }
        guard try payload.string("kind", maximumBytes: 32) == batch.kind,
            try payload.integer("rows") == batch.rows,
            try payload.digest("digest") == Hex.encode(batch.digest)
        else { throw Refusal(.recordImportDiffers, field: "digest") }
        try refuseOvertaken(batch, transaction)
        batch.state = .adopted
        batch.decidedEntry = transaction.entryIndex
        try transaction.put(batch)
        return batch.json
    }

    /// While it was staged, others may have adopted lines of the same keys, or added such records.
    private func refuseOvertaken(_ batch: RecordImport, _ transaction: Transaction) throws {
        let others = try transaction.rows(
            "SELECT 1 AS one FROM record_import WHERE kind = ? AND decided_entry > ? LIMIT 1",
            [.text(batch.kind), .integer(batch.beganEntry)])
        let twins = try transaction.rows(
            """
            SELECT 1 AS one FROM record_version WHERE kind = ? AND import_id = ? \
            AND unique_key IN (SELECT unique_key FROM record_version WHERE kind = ? \
            AND entry > ? AND (import_id IS NULL OR version > 1)) LIMIT 1
            """,
            [
                .text(batch.kind), .text(batch.id), .text(batch.kind),
                .integer(batch.beganEntry),
            ])
        guard others.isEmpty, twins.isEmpty else {
            throw Refusal(.recordImportOvertaken, field: "import")
        }
    }
}

/// The act that takes an adopted import back: all its records, with every later version of them.
package struct RecordReversal: Sendable {
    package enum Reason: String, Sendable, CaseIterable { case wrong, duplicate, replaced }

    private let payload: Payload

    package init(_ payload: Payload) { self.payload = payload }

    package func reverse(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["import", "reason"])
        let _: Reason = try payload.choice("reason")
        var batch = try transaction.recordImport(payload.string("import", maximumBytes: 64))
        try transaction.requireRole(among: RecordKind.named(batch.kind).roles)
        guard batch.state == .adopted else {
            throw Refusal(
                .recordImportState, field: "import", ["state": batch.state.rawValue])
        }
        batch.state = .reversed
        try transaction.put(batch)
        transaction.note("kind", .string(batch.kind))
        return batch.json
    }
}
