package import Ledger
import Messages

/// Tells a signer the journal, as far as it has to know it: entry by entry, from where it stands.
///
/// Who asks for a signature waits until the announcing entry arrived; who asks at the same time waits for the same.
package actor JournalForwarder {
    /// Reads entries from a place on; some of those that are there, at most this many.
    package typealias Source = @Sendable (_ place: Int64, _ limit: Int) async throws -> [ToldEntry]

    private let exchange: SignerExchange
    private let entries: Source
    /// How many entries the signer has; nil where that has to be asked.
    private var size: Int64?
    private var forwarding: Task<Void, any Error>?

    /// In one message.
    private static let entriesAtOnce = 512

    package init(_ exchange: SignerExchange, entries: @escaping Source) {
        self.exchange = exchange
        self.entries = entries
    }

    /// Returns once the signer has the entry at this place, or all.
    ///
    /// - Throws: `signer.journalRefused`; what the way to the signer and the source throw.
    func bring(_ place: Int64?) async throws {
        while try await isMissing(place) {
            try Task.checkCancellation()
            let task = forwarding ?? Task { try await forward() }
            forwarding = task
            // A task of its own, since others may wait for it whose asker has gone. Whoever comes first takes it away; the
            // next turn is another one.
            let result = await task.result
            if forwarding == task { forwarding = nil }
            try result.get()
        }
    }

    private func isMissing(_ place: Int64?) async throws -> Bool {
        guard let size else { return true }
        if let place { return size <= place }
        return try await !entries(size, 1).isEmpty
    }

    /// The signer may have been started anew.
    func forget() { size = nil }

    private func forward() async throws {
        guard let from = size else {
            // The last one that it has is told again: another one is not taken for it.
            let last = max(0, try await position(after: .about) - 1)
            let isThere = try await !entries(last, 1).isEmpty
            guard isThere || last == 0 else {
                throw Refusal(.signerJournalShorter, field: "node.signer")
            }
            size = last
            return
        }
        let told = try await entries(from, Self.entriesAtOnce)
        // The signer followed a longer one.
        guard !told.isEmpty else { throw Refusal(.signerJournalShorter, field: "node.signer") }
        let reached = try await position(after: .follow(from: from, told))
        guard reached != from else { throw KeyCustodyError.signerFailed("follow") }
        size = reached
    }

    private func position(after request: SignerRequest) async throws -> Int64 {
        let answer = try await exchange.answer(
            to: request.message, patience: SignerPatience.signer)
        guard let position = JournalPosition(answer.head) else {
            throw KeyCustodyError.unintelligible
        }
        return position.size
    }
}

extension JournalForwarder {
    /// Tells the journal of a ledger.
    ///
    /// - Parameters:
    ///   - ledger: may be there later than this.
    ///   - contents: what is to be signed by what an entry announces, where it announces the certificate of
    ///     an authority.
    package init(
        _ exchange: SignerExchange, of ledger: @escaping @Sendable () -> Ledger,
        contents: @escaping @Sendable (Snapshot, JournalEntry) throws -> [UInt8]?
    ) {
        self.init(exchange, entries: Self.source(of: ledger, contents: contents))
    }

    package static func source(
        of ledger: @escaping @Sendable () -> Ledger,
        contents: @escaping @Sendable (Snapshot, JournalEntry) throws -> [UInt8]?
    ) -> Source {
        { place, limit in
            try await ledger().read { snapshot in
                try snapshot.followed(from: place, limit: limit).map { item in
                    let isCertifying = item.operation == SignerJournal.certifying
                    return ToldEntry(
                        entry: item.entry.bytes, payload: item.payload,
                        contents: isCertifying
                            ? try contents(snapshot, item.entry.parsed()) : nil)
                }
            }
        }
    }
}
