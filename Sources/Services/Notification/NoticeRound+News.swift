import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Registration

extension NoticeRound {
    /// Why a subscriber is not told.
    private enum Obstacle: String {
        case noAddress, mailboxRefused, telephoneRefused
    }

    /// A mailbox that does not exist may have been mistyped at the mail server.
    private static let restOfRefused = Milliseconds.hour
    private static let restOfOthers = 10 * Milliseconds.minute
    /// A server that takes nothing is not asked for each of thousands.
    private static let maximumFailures = 5

    /// Whose certificate was issued, suspended, released or revoked. CP 6.11, 6.19d.
    ///
    /// The oldest first, a bounded number at a time. For whom there is no address, and whose mailbox is refused for
    /// as long as it may take, an entry says so: then somebody has to write, and the list of duties says whom to.
    /// - Throws: the first failure that is not of one mailbox alone.
    package func tellOfNews() async throws {
        let memory = self.memory
        let waiting = try await ledger.read { snapshot in
            let (from, resting) = memory.view(atMilliseconds: snapshot.atMilliseconds)
            return try WaitingNews(snapshot, from: from, resting: resting)
        }
        memory.settle(before: waiting.from)
        try await hand(
            waiting.notices, unaddressed: waiting.unaddressed,
            atMilliseconds: waiting.atMilliseconds)
    }

    /// - Throws: the first failure that is not of one mailbox alone.
    func hand(
        _ notices: [Notice], unaddressed: [Notice], atMilliseconds now: Int64
    ) async throws {
        for notice in unaddressed { try await abandon(notice, .noAddress) }
        var failures: [any Error] = []
        // A mail server that is gone holds up nobody who has a telephone.
        for (contact, notices) in boxes(of: notices)
        where failures.count < Self.maximumFailures || contact.telephone != nil {
            do {
                try await tell(notices, to: contact, atMilliseconds: now)
            } catch let refusal as Refusal where refusal.code == .mailboxRefused {
                try await postpone(notices, atMilliseconds: now)
            } catch let refusal as Refusal where refusal.code == .smsRefused {
                // The same question gets the same answer, by the contract of connectors.
                for notice in notices { try await abandon(notice, .telephoneRefused) }
            } catch  where contact.address == nil {
                // A gateway that is gone holds up no mail.
                memory.rest(
                    notices.map(\.caseID), untilMilliseconds: now + Self.restOfOthers)
            } catch {
                memory.rest(
                    notices.map(\.caseID), untilMilliseconds: now + Self.restOfOthers)
                failures.append(error)
            }
        }
        if let failure = failures.first { throw failure }
    }

    /// What one mailbox refused is tried again, until it should have been told long ago.
    private func postpone(_ notices: [Notice], atMilliseconds now: Int64) async throws {
        for notice in notices {
            guard let limit = notice.toldByMilliseconds else { continue }
            if now >= limit {
                try await abandon(notice, .mailboxRefused)
            } else {
                memory.rest([notice.caseID], untilMilliseconds: now + Self.restOfRefused)
            }
        }
    }

    private func abandon(_ notice: Notice, _ obstacle: Obstacle) async throws {
        let facts = notice.facts.merging(["cause": .string(obstacle.rawValue)]) { $1 }
        _ = try await ledger.act(
            ActRequest(
                id: OfficerRecovery.noticeCase(facts), operation: "notice.abandon", actor: .system,
                caseID: notice.caseID, facts: .object(facts))
        ) { _ in [:] }
    }
}
