package import CanonicalJSON
import Cryptography
import Messages

/// What a migration would do, or did.
package struct MigrationPlan: Sendable {
    package let from: StoredForm
    package let to: StoredForm
    /// `Migration.Step.name` of each, in their order.
    package let steps: [String]

    package var isNeeded: Bool { from != to }

    package var json: JSONValue {
        [
            "schemaBefore": .integer(from.schema), "schemaAfter": .integer(to.schema),
            "journalBefore": .integer(from.journal), "journalAfter": .integer(to.journal),
            "changes": .array(steps.map { .string($0) }),
        ]
    }
}

/// Bringing a stored ledger into the form of this program.
extension Ledger {
    /// The operation of the entry that records it.
    package static let migration = "ledger.migrate"

    /// Looks at a stored ledger, and changes nothing.
    /// - Throws: `LedgerError.noLedger`, `.newerFolder`.
    package static func migrationPlan(
        of driver: any StorageDriver, _ history: SchemaHistory = .all
    ) throws(LedgerError) -> MigrationPlan {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        return try plan(on: connection, history)
    }

    private static func plan(
        on connection: any StorageConnection, _ history: SchemaHistory
    ) throws(LedgerError) -> MigrationPlan {
        let found = try Schema.form(on: connection, history)
        return MigrationPlan(
            from: found, to: history.form, steps: history.steps(from: found).map(\.name))
    }

    /// Carries out every step, the entry and the audit of the outcome in one transaction: whoever
    /// ends the process finds the old form or the new one, whole. No process has the ledger open.
    ///
    /// - Parameters:
    ///   - size: how many entries the backup of before holds; nil where there is none.
    ///   - facts: what the entry tells beside the forms, of the backup above all.
    /// - Returns: what was done, and the place of the entry; nil for both where it had today's form.
    /// - Throws: `migrate.restored` before it was compared; `migrate.moved` where there are other entries
    ///   than the backup holds; `migrate.unclean` where the outcome does
    ///   not pass its audit; `LedgerError`. Nothing is changed then, but for `.commitInDoubt`.
    package static func migrate(
        _ settings: LedgerSettings, size: Int64? = nil, facts: [String: JSONValue]
    ) async throws -> (plan: MigrationPlan, entry: Int64)? {
        try await whileClosed(settings, label: "kapok.ledger.migrate") { connection, catalogue in
            let plan = try plan(on: connection, settings.history)
            guard plan.isNeeded else { return nil }
            var migration = try RunningMigration(connection, settings, catalogue)
            // Of a shared storage: a server that still runs wrote on.
            if let size, size != migration.entry { throw Refusal(.migrateMoved) }
            try migration.run(plan, facts: facts)
            return (plan, migration.entry)
        }
    }
}

/// One migration inside its transaction.
private struct RunningMigration {
    let connection: any StorageConnection
    let settings: LedgerSettings
    let catalogue: Catalogue
    /// The place of the entry that tells what was done.
    let entry: Int64
    private let atMilliseconds: Int64
    private var tail: JournalTail
    /// What the first entry tells; nil once it was made.
    private var facts: [String: JSONValue]?
    private var changes: [RowChange] = []

    /// So many fit an entry: name, key and hash of a row have 300 octets at most.
    private static let changesPerEntry = 200

    init(
        _ connection: any StorageConnection, _ settings: LedgerSettings, _ catalogue: Catalogue
    ) throws {
        // The entry would stand in a journal that was not compared with what was seen of it.
        guard try Schema.restoredAt(on: connection) == nil else { throw Refusal(.migrateRestored) }
        _ = try Ledger.identity(on: connection, settings)
        self.connection = connection
        self.settings = settings
        self.catalogue = catalogue
        tail = try JournalTail(reading: connection)
        entry = tail.size
        atMilliseconds = max(settings.clock(), tail.atMilliseconds)
    }

    mutating func run(_ plan: MigrationPlan, facts told: [String: JSONValue]) throws {
        var facts = plan.json.object ?? [:]
        facts["program"] = .string(settings.program)
        facts.merge(told) { own, _ in own }
        self.facts = facts
        for step in settings.history.steps(from: plan.from) { try carryOut(step) }
        try Schema.putVersions(on: connection, settings)
        if self.facts != nil || !changes.isEmpty { try append() }
        try tail.write(to: connection, signer: settings.checkpointSigner)
        try LedgerAudit(
            connection: connection, catalogue: catalogue,
            signer: settings.checkpointSigner
        ).requireClean(orRefuse: .migrateUnclean)
    }

    private mutating func carryOut(_ step: Migration.Step) throws(LedgerError) {
        let dialect = settings.driver.dialect
        switch step {
        case .addTable(let table): try Schema.add(table, on: connection, dialect: dialect)
        case .addIndex(let table, let index): try Schema.add(index, on: table, connection)
        case .addColumn(let table, let column):
            guard column.isNullable else {
                throw .misuse(detail: "column \(table).\(column.name) is new and not nullable")
            }
            // A program between two releases may have added it already.
            guard try !connection.columnNames(ofTable: table).contains(column.name) else { return }
            try connection.execute(
                "ALTER TABLE \(table) ADD COLUMN \(column.name) \(dialect.type(of: column.kind))",
                [])
        case .rewriteRows(let rewrite): try carryOut(rewrite)
        }
    }

    /// Page by page in the order of the key, so that no row is met twice.
    private mutating func carryOut(_ rewrite: RowRewrite) throws(LedgerError) {
        let table = rewrite.table
        let statements = TableStatements(table)
        let key = table.key.joined(separator: ", ")
        let places = table.key.map { _ in "?" }.joined(separator: ", ")
        var last: [Value] = []
        while true {
            let beyond = last.isEmpty ? "" : " WHERE (\(key)) > (\(places))"
            let rows = try connection.query(
                "\(statements.select)\(beyond) ORDER BY \(key) LIMIT \(Self.changesPerEntry)", last)
            guard let end = rows.last else { return }
            last = statements.key(of: end.values)
            for row in rows {
                guard let values = try rewrite.values(row) else { continue }
                let key = statements.key(of: row.values)
                guard values.count == row.values.count, statements.key(of: values) == key else {
                    throw .misuse(detail: "a migration gave a row of \(table.name) another key")
                }
                try connection.enqueue(statements.put, values)
                changes.append(
                    RowChange(
                        table: table.name, key: RowHash.json(ofKey: key),
                        rowHash: statements.hash(of: values)))
                if changes.count == Self.changesPerEntry { try append() }
            }
        }
    }

    /// The first entry tells what was done; those behind it hold further changes.
    private mutating func append() throws(LedgerError) {
        let practice = try connection.first(
            "SELECT version FROM practice WHERE effective_from <= ? ORDER BY version DESC LIMIT 1",
            [.integer(atMilliseconds)])
        var entry = JournalEntry(
            timeMilliseconds: atMilliseconds, operation: Ledger.migration, actor: "system",
            caseID: nil, practice: try practice?.integer("version") ?? 0,
            nonce: settings.randomness.bytes(16), request: nil)
        entry.facts = facts ?? ["continues": .integer(self.entry)]
        entry.changes = changes
        tail.append(entry, bytes: try Ledger.bytes(of: entry))
        facts = nil
        changes = []
    }
}
