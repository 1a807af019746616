/// Makes the tables of a new ledger, and refuses a stored form that is not this program's.
///
/// The form of a ledger changes in one way alone: by a `Migration`.
enum Schema {
    /// Read by every version, older and newer: these three columns stay for ever.
    static let meta = Table(
        "meta",
        columns: [
            Column("name", .text), Column("value", .integer),
            Column("text", .text, nullable: true),
        ],
        key: ["name"])

    static let version = "schemaVersion"
    static let journalVersion = "journalVersion"
    /// Which program gave the ledger its form (`text`), and when (`value`).
    static let program = "program"
    /// The name under which a restored folder is marked, with its time.
    static let restored = "restoredAt"
    static let putMeta =
        "INSERT INTO meta (name, value) VALUES (?, ?) "
        + "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    private static let putProgram =
        "INSERT INTO meta (name, value, text) VALUES (?, ?, ?) "
        + "ON CONFLICT (name) DO UPDATE SET value = excluded.value, text = excluded.text"

    /// Makes what is missing for a new ledger, in one transaction.
    /// - Throws: `LedgerError.newerFolder`, `.olderFolder` before anything is changed.
    static func create(
        _ tables: [Table], on connection: any StorageConnection, _ settings: LedgerSettings
    ) throws(LedgerError) {
        try connection.transaction { () throws(LedgerError) in
            if try !connection.columnNames(ofTable: meta.name).isEmpty {
                try check(on: connection, settings.history)
            }
            for table in [meta] + tables {
                try add(table, on: connection, dialect: settings.driver.dialect)
            }
            try putVersions(on: connection, settings)
        }
    }

    /// Makes again what somebody dropped from a ledger of today's form, so that it opens and its audit
    /// can name the rows that are missing.
    /// - Throws: `LedgerError.newerFolder`, `.olderFolder` before anything is changed.
    static func mend(
        _ tables: [Table], on connection: any StorageConnection, _ settings: LedgerSettings
    ) throws(LedgerError) {
        try connection.transaction { () throws(LedgerError) in
            try check(on: connection, settings.history)
            for table in tables {
                try add(table, on: connection, dialect: settings.driver.dialect)
            }
        }
    }

    static func putVersions(
        on connection: any StorageConnection, _ settings: LedgerSettings
    ) throws(LedgerError) {
        let form = settings.history.form
        try connection.execute(putMeta, [.text(version), .integer(form.schema)])
        try connection.execute(putMeta, [.text(journalVersion), .integer(form.journal)])
        try connection.execute(
            putProgram, [.text(program), .integer(settings.clock()), .text(settings.program)])
    }

    // MARK: Versions

    /// That a stored ledger has the form that this program writes.
    /// - Throws: `LedgerError.newerFolder`, `.olderFolder`.
    static func check(
        on connection: any StorageConnection, _ history: SchemaHistory
    ) throws(LedgerError) {
        let found = try form(on: connection, history)
        guard found == history.form else {
            throw .olderFolder(found: found.schema, known: history.form.schema)
        }
    }

    /// The form of a stored ledger: this program's or an older one.
    /// - Throws: `LedgerError.newerFolder`; `.noLedger` where the table `meta` does not say.
    static func form(
        on connection: any StorageConnection, _ history: SchemaHistory
    ) throws(LedgerError) -> StoredForm {
        guard try !connection.columnNames(ofTable: meta.name).isEmpty else { throw .noLedger }
        let known = history.form
        guard let schema = try value(of: version, on: connection),
            let journal = try value(of: journalVersion, on: connection)
        else { throw .noLedger }
        for (part, found, limit) in [
            (version, schema, known.schema), (journalVersion, journal, known.journal),
        ] where found > limit {
            throw .newerFolder(
                part: part, found: found, known: limit, program: try programName(on: connection))
        }
        return StoredForm(schema: schema, journal: journal)
    }

    static func restoredAt(on connection: any StorageConnection) throws(LedgerError) -> Int64? {
        try value(of: restored, on: connection)
    }

    private static func value(
        of name: String, on connection: any StorageConnection
    ) throws(LedgerError) -> Int64? {
        try connection.first("SELECT value FROM meta WHERE name = ?", [.text(name)])?
            .integer("value")
    }

    /// Nil for a form older than the column.
    private static func programName(
        on connection: any StorageConnection
    ) throws(LedgerError) -> String? {
        guard try connection.columnNames(ofTable: meta.name).contains("text") else { return nil }
        return try connection.first("SELECT text FROM meta WHERE name = ?", [.text(program)])?
            .optionalText("text")
    }

    // MARK: Declarations

    /// Makes a table with its indexes; what is there already stays.
    static func add(
        _ table: Table, on connection: any StorageConnection, dialect: Dialect
    ) throws(LedgerError) {
        if try connection.columnNames(ofTable: table.name).isEmpty {
            try connection.execute(declaration(of: table, dialect: dialect), [])
        }
        for index in table.indexes { try add(index, on: table.name, connection) }
    }

    static func add(
        _ index: Index, on table: String, _ connection: any StorageConnection
    ) throws(LedgerError) {
        try connection.execute(declaration(of: index, on: table), [])
    }

    static func declaration(of table: Table, dialect: Dialect) -> String {
        let columns = table.columns.map { column in
            "\(column.name) \(dialect.type(of: column.kind))"
                + (column.isNullable ? "" : " NOT NULL")
        }
        let key = "PRIMARY KEY (\(table.key.joined(separator: ", ")))"
        let body = (columns + [key]).joined(separator: ", ")
        let suffix = table.isClustered ? dialect.clusteredSuffix : dialect.tableSuffix
        return "CREATE TABLE \(table.name) (\(body))\(suffix)"
    }

    static func declaration(of index: Index, on table: String) -> String {
        let name = "\(table)_by_\(index.columns.joined(separator: "_"))"
        let unique = index.isUnique ? "UNIQUE " : ""
        return "CREATE \(unique)INDEX IF NOT EXISTS \(name) ON \(table) "
            + "(\(index.columns.joined(separator: ", ")))"
            + (index.condition.map { " WHERE \($0)" } ?? "")
    }
}
