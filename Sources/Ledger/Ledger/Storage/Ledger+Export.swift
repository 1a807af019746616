package import CanonicalJSON

extension Ledger {
    /// Reads one consistent state on a connection and a queue of its own, as long as it takes: nobody
    /// else's queries wait for it.
    package nonisolated func readApart<Result: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        let (settings, catalogue, vaultKey) = (settings, catalogue, vaultKey)
        return try await QueueExecutor(label: "kapok.ledger.export").run {
            let connection = try settings.driver.connect(.readOnly)
            defer { connection.close() }
            try connection.begin()
            defer { connection.rollback() }
            let reading = Reading(
                connection, cache: StatementCache(catalogue), vaultKey: vaultKey)
            defer { reading.end() }
            return try body(Snapshot(reading, atMilliseconds: settings.clock()))
        }
    }

    /// The tables that may leave the folder: all but the vault's, which hold personal data and keys.
    package nonisolated var exportedTables: [Table] {
        let secret = Set(DossierVault.tables.map(\.name))
        return catalogue.tables.filter { !secret.contains($0.name) }.sorted { $0.name < $1.name }
    }
}

extension Snapshot {
    /// Visits the rows of a table by their key, each as an object: blobs in base64, what is empty left
    /// out, as the row's hash leaves it out.
    package func forEachRow(of table: Table, _ body: (JSONValue) throws -> Void) throws {
        let columns = table.columns.map(\.name)
        let sql =
            "SELECT \(columns.joined(separator: ", ")) FROM \(table.name) "
            + "ORDER BY \(table.key.joined(separator: ", "))"
        try reading.connection.forEach(sql, []) { row in
            var members: [String: JSONValue] = [:]
            for (name, value) in zip(columns, row.values) {
                switch value {
                case .null: break
                case .integer(let number): members[name] = .integer(number)
                case .text(let text): members[name] = .string(text)
                case .blob(let bytes): members[name] = .string(Base64.encode(bytes))
                }
            }
            try body(.object(members))
            return true
        }
    }
}
