import CanonicalJSON
import Cryptography
package import CertificatePolicy
package import Ledger
import Messages

/// Tells what has to be told, once: hands it to a mail server, then enters that the server took it.
///
/// Between the two the process may end; then it is told again, under the same Message-ID. A message holds
/// all that one mailbox has to be told at the time.
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

    /// - Parameters:
    ///   - mailbox: of a role; nil where nobody reads one.
    ///   - send: returns when a server took the message.
    package init(
        _ ledger: Ledger, mailbox: @escaping @Sendable (Role) -> String?,
        send: @escaping @Sendable (Message) async throws -> Void
    ) {
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
        try await tell(overlooking: .mailboxRefused) {
            try $0.noticesOfEndings() + $0.noticesOfAcceptance()
        }
    }

    /// What is due; once an hour is often enough.
    package func tellOfDuties() async throws {
        let founded = ledger.identity.createdAtMilliseconds
        try await tell { try $0.noticesOfDuties(foundedMilliseconds: founded) }
    }

    /// Tries every mailbox, whatever comes of the others.
    /// - Throws: the first failure, but for those of one code.
    private func tell(
        overlooking code: RefusalCode? = nil,
        _ due: @escaping @Sendable (Snapshot) throws -> [Notice]
    ) async throws {
        let (waiting, now) = try await ledger.read { snapshot in
            let waiting = try due(snapshot).filter { try snapshot.delivery(of: $0) == nil }
            return (waiting, snapshot.atMilliseconds)
        }
        var failure: (any Error)?
        let boxes = Dictionary(grouping: waiting, by: address)
        for (address, notices) in boxes.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            guard let address else { continue }
            do {
                try await tell(notices, to: address, atMilliseconds: now)
            } catch let refusal as Refusal where refusal.code == code {
                continue
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func address(of notice: Notice) -> String? {
        switch notice.recipient {
        case .address(let address): address
        case .role(let role): mailbox(role)
        case .subscriber(_, let address): address
        }
    }

    func tell(
        _ all: [Notice], to address: String, atMilliseconds now: Int64
    ) async throws {
        let notices = all.prefix(NoticeText.limit)
        let text = NoticeText(
            notices.map(\.subject), origin: ledger.identity.origin,
            environment: ledger.identity.environment, atMilliseconds: now)
        try await send(
            Message(
                recipient: address, subject: text.subject, text: text.body,
                id: Self.id(of: Array(notices)), atMilliseconds: now))
        for notice in notices {
            _ = try await ledger.act(
                ActRequest(
                    id: notice.requestID, operation: Notice.operation, actor: .system,
                    caseID: notice.caseID, facts: .object(notice.facts))
            ) { _ in [:] }
        }
    }

    private static func id(of notices: [Notice]) -> String {
        let cases = notices.map(\.caseID).sorted().joined(separator: " ")
        return "notice-"
            + Hex.encode(Array(DigestAlgorithm.sha256.hash(Array(cases.utf8)).prefix(16)))
    }
}
