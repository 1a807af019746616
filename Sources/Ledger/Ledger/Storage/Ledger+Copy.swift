import Messages

extension Ledger {
    /// Copies a whole ledger, which no server has open, into a storage that holds none. All or nothing
    /// reaches the target; the source stays as it is.
    ///
    /// - Returns: the last checkpoint, as text of its note: the same in both.
    /// - Throws: `LedgerError.noLedger`, `.ledgerExists`, `.newerFolder`, `.olderFolder`.
    @discardableResult
    package static func copy(
        _ source: LedgerSettings, to target: any StorageDriver
    ) async throws -> String {
        try await QueueExecutor(label: "kapok.ledger.copy").run {
            let reader = try source.driver.connect(.readOnly)
            defer { reader.close() }
            // What has another form is brought into this one where it lies.
            try Schema.check(on: reader, source.history)
            return try copyState(of: source, from: reader, to: target)
        }
    }

    /// Copies the state of one commit into a new file, in the form that it has. Acts and queries go on
    /// meanwhile. It takes the calling thread for as long as it lasts.
    ///
    /// - Parameters:
    ///   - path: of a file that nothing else has open.
    ///   - file: opens it.
    package static func copy(
        _ source: LedgerSettings, toFile path: String, openedBy file: any StorageDriver
    ) throws {
        if let storage = source.driver as? any CopyingDriver {
            try storage.copy(to: path)
        } else {
            // Row by row, from one snapshot: any storage becomes a file.
            let reader = try source.driver.connect(.readOnly)
            defer { reader.close() }
            _ = try copyState(of: source, from: reader, to: file)
        }
    }

    /// The same of this ledger.
    package nonisolated func copy(toFile path: String, openedBy file: any StorageDriver) throws {
        try Self.copy(settings, toFile: path, openedBy: file)
    }

    private static func copyState(
        of source: LedgerSettings, from reader: any StorageConnection,
        to target: any StorageDriver
    ) throws -> String {
        let writer = try target.connect(.readWrite)
        defer { writer.close() }
        guard try !reader.columnNames(ofTable: GenesisRow.table.name).isEmpty else {
            throw LedgerError.noLedger
        }
        // The mark would be lost: first it is compared, then moved.
        guard try Schema.restoredAt(on: reader) == nil else { throw Refusal(.ledgerRestored) }
        let tables = try Catalogue(
            JournalTables.all + [Schema.meta] + ownTables + source.tables
        ).asStored(on: reader).tables
        try reader.begin()
        defer { reader.rollback() }
        return try writer.transaction { () throws(LedgerError) in
            for table in tables {
                try Schema.add(table, on: writer, dialect: target.dialect)
            }
            guard try writer.first(JournalTables.lastCheckpoint) == nil else {
                throw .ledgerExists
            }
            for table in tables { try copyRows(of: table, from: reader, to: writer) }
            guard let last = try writer.first(JournalTables.lastSigned) else {
                throw .noLedger
            }
            return try last.text("note")
        }
    }

    private static func copyRows(
        of table: Table, from reader: any StorageConnection, to writer: any StorageConnection
    ) throws(LedgerError) {
        try writer.load(table) { add throws(LedgerError) in
            do {
                try reader.forEach(TableStatements(table).select, []) { row in
                    try add(row.values)
                    return true
                }
            } catch {
                throw LedgerError(error)
            }
        }
    }
}
