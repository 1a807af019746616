package import CanonicalJSON
import CertificatePolicy
import Cryptography
import MerkleLog
import Messages

/// Going on after acts were lost: the journal gets another name, and says first of all what it lost.
///
/// What is kept stays as it is, octet by octet, and so do its checkpoints: its key never signs again, so
/// nobody meets two histories under one name. What begins under the new name contains what was kept.
extension Ledger {
    /// The entry that begins a chapter.
    package static let succession = "ledger.succession"
    /// The entries right behind it.
    package static let enterLost = "ledger.enterLost"

    /// A part of what is entered of the lost acts: one entry, whose facts the officers sign.
    package struct LostPiece: Sendable {
        /// What an entry tells them under.
        package static let fact = "piece"

        let facts: JSONValue
        let enter: @Sendable (inout Transaction) throws -> Void

        package init(
            _ facts: [String: JSONValue],
            enter: @escaping @Sendable (inout Transaction) throws -> Void
        ) {
            self.facts = .object(facts)
            self.enter = enter
        }
    }

    /// Begins the next chapter of a restored ledger that nobody has open, enters what is known of the
    /// lost acts, and takes the mark away: all in one commit, after an audit of the outcome.
    ///
    /// - Parameters:
    ///   - settings: with the signer of the new name.
    ///   - signatures: over `succession.canonicalBytes`, by officer id.
    ///   - pieces: in their order. Each is one entry.
    /// - Returns: the place of its entry.
    /// - Throws: `recovery.notRestored`; `succession.invalid`, `.signaturesMissing`, `.unclean`; what a
    ///   piece throws; `LedgerError`. Nothing is changed then, but for `.commitInDoubt`.
    package static func succeed(
        _ settings: LedgerSettings, with succession: Succession,
        signatures: [String: [UInt8]], entering pieces: [LostPiece]
    ) async throws -> Int64 {
        try await whileClosed(settings, label: "kapok.ledger.succeed") { connection, catalogue in
            var running = try RunningSuccession(connection, settings, catalogue)
            try running.begin(succession, signatures, entering: pieces)
            for piece in pieces { try running.enter(piece) }
            try running.end()
            return running.entry
        }
    }
}

/// One succession inside its transaction.
private struct RunningSuccession {
    let connection: any StorageConnection
    let settings: LedgerSettings
    let catalogue: Catalogue
    /// The place of the entry that begins the chapter.
    let entry: Int64
    private let reading: Reading
    private let atMilliseconds: Int64
    private var tail: JournalTail

    init(
        _ connection: any StorageConnection, _ settings: LedgerSettings, _ catalogue: Catalogue
    ) throws {
        try Schema.check(on: connection, settings.history)
        guard try Schema.restoredAt(on: connection) != nil else {
            throw Refusal(.recoveryNotRestored)
        }
        self.connection = connection
        self.settings = settings
        self.catalogue = catalogue
        reading = Reading(
            connection, cache: StatementCache(catalogue),
            vaultKey: VaultKey(master: settings.vaultKey))
        tail = try JournalTail(reading: connection)
        entry = tail.size
        // Later than whatever was kept: proposals of before are told by it.
        atMilliseconds = max(settings.clock(), tail.atMilliseconds + 1)
    }

    private var snapshot: Snapshot { Snapshot(reading, atMilliseconds: atMilliseconds) }

    mutating func begin(
        _ succession: Succession, _ signatures: [String: [UInt8]],
        entering pieces: [Ledger.LostPiece]
    ) throws {
        guard let genesis = try connection.first(TableStatements(GenesisRow.table).select),
            let chapter = try JournalChapter.all(on: connection).last
        else { throw LedgerError.noLedger }
        try succession.check(
            ending: chapter, at: .init(size: tail.size, root: tail.range.root),
            GenesisRow(row: genesis).environment, by: settings.checkpointSigner,
            entering: pieces)
        var entry = try entry(of: Ledger.succession)
        entry.facts = ["payload": succession.json]
        entry.signed = try signed(succession.canonicalBytes, signatures)
        let record = ActRecord()
        try record.put(
            SuccessionRow(
                JournalChapter(
                    firstEntry: tail.size, origin: succession.origin,
                    verifierKey: succession.checkpointKey, fromMilliseconds: atMilliseconds)),
            on: reading)
        entry.changes = record.changes
        try append(entry)
    }

    /// The security officers among those who signed, by what was kept (CP 7.11b).
    private func signed(
        _ bytes: [UInt8], _ signatures: [String: [UInt8]]
    ) throws -> [SignedItem] {
        var items: [SignedItem] = []
        var people: Set<String> = []
        for (id, signature) in signatures.sorted(by: { $0.key < $1.key }) {
            guard let officer = try snapshot.get(Officer.self, .text(id)),
                case let standing = try snapshot.standing(of: officer),
                !standing.isSuspended, !standing.isKeyRetired,
                standing.roles(authority: nil, atMilliseconds: atMilliseconds)
                    .contains(.securityOfficer),
                Officer.usableKey(officer.publicKey)?
                    .verifies(signature, of: bytes, with: .ecdsaWithSHA256) == true
            else { continue }
            people.insert(officer.person)
            items.append(
                SignedItem(
                    officer: id, act: [], signature: signature, publicKey: officer.publicKey))
        }
        guard items.count == signatures.count, items.count >= Succession.minimumOfficers,
            people.count == items.count
        else { throw Refusal(.successionSignaturesMissing) }
        return items
    }

    mutating func enter(_ piece: Ledger.LostPiece) throws {
        let record = ActRecord()
        var transaction = Transaction(
            reading: reading, atMilliseconds: atMilliseconds, entryIndex: tail.size,
            actor: "system", role: nil, randomness: settings.randomness, judge: nil,
            operation: Ledger.enterLost,
            practice: try snapshot.practiceInForce()?.version ?? 0, record: record)
        try piece.enter(&transaction)
        if let failure = reading.failure { throw failure }
        var entry = try entry(of: Ledger.enterLost)
        entry.facts = record.facts
        entry.facts[Ledger.LostPiece.fact] = piece.facts
        entry.facts["succession"] = .integer(self.entry)
        entry.defects = record.defects
        entry.changes = record.changes
        try append(entry)
    }

    /// The outcome is audited as a whole: what was kept may have been damaged since its restore.
    mutating func end() throws {
        try tail.write(to: connection, signer: settings.checkpointSigner)
        try connection.execute("DELETE FROM meta WHERE name = ?", [.text(Schema.restored)])
        try LedgerAudit(
            connection: connection, catalogue: catalogue,
            signer: settings.checkpointSigner
        ).requireClean(orRefuse: .successionUnclean)
    }

    private func entry(of operation: String) throws -> JournalEntry {
        JournalEntry(
            timeMilliseconds: atMilliseconds, operation: operation, actor: "system", caseID: nil,
            practice: try snapshot.practiceInForce()?.version ?? 0,
            nonce: settings.randomness.bytes(16), request: nil)
    }

    private mutating func append(_ entry: JournalEntry) throws {
        tail.append(entry, bytes: try Ledger.bytes(of: entry))
        try tail.storeEntries(to: connection)
    }
}
