package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// Makes encrypted copies of a data folder that is in use, and records them (CP 7.6).
package struct BackupService: Sendable {
    private let ledger: Ledger
    private let writer: BackupWriter
    private let randomness: any Randomness

    package init(
        ledger: Ledger, folder: BackupFolder, version: String,
        randomness: any Randomness = SystemRandomness()
    ) {
        self.ledger = ledger
        writer = BackupWriter(folder, version: version) {
            try ledger.copy(toFile: $0, openedBy: $1)
        }
        self.randomness = randomness
    }

    /// Makes one, durably, and records it.
    ///
    /// - Parameters:
    ///   - recipient: `age1…`.
    ///   - target: an absolute path that nothing has yet.
    /// - Throws: `backup.recipientInvalid`, `.targetInvalid`, `.targetExists`, `.targetUnwritable`;
    ///   what the ledger refuses, and then the file is taken away again.
    package func make(recipient: String, target: String) async throws -> JSONValue {
        // Else it would be refused once it was written.
        guard !ledger.isRestored else { throw Refusal(.ledgerRestored) }
        let now = try await ledger.read { $0.atMilliseconds }
        let made = try await writer.write(
            recipient: recipient, target: target, atMilliseconds: now)
        do {
            let outcome = try await ledger.act(
                ActRequest(
                    id: "backup-\(Base32.encode(randomness.bytes(16)))",
                    operation: "backup.make", actor: .system, facts: made.facts)
            ) { _ in [:] }
            return .object(
                (made.facts.object ?? [:]).merging(
                    [
                        "to": .string(target), "entry": .integer(outcome.entryIndex),
                        "origin": .string(made.manifest.head.origin),
                    ]) { first, _ in first })
        } catch {
            // A backup that the journal does not know was not made.
            Folder.remove(file: target)
            throw error
        }
    }
}
