/// Reads rows on one connection, for as long as one transaction or snapshot lasts.
///
/// Not sendable: it never leaves the queue of its connection. After its end every call throws.
package final class Reading {
    let connection: any StorageConnection
    let vaultKey: VaultKey
    private let catalogue: Catalogue
    private var statements: [ObjectIdentifier: TableStatements] = [:]
    var isEnded = false

    init(_ connection: any StorageConnection, catalogue: Catalogue, vaultKey: VaultKey) {
        self.connection = connection
        self.catalogue = catalogue
        self.vaultKey = vaultKey
    }

    func checkOpen() throws(LedgerError) {
        guard !isEnded else { throw .misuse(detail: "a transaction was used after its end") }
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

    func get<R: Record>(_ type: R.Type, key: [Value]) throws(LedgerError) -> R? {
        try checkOpen()
        let statements = try statements(of: type)
        return try connection.first(statements.selectByKey, key).map { row throws(LedgerError) in
            try R(row: row)
        }
    }

    func forEach<R: Record>(
        _ type: R.Type, _ condition: String, _ parameters: [Value], _ body: (R) throws -> Bool
    ) throws {
        try checkOpen()
        let statements = try statements(of: type)
        try connection.forEach(statements.select + condition, parameters) { row in
            try body(R(row: row))
        }
    }

    func rows(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> [Row] {
        try checkOpen()
        return try connection.query(sql, parameters)
    }
}

/// The tables that a ledger was opened with, by name.
struct Catalogue: Sendable {
    let tables: [Table]
    private let statements: [String: TableStatements]

    /// Two services may name the same table if they declare it alike.
    /// - Throws: `.misuse` for two different tables of one name.
    init(_ tables: [Table]) throws(LedgerError) {
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
}
