package import CanonicalJSON
package import Ledger

/// The executor of `practice.change`: a new version beside the old ones, in force from its date.
///
/// Payload: `settings` (complete or in part; what is missing keeps its present value),
/// `effectiveFrom` (milliseconds since 1970; now where it is missing or past).
package enum PracticeChange {
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let present = try transaction.practice()
        let newest = try transaction.select(
            PracticeVersion.self, orderBy: "version DESC", limit: 1
        ).first
        let version = (newest?.version ?? present.version) + 1
        let from = max(
            payload["effectiveFrom"]?.integer ?? 0, transaction.atMilliseconds)
        let changed = try Practice(
            version: version, effectiveFromMilliseconds: from,
            json: present.json.merging(payload["settings"] ?? [:]))
        try transaction.put(
            PracticeVersion(
                version: version,
                settings: String(decoding: changed.json.canonicalBytes, as: UTF8.self),
                effectiveFromMilliseconds: from))
        return ["version": .integer(version), "effectiveFrom": .integer(from)]
    }
}

extension JSONValue {
    /// This object with the members of another one over its own.
    package func merging(_ other: JSONValue) -> JSONValue {
        guard var members = object else { return other }
        for (name, value) in other.object ?? [:] { members[name] = value }
        return .object(members)
    }
}
