package import CanonicalJSON
import CertificatePolicy
package import Ledger
import Messages
import PKIX

/// A new version of the practice beside the old ones, in force from its date.
///
/// Payload: `settings` (complete or in part; what is missing keeps the value that it would have at
/// that date), `effectiveFrom` (milliseconds since 1970; now where it is missing or past), and
/// `replaces` (see `judge`).
package struct PracticeChange: Sendable {
    /// The settings as they would be, under the number and date that they would have.
    package let practice: Practice

    /// The last second that a date of RFC 3339 can name, in milliseconds since 1970.
    private static let greatestDate: Int64 = 253_402_300_799_000

    /// Reads and judges a change, which is not a version yet.
    ///
    /// The newest version whose date has come is in force, so that a change with an earlier date than
    /// one that is decided already would keep that one from ever coming into force. It must say so:
    /// `replaces` names the last version that is given up by it.
    ///
    /// - Parameter since: under what it was proposed, where people signed it already.
    package init(
        judging payload: Payload, _ ledger: some ReadableLedger, since rules: RulesInForce? = nil
    ) throws {
        try payload.refuseUnknown(besides: ["settings", "effectiveFrom", "replaces"])
        guard let settings = payload.json["settings"], settings.object != nil else {
            throw Refusal(.payloadInvalid, field: "settings", ["name": "settings"])
        }
        // A date that cannot be read must not mean at once.
        let wanted = try payload.optionalInteger("effectiveFrom")
        guard wanted ?? 0 <= Self.greatestDate else {
            throw Refusal(
                .practiceSettingInvalid(), field: "effectiveFrom",
                ["name": "effectiveFrom", "range": "≤ 9999-12-31T23:59:59Z"])
        }
        let from = max(wanted ?? 0, ledger.atMilliseconds)
        guard let base = try Self.base(from, ledger) else { throw Refusal(.practiceMissing) }
        let newest = try ledger.select(
            PracticeVersion.self, orderBy: "version DESC", limit: 1
        ).first
        let lost = newest.flatMap { $0.version > base.version ? $0 : nil }
        try Self.judge(replaced: payload.optionalInteger("replaces"), lost: lost)
        if let known = rules?.newestPractice {
            try Self.judgeOvertaken(settings, try Self.base(from, ledger, upTo: known), base)
        }
        practice = try Practice(
            version: (newest ?? base).version + 1, effectiveFromMilliseconds: from,
            json: Practice(base).json.merging(settings))
        try Self.judgeQualifications(practice, insteadOf: Practice(base), ledger)
    }

    /// Refuses a stricter rule by which, as the registers are today, an operation would lack people that has them
    /// without it.
    private static func judgeQualifications(
        _ practice: Practice, insteadOf base: Practice, _ ledger: some ReadableLedger
    ) throws {
        let rule = practice.qualificationRule
        guard rule != base.qualificationRule else { return }
        let moment = ledger.atMilliseconds
        func lacking(_ standings: [OfficerStanding]) -> [Operation] {
            Staffing(standings, atMilliseconds: moment).lacking
        }
        let before = Set(
            lacking(try ledger.qualifiedStandings(under: base.qualificationRule)))
        let standings = try ledger.qualifiedStandings(under: rule)
        let stops = lacking(standings).filter { !before.contains($0) }
        guard !stops.isEmpty else { return }
        let officers = standings.filter { standing in
            standing.rolesAnywhere(atMilliseconds: moment).contains {
                standing.qualification?.lapse(of: $0, atMilliseconds: moment) != nil
            }
        }
        throw Refusal(
            .practiceQualificationsMissing, field: "qualificationRule",
            [
                "stops": stops.map(\.id).joined(separator: ", "),
                "officers": officers.map(\.officer).joined(separator: ", "),
            ])
    }

    /// The version over which a change from this date on lies.
    private static func base(
        _ from: Int64, _ ledger: some ReadableLedger, upTo version: Int64 = .max
    ) throws -> PracticeVersion? {
        try ledger.select(
            PracticeVersion.self, where: "effective_from <= ? AND version <= ?",
            [.integer(from), .integer(version)], orderBy: "version DESC", limit: 1
        ).first
    }

    /// People who sign that a setting becomes 6 saw what it was; what somebody else changed since is
    /// not taken back unseen.
    private static func judgeOvertaken(
        _ settings: JSONValue, _ seen: PracticeVersion?, _ base: PracticeVersion
    ) throws {
        let before = try seen.map { try Practice($0).json } ?? [:]
        let now = try Practice(base).json
        func said(_ value: JSONValue?) -> String {
            value.map { String(decoding: $0.canonicalBytes, as: UTF8.self) } ?? "–"
        }
        for (name, value) in (settings.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard before[name] != now[name], value != now[name] else { continue }
            throw Refusal(
                .practiceSettingOvertaken, field: name,
                [
                    "name": name, "before": said(before[name]), "now": said(now[name]),
                    "value": said(value),
                ])
        }
    }

    private static func judge(replaced: Int64?, lost: PracticeVersion?) throws(Refusal) {
        guard let lost else {
            guard replaced == nil else {
                throw Refusal(.payloadInvalid, field: "replaces", ["name": "replaces"])
            }
            return
        }
        guard replaced == lost.version else {
            throw Refusal(
                .practiceChangeScheduled, field: "replaces",
                [
                    "version": "\(lost.version)",
                    "from": Time.rfc3339(lost.effectiveFromMilliseconds),
                ])
        }
    }

    /// The executor of `practice.change`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let practice = try PracticeChange(
            judging: Payload(payload), transaction, since: proposal.rules
        ).practice
        try transaction.put(
            PracticeVersion(
                version: practice.version,
                settings: String(decoding: practice.json.canonicalBytes, as: UTF8.self),
                effectiveFromMilliseconds: practice.effectiveFromMilliseconds))
        return [
            "version": .integer(practice.version),
            "effectiveFrom": .integer(practice.effectiveFromMilliseconds),
        ]
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
