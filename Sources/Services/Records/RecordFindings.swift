package import CertificatePolicy
package import Ledger
import Messages

/// What is missing or too long in the records of a register (CP 7.1e, 7.1f).
package struct RecordFindings: Sendable {
    /// A month of twenty sensors each minute is not looked through in one answer.
    package static let maximumRecords = 100_000

    package let findings: [RecordWatch.Finding]
    /// How many records were looked at.
    package let records: Int
    /// Earlier ones were left out: the span holds more than are looked at.
    package let isCut: Bool

    /// - Parameters:
    ///   - since: records that were entered before are left out; nil for all.
    /// - Throws: `record.notWatched` for a register of which nothing is looked for.
    package init(
        of kind: RecordKind, since: Int64?, _ snapshot: Snapshot
    ) throws {
        guard let watch = kind.watch else {
            throw Refusal(.recordNotWatched, field: "kind", ["kind": kind.id])
        }
        func inForce(_ id: String) throws -> [[String: String]] {
            try snapshot.select(
                RecordVersion.self,
                where: "kind = ? AND at >= ? AND state = 'inForce' AND \(RecordVersion.isNewest)",
                [.text(id), .integer(id == kind.id ? since ?? 0 : 0)], orderBy: "at DESC",
                limit: Self.maximumRecords
            ).map { try $0.open }
        }
        let records = try inForce(kind.id)
        var bounds: [String: Int] = [:]
        if case .passages(_, _, _, let name, _, _) = watch {
            for door in try inForce(name) {
                bounds[door["label"] ?? ""] = door["overtimeMinutes"].flatMap(Int.init)
            }
        }
        findings = watch.findings(
            in: records, bounds: bounds, atMilliseconds: snapshot.atMilliseconds)
        self.records = records.count
        isCut = records.count == Self.maximumRecords
    }
}
