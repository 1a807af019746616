import CanonicalJSON
import Issuance
package import Ledger
import Messages
import Status

/// How many certificates one entry revokes: of each it tells up to three rows, and has room for 60 KiB.
enum CampaignSlice {
    static let maximumCount: Int64 = 50
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
                for _ in 0..<Self.slicesOfTurn {
                    guard try await carryOn(id) else { break }
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// - Returns: whether a slice was done.
    private func carryOn(_ id: String) async throws -> Bool {
        let number = try await ledger.read { snapshot -> Int64? in
            let campaign = try snapshot.campaign(id)
            return campaign.nextSlice(atMilliseconds: snapshot.atMilliseconds) > 0
                ? campaign.slices : nil
        }
        guard let number else { return false }
        let payload: JSONValue = ["campaign": .string(id), "slice": .integer(number)]
        let act = ActRequest(
            id: "slice-\(id)-\(number)", operation: "campaign.slice", actor: .system, caseID: id,
            facts: payload, payload: payload)
        do {
            _ = try await ledger.act(act) { try Self.revoke(&$0, id, number: number) }
        } catch let refusal as Refusal where refusal.code == .campaignStateWrong {
            // Somebody stopped it in between.
            return false
        }
        return true
    }

    private static func revoke(
        _ transaction: inout Transaction, _ id: String, number: Int64
    ) throws -> JSONValue {
        var campaign = try transaction.campaign(id)
        let size = campaign.nextSlice(atMilliseconds: transaction.atMilliseconds)
        guard size > 0, campaign.slices == number else {
            throw campaign.stateRefusal(needed: [.waiting, .running])
        }
        let members = try campaign.members(of: transaction)
            .members(transaction, after: campaign.last, limit: size)
        var revoked: Int64 = 0
        for member in members {
            var record = try transaction.certificateRecord(member)
            guard [.valid, .suspended].contains(record.state),
                transaction.atMilliseconds <= record.notAfterMilliseconds
            else { continue }
            let mistake = try campaign.mistake ?? transaction.productionMistake(behind: record)
            try transaction.revoke(
                &record, for: campaign.reason, requester: .authority,
                identified: .internalProcedure, mistake: mistake)
            revoked += 1
        }
        campaign.pass(
            members, revoked: revoked, size: size, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(campaign)
        transaction.note("passed", .integer(Int64(members.count)))
        transaction.note("revoked", .integer(revoked))
        return campaign.answer
    }
}

extension Campaign {
    fileprivate mutating func pass(
        _ members: [CohortMember], revoked count: Int64, size: Int, atMilliseconds now: Int64
    ) {
        passed += Int64(members.count)
        last = members.last?.place ?? last
        revoked += count
        slices += 1
        if count > 0 {
            firstAtMilliseconds = firstAtMilliseconds ?? now
            lastAtMilliseconds = now
        }
        if members.count < size || passed >= self.count {
            state = .done
        } else if state == .waiting, passed >= firstSlice {
            state = .paused
        }
    }
}
