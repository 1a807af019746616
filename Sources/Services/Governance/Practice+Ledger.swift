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
    package init(_ version: PracticeVersion) throws {
        try self.init(
            version: version.version,
            effectiveFromMilliseconds: version.effectiveFromMilliseconds,
            json: JSONValue(parsing: version.settings.utf8))
    }
}
