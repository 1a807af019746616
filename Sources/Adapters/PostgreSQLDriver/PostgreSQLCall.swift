import Ledger

/// A statement with its parameters, as they travel.
struct PostgreSQLCall {
    let sql: String
    let parameters: BinaryParameters

    init(_ sql: String, _ values: [Value] = []) throws(LedgerError) {
        self.sql = sql
        parameters = try BinaryParameters(values)
    }

    /// A statement is prepared once for each combination of types.
    var key: String { "\(parameters.signature) \(sql)" }
}
