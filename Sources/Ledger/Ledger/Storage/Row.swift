/// One row as it was read: named values in the order of the query.
package struct Row: Sendable, Hashable {
    /// Shared by all rows of one answer.
    package let columns: [String]
    package let values: [Value]

    package init(columns: [String], values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// Nil when the row has no column of that name. Cost: the number of columns.
    package subscript(column: String) -> Value? {
        for index in columns.indices where columns[index].isSameName(as: column) {
            return values[index]
        }
        return nil
    }
}

/// Typed access. Each throws `LedgerError.malformedRow` when the column is missing or holds
/// something else: either our mistake or a row changed by hand.
extension Row {
    package func integer(_ column: String) throws(LedgerError) -> Int64 {
        guard case .integer(let value)? = self[column] else { throw .malformedRow(column: column) }
        return value
    }

    package func text(_ column: String) throws(LedgerError) -> String {
        guard case .text(let value)? = self[column] else { throw .malformedRow(column: column) }
        return value
    }

    package func blob(_ column: String) throws(LedgerError) -> [UInt8] {
        guard case .blob(let value)? = self[column] else { throw .malformedRow(column: column) }
        return value
    }

    /// True for 1, false for 0.
    package func flag(_ column: String) throws(LedgerError) -> Bool {
        switch self[column] {
        case .integer(0)?: return false
        case .integer(1)?: return true
        default: throw .malformedRow(column: column)
        }
    }

    /// A case of an enum that is stored by its name.
    package func choice<Choice: RawRepresentable>(
        _ column: String, as type: Choice.Type = Choice.self
    ) throws(LedgerError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try text(column)) else {
            throw .malformedRow(column: column)
        }
        return choice
    }

    package func optionalInteger(_ column: String) throws(LedgerError) -> Int64? {
        if case .null? = self[column] { return nil }
        return try integer(column)
    }

    package func optionalText(_ column: String) throws(LedgerError) -> String? {
        if case .null? = self[column] { return nil }
        return try text(column)
    }

    package func optionalBlob(_ column: String) throws(LedgerError) -> [UInt8]? {
        if case .null? = self[column] { return nil }
        return try blob(column)
    }
}

/// A value that lives as one row of a table. Its owner alone writes it, by `put` and `remove`.
///
/// Rows hold no names and no free text of people: those lie in the `DossierVault`.
package protocol Record: Sendable {
    static var table: Table { get }
    /// Every column of the table, best in its order, which costs no search; a column left out is
    /// stored as null.
    var values: KeyValuePairs<String, Value> { get }
    init(row: Row) throws(LedgerError)
}

extension String {
    /// For names of columns, which are ASCII (see `Table`): of these, Swift's own equality is that of
    /// the bytes, and compares them as a whole.
    func isSameName(as other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}
