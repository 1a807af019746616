package import CanonicalJSON
package import Cryptography
import Messages

/// Carries out a signature: stores what came of it, on the state at that moment.
package typealias IntentCompletion =
    @Sendable (inout Transaction, _ signature: [UInt8]) throws -> JSONValue

/// The one way to use a CA key: announce → sign outside any transaction → verify → complete.
///
/// What is durable after each step: the announcement, with the exact bytes; nothing; nothing; the
/// signature and all that follows from it. Nothing leaves before the last. After a crash an open
/// intent is retried with the same bytes, or abandoned.
extension Ledger {
    /// Signs what a durable intent announced and completes it.
    ///
    /// The intent was opened by `Transaction.openIntent` in an act that was acknowledged.
    /// A call for an intent that is already complete returns its first result.
    ///
    /// - Throws: `intent.unknown`, `intent.notOpen`, `intent.signatureInvalid`; what the signer
    ///   throws (the intent then stays open); what `act` throws.
    @discardableResult
    package nonisolated func carryOut(
        _ intentID: String, signer: any Signer, complete: @escaping IntentCompletion
    ) async throws -> ActOutcome {
        let (intent, entry): (Intent, StoredEntry)
        switch try await standing(of: intentID) {
        case .complete(let earlier): return earlier
        case .open(let found, let announcing): (intent, entry) = (found, announcing)
        }
        let signature = try await sign(intent, entry, signer)
        let request = ActRequest(
            id: Self.completionID(intentID), operation: "intent.complete", actor: .system,
            caseID: intent.caseID,
            facts: [
                "intent": .string(intentID), "purpose": .string(intent.purpose),
                "signatureHash": .string(Hex.encode(DigestAlgorithm.sha256.hash(signature))),
            ],
            payload: ["intent": .string(intentID)])
        return try await act(request) { transaction in
            var intent = try transaction.openIntent(intentID)
            intent.state = .complete
            intent.closedEntry = transaction.entryIndex
            let result = try complete(&transaction, signature)
            try transaction.put(intent)
            return result
        }
    }

    /// The intents that are neither complete nor abandoned, oldest first.
    package nonisolated func openIntents() async throws -> [Intent] {
        try await read { snapshot in
            try snapshot.select(
                Intent.self, where: "state = 'open'", orderBy: "opened_entry, id")
        }
    }

    /// Tries an open intent again: first an entry that says so, then the same bytes.
    @discardableResult
    package nonisolated func retry(
        _ intentID: String, requestID: String, signer: any Signer,
        complete: @escaping IntentCompletion
    ) async throws -> ActOutcome {
        try await close(intentID, requestID: requestID, operation: "intent.retry") { transaction in
            var intent = try transaction.openIntent(intentID)
            intent.attempts += 1
            try transaction.put(intent)
            return ["intent": .string(intentID), "attempts": .integer(intent.attempts)]
        }
        return try await carryOut(intentID, signer: signer, complete: complete)
    }

    /// Gives up an open intent. A signature may exist all the same: `body` takes the
    /// consequences, such as revoking the serial number, in the same entry.
    @discardableResult
    package nonisolated func abandon(
        _ intentID: String, requestID: String, _ body: @escaping ActBody
    ) async throws -> ActOutcome {
        try await close(
            intentID, requestID: requestID, operation: "intent.abandon"
        ) { transaction in
            var intent = try transaction.openIntent(intentID)
            intent.state = .abandoned
            intent.closedEntry = transaction.entryIndex
            try transaction.put(intent)
            return try body(&transaction)
        }
    }

    fileprivate static func completionID(_ intentID: String) -> String { "complete:\(intentID)" }

    private enum Standing {
        case complete(ActOutcome)
        case open(Intent, announcedBy: StoredEntry)
    }

    /// In one reading: between two, another call may complete the intent.
    private nonisolated func standing(of intentID: String) async throws -> Standing {
        try await read { snapshot in
            if let outcome = try snapshot.completion(of: intentID) { return .complete(outcome) }
            let intent = try snapshot.openIntent(intentID)
            return .open(intent, announcedBy: try snapshot.entry(at: intent.openedEntry))
        }
    }

    @discardableResult
    private nonisolated func close(
        _ intentID: String, requestID: String, operation: String, _ body: @escaping ActBody
    ) async throws -> ActOutcome {
        let intent = try await read { try $0.openIntent(intentID) }
        let request = ActRequest(
            id: requestID, operation: operation, actor: .system, caseID: intent.caseID,
            facts: ["intent": .string(intentID), "purpose": .string(intent.purpose)],
            payload: ["intent": .string(intentID)])
        return try await act(request, body)
    }

    private nonisolated func sign(
        _ intent: Intent, _ entry: StoredEntry, _ signer: any Signer
    ) async throws -> [UInt8] {
        let signature = try await signer.sign(
            Warrant(for: intent, announcedBy: Announcement(entry)))
        let key =
            if let expected = intent.publicKey {
                try PublicKey(SubjectPublicKeyInfo(derEncoded: expected))
            } else {
                try await signer.publicKey(of: intent.key)
            }
        guard key.verifies(signature, of: intent.toBeSigned, with: intent.algorithm) else {
            throw Refusal(.intentSignatureInvalid, field: "signature", ["intent": intent.id])
        }
        return signature
    }
}

extension Announcement {
    init(_ entry: StoredEntry) {
        self.init(index: entry.index, entry: entry.bytes)
    }
}

extension Warrant {
    init(for intent: Intent, announcedBy announcement: Announcement) {
        self.init(
            key: intent.key, algorithm: intent.algorithm, toBeSigned: intent.toBeSigned,
            announcement: announcement)
    }
}

extension ReadableLedger {
    /// What came of a complete intent; nil for any other.
    fileprivate func completion(of intentID: String) throws -> ActOutcome? {
        let id = RequestRow.key(kind: "system", Ledger.completionID(intentID))
        guard let earlier = try get(RequestRow.self, .text(id)) else {
            // Completed with others: that act has a result of its own.
            guard let intent = try get(Intent.self, .text(intentID)), intent.state == .complete,
                let entry = intent.closedEntry
            else { return nil }
            return ActOutcome(result: .null, entryIndex: entry, replayed: true)
        }
        return ActOutcome(
            result: try JSONValue(parsing: Array(earlier.result.utf8)),
            entryIndex: earlier.entry, replayed: true)
    }

    /// An intent that waits for its signature.
    /// - Throws: `intent.unknown`, `intent.notOpen`.
    package func openIntent(_ id: String) throws -> Intent {
        guard let intent = try get(Intent.self, .text(id)) else {
            throw Refusal(.intentUnknown, field: "intent", ["intent": id])
        }
        guard intent.state == .open else {
            throw Refusal(
                .intentNotOpen, field: "intent", ["intent": id, "state": intent.state.rawValue])
        }
        return intent
    }
}
