/// Where the ledger keeps its rows: SQLite in one folder, or a PostgreSQL server.
///
/// One conformance suite runs against every driver.
package protocol StorageDriver: Sendable {
    /// How this driver writes types and tables.
    var dialect: Dialect { get }

    /// Whether other processes may write as well, each in its turn.
    var isShared: Bool { get }

    /// Opens one more connection. Connections are independent; each is used by one queue.
    /// - Throws: `LedgerError.cannotOpen`, `.corrupt`, `.busy`.
    func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection
}

package enum StorageAccess: Sendable {
    /// The one connection that may change rows.
    case readWrite
    /// Sees what was committed; every statement that changes a row is refused.
    case readOnly
}

/// Rows as they come: it calls `add` with each, its values in the order of the table's columns.
package typealias RowSource =
    (_ add: ([Value]) throws(LedgerError) -> Void) throws(LedgerError) -> Void

/// One connection, used by one thread at a time: its owner keeps it on its own queue.
///
/// SQL is portable; `?` marks the places of parameters, in order. A driver that has numbered
/// places translates. Statements are prepared once and kept. Text with U+0000 is refused as
/// `.constraint`: PostgreSQL cannot hold it.
package protocol StorageConnection: AnyObject {
    /// Runs one statement that answers no rows, and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int

    /// Runs one statement whose answer nobody waits for. A driver may send it with the next use of the
    /// connection (the pipeline mode of libpq), which then throws its failure.
    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError)

    /// Adds any number of rows to a table within the transaction that was begun, from here to whose
    /// end a statement may take as long as it needs. A key that is there already is `.constraint`;
    /// whatever fails, the transaction can only be rolled back.
    ///
    /// - Parameter rows: uses the connection for nothing else.
    func load(_ table: Table, _ rows: RowSource) throws(LedgerError)

    /// Reads row by row; `body` returns false to stop. A statement that changes rows is refused.
    /// The connection runs no other statement of the same text until this returns.
    func forEach(
        _ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool
    ) throws

    /// Begins a transaction: of a writer, one that holds the right to write from here on, over all
    /// processes; of a reader, one that sees a single state throughout.
    func begin() throws(LedgerError)

    /// Durable on return: it survives the loss of power. If it throws, nothing of the transaction
    /// was kept and the connection can begin again; but for `.commitInDoubt`: the next transaction of
    /// a writer sees which it was, and, where the disk did not confirm it, the next process. A driver
    /// that is not shared goes on in this process as if nothing was kept.
    func commit() throws(LedgerError)

    /// Undoes the transaction; without one it does nothing. Never fails: a connection that cannot
    /// roll back would be of no use, and the driver then closes and reopens it.
    func rollback()

    /// Marks a place to which `rollBackToSavepoint` returns. Savepoints are not nested.
    func savepoint() throws(LedgerError)
    func releaseSavepoint() throws(LedgerError)
    func rollBackToSavepoint() throws(LedgerError)

    /// The names of the columns that a table has in this storage; empty if there is no such table.
    func columnNames(ofTable name: String) throws(LedgerError) -> [String]

    /// What the storage itself finds wrong in what it keeps, above all in the indexes through which
    /// rows are found: nil for nothing, or where it cannot look. It reads everything, and after a
    /// defect the transaction may be of no more use.
    func defect() throws(LedgerError) -> String?

    /// What each table takes in this storage with its indexes, in bytes. It may read everything.
    func tableBytes() throws(LedgerError) -> [String: Int64]

    /// Ends the connection; later calls throw `LedgerError.closed`.
    func close()
}

extension StorageConnection {
    /// Row by row, for a driver that knows nothing faster.
    package func load(_ table: Table, _ rows: RowSource) throws(LedgerError) {
        let insert = TableStatements(table).insert
        try rows { values throws(LedgerError) in try enqueue(insert, values) }
    }

    /// Commits what was done, or undoes all of it.
    @discardableResult
    package func transaction<T>(
        _ body: () throws(LedgerError) -> T
    ) throws(LedgerError) -> T {
        try begin()
        do {
            let result = try body()
            try commit()
            return result
        } catch {
            rollback()
            throw error
        }
    }

    /// All rows of an answer, in order. For answers that fit in memory.
    package func query(_ sql: String, _ parameters: [Value] = []) throws(LedgerError) -> [Row] {
        var rows: [Row] = []
        do {
            try forEach(sql, parameters) { row in
                rows.append(row)
                return true
            }
        } catch {
            throw LedgerError(error)
        }
        return rows
    }

    /// The first row of an answer, or nil.
    package func first(_ sql: String, _ parameters: [Value] = []) throws(LedgerError) -> Row? {
        var found: Row?
        do {
            try forEach(sql, parameters) { row in
                found = row
                return false
            }
        } catch {
            throw LedgerError(error)
        }
        return found
    }
}

/// How one driver writes a table declaration.
package struct Dialect: Sendable {
    package let integerType: String
    package let textType: String
    package let blobType: String
    /// What follows the closing parenthesis of `CREATE TABLE`, such as ` STRICT`.
    package let tableSuffix: String
    /// The same for a table whose rows are kept in the order of their key.
    package let clusteredSuffix: String

    /// - Parameter clusteredSuffix: nil where such tables are written as all others.
    package init(
        integerType: String, textType: String, blobType: String, tableSuffix: String,
        clusteredSuffix: String? = nil
    ) {
        self.integerType = integerType
        self.textType = textType
        self.blobType = blobType
        self.tableSuffix = tableSuffix
        self.clusteredSuffix = clusteredSuffix ?? tableSuffix
    }

    func type(of kind: Column.Kind) -> String {
        switch kind {
        case .integer: integerType
        case .text: textType
        case .blob: blobType
        }
    }
}
