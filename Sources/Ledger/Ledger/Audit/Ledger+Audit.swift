import CanonicalJSON
import Cryptography
import Messages

extension Ledger {
    /// Compares everything with everything, on one consistent state, beside the running work.
    ///
    /// Each entry with its leaf hash, each tile, the root and signature of each checkpoint, whether
    /// the officers' signatures carry what the entries say, and each live row of each table with its last change,
    /// both ways, and each sealed file with its name; then what the storage itself says of its indexes. Memory is bounded; time grows with the journal.
    ///
    /// What it cannot see from inside: a whole older copy of the folder. Outsiders who keep
    /// checkpoints see that.
    ///
    /// - Throws: `LedgerError` only where the storage cannot be read.
    package nonisolated func verify() async throws -> AuditReport {
        let fault = await settleCheckpoint()
        var report = try await Self.verify(settings, catalogue)
        if fault is CheckpointContradiction {
            report.add(.checkpointRefused(size: report.signed + report.unsigned))
        }
        return report
    }

    /// The same for a folder that cannot be opened because it is damaged: just then somebody has to
    /// see where. Changes nothing.
    package static func verify(_ settings: LedgerSettings) async throws -> AuditReport {
        try await verify(settings, Catalogue(settings))
    }

    /// The first part of it alone: entries, tiles and checkpoints with each other. Neither what the
    /// entries say nor the rows are looked at.
    package nonisolated func verifyTree() async throws -> AuditReport {
        let signer = settings.checkpointSigner
        return try await Self.onSnapshot(settings) { connection in
            let size = try connection.first(JournalTables.lastCheckpoint)?.integer("size") ?? 0
            var report = AuditReport()
            var journal = try JournalAudit(connection, signer: signer, size: size)
            try journal.run(&report)
            return report
        }
    }

    private static func verify(
        _ settings: LedgerSettings, _ catalogue: Catalogue
    ) async throws -> AuditReport {
        try await onSnapshot(settings) { connection in
            try LedgerAudit(
                connection: connection, catalogue: catalogue.asStored(on: connection),
                signer: settings.checkpointSigner, files: settings.files
            ).run()
        }
    }

    /// Reads one consistent state on a connection and a queue of its own.
    private static func onSnapshot(
        _ settings: LedgerSettings,
        _ body: @escaping @Sendable (any StorageConnection) throws -> AuditReport
    ) async throws -> AuditReport {
        try await QueueExecutor(label: "kapok.ledger.audit").run {
            let connection = try settings.driver.connect(.readOnly)
            defer { connection.close() }
            try connection.begin()
            defer { connection.rollback() }
            return try body(connection)
        }
    }
}

/// One audit on one connection.
struct LedgerAudit {
    let connection: any StorageConnection
    let catalogue: Catalogue
    let signer: CheckpointSigner
    /// Nil where the files are not looked at: of what a transaction made, which makes none.
    var files: FileVault? = nil

    /// Of what a transaction made, before it is committed.
    /// - Throws: a refusal with `count` and `first`, the kind of the first finding.
    func requireClean(orRefuse code: RefusalCode) throws {
        let report = try run()
        guard report.isClean else {
            throw Refusal(
                code,
                [
                    "count": String(Int64(report.findings.count) + report.findingsLeftOff),
                    "first": report.findings.first?.id ?? "",
                ])
        }
    }

    func run() throws -> AuditReport {
        var report = AuditReport()
        var rewritten: Set<Int64> = []
        let writtenOnce = Set(catalogue.tables.filter(\.isWrittenOnce).map(\.name))
        let writers = Dictionary(
            uniqueKeysWithValues: catalogue.tables.filter { !$0.writers.isEmpty }
                .map { ($0.name, Set($0.writers)) })
        let last = try connection.first(JournalTables.lastCheckpoint)
        let size = try last?.integer("size") ?? 0
        let rows = try liveRows()
        let parts = 1 + rows / LastChanges.maximumRowsInOnePass
        for part in 0..<parts {
            var changes = LastChanges(part: part, of: parts)
            var unknownTables: Set<String> = []
            var passReport = AuditReport()
            var journal = try JournalAudit(connection, signer: signer, size: size)
            var authority = AuthorityAudit(
                StoredEvidence(connection), QualificationAudit(connection, catalogue))
            var wrongly: [AuditFinding] = []
            try journal.run(&passReport) { stored, entry in
                for change in entry.changes {
                    guard catalogue.statements(named: change.table) != nil else {
                        unknownTables.insert(change.table)
                        continue
                    }
                    let isNew = changes.record(change, entry: stored.index)
                    // A signed act counts once: its nonce is put down once and never touched again,
                    // and so is each line of a history.
                    if !isNew, writtenOnce.contains(change.table) {
                        rewritten.insert(stored.index)
                    }
                    // Rows that another operation wrote were never judged as what they are.
                    if writers[change.table]?.contains(entry.operation) == false {
                        rewritten.insert(stored.index)
                    }
                }
                guard part == 0 else { return }
                for finding in try authority.findings(in: entry, at: stored.index) {
                    // Many acts name the same checkpoint.
                    if wrongly.last != finding { wrongly.append(finding) }
                }
            }
            if part == 0 {
                report = passReport
                (wrongly + authority.findingsAtEnd()).forEach { report.add($0) }
                unknownTables.sorted().forEach { report.add(.tableUnknown(name: $0)) }
            }
            try compareRows(&changes, &report)
        }
        rewritten.sorted().forEach { report.add(.entryUnauthorised(index: $0)) }
        try findContradictions(&report)
        if let files, catalogue.statements(named: StoredFile.table.name) != nil {
            try FileAudit(connection: connection, vault: files).run(&report)
        }
        // All rows were read without an index; whoever looks one up goes through them.
        if let detail = try connection.defect() { report.add(.storageDefective(detail: detail)) }
        return report
    }

    private func liveRows() throws(LedgerError) -> Int64 {
        var count: Int64 = 0
        for table in catalogue.tables {
            let row = try connection.first("SELECT COUNT(*) AS count FROM \(table.name)")
            count += try row?.integer("count") ?? 0
        }
        return count
    }

    private func compareRows(_ changes: inout LastChanges, _ report: inout AuditReport) throws {
        for table in catalogue.tables {
            guard let statements = catalogue.statements(named: table.name) else { continue }
            try connection.forEach(statements.select, []) { row in
                let key = RowHash.json(ofKey: statements.key(of: row.values))
                let identity = LastChanges.identity(table: table.name, key: key)
                guard changes.covers(identity) else { return true }
                report.rows += 1
                let name = String(decoding: key.canonicalBytes, as: UTF8.self)
                if let change = changes.take(identity) {
                    let isOfEntry =
                        !table.tellsEntry
                        || row["entry"].map { $0 == .integer(change.entry) } ?? true
                    if !isOfEntry || Digest(statements.hash(of: row.values)) != change.rowHash {
                        report.add(
                            .rowChanged(table: table.name, key: name, entry: change.entry))
                    }
                } else {
                    report.add(.rowAdded(table: table.name, key: name))
                }
                return true
            }
        }
        for (identity, entry) in changes.left {
            let row = try name(of: identity, in: entry)
            report.add(.rowMissing(table: row.table, key: row.key, entry: entry))
        }
    }

    /// Rows that each belong to their last change, and yet do not belong together.
    private func findContradictions(_ report: inout AuditReport) throws {
        for table in catalogue.tables {
            for question in table.contradictions {
                try connection.forEach(question, []) { row in
                    let key = RowHash.json(ofKey: table.key.map { row[$0] ?? .null })
                    report.add(
                        .rowContradicted(
                            table: table.name,
                            key: String(decoding: key.canonicalBytes, as: UTF8.self)))
                    return true
                }
            }
        }
    }

    /// The entry that changed a row last still tells its name.
    private func name(
        of identity: Digest, in index: Int64
    ) throws -> (table: String, key: String) {
        let row = try connection.first(
            "SELECT bytes FROM journal_entry WHERE place = ?", [.integer(index)])
        let changes = try row.map { try JournalEntry(parsing: $0.blob("bytes")).changes } ?? []
        for change in changes
        where LastChanges.identity(table: change.table, key: change.key) == identity {
            return (change.table, String(decoding: change.key.canonicalBytes, as: UTF8.self))
        }
        return ("?", "?")
    }
}
