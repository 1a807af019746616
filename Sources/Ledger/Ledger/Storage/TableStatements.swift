/// The SQL of one table and the order of its columns for the row hash, made once.
struct TableStatements: Sendable {
    let table: Table
    /// `SELECT all columns FROM table`, to which a condition may be added.
    let select: String
    let selectByKey: String
    let put: String
    let remove: String
    /// The columns in the order of their names as bytes, as the row hash wants them.
    private let hashOrder: [String]
    private let names: Set<String>

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
        put =
            "INSERT INTO \(table.name) (\(list)) VALUES (\(places)) "
            + "ON CONFLICT (\(table.key.joined(separator: ", "))) DO \(update)"
        remove = "DELETE FROM \(table.name) WHERE \(keyCondition)"
        hashOrder = columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        names = Set(columns)
    }

    /// The parameters of `put`, in the order of the columns.
    /// - Throws: `.misuse` for a value that has no column.
    func parameters(of values: [String: Value]) throws(LedgerError) -> [Value] {
        if let stray = values.keys.first(where: { !names.contains($0) }) {
            throw .misuse(detail: "\(table.name) has no column \(stray)")
        }
        return table.columns.map { values[$0.name] ?? .null }
    }

    func key(of values: [String: Value]) -> [Value] {
        table.key.map { values[$0] ?? .null }
    }

    func hash(of values: [String: Value]) -> [UInt8] {
        RowHash.hash(table: table.name, fields: hashOrder.map { ($0, values[$0] ?? .null) })
    }

    /// Of a row read with `select`, whose columns stand in the table's order.
    func values(of row: Row) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: zip(row.columns, row.values))
    }
}
