/// What a transaction and a snapshot can both do: read one consistent state.
package protocol ReadableLedger {
    var reading: Reading { get }
    /// The time by which deadlines are judged, in milliseconds since 1970 UTC: the later of the
    /// clock and the last entry.
    var atMilliseconds: Int64 { get }
}

extension ReadableLedger {
    /// The record with this primary key, its columns in their declared order; nil if there is none.
    package func get<R: Record>(_ type: R.Type, _ key: Value...) throws(LedgerError) -> R? {
        try reading.get(type, key: key)
    }

    /// The records that fulfil a condition in portable SQL with `?` places; all without one.
    ///
    /// - Parameters:
    ///   - orderBy: column names with `DESC` where wanted.
    ///   - offset: how many rows before those of a limit are left out.
    package func select<R: Record>(
        _ type: R.Type, where condition: String = "", _ parameters: [Value] = [],
        orderBy: String? = nil, limit: Int? = nil, offset: Int = 0
    ) throws(LedgerError) -> [R] {
        var found: [R] = []
        do {
            try forEach(
                type, where: condition, parameters, orderBy: orderBy, limit: limit,
                offset: offset
            ) {
                found.append($0)
                return true
            }
        } catch {
            throw LedgerError(error)
        }
        return found
    }

    /// Visits the records one by one, in bounded memory; `body` returns false to stop.
    package func forEach<R: Record>(
        _ type: R.Type, where condition: String = "", _ parameters: [Value] = [],
        orderBy: String? = nil, limit: Int? = nil, offset: Int = 0,
        _ body: (R) throws -> Bool
    ) throws {
        var text = condition.isEmpty ? "" : " WHERE \(condition)"
        if let orderBy { text += " ORDER BY \(orderBy)" }
        if let limit { text += " LIMIT \(limit) OFFSET \(offset)" }
        try reading.forEach(type, text, parameters, body)
    }

    /// The rows of any `SELECT` in portable SQL; a statement that changes rows is refused.
    package func rows(_ sql: String, _ parameters: [Value] = []) throws(LedgerError) -> [Row] {
        try reading.rows(sql, parameters)
    }

    /// What each table takes in the storage with its indexes, in bytes, by its name. It may read
    /// everything.
    package func tableBytes() throws(LedgerError) -> [String: Int64] { try reading.tableBytes() }
}

/// One consistent state of the ledger, read only.
package struct Snapshot: ReadableLedger {
    package let reading: Reading
    package let atMilliseconds: Int64

    init(_ reading: Reading, atMilliseconds: Int64) {
        self.reading = reading
        self.atMilliseconds = atMilliseconds
    }

    /// Opens values of the vault. Who shows one records that.
    package var vault: DossierVault.Reader { DossierVault.Reader(reading) }
}
