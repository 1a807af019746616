/// By when something follows on a record, and while that is open.
package struct RecordDue: Sendable, Hashable {
    /// The column with the last day, or with the moment from which the allowance counts.
    package let column: String
    /// How long after the moment it is due; nil where the column holds a day.
    package let allowanceMilliseconds: Int64?
    /// It is open while another column has one of these values; nil: as long as the record is in force.
    package let open: Open?

    package struct Open: Sendable, Hashable {
        package let column: String
        package let values: [String]
    }

    init(_ column: String, while open: String? = nil, is values: [String] = []) {
        self.column = column
        allowanceMilliseconds = nil
        self.open = open.map { Open(column: $0, values: values) }
    }

    /// What is not to wait for the end of a day.
    init(minutes: Int64, after column: String, while open: String, is values: [String]) {
        self.column = column
        allowanceMilliseconds = minutes * 60_000
        self.open = Open(column: open, values: values)
    }

    /// The last moment, in milliseconds since 1970; nil where nothing is due.
    func milliseconds(_ record: [String: String]) -> Int64? {
        if let open, !open.values.contains(record[open.column] ?? "") { return nil }
        if let allowanceMilliseconds {
            return RecordMoment(record[column]).map { $0.milliseconds + allowanceMilliseconds }
        }
        return RecordDay(record[column]).map { $0.endMilliseconds - 1 }
    }
}

/// What makes a later record take the place of earlier ones, which are then due no more.
package struct RecordSeries: Sendable, Hashable {
    /// The columns that its records have in common.
    package let columns: [String]
    /// The column with the day by which one is later.
    package let day: String

    init(_ columns: [String], by day: String) {
        self.columns = columns
        self.day = day
    }

    /// What a record has in common with the others of its series, and its day; nil for one that is in none.
    package func place(_ record: [String: String]) -> (common: [String], day: RecordDay)? {
        RecordDay(record[day]).map { (columns.map { record[$0] ?? "" }, $0) }
    }
}

extension RecordKind {
    /// By when something follows on a record: the last moment of the nearest day that is still open, in
    /// milliseconds since 1970; nil where nothing is due.
    package func dueMilliseconds(_ record: [String: String]) -> Int64? {
        dues.compactMap { $0.milliseconds(record) }.min()
    }
}
