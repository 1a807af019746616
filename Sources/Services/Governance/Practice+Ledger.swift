import CanonicalJSON
package import Ledger
import Messages

extension ReadableLedger {
    /// The newest practice that is in force.
    package func practice() throws -> Practice {
        guard let newest = try practiceInForce() else { throw Refusal(.practiceMissing) }
        return try Practice(newest)
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
