package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// Brings announced uses of CA keys to their end: sign, verify, complete; again after a crash.
///
/// What an intent leads to is named by its purpose and looked up in one table, so that the same
/// completion runs whether the signature is made at once or by another process days later.
package struct IntentRunner: Sendable {
    package typealias Completion =
        @Sendable (inout Transaction, _ intent: Intent, _ signature: [UInt8]) throws -> JSONValue
    /// Takes the consequences of giving an intent up: a signature may exist all the same.
    package typealias Abandonment =
        @Sendable (inout Transaction, _ intent: Intent) throws -> JSONValue
    /// Told of what could not be done: a name for the log, and the cause.
    package typealias Report = @Sendable (_ name: String, _ fault: any Error) -> Void

    /// Completes many at once, in one act.
    package typealias ListCompletion =
        @Sendable (inout Transaction, [SignedIntent]) throws -> Void

    /// What one purpose leads to, either way.
    package struct Ending: Sendable {
        let complete: Completion
        let completeList: ListCompletion?
        let abandon: Abandonment

        package init(
            complete: @escaping Completion, completeList: ListCompletion? = nil,
            abandon: @escaping Abandonment
        ) {
            self.complete = complete
            self.completeList = completeList
            self.abandon = abandon
        }

        /// Gives up an open intent of its purpose within an act, with all consequences.
        package func end(_ intent: Intent, in transaction: inout Transaction) throws {
            var intent = intent
            intent.state = .abandoned
            intent.closedEntry = transaction.entryIndex
            try transaction.put(intent)
            _ = try abandon(&transaction, intent)
        }
    }

    private let ledger: Ledger
    private let signer: any Signer
    private let endings: [String: Ending]

    /// An intent that cannot be carried out for this long is given up: its contents are too old to
    /// be issued by then in any case.
    private static let staleAfterMilliseconds = 30 * Milliseconds.day

    package init(ledger: Ledger, signer: any Signer, endings: [String: Ending]) {
        self.ledger = ledger
        self.signer = signer
        self.endings = endings
    }

    /// Carries out the intent that an act's result names under `intent`; nothing where it has none.
    package func carryOut(_ outcome: ActOutcome) async throws {
        guard let id = outcome.result["intent"]?.string else { return }
        let intent = try await intent(id)
        try await ledger.carryOut(id, signer: signer, complete: try completion(of: intent))
    }

    /// Carries out the intents of one list, as far as they are still open: together, and each by
    /// itself where that fails, so that one cannot hold up the others.
    ///
    /// - Parameter announced: the act's own, where it was carried out just now: nothing of it is read.
    /// - Returns: the first failure, once all were tried; nil where none is left open by it.
    package func carryOut(
        list ids: [String], announcedBy announced: AnnouncedIntents? = nil
    ) async -> (any Error)? {
        do {
            let open = if let announced { announced.intents } else { try await open(among: ids) }
            guard let first = open.first else { return nil }
            if let complete = try ending(of: first).completeList,
                open.allSatisfy({ $0.purpose == first.purpose })
            {
                do {
                    try await ledger.carryOut(
                        list: open, announcedBy: announced, signer: signer, complete: complete)
                    return nil
                } catch {
                    // Each by itself says whose fault it was.
                }
            }
            return await carryOut(each: open)
        } catch {
            return error
        }
    }

    private func open(among ids: [String]) async throws -> [Intent] {
        try await ledger.read { snapshot in
            try ids.compactMap { try snapshot.get(Intent.self, .text($0)) }
                .filter { $0.state == .open }
        }
    }

    private func carryOut(each intents: [Intent]) async -> (any Error)? {
        var failure: (any Error)?
        for intent in intents {
            do {
                try await ledger.carryOut(
                    intent.id, signer: signer, complete: try completion(of: intent))
            } catch {
                failure = failure ?? error
            }
        }
        return failure
    }

    /// Retries every open intent, each by itself: one that fails is reported, and stops nothing
    /// else. For the start, when no act is running.
    package func resume(report: Report) async {
        await resume(report: report) { _ in true }
    }

    /// Retries the open intents whose time has come: each attempt is an entry, so the waits grow.
    ///
    /// - Parameter patience: how long after its announcement an intent is left to its own act, in
    ///   milliseconds; shorter where that act's server may have died.
    package func resumeDue(
        atMilliseconds now: Int64, patienceMilliseconds patience: Int64 = Milliseconds.minute,
        report: Report
    ) async {
        await resume(report: report) { intent in
            let wait =
                intent.attempts == 1
                ? patience : Self.waitMilliseconds(after: intent.attempts)
            return now - intent.openedAtMilliseconds >= wait
        }
    }

    /// 1, 3, 7, 15 … minutes after the intent was opened, from the tenth attempt on every 6 hours.
    private static func waitMilliseconds(after attempts: Int64) -> Int64 {
        let doublings = min(max(attempts, 1), 9)
        return ((1 << doublings) - 1) * Milliseconds.minute
            + max(0, attempts - 9) * 6 * Milliseconds.hour
    }

    private func resume(report: Report, where isDue: (Intent) -> Bool) async {
        // In the ledger that this one may be an older copy of, they may be closed.
        guard !ledger.isRestored else { return }
        do {
            for intent in try await ledger.openIntents() where isDue(intent) {
                do {
                    try await end(intent)
                } catch {
                    report("\(intent.id) (\(intent.purpose))", error)
                    // Nor does it for the others: a start does not wait for each of them.
                    if (error as? Refusal)?.code == .signerUnreachable { return }
                }
            }
        } catch {
            report("open intents", error)
        }
    }

    /// An entry first, then the same bytes; or, for a stale one, the end of it.
    private func end(_ intent: Intent) async throws {
        let now = try await ledger.read { $0.atMilliseconds }
        let suffix = intent.id.suffix(26)
        if now - intent.openedAtMilliseconds > Self.staleAfterMilliseconds {
            let ending = try ending(of: intent)
            try await ledger.abandon(intent.id, requestID: "abandon-\(suffix)") { transaction in
                try ending.abandon(&transaction, intent)
            }
        } else {
            try await ledger.retry(
                intent.id, requestID: "retry-\(intent.attempts)-\(suffix)", signer: signer,
                complete: try completion(of: intent))
        }
    }

    private func intent(_ id: String) async throws -> Intent {
        try await ledger.read { snapshot in
            guard let intent = try snapshot.get(Intent.self, .text(id)) else {
                throw Refusal(.intentUnknown, field: "intent", ["intent": id])
            }
            return intent
        }
    }

    private func completion(of intent: Intent) throws -> IntentCompletion {
        let ending = try ending(of: intent)
        return { transaction, signature in try ending.complete(&transaction, intent, signature) }
    }

    private func ending(of intent: Intent) throws -> Ending {
        guard let ending = endings[intent.purpose] else {
            throw Refusal(.intentPurposeUnknown, field: "intent", ["purpose": intent.purpose])
        }
        return ending
    }
}
