import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Registration

extension NoticeRound {
    /// Why a subscriber is not told by mail.
    private enum Obstacle: String {
        case noAddress, mailboxRefused
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
            return try WaitingNews(
                snapshot, from: from, resting: resting, early: memory.examine(snapshot))
        }
        memory.settle(before: waiting.from)
        for notice in waiting.unaddressed { try await abandon(notice, .noAddress) }
        var failures: [any Error] = []
        for (address, notices) in waiting.boxes where failures.count < Self.maximumFailures {
            do {
                try await tell(notices, to: address, atMilliseconds: waiting.atMilliseconds)
            } catch let refusal as Refusal where refusal.code == .mailboxRefused {
                try await postpone(notices, atMilliseconds: waiting.atMilliseconds)
            } catch {
                memory.rest(
                    notices.map(\.caseID),
                    untilMilliseconds: waiting.atMilliseconds + Self.restOfOthers)
                failures.append(error)
            }
        }
        if let failure = failures.first { throw failure }
    }

    /// What one mailbox refused is tried again, until it should have been told long ago.
    private func postpone(_ notices: [Notice], atMilliseconds now: Int64) async throws {
        for notice in notices {
            guard let told = notice.subject.news else { continue }
            if now >= told.atMilliseconds + SubscriberNews.limitMilliseconds {
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

extension WaitingNews {
    /// By mailbox, that of the oldest first.
    fileprivate var boxes: [(address: String, notices: [Notice])] {
        var places: [String: Int] = [:]
        var boxes: [(address: String, notices: [Notice])] = []
        for notice in notices {
            guard case .subscriber(_, let address) = notice.recipient else { continue }
            if let place = places[address] {
                boxes[place].notices.append(notice)
            } else {
                places[address] = boxes.count
                boxes.append((address, [notice]))
            }
        }
        return boxes
    }
}
