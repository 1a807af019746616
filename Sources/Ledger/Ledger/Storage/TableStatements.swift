/// The SQL of one table and the order of its columns for key and row hash, made once.
final class TableStatements: Sendable {
    let table: Table
    /// `SELECT all columns FROM table`, to which a condition may be added.
    let select: String
    let selectByKey: String
    let insert: String
    let put: String
    let remove: String
    private let columns: [String]
    /// Where the columns of the key stand among all.
    private let keyPlaces: [Int]
    /// The columns in the order of their names as bytes, as the row hash wants them.
    private let rowHash: RowHash

    init(_ table: Table) {
        self.table = table
        let columns = table.columns.map(\.name)
        let list = columns.joined(separator: ", ")
        let keyCondition = table.key.map { "\($0) = ?" }.joined(separator: " AND ")
        let others = columns.filter { !table.key.contains($0) }
        let update =
            others.isEmpty
            ? "NOTHING"
            : "UPDATE SET " + others.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        select = "SELECT \(list) FROM \(table.name)"
        selectByKey = "\(select) WHERE \(keyCondition)"
        insert = "INSERT INTO \(table.name) (\(list)) VALUES (\(places))"
        put = "\(insert) ON CONFLICT (\(table.key.joined(separator: ", "))) DO \(update)"
        remove = "DELETE FROM \(table.name) WHERE \(keyCondition)"
        self.columns = columns
        keyPlaces = table.key.compactMap { columns.firstIndex(of: $0) }
        rowHash = RowHash(table: table.name, columns: columns)
    }

    /// The values in the order of the columns, as `put` takes them.
    /// - Throws: `.misuse` for a value that has no column.
    func parameters(of values: KeyValuePairs<String, Value>) throws(LedgerError) -> [Value] {
        var ordered: [Value] = []
        ordered.reserveCapacity(columns.count)
        for (name, value) in values {
            guard ordered.count < columns.count, columns[ordered.count].isSameName(as: name) else {
                return try searched(values)
            }
            ordered.append(value)
        }
        return ordered.count == columns.count ? ordered : try searched(values)
    }

    private func searched(
        _ values: KeyValuePairs<String, Value>
    ) throws(LedgerError) -> [Value] {
        var ordered = [Value](repeating: .null, count: columns.count)
        for (name, value) in values {
            guard let place = columns.firstIndex(where: { $0.isSameName(as: name) }) else {
                throw .misuse(detail: "\(table.name) has no column \(name)")
            }
            ordered[place] = value
        }
        return ordered
    }

    /// Of values in the order of the columns, as those of a row that was read with `select`.
    func key(of ordered: [Value]) -> [Value] { keyPlaces.map { ordered[$0] } }

    /// Of values in the order of the columns.
    func hash(of ordered: [Value]) -> [UInt8] { rowHash.hash(of: ordered) }
}
