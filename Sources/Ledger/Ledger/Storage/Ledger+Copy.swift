import Messages

extension Ledger {
    /// Copies a whole ledger, which no server has open, into a storage that holds none. All or nothing
    /// reaches the target; the source stays as it is.
    ///
    /// - Returns: the last checkpoint, as text of its note: the same in both.
    /// - Throws: `LedgerError.noLedger`, `.ledgerExists`, `.newerFolder`.
    @discardableResult
    package static func copy(
        _ source: LedgerSettings, to target: any StorageDriver
    ) async throws -> String {
        try await QueueExecutor(label: "kapok.ledger.copy").run {
            try copyState(of: source, to: target)
        }
    }

    /// Copies the state of one commit into a new file. Acts and queries go on meanwhile. It takes the
    /// calling thread for as long as it lasts.
    ///
    /// - Parameters:
    ///   - path: of a file that nothing else has open.
    ///   - file: opens it.
    package nonisolated func copy(toFile path: String, openedBy file: any StorageDriver) throws {
        if let storage = storage as? any CopyingDriver {
            try storage.copy(to: path)
        } else {
            // Row by row, from one snapshot: any storage becomes a file.
            _ = try Self.copyState(of: settings, to: file)
        }
    }

    private static func copyState(
        of source: LedgerSettings, to target: any StorageDriver
    ) throws -> String {
        let reader = try source.driver.connect(.readOnly)
        defer { reader.close() }
        let writer = try target.connect(.readWrite)
        defer { writer.close() }
        guard try !reader.columnNames(ofTable: GenesisRow.table.name).isEmpty else {
            throw LedgerError.noLedger
        }
        // The mark would be lost: first it is compared, then moved.
        guard try Schema.versions(on: reader)[Schema.restored] == nil else {
            throw Refusal(.ledgerRestored)
        }
        let tables = JournalTables.all + (try Catalogue(ownTables + source.tables)).tables
        try Schema.prepare(tables, on: writer, dialect: target.dialect)
        return try copyRows(of: tables, from: reader, to: writer)
    }

    private static func copyRows(
        of tables: [Table], from reader: any StorageConnection, to writer: any StorageConnection
    ) throws -> String {
        try reader.begin()
        defer { reader.rollback() }
        try writer.begin()
        do {
            guard try writer.first(JournalTables.lastCheckpoint) == nil else {
                throw LedgerError.ledgerExists
            }
            for table in tables {
                let statements = TableStatements(table)
                try reader.forEach(statements.select, []) { row in
                    try writer.enqueue(statements.put, row.values)
                    return true
                }
            }
            guard let last = try writer.first(JournalTables.lastCheckpoint) else {
                throw LedgerError.noLedger
            }
            try writer.commit()
            return try last.text("note")
        } catch {
            writer.rollback()
            throw error
        }
    }
}
