import CanonicalJSON
package import Ledger
import Messages

extension ReadableLedger {
    /// The newest practice that is in force.
    package func practice() throws -> Practice {
        guard let newest = try practiceInForce() else { throw Refusal(.practiceMissing) }
        return try Practice(newest)
    }

    /// The practice that an intent was opened under, as its entry names it.
    ///
    /// What was announced under it is completed under it: a practice that changed in between can
    /// neither alter the bytes nor take back that a signature over them may exist.
    package func practice(of intent: Intent) throws -> Practice {
        guard let stored = try get(PracticeVersion.self, .integer(intent.practice)) else {
            throw Refusal(.practiceMissing)
        }
        return try Practice(stored)
    }
}

extension Practice {
    /// Reads a version as it is stored. It was judged when it was made, so that what cannot be read
    /// now was altered.
    /// - Throws: `practice.unreadable`.
    package init(_ version: PracticeVersion) throws {
        do {
            try self.init(
                version: version.version,
                effectiveFromMilliseconds: version.effectiveFromMilliseconds,
                json: JSONValue(parsing: version.settings.utf8))
        } catch {
            throw Refusal(.practiceUnreadable, ["version": "\(version.version)"])
        }
    }
}
