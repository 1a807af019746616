package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// What a drill found, as it is entered (CP 7.26): how long a restore took, and how much would have
/// been lost.
package struct DrillRecord: Sendable {
    /// SHA-256 of the backup, 32 octets.
    package let sha256: [UInt8]
    /// Entries in the restored journal, and its root.
    package let size: Int64
    package let root: [UInt8]
    /// From the first octet read to an opened, audited folder.
    package let recoveryMilliseconds: Int64
    /// The age of the last entry when the drill began.
    package let pointMilliseconds: Int64

    package init(
        sha256: [UInt8], size: Int64, root: [UInt8], recoveryMilliseconds: Int64,
        pointMilliseconds: Int64
    ) {
        self.sha256 = sha256
        self.size = size
        self.root = root
        self.recoveryMilliseconds = recoveryMilliseconds
        self.pointMilliseconds = pointMilliseconds
    }

    /// Enters it, if the backup is one of this journal.
    ///
    /// - Throws: `drill.foreign` where the restored state was none of this journal's.
    package func enter(
        in ledger: Ledger, randomness: any Randomness = SystemRandomness()
    ) async throws -> JSONValue {
        let record = self
        let facts: JSONValue = [
            "sha256": .string(Hex.encode(sha256)), "size": .integer(size),
            "root": .string(Hex.encode(root)),
            "recoveryMilliseconds": .integer(recoveryMilliseconds),
            "pointMilliseconds": .integer(pointMilliseconds),
        ]
        let act = ActRequest(
            id: "drill-\(Base32.encode(randomness.bytes(16)))", operation: "backup.drill",
            actor: .system, facts: facts)
        let outcome = try await ledger.act(act) { transaction in
            guard try transaction.rootOfCheckpoint(size: record.size) == record.root else {
                throw Refusal(.drillForeign)
            }
            return [:]
        }
        return .object(
            (facts.object ?? [:]).merging(["entry": .integer(outcome.entryIndex)]) { first, _ in
                first
            })
    }
}
