import CanonicalJSON
import Cryptography
package import CertificatePolicy
import Issuance
package import Ledger
import Messages
package import Registration

/// Tells what has to be told, once: hands it to a mail server, a gateway for short messages or both, then enters who took it.
///
/// Between the two the process may end; then it is told again, under the same Message-ID. A message holds
/// all that one contact has to be told at the time.
package struct NoticeRound: Sendable {
    /// What is handed over to be sent.
    package struct Message: Sendable, Hashable {
        package let recipient: String
        package let subject: String
        /// In all three languages: nobody knows who reads a mailbox.
        package let text: String
        /// The same for the same notices.
        package let id: String
        package let atMilliseconds: Int64
    }

    let ledger: Ledger
    /// Of news to subscribers, see ``tellOfNews()``.
    let memory = NewsMemory()
    private let mailbox: @Sendable (Role) -> String?
    private let send: @Sendable (Message) async throws -> Void
    let shortMessages: ShortMessages?
    /// Of short messages alone: where the mail was taken, nothing else fails with them.
    let report: @Sendable ((any Error)?) -> Void

    /// - Parameters:
    ///   - mailbox: of a role; nil where nobody reads one.
    ///   - send: returns when a server took the message.
    ///   - shortMessages: nil where none are sent.
    ///   - report: told why a short message was not taken, and nil where one was.
    package init(
        _ ledger: Ledger, mailbox: @escaping @Sendable (Role) -> String?,
        shortMessages: ShortMessages? = nil,
        report: @escaping @Sendable ((any Error)?) -> Void = { _ in },
        send: @escaping @Sendable (Message) async throws -> Void
    ) {
        self.shortMessages = shortMessages
        self.report = report
        self.ledger = ledger
        self.mailbox = mailbox
        self.send = send
    }

    /// What outsiders have to be told at once.
    package func tellOutsiders() async throws {
        try await tell { try $0.noticesToOutsiders() }
    }

    /// What somebody outside reported, for who decides on it within half an hour.
    package func tellOfReports() async throws {
        try await tell { try $0.noticesOfReports() }
    }

    /// Whose certificate ends soon, or waits to be accepted. That one of them has no such mailbox any more is no fault of the mail
    /// server; it is tried again.
    package func tellSubscribers() async throws {
        try await tell(overlooking: [.mailboxRefused, .smsRefused, .smsNotTaken]) {
            try $0.noticesOfEndings() + $0.noticesOfAcceptance()
        }
    }

    /// What is due; once an hour is often enough.
    package func tellOfDuties() async throws {
        let founded = ledger.identity.createdAtMilliseconds
        try await tell { try $0.noticesOfDuties(foundedMilliseconds: founded) }
    }

    /// Tries every contact, whatever comes of the others.
    /// - Throws: the first failure, but for those of some codes.
    private func tell(
        overlooking codes: [RefusalCode] = [],
        _ due: @escaping @Sendable (Snapshot) throws -> [Notice]
    ) async throws {
        let (waiting, now) = try await ledger.readAtLength(forServer: true) { snapshot in
            let waiting = try due(snapshot).filter { try snapshot.delivery(of: $0) == nil }
            return (waiting, snapshot.atMilliseconds)
        }
        var failure: (any Error)?
        for (contact, notices) in boxes(of: waiting) {
            do {
                try await tell(notices, to: contact, atMilliseconds: now)
            } catch let refusal as Refusal where codes.contains(refusal.code) {
                continue
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func contact(of notice: Notice) -> SubscriberContact? {
        switch notice.recipient {
        case .address(let address): SubscriberContact(address: address)
        case .role(let role): SubscriberContact(address: mailbox(role))
        case .subscriber(_, let contact): contact
        }
    }

    /// By contact, that of the first notice first.
    func boxes(of all: [Notice]) -> [(contact: SubscriberContact, notices: [Notice])] {
        var places: [SubscriberContact: Int] = [:]
        var boxes: [(contact: SubscriberContact, notices: [Notice])] = []
        for notice in all {
            guard let contact = contact(of: notice) else { continue }
            if let place = places[contact] {
                boxes[place].notices.append(notice)
            } else {
                places[contact] = boxes.count
                boxes.append((contact, [notice]))
            }
        }
        return boxes
    }

    /// How a notice was told, as its entry says.
    private enum Way: String { case mail, sms }

    /// A mail server that is down says more once it is up again, and is waited for so long; then the short message
    /// suffices.
    private static let patience = Milliseconds.hour

    /// By each way that the contact has: one of them suffices, and what the other one did not take is not told
    /// there any more.
    func tell(
        _ all: [Notice], to contact: SubscriberContact, atMilliseconds now: Int64
    ) async throws {
        let notices = Array(all.prefix(NoticeText.limit))
        var ways: [Way] = []
        var obstacle: (any Error)?
        if let address = contact.address {
            do {
                try await mail(notices, to: address, atMilliseconds: now)
                ways.append(.mail)
            } catch {
                obstacle = error
            }
        }
        let oldest = notices.map(\.sinceMilliseconds).min() ?? now
        let isMailOver =
            obstacle == nil || (obstacle as? Refusal)?.code == .mailboxRefused
            || now - oldest >= Self.patience
        if isMailOver, let telephone = contact.telephone, let shortMessages {
            do {
                try await tellShortly(
                    notices, to: telephone, in: contact.language, by: shortMessages)
                ways.append(.sms)
                report(nil)
            } catch {
                // A gateway that says no to one number is there.
                report((error as? Refusal)?.code == .smsRefused ? nil : error)
                obstacle = obstacle ?? error
            }
        }
        guard !ways.isEmpty else {
            throw obstacle ?? Refusal(.contactNoGateway)
        }
        for notice in notices {
            let told = JSONValue.string(ways.map(\.rawValue).joined(separator: " "))
            _ = try await ledger.act(
                ActRequest(
                    id: notice.requestID, operation: Notice.operation, actor: .system,
                    caseID: notice.caseID,
                    facts: .object(notice.facts.merging(["way": told]) { $1 }))
            ) { _ in [:] }
        }
    }

    private func mail(
        _ notices: [Notice], to address: String, atMilliseconds now: Int64
    ) async throws {
        let text = NoticeText(
            notices.map(\.subject), origin: ledger.identity.origin,
            environment: ledger.identity.environment, atMilliseconds: now)
        try await send(
            Message(
                recipient: address, subject: text.subject, text: text.body,
                id: Self.id(of: notices), atMilliseconds: now))
    }

    private static func id(of notices: [Notice]) -> String {
        let cases = notices.map(\.caseID).sorted().joined(separator: " ")
        return "notice-"
            + Hex.encode(Array(DigestAlgorithm.sha256.hash(Array(cases.utf8)).prefix(16)))
    }
}
