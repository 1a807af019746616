package import Ledger

/// A driver that hands on to another one all but its connections.
package protocol ForwardingDriver: StorageDriver {
    var inner: any StorageDriver { get }
}

extension ForwardingDriver {
    package var dialect: Dialect { inner.dialect }
    package var isShared: Bool { inner.isShared }
}

/// A connection that hands everything on to another one: what a driver of a test is made of, which
/// says itself only what it does otherwise.
package protocol ForwardingConnection: StorageConnection {
    var inner: any StorageConnection { get }
}

extension ForwardingConnection {
    package func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        try inner.execute(sql, parameters)
    }

    package func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        try inner.enqueue(sql, parameters)
    }

    package func load(_ table: Table, _ rows: RowSource) throws(LedgerError) {
        try inner.load(table, rows)
    }

    package func forEach(
        _ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool
    ) throws {
        try inner.forEach(sql, parameters, body)
    }

    package func begin() throws(LedgerError) { try inner.begin() }
    package func commit() throws(LedgerError) { try inner.commit() }
    package func rollback() { inner.rollback() }
    package func savepoint() throws(LedgerError) { try inner.savepoint() }
    package func releaseSavepoint() throws(LedgerError) { try inner.releaseSavepoint() }
    package func rollBackToSavepoint() throws(LedgerError) { try inner.rollBackToSavepoint() }

    package func columnNames(ofTable name: String) throws(LedgerError) -> [String] {
        try inner.columnNames(ofTable: name)
    }

    package func defect() throws(LedgerError) -> String? { try inner.defect() }

    package func tableBytes() throws(LedgerError) -> [String: Int64] { try inner.tableBytes() }

    package func close() { inner.close() }
}
