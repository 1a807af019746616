package import CanonicalJSON
package import Ledger
import Messages

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
        var changed = try settings(present, payload)
        changed.version = version
        changed.effectiveFromMilliseconds = from
        try transaction.put(
            PracticeVersion(
                version: version,
                settings: String(decoding: changed.json.canonicalBytes, as: UTF8.self),
                effectiveFromMilliseconds: from))
        return ["version": .integer(version), "effectiveFrom": .integer(from)]
    }
}

extension PracticeChange {
    /// The last second that a date of RFC 3339 can name, in milliseconds since 1970.
    private static let greatestDate: Int64 = 253_402_300_799_000

    /// The settings as they would be: judged, and not yet a version.
    package static func settings(_ present: Practice, _ payload: JSONValue) throws -> Practice {
        guard let settings = payload["settings"], settings.object != nil else {
            throw Refusal(.payloadInvalid, field: "settings", ["name": "settings"])
        }
        // A date that cannot be read must not mean at once.
        if let from = payload["effectiveFrom"], !from.isNull, from.integer == nil {
            throw Refusal(.payloadInvalid, field: "effectiveFrom", ["name": "effectiveFrom"])
        }
        guard (payload["effectiveFrom"]?.integer ?? 0) <= greatestDate else {
            throw Refusal(
                .practiceSettingInvalid(), field: "effectiveFrom",
                ["name": "effectiveFrom", "range": "≤ 9999-12-31T23:59:59Z"])
        }
        return try Practice(
            version: present.version,
            effectiveFromMilliseconds: present.effectiveFromMilliseconds,
            json: present.json.merging(settings))
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
