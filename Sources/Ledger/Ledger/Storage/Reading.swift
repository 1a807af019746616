/// Reads rows on one connection, for as long as one transaction or snapshot lasts.
///
/// Not sendable: it never leaves the queue of its connection. After its end every call throws.
package final class Reading {
    let connection: any StorageConnection
    let vaultKey: VaultKey
    private let cache: StatementCache
    /// The first failure of the storage itself: a closure may swallow the error, the batch must not.
    private(set) var failure: LedgerError?
    private var isEnded = false

    init(_ connection: any StorageConnection, cache: StatementCache, vaultKey: VaultKey) {
        self.connection = connection
        self.cache = cache
        self.vaultKey = vaultKey
    }

    var qualifications: (any QualificationRegister)? { cache.catalogue.qualifications }

    func end() {
        isEnded = true
    }

    func statements<R: Record>(of type: R.Type) throws(LedgerError) -> TableStatements {
        try cache.statements(of: type)
    }

    /// Nothing is read or written after the end, nor after the storage failed: what follows a
    /// transaction that the storage undid would stand outside of any.
    private func checkUsable() throws(LedgerError) {
        guard !isEnded else { throw .misuse(detail: "a transaction was used after its end") }
        if let failure { throw failure }
    }

    /// Runs one use of the connection.
    func use<T>(
        _ body: (any StorageConnection) throws(LedgerError) -> T
    ) throws(LedgerError) -> T {
        try checkUsable()
        do {
            return try body(connection)
        } catch {
            if error.failsBatch, failure == nil { failure = error }
            throw error
        }
    }

    func get<R: Record>(_ type: R.Type, key: [Value]) throws(LedgerError) -> R? {
        let sql = try statements(of: type).selectByKey
        let row = try use { connection throws(LedgerError) in try connection.first(sql, key) }
        guard let row else { return nil }
        return try R(row: row)
    }

    func forEach<R: Record>(
        _ type: R.Type, _ condition: String, _ parameters: [Value], _ body: (R) throws -> Bool
    ) throws {
        try checkUsable()
        let sql = try statements(of: type).select + condition
        do {
            try connection.forEach(sql, parameters) { try body(R(row: $0)) }
        } catch let error as LedgerError {
            if error.failsBatch, failure == nil { failure = error }
            throw error
        }
    }

    func rows(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> [Row] {
        try use { connection throws(LedgerError) in try connection.query(sql, parameters) }
    }

    func tableBytes() throws(LedgerError) -> [String: Int64] {
        try use { connection throws(LedgerError) in try connection.tableBytes() }
    }
}

/// The statements of record types, found once for each connection.
final class StatementCache {
    let catalogue: Catalogue
    private var statements: [ObjectIdentifier: TableStatements] = [:]

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// - Throws: `.misuse` for a record whose table the ledger was not opened with: `verify()`
    ///   could not cover it.
    func statements<R: Record>(of type: R.Type) throws(LedgerError) -> TableStatements {
        let identifier = ObjectIdentifier(type)
        if let known = statements[identifier] { return known }
        let found = try catalogue.statements(of: type.table)
        statements[identifier] = found
        return found
    }
}

/// The tables that a ledger was opened with, by name.
struct Catalogue: Sendable {
    let tables: [Table]
    private let statements: [String: TableStatements]
    /// Whoever keeps the registers of people in some of them.
    let qualifications: (any QualificationRegister)?

    /// Of a ledger and its services.
    init(_ settings: LedgerSettings) throws(LedgerError) {
        try self.init(Ledger.ownTables + settings.tables, settings.qualifications)
    }

    /// Two services may name the same table if they declare it alike.
    /// - Throws: `.misuse` for two different tables of one name.
    init(
        _ tables: [Table], _ qualifications: (any QualificationRegister)? = nil
    ) throws(LedgerError) {
        self.qualifications = qualifications
        var statements: [String: TableStatements] = [:]
        var distinct: [Table] = []
        for table in tables {
            if let known = statements[table.name] {
                guard known.table == table else {
                    throw .misuse(detail: "two tables are named \(table.name)")
                }
                continue
            }
            statements[table.name] = TableStatements(table)
            distinct.append(table)
        }
        self.tables = distinct
        self.statements = statements
    }

    func statements(of table: Table) throws(LedgerError) -> TableStatements {
        guard let known = statements[table.name], known.table == table else {
            throw .misuse(detail: "table \(table.name) was not registered")
        }
        return known
    }

    func statements(named name: String) -> TableStatements? { statements[name] }

    /// The same as far as a storage has it: of a ledger in an older form, tables and nullable columns
    /// are missing that came later. Its rows keep their hash without them.
    func asStored(on connection: any StorageConnection) throws(LedgerError) -> Catalogue {
        var found: [Table] = []
        let columnNames = try tables.map { table throws(LedgerError) in
            Set(try connection.columnNames(ofTable: table.name))
        }
        // What is asked of rows names columns of several tables.
        let isWhole = zip(tables, columnNames).allSatisfy { table, names in
            table.columns.allSatisfy { names.contains($0.name) }
        }
        for (table, names) in zip(tables, columnNames) {
            guard !names.isEmpty else { continue }
            let columns = table.columns.filter { !$0.isNullable || names.contains($0.name) }
            let indexes = table.indexes.filter { index in
                index.columns.allSatisfy { name in columns.contains { $0.name == name } }
            }
            found.append(
                Table(
                    table.name, columns: columns, key: table.key, indexes: indexes,
                    clustered: table.isClustered, writtenOnce: table.isWrittenOnce,
                    contradictions: isWhole ? table.contradictions : [],
                    writers: table.writers))
        }
        return try Catalogue(found, isWhole ? qualifications : nil)
    }
}
