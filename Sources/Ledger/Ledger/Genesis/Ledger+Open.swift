import CanonicalJSON
import Cryptography
import MerkleLog
import Messages

/// Making a new ledger and opening an existing one.
extension Ledger {
    /// The ledger's own tables whose rows stand in change lists.
    static let ownTables: [Table] =
        [
            GenesisRow.table, SuccessionRow.table, Officer.table, Grant.table,
            PracticeVersion.table, RequestRow.table,
            ParticipationRow.table, ListedCase.table, Proposal.table, ProposalSignature.table,
            Intent.table, StoredFile.table,
        ] + DossierVault.tables

    /// Makes a ledger in an empty folder: the founders, their grants and the first practice, all
    /// in entry 0, which carries the founders' signatures.
    ///
    /// - Parameter signatures: each founder's, over `genesis.canonicalBytes`, by founder id.
    /// - Throws: `Refusal` `genesis.…`, `LedgerError.ledgerExists`, storage failures. The
    ///   storage then holds no ledger.
    package static func create(
        _ settings: LedgerSettings, genesis: Genesis, signatures: [String: [UInt8]]
    ) async throws -> Ledger {
        let verifier = settings.checkpointSigner.verifier
        guard genesis.origin.utf8.elementsEqual(verifier.name.utf8) else {
            throw Refusal(
                .genesisInvalid, field: "origin", ["reason": "the origin is another journal's"])
        }
        try genesis.check(signatures: signatures, checkpointKey: verifier.description)
        let executor = QueueExecutor(label: "kapok.ledger")
        try await executor.run {
            let catalogue = try Catalogue(settings)
            let connection = try settings.driver.connect(.readWrite)
            defer { connection.close() }
            try Self.refuseJournalTables(in: catalogue)
            guard
                try connection.columnNames(ofTable: GenesisRow.table.name).isEmpty
                    || connection.first(JournalTables.lastCheckpoint) == nil
            else { throw LedgerError.ledgerExists }
            try Schema.create(JournalTables.all + catalogue.tables, on: connection, settings)
            try connection.begin()
            do {
                try Self.write(genesis, signatures, on: connection, catalogue, settings)
                try connection.commit()
            } catch {
                connection.rollback()
                throw error
            }
        }
        return try await open(settings)
    }

    /// Opens the ledger of a folder; the caller holds the `FolderLock`.
    ///
    /// - Throws: `LedgerError.noLedger`; `.newerFolder`, `.olderFolder` (see `migrate`);
    ///   `.journalDamaged` if the tail does not make the root that was signed last.
    package static func open(_ settings: LedgerSettings) async throws -> Ledger {
        let executor = QueueExecutor(label: "kapok.ledger")
        return try await executor.run {
            let catalogue = try Catalogue(settings)
            // An unused connection closes itself.
            let connection = try settings.driver.connect(.readWrite)
            guard try !connection.columnNames(ofTable: GenesisRow.table.name).isEmpty else {
                throw LedgerError.noLedger
            }
            try Self.refuseJournalTables(in: catalogue)
            try Schema.mend(JournalTables.all + catalogue.tables, on: connection, settings)
            let tail = try Self.tail(settings)
            guard tail.isSigned || settings.checkpointSigner.isElsewhere else {
                // Of several servers one may have given its key to a signer.
                throw settings.driver.isShared
                    ? LedgerError.cannotOpen(detail: "the checkpoint key is in a signer")
                    : LedgerError.journalDamaged(detail: "its end is not signed")
            }
            let identity = try Self.identity(on: connection, settings)
            let lanes = try ReadLanes(settings: settings, catalogue: catalogue)
            let restoredAt = try Schema.restoredAt(on: connection)
            return Ledger(
                identity: identity, settings: settings, catalogue: catalogue,
                connection: connection, tail: tail, lanes: lanes, restoredAt: restoredAt,
                executor: executor)
        }
    }

    /// Where the journal ends, as one state: over PostgreSQL another server may commit meanwhile, and a
    /// checkpoint and its tiles are several rows.
    private static func tail(_ settings: LedgerSettings) throws(LedgerError) -> JournalTail {
        let connection = try settings.driver.connect(.readOnly)
        defer { connection.close() }
        try connection.begin()
        defer { connection.rollback() }
        return try JournalTail(reading: connection)
    }

    /// A service may not declare a table of the journal itself.
    private static func refuseJournalTables(in catalogue: Catalogue) throws(LedgerError) {
        _ = try Catalogue(JournalTables.all + [Schema.meta] + catalogue.tables)
        for table in JournalTables.all + [Schema.meta]
        where catalogue.tables.contains(table) {
            throw .misuse(detail: "table \(table.name) belongs to the journal")
        }
    }

    static func identity(
        on connection: any StorageConnection, _ settings: LedgerSettings
    ) throws(LedgerError) -> LedgerIdentity {
        let select = TableStatements(GenesisRow.table).select
        guard let row = try connection.first(select) else { throw .noLedger }
        let genesis = try GenesisRow(row: row)
        let chapters = try JournalChapter.all(on: connection)
        guard let last = chapters.last,
            last.verifierKey.utf8.elementsEqual(
                settings.checkpointSigner.verifier.description.utf8)
        else { throw .cannotOpen(detail: "the checkpoint key is not that of this journal") }
        return LedgerIdentity(
            origin: last.origin, environment: genesis.environment,
            createdAtMilliseconds: genesis.createdAtMilliseconds, chapters: chapters)
    }

    private static func write(
        _ genesis: Genesis, _ signatures: [String: [UInt8]],
        on connection: any StorageConnection, _ catalogue: Catalogue, _ settings: LedgerSettings
    ) throws {
        let now = settings.clock()
        let vaultKey = VaultKey(master: settings.vaultKey)
        let reading = Reading(
            connection, cache: StatementCache(catalogue), vaultKey: vaultKey)
        let record = ActRecord()
        try record.put(
            GenesisRow(
                origin: genesis.origin, environment: genesis.environment,
                createdAtMilliseconds: now, checkpointKey: genesis.checkpointKey),
            on: reading)
        try record.put(
            PracticeVersion(
                version: 1,
                settings: String(decoding: genesis.practice.canonicalBytes, as: UTF8.self),
                effectiveFromMilliseconds: now),
            on: reading)
        for founder in genesis.founders {
            try record.put(
                Officer(
                    id: founder.id, publicKey: founder.publicKey, enrolledAtMilliseconds: now),
                on: reading)
            for role in founder.roles {
                try record.put(
                    Grant(
                        id: "grant-" + Base32.encode(settings.randomness.bytes(16)),
                        officer: founder.id, role: role, fromMilliseconds: now),
                    on: reading)
            }
        }
        var entry = JournalEntry(
            timeMilliseconds: now, operation: "ledger.genesis", actor: "system", caseID: nil,
            practice: 1, nonce: settings.randomness.bytes(16), request: nil)
        // Every founder signed the same payload: it stands here once, not in each signed item.
        entry.facts = ["payload": genesis.json]
        entry.signed = genesis.founders.map { founder in
            SignedItem(
                officer: founder.id, act: [], signature: signatures[founder.id] ?? [],
                publicKey: founder.publicKey)
        }
        entry.changes = record.changes
        var tail = JournalTail()
        tail.append(entry, bytes: try bytes(of: entry))
        try tail.write(to: connection, signer: settings.checkpointSigner)
    }
}
