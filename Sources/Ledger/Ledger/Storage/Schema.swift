/// Makes and widens the tables of a folder, and refuses a folder that is newer than this program.
package enum Schema {
    /// Raised when the meaning of stored rows changes. Added tables, indexes and nullable columns
    /// need no new number.
    package static let version: Int64 = 1
    /// Raised when the form of journal entries changes.
    package static let journalVersion: Int64 = 1

    static let meta = Table(
        "meta", columns: [Column("name", .text), Column("value", .integer)], key: ["name"])

    /// The name under which a restored folder is marked, with its time.
    static let restored = "restoredAt"
    static let putMeta =
        "INSERT INTO meta (name, value) VALUES (?, ?) "
        + "ON CONFLICT (name) DO UPDATE SET value = excluded.value"

    /// Checks the versions, then makes what is missing, in one transaction.
    /// - Throws: `LedgerError.newerFolder` before anything is changed.
    static func prepare(
        _ tables: [Table], on connection: any StorageConnection, dialect: Dialect
    ) throws(LedgerError) {
        try connection.transaction { () throws(LedgerError) in
            try refuseNewer(connection)
            for table in [meta] + tables {
                try make(table, on: connection, dialect: dialect)
            }
            try connection.execute(putMeta, ["schemaVersion", .integer(version)])
            try connection.execute(putMeta, ["journalVersion", .integer(journalVersion)])
        }
    }

    private static func refuseNewer(_ connection: any StorageConnection) throws(LedgerError) {
        guard try !connection.columnNames(ofTable: meta.name).isEmpty else { return }
        _ = try versions(on: connection)
    }

    /// What the table `meta` holds.
    /// - Throws: `LedgerError.newerFolder`.
    static func versions(
        on connection: any StorageConnection
    ) throws(LedgerError) -> [String: Int64] {
        let known = ["schemaVersion": version, "journalVersion": journalVersion]
        var versions: [String: Int64] = [:]
        for row in try connection.query("SELECT name, value FROM meta ORDER BY name") {
            let name = try row.text("name")
            let found = try row.integer("value")
            if let limit = known[name], found > limit {
                throw .newerFolder(part: name, found: found, known: limit)
            }
            versions[name] = found
        }
        return versions
    }

    private static func make(
        _ table: Table, on connection: any StorageConnection, dialect: Dialect
    ) throws(LedgerError) {
        let existing = try connection.columnNames(ofTable: table.name)
        if existing.isEmpty {
            try connection.execute(declaration(of: table, dialect: dialect), [])
        }
        for column in table.columns where !existing.isEmpty && !existing.contains(column.name) {
            guard column.isNullable else {
                throw .misuse(detail: "column \(table.name).\(column.name) is new and not nullable")
            }
            let type = dialect.type(of: column.kind)
            try connection.execute(
                "ALTER TABLE \(table.name) ADD COLUMN \(column.name) \(type)", [])
        }
        for index in table.indexes {
            try connection.execute(declaration(of: index, on: table), [])
        }
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

    static func declaration(of index: Index, on table: Table) -> String {
        let name = "\(table.name)_by_\(index.columns.joined(separator: "_"))"
        let unique = index.isUnique ? "UNIQUE " : ""
        return "CREATE \(unique)INDEX IF NOT EXISTS \(name) ON \(table.name) "
            + "(\(index.columns.joined(separator: ", ")))"
            + (index.condition.map { " WHERE \($0)" } ?? "")
    }
}
