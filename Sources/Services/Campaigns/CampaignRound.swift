import CanonicalJSON
import Issuance
package import Ledger
import Messages
import Status

/// How many certificates one entry revokes: of each it tells three rows, of some 200 octets, and has room for 60 KiB.
enum CampaignSlice {
    static let maximumCount: Int64 = 50
    /// No further member from here on: a key that is blocked suspends every certificate under it.
    static let maximumChanges = 150
}

/// Carries campaigns on, slice by slice: an act of the system for each, so that a crash between two of them repeats
/// nothing and loses nothing. Lists and answers follow as from any revocation.
package struct CampaignRound: Sendable {
    private let ledger: Ledger

    /// One turn leaves room for everything else that is due: a thousand certificates, three thousand a minute.
    package static let slicesOfTurn = 20

    package init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Every campaign whose time has come and that waits for nobody, as far as one turn goes.
    package func carryOn() async throws {
        let due = try await ledger.read { snapshot in
            try snapshot.openCampaigns()
                .filter { $0.nextSlice(atMilliseconds: snapshot.atMilliseconds) > 0 }
                .map(\.id)
        }
        // What fails holds up no other.
        var failure: (any Error)?
        for id in due {
            do {
                try await carryOn(id)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// The members of a turn are read beside the writer, once: a cohort is the same whenever it is looked at.
    private func carryOn(_ id: String) async throws {
        let ledger = self.ledger
        let (begin, found, now) = try await ledger.readAtLength(forServer: true) { snapshot in
            let campaign = try snapshot.campaign(id)
            let members = try campaign.members(of: snapshot).members(
                snapshot, after: campaign.last,
                limit: Self.slicesOfTurn * Int(CampaignSlice.maximumCount))
            return (campaign, members, snapshot.atMilliseconds)
        }
        var (campaign, left) = (begin, found[...])
        for _ in 0..<Self.slicesOfTurn where campaign.nextSlice(atMilliseconds: now) > 0 {
            guard let next = try await revoke(left, of: campaign) else { return }
            left = left.dropFirst(Int(next.passed - campaign.passed))
            campaign = next
        }
    }

    /// - Returns: the campaign after its slice; nil where somebody moved or stopped it in between.
    private func revoke(
        _ members: ArraySlice<CohortMember>, of campaign: Campaign
    ) async throws -> Campaign? {
        do {
            return try await revoke(members, of: campaign, alone: false)
        } catch let refusal as Refusal where refusal.code == .entryTooLarge {
            // A key with many certificates among others: it may fit by itself.
            return try await revoke(members.prefix(1), of: campaign, alone: true)
        }
    }

    private func revoke(
        _ members: ArraySlice<CohortMember>, of campaign: Campaign, alone: Bool
    ) async throws -> Campaign? {
        let number = campaign.slices
        let payload: JSONValue = ["campaign": .string(campaign.id), "slice": .integer(number)]
        let act = ActRequest(
            id: "slice-\(campaign.id)-\(number)", operation: "campaign.slice", actor: .system,
            caseID: campaign.id, facts: payload, payload: payload)
        do {
            _ = try await ledger.act(act) { transaction in
                var now = try transaction.campaign(campaign.id)
                let size = now.nextSlice(atMilliseconds: transaction.atMilliseconds)
                guard size > 0, now.slices == number, now.last == campaign.last else {
                    throw now.stateRefusal(needed: [.waiting, .running])
                }
                return try now.pass(
                    members.prefix(size), isLast: !alone && members.count < size, &transaction)
            }
        } catch let refusal as Refusal where refusal.code == .campaignStateWrong {
            return nil
        }
        return try await ledger.read { try $0.campaign(campaign.id) }
    }
}

extension Campaign {
    /// Revokes those of the next members for which one entry has room, the first in any case.
    ///
    /// - Parameters:
    ///   - members: in their order.
    ///   - isLast: whether there are no others.
    fileprivate mutating func pass(
        _ members: ArraySlice<CohortMember>, isLast: Bool, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let before = (passed: passed, revoked: revoked)
        for member in members {
            guard
                passed == before.passed
                    || transaction.changeCount < CampaignSlice.maximumChanges
            else { break }
            try revoke(member, &transaction)
        }
        slices += 1
        let isAtEnd = isLast && passed - before.passed == members.count
        if isAtEnd || passed >= count {
            state = .done
        } else if state == .waiting, passed >= firstSlice {
            state = .paused
        }
        try transaction.put(self)
        transaction.note("passed", .integer(passed - before.passed))
        transaction.note("revoked", .integer(revoked - before.revoked))
        return answer
    }

    private mutating func revoke(
        _ member: CohortMember, _ transaction: inout Transaction
    ) throws {
        passed += 1
        last = member.place
        var record = try transaction.certificateRecord(member)
        guard [.valid, .suspended].contains(record.state),
            transaction.atMilliseconds <= record.notAfterMilliseconds
        else { return }
        let mistake = try mistake ?? transaction.productionMistake(behind: record)
        try transaction.revoke(
            &record, for: reason, requester: .authority, identified: .internalProcedure,
            mistake: mistake)
        revoked += 1
        firstAtMilliseconds = firstAtMilliseconds ?? transaction.atMilliseconds
        lastAtMilliseconds = transaction.atMilliseconds
    }
}
