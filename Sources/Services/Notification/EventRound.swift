import CanonicalJSON
package import CertificatePolicy
import Governance
package import Ledger
import Messages

/// Tells receivers what became public: each event at least once, in the order of the journal.
///
/// Nothing waits in a queue: what a receiver was not told follows from the journal and one number, the entry up to which
/// it was told everything, which stands in the newest entry `event.deliver` of its case. A receiver that is gone for a
/// month leaves nothing behind and is told all of it when it is back.
package struct EventRound: Sendable {
    /// Returns when the receiver took it.
    package typealias Send =
        @Sendable (
            _ body: [UInt8], _ receiver: EventReceiver, _ networks: [NetworkRange]
        ) async throws(ConnectorFault) -> Void

    private let ledger: Ledger
    private let send: Send

    static let operation = "event.deliver"
    /// Of one turn, which one entry ends: what comes after a crash is told again, and is no more than these.
    private static let limit = 100

    package init(_ ledger: Ledger, send: @escaping Send) {
        self.ledger = ledger
        self.send = send
    }

    /// As the practice has them now.
    package func receivers() async throws -> [EventReceiver] {
        try await ledger.read { try $0.practiceForStatus().practice.eventReceivers }
    }

    /// Tells one receiver what it was not told, up to a number of events.
    ///
    /// One that is new is told what happens from now on.
    /// - Returns: whether more may wait.
    /// - Throws: `ConnectorFault` of the first event that was not taken; those before it are done.
    package func deliver(to receiver: EventReceiver) async throws -> Bool {
        let (place, events, networks) = try await ledger.read { snapshot in
            let place = try snapshot.toldUntil(receiver.name)
            return (
                place, try place.map { try snapshot.publicEvents(from: $0, limit: Self.limit) },
                try snapshot.practiceForStatus().practice.connectorNetworks
            )
        }
        guard let place, let events else {
            try await enter(try await ledger.read { try $0.journalSize() }, of: receiver)
            return true
        }
        let identity = ledger.identity
        var done = place
        do throws(ConnectorFault) {
            for event in events {
                try await send(
                    event.body(origin: identity.origin, environment: identity.environment),
                    receiver, networks)
                done = event.entry + 1
            }
        } catch {
            if done > place { try await enter(done, of: receiver) }
            throw error
        }
        if done > place { try await enter(done, of: receiver) }
        return events.count == Self.limit
    }

    /// When the first event happened that a receiver was not told; nil where it was told all, or nobody can say.
    package func waitingSince(_ name: String) async -> Int64? {
        let found = try? await ledger.read { snapshot in
            try snapshot.toldUntil(name).flatMap {
                try snapshot.publicEvents(from: $0, limit: 1).first?.atMilliseconds
            }
        }
        return found ?? nil
    }

    /// Of the entries that say how far a receiver was told.
    fileprivate static func caseID(of name: String) -> String { "receiver/\(name)" }

    private func enter(_ place: Int64, of receiver: EventReceiver) async throws {
        _ = try await ledger.act(
            ActRequest(
                id: "event-\(receiver.name)-\(place)", operation: Self.operation, actor: .system,
                caseID: Self.caseID(of: receiver.name),
                facts: ["receiver": .string(receiver.name), "next": .integer(place)])
        ) { _ in [:] }
    }
}

extension ReadableLedger {
    /// The first entry that a receiver was not told; nil for one that was never told anything.
    fileprivate func toldUntil(_ receiver: String) throws -> Int64? {
        let newest = try rows(
            "SELECT bytes FROM journal_entry WHERE case_id = ? AND operation = ? "
                + "ORDER BY place DESC LIMIT 1",
            [.text(EventRound.caseID(of: receiver)), .text(EventRound.operation)]
        ).first
        return try newest.flatMap {
            try JournalEntry(parsing: $0.blob("bytes")).facts["next"]?.integer
        }
    }
}
