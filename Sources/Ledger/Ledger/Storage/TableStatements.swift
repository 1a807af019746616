/// The SQL of one table, made once.
struct TableStatements: Sendable {
    let table: Table
    let selectByKey: String
    let put: String
    let remove: String
    /// `SELECT all columns FROM table`, to which a condition may be added.
    let select: String

    init(_ table: Table) {
        self.table = table
        let names = table.columns.map(\.name)
        let list = names.joined(separator: ", ")
        let keyCondition = table.key.map { "\($0) = ?" }.joined(separator: " AND ")
        let others = names.filter { !table.key.contains($0) }
        let update =
            others.isEmpty
            ? "NOTHING"
            : "UPDATE SET " + others.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        let places = names.map { _ in "?" }.joined(separator: ", ")
        select = "SELECT \(list) FROM \(table.name)"
        selectByKey = "SELECT \(list) FROM \(table.name) WHERE \(keyCondition)"
        put =
            "INSERT INTO \(table.name) (\(list)) VALUES (\(places)) "
            + "ON CONFLICT (\(table.key.joined(separator: ", "))) DO \(update)"
        remove = "DELETE FROM \(table.name) WHERE \(keyCondition)"
    }
}
