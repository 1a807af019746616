package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages
import PKIX
import Status

/// What two people sign to have a cohort revoked: `campaign.open`.
///
/// Payload: `campaign` (an id that nobody used), `cohort` (see ``CohortQuery``), `asOf`, `count` and `digest` as the
/// preview told them; `reason` (RFC 5280), `evidence`; `begins` and `deadline` in milliseconds; `firstSlice`; of the
/// authority's own mistake of production `cause` and `incident` (CP 6.20).
package struct CampaignOrder: Sendable {
    package let id: String
    let cohort: CohortQuery
    let asOf: Int64
    let digest: Cohort.Digest
    let reason: CertificateStatusChange.RevocationCause
    let beginsMilliseconds: Int64
    let deadlineMilliseconds: Int64
    let firstSlice: Int64
    let isOwnMistake: Bool
    let incident: String?

    /// More cannot be looked at by who decides whether it goes on.
    package static let maximumFirstSlice: Int64 = 1000

    /// - Throws: `campaign.firstSliceWrong`, `campaign.timesWrong`, and the codes of payloads and queries.
    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: [
            "campaign", "cohort", "asOf", "count", "digest", "reason", "evidence", "begins",
            "deadline", "firstSlice", "cause", "incident",
        ])
        id = try Self.id(payload)
        cohort = try CohortQuery(payload.json["cohort"] ?? .null)
        asOf = try payload.integer("asOf")
        digest = Cohort.Digest(
            count: try payload.integer("count"), hex: try payload.digest("digest"))
        reason = try payload.choice("reason")
        beginsMilliseconds = try payload.integer("begins")
        deadlineMilliseconds = try payload.integer("deadline")
        firstSlice = try payload.integer("firstSlice")
        incident = try payload.optionalString("incident", maximumBytes: 64)
        isOwnMistake = try payload.optionalString("cause") != nil
        if isOwnMistake {
            _ = try payload.choice("cause", as: CertificateStatusChange.OwnCause.self)
        }
        let times = 0...Self.latestMilliseconds
        guard times.contains(beginsMilliseconds), times.contains(deadlineMilliseconds),
            beginsMilliseconds < deadlineMilliseconds
        else { throw Refusal(.campaignTimesWrong, field: "deadline") }
        let most = min(Self.maximumFirstSlice, max(1, digest.count / 2))
        guard (1...most).contains(firstSlice) else {
            throw Refusal(
                .campaignFirstSliceWrong, field: "firstSlice", ["limit": String(most)])
        }
    }

    /// The end of the year 9999: no later time can be written.
    private static let latestMilliseconds: Int64 = 253_402_300_799_000

    /// The case of everything about a campaign.
    package static func id(_ payload: Payload) throws -> String {
        let id = try payload.string("campaign", maximumBytes: 64)
        guard Campaign.isID(id) else {
            throw Refusal(.payloadInvalid, field: "campaign", ["name": "campaign"])
        }
        return id
    }

    /// Whether it could be opened now.
    ///
    /// - Returns: the mistake of the authority behind it.
    /// - Throws: `campaign.exists`, `campaign.cohortEmpty`, `campaign.cohortOther` where the ledger finds other certificates than
    ///   those that were previewed; those of CP 6.20; `cohort.tooLarge`; what the role does not cover.
    @discardableResult
    package func judge(_ transaction: Transaction) throws -> String? {
        try examine(transaction).mistake
    }

    /// With the scopes that the cohort reaches over.
    private func examine(
        _ transaction: Transaction
    ) throws -> (mistake: String?, scopes: Set<CaseScope>) {
        guard try transaction.get(Campaign.self, .text(id)) == nil else {
            throw Refusal(.campaignExists, field: "campaign", ["value": id])
        }
        // Holders are told of these times.
        guard transaction.atMilliseconds < deadlineMilliseconds else {
            throw Refusal(.campaignTimesWrong, field: "deadline")
        }
        let (found, scopes) = try Cohort(cohort, asOf: asOf, transaction)
            .readForOfficer(transaction)
        guard found.count > 0 else { throw Refusal(.campaignCohortEmpty, field: "cohort") }
        guard found == digest else {
            throw Refusal(
                .campaignCohortOther, field: "digest",
                ["count": String(found.count), "digest": found.hex])
        }
        guard isOwnMistake else {
            guard incident == nil else {
                throw Refusal(.payloadInvalid, field: "cause", ["name": "cause"])
            }
            return (nil, scopes)
        }
        return (try transaction.mistakeOfMany(reason: reason, incident: incident), scopes)
    }

    /// The executor of what two people decided.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _: ApprovedProposal
    ) throws -> JSONValue {
        let order = try CampaignOrder(Payload(payload))
        let (mistake, scopes) = try order.examine(transaction)
        // As of one certificate: many, or a cohort of one, are no way around the manager (CP 6.19c).
        for scope in scopes { try transaction.judgeManager(of: scope) }
        let campaign = Campaign(order, mistake: mistake, transaction)
        try transaction.put(campaign)
        if let incident = order.incident { transaction.note("incident", .string(incident)) }
        return campaign.answer
    }
}

extension Cohort {
    /// Every member, whose kind and site the officer's role has to cover.
    @discardableResult
    func readForOfficer(
        _ transaction: Transaction
    ) throws -> (digest: Digest, scopes: Set<CaseScope>) {
        var judged: Set<CaseScope> = []
        let digest = try read(transaction) { member in
            guard judged.insert(member.scope).inserted else { return }
            try transaction.requireRole(in: member.scope)
        }
        return (digest, judged)
    }
}

extension Campaign {
    /// What acts on it answer.
    package var answer: JSONValue {
        [
            "campaign": .string(id), "state": .string(state.rawValue), "count": .integer(count),
            "passed": .integer(passed), "revoked": .integer(revoked),
        ]
    }
}
