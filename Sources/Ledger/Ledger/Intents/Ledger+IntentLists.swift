import CanonicalJSON
package import Cryptography
import Glibc
import Messages

/// An intent with the signature that was made on it and found good.
package struct SignedIntent: Sendable {
    package let intent: Intent
    package let signature: [UInt8]
}

/// Open intents, with the entry that announced all of them.
package struct AnnouncedIntents: Sendable {
    package let intents: [Intent]
    fileprivate let announcement: Announcement

    /// Nil where there is nothing that could be carried out by it.
    init?(_ intents: [Intent], _ entry: [UInt8], at index: Int64) {
        guard !intents.isEmpty else { return nil }
        self.intents = intents
        announcement = Announcement(index: index, entry: entry)
    }
}

/// Many signatures that one or a few entries announced, made and completed together.
extension Ledger {
    /// How many of a list's signatures one thread makes in a row, so that each processor has one such
    /// turn: a signer reads the announcing entry once for all of them.
    private static func signaturesInTurn(of count: Int) -> Int {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return max(1, (count + processors - 1) / processors)
    }

    /// Signs what open intents announced, on all processors, and completes them in one act: the
    /// same steps as for a single intent, each for the whole list.
    ///
    /// The completion is one entry, so that the lists of callers stay below what an entry holds.
    /// - Throws: what `carryOut` of a single intent throws; nothing is complete then, and each
    ///   intent may be carried out by itself.
    package nonisolated func carryOut(
        list intents: [Intent], announcedBy announced: AnnouncedIntents? = nil,
        signer: any Signer,
        complete: @escaping @Sendable (inout Transaction, [SignedIntent]) throws -> Void
    ) async throws {
        let announcements =
            if let announcement = announced?.announcement {
                [announcement.index: announcement]
            } else {
                try await announcements(of: intents)
            }
        let signed = try await sign(intents, announcements, signer)
        let digests = signed.map { item -> JSONValue in
            [
                "intent": .string(item.intent.id),
                "signatureHash": .string(
                    Hex.encode(DigestAlgorithm.sha256.hash(item.signature))),
            ]
        }
        let ids = JSONValue.array(intents.map { .string($0.id) })
        let digest = Hex.encode(
            Array(DigestAlgorithm.sha256.hash(ids.canonicalBytes).prefix(16)))
        let request = ActRequest(
            id: "complete-list:\(digest)", operation: "intent.complete", actor: .system,
            facts: [
                "intents": .array(digests), "purpose": .string(intents.first?.purpose ?? ""),
            ], payload: ["intents": ids])
        try await act(request) { transaction in
            var open: [SignedIntent] = []
            for item in signed {
                var intent = try transaction.openIntent(item.intent.id)
                intent.state = .complete
                intent.closedEntry = transaction.entryIndex
                try transaction.put(intent)
                open.append(SignedIntent(intent: intent, signature: item.signature))
            }
            try complete(&transaction, open)
            return .null
        }
    }

    private nonisolated func announcements(
        of intents: [Intent]
    ) async throws -> [Int64: Announcement] {
        try await read { snapshot in
            let entries = Set(intents.map(\.openedEntry))
            return try Dictionary(
                uniqueKeysWithValues: entries.map {
                    ($0, Announcement(try snapshot.entry(at: $0)))
                })
        }
    }

    private nonisolated func sign(
        _ intents: [Intent], _ announcements: [Int64: Announcement], _ signer: any Signer
    ) async throws -> [SignedIntent] {
        let length = Self.signaturesInTurn(of: intents.count)
        let turns = stride(from: 0, to: intents.count, by: length).map {
            intents[$0..<min($0 + length, intents.count)]
        }
        return try await withThrowingTaskGroup(of: (Int, [SignedIntent]).self) { tasks in
            for (place, turn) in turns.enumerated() {
                tasks.addTask {
                    (place, try await Self.sign(turn, announcements, signer))
                }
            }
            var signed = [[SignedIntent]](repeating: [], count: turns.count)
            for try await (place, done) in tasks { signed[place] = done }
            return signed.flatMap { $0 }
        }
    }

    private static func sign(
        _ intents: ArraySlice<Intent>, _ announcements: [Int64: Announcement],
        _ signer: any Signer
    ) async throws -> [SignedIntent] {
        let warrants = try intents.map { intent in
            guard let announcement = announcements[intent.openedEntry] else {
                throw Refusal(.intentUnknown, field: "intent", ["intent": intent.id])
            }
            return Warrant(for: intent, announcedBy: announcement)
        }
        let signatures = try await signer.sign(warrants)
        guard signatures.count == intents.count else {
            throw Refusal(
                .intentSignatureInvalid, field: "signature", ["intent": intents.first?.id ?? ""])
        }
        var keys: [[UInt8]: PublicKey] = [:]
        var signed: [SignedIntent] = []
        for (intent, signature) in zip(intents, signatures) {
            guard let expected = intent.publicKey else {
                throw Refusal(.intentSignatureInvalid, field: "signature", ["intent": intent.id])
            }
            let key =
                try keys[expected] ?? PublicKey(SubjectPublicKeyInfo(derEncoded: expected))
            keys[expected] = key
            guard key.verifies(signature, of: intent.toBeSigned, with: intent.algorithm) else {
                throw Refusal(.intentSignatureInvalid, field: "signature", ["intent": intent.id])
            }
            signed.append(SignedIntent(intent: intent, signature: signature))
        }
        return signed
    }
}
