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
        let catalogue = try Catalogue(ownTables + source.tables)
        return try await QueueExecutor(label: "kapok.ledger.copy").run {
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
            let tables = JournalTables.all + catalogue.tables
            try Schema.prepare(tables, on: writer, dialect: target.dialect)
            return try copyRows(of: tables, from: reader, to: writer)
        }
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
