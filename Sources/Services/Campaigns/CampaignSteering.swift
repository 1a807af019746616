package import CanonicalJSON
package import Governance
package import Ledger
import Messages

/// What one person does to a campaign that two others opened: `campaign.proceed`, `campaign.stop`.
///
/// Payload: `campaign`.
package struct CampaignSteering: Sendable {
    package let id: String

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["campaign"])
        id = try CampaignOrder.id(payload)
    }

    /// Lets it go on, after the first slice or after it was stopped. One that was stopped within its first slice finishes
    /// that one, and waits again.
    /// - Throws: `campaign.unknown`, `campaign.stateWrong`.
    package func proceed(_ transaction: inout Transaction) throws -> JSONValue {
        var campaign = try transaction.campaign(id)
        guard [.paused, .stopped].contains(campaign.state) else {
            throw campaign.stateRefusal(needed: [.paused, .stopped])
        }
        _ = try campaign.members(of: transaction).readForOfficer(transaction)
        let hasFirst = campaign.passed >= campaign.firstSlice
        campaign.isReleased = campaign.isReleased || hasFirst
        campaign.state = campaign.isReleased ? .running : .waiting
        try transaction.put(campaign)
        return campaign.answer
    }

    /// No further certificate is revoked by it, until somebody lets it go on. What was revoked stays so.
    /// - Throws: the same.
    package func stop(_ transaction: inout Transaction) throws -> JSONValue {
        var campaign = try transaction.campaign(id)
        guard [.waiting, .paused, .running].contains(campaign.state) else {
            throw campaign.stateRefusal(needed: [.waiting, .paused, .running])
        }
        _ = try campaign.members(of: transaction).readForOfficer(transaction)
        campaign.state = .stopped
        try transaction.put(campaign)
        return campaign.answer
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
