package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// What one person does to a campaign that two others opened: `campaign.proceed`, `campaign.stop`.
///
/// Payload: `campaign`; to proceed `lastEntry`, the newest entry of its case that the signer was shown: what was signed before
/// something else was done undoes nothing of it.
package struct CampaignSteering: Sendable {
    package let id: String
    private let payload: Payload

    package init(_ payload: Payload) throws {
        id = try CampaignOrder.id(payload)
        self.payload = payload
    }

    /// Lets it go on, after the first slice or after it was stopped. One that was stopped within its first slice finishes
    /// that one, and waits again.
    /// - Throws: `campaign.unknown`, `campaign.stateWrong`, `campaign.moved`.
    package func proceed(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["campaign", "lastEntry"])
        let seen = try payload.integer("lastEntry")
        var campaign = try transaction.campaign(id)
        guard [.paused, .stopped].contains(campaign.state) else {
            throw campaign.stateRefusal(needed: [.paused, .stopped])
        }
        guard try seen == transaction.newestEntry(of: campaign) else {
            throw Refusal(.campaignMoved, field: "lastEntry", ["value": id])
        }
        _ = try campaign.members(of: transaction).readForOfficer(transaction)
        let hasFirst = campaign.passed >= campaign.firstSlice
        campaign.isReleased = campaign.isReleased || hasFirst
        campaign.state = campaign.isReleased ? .running : .waiting
        try transaction.put(campaign)
        return campaign.answer
    }

    /// No further certificate is revoked by it, until somebody lets it go on. What was revoked stays so. Nobody stops one
    /// twice: two others decided, and another looked at why it had been stopped. Where everybody who opened it has stopped it,
    /// it is withdrawn.
    /// - Throws: the same, and `campaign.stoppedBefore`.
    package func stop(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["campaign"])
        var campaign = try transaction.campaign(id)
        guard [.waiting, .paused, .running].contains(campaign.state) else {
            throw campaign.stateRefusal(needed: [.waiting, .paused, .running])
        }
        let history = try transaction.participations(inCase: id)
        func people(_ operation: String) -> [String] {
            history.filter { $0.operation == operation }.map(\.officer)
        }
        let stops = people("campaign.stop")
        let person = try transaction.get(Officer.self, .text(transaction.actor))?.person
        // One is this act.
        guard stops.count(where: { $0 == person }) <= 1 else {
            throw Refusal(.campaignStoppedBefore, field: "campaign", ["value": id])
        }
        _ = try campaign.members(of: transaction).readForOfficer(transaction)
        // What both who decided take back is no decision any more.
        let isTakenBack = Set(people("campaign.open")).isSubset(of: stops)
        campaign.state = isTakenBack ? .withdrawn : .stopped
        try transaction.put(campaign)
        return campaign.answer
    }
}

extension ReadableLedger {
    /// Of everything that was done or tried with it.
    package func newestEntry(of campaign: Campaign) throws -> Int64 {
        try rows(
            "SELECT MAX(place) AS place FROM journal_entry WHERE case_id = ?",
            [.text(campaign.id)]
        ).first?.optionalInteger("place") ?? campaign.entry
    }
}

extension Campaign {
    func stateRefusal(needed: [State]) -> Refusal {
        Refusal(
            .campaignStateWrong, field: "campaign",
            [
                "value": id, "state": state.rawValue,
                "needed": needed.map(\.rawValue).joined(separator: " / "),
            ])
    }
}
