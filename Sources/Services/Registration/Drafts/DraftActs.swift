import CanonicalJSON
import Cryptography
import Governance
import Issuance
package import Ledger
import Messages
import PKIX

/// A draft is written, in place of what was there.
///
/// Payload: `content`, an object with any of the members of `application.apply`, of any form; `code` of the draft that
/// is replaced, without which a new one begins.
struct DraftSaving: Sendable {
    private let code: DraftCode?
    private let content: JSONValue
    private let bytes: [UInt8]

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["content", "code"])
        code = try payload.json["code"].map { _ in try DraftCode(payload) }
        guard let content = payload.json["content"], content.object != nil else {
            throw Refusal(.payloadInvalid, field: "content", ["name": "content"])
        }
        // What no application has is no part of one.
        try Payload(content).refuseUnknown(besides: ApplicationIntake.members)
        self.content = content
        bytes = content.canonicalBytes
        guard bytes.count <= Draft.maximumBytes else {
            throw Refusal(
                .draftTooLong, field: "content", ["bytes": String(Draft.maximumBytes)])
        }
    }

    /// What holds private keys, wherever they were written, as they are or in base64. More than so many nobody has.
    var secrets: [[UInt8]] {
        Array(
            Self.texts(content).lazy.flatMap { text in
                [Array(text.utf8), Base64.decode(text)].compactMap { $0 }
            }.filter { PrivateKeyDetection.looksLikePrivateKey($0) }.prefix(Self.maximumSecrets))
    }

    private static let maximumSecrets = 8

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(texts)
        case .object(let members): members.keys + members.values.flatMap(texts)
        case .null, .bool, .integer: []
        }
    }

    /// - Parameter new: the code of a draft that begins.
    /// - Throws: `draft.tooMany`, `draft.savedTooOften`, `draft.unknown`.
    func record(_ transaction: inout Transaction, giving new: DraftCode) throws -> JSONValue {
        var draft: Draft
        if let code {
            draft = try transaction.draft(code)
        } else {
            // Whoever has one goes on with it, however many strangers begin others.
            try transaction.judgeDraftSavings()
            try transaction.judgeDraftCount()
            draft = Draft(new, transaction)
        }
        draft.save(keptFor: try transaction.practice().draftDays, transaction)
        guard draft.saves <= Draft.maximumSaves else { throw Refusal(.draftSavedTooOften) }
        try transaction.vault.put(bytes, name: Draft.valueName, dossier: draft.id)
        try transaction.put(draft)
        transaction.note("draft", .string(draft.id))
        return [
            "draft": .string(draft.id),
            "until": .string(Time.rfc3339(draft.eraseAtMilliseconds)),
        ]
    }
}

extension RegistrationService {
    /// Keeps what an applicant wrote so far. A private key in it is blocked for ever, as in an application.
    ///
    /// - Returns: beside the outcome, which is kept, the code of a new draft, which is not: whoever asks again with the
    ///   same request gets none.
    package func saveDraft(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, code: DraftCode?) {
        let payload = Payload(act.payload)
        var saving = Result { try DraftSaving(payload) }
        if case .success(let read) = saving, case let secrets = read.secrets, !secrets.isEmpty {
            for secret in secrets { try await blockKey(inside: secret) }
            saving = .failure(Refusal(.privateKeyReceived, field: "content"))
        }
        let code = DraftCode(randomness)
        let judged = saving
        let outcome = try await ledger.act(act) { transaction in
            try judged.get().record(&transaction, giving: code)
        }
        let isNew = payload.json["code"] == nil
        return (outcome, outcome.replayed || !isNew ? nil : code)
    }

    /// Erases it at the holder's wish.
    package func discardDraft(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            let payload = Payload(act.payload)
            try payload.refuseUnknown(besides: ["code"])
            let draft = try transaction.draft(DraftCode(payload))
            try transaction.erase(draft)
            return ["draft": .string(draft.id)]
        }
    }

    /// The application that a draft became, and the draft's end, in one act. It is judged as if it had been handed in
    /// whole; what is refused leaves the draft as it was.
    func submitDraft(_ act: ActRequest) async throws -> ActOutcome {
        let journal = ledger.identity
        return try await ledger.act(act) { transaction in
            let payload = Payload(act.payload)
            try payload.refuseUnknown(besides: ["draft"])
            let draft = try transaction.draft(
                DraftCode(payload, "draft"), member: "draft")
            let content = try Payload(transaction.content(of: draft))
            let intake = try ApplicationIntake(
                content, requestBytes: ApplicationIntake.requestBytes(content))
            let result = try intake.record(
                &transaction, id: transaction.newID("app"), to: journal)
            try transaction.erase(draft)
            // What the entry of every application tells.
            for name in ["authority", "category", "site", "renews", "key"] {
                if let value = content.json[name], !value.isNull { transaction.note(name, value) }
            }
            return result
        }
    }
}

/// Drafts that nobody wrote on for as long as the practice allows: an act of the system for each, which tells that there
/// was one, and nothing of whom.
package struct DraftRound: Sendable {
    private let ledger: Ledger

    /// One turn leaves room for everything else that is due.
    private static let ofTurn = 100

    package init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    package func eraseDue() async throws {
        let due = try await ledger.read { snapshot in
            try snapshot.select(
                Draft.self, where: "erase_at <= ?", [.integer(snapshot.atMilliseconds)],
                orderBy: "erase_at, id", limit: Self.ofTurn
            ).map(\.id)
        }
        // What fails holds up no other.
        var failure: (any Error)?
        for id in due {
            do {
                try await erase(id)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func erase(_ id: String) async throws {
        let payload: JSONValue = ["draft": .string(id)]
        let act = ActRequest(
            id: "erase-\(id)", operation: "draft.erase", actor: .system, facts: payload,
            payload: payload)
        _ = try await ledger.act(act) { transaction in
            // Nothing brings it back once its time is over.
            guard let draft = try transaction.get(Draft.self, .text(id)),
                draft.eraseAtMilliseconds <= transaction.atMilliseconds
            else { throw Refusal(.draftUnknown, field: "draft") }
            try transaction.erase(draft)
            return payload
        }
    }
}

extension Transaction {
    /// Its dossier with the key, and its row.
    fileprivate mutating func erase(_ draft: Draft) throws {
        try vault.erase(dossier: draft.id)
        try remove(Draft.self, .text(draft.id))
        note("draft", .string(draft.id))
    }

    /// Of everybody in the last hour, whatever became of the drafts: by the entry that would have to be older.
    fileprivate func judgeDraftSavings() throws {
        let last = try rows(
            """
            SELECT at FROM journal_entry WHERE operation = 'draft.save'
            ORDER BY place DESC LIMIT 1 OFFSET \(Draft.savesPerHour - 1)
            """
        ).first?.integer("at")
        guard last.map({ $0 <= atMilliseconds - Milliseconds.hour }) ?? true else {
            throw Refusal(.draftTooMany)
        }
    }

    fileprivate func judgeDraftCount() throws {
        let count = try rows("SELECT COUNT(*) AS count FROM draft").first?.integer("count")
        guard (count ?? 0) < Draft.maximumCount else { throw Refusal(.draftTooMany) }
    }
}
