/// What leads a stored ledger from one form to the next: steps that are carried out in their order.
///
/// Names and columns are written out as they were then, and never changed once a release wrote
/// them: the declarations of today's tables go on changing, the past does not.
package struct Migration: Sendable {
    package enum Step: Sendable {
        /// A table with its indexes.
        case addTable(Table)
        /// A nullable column; rows keep their hash, which leaves out what is empty.
        case addColumn(String, Column)
        case addIndex(String, Index)
        /// Gives rows other values. Each row that changes stands in an entry with its new hash.
        case rewriteRows(RowRewrite)
    }

    package let steps: [Step]
    /// Of entries from here on; nil where their form stays.
    package let journalVersion: Int64?

    package init(_ steps: [Step], journalVersion: Int64? = nil) {
        self.steps = steps
        self.journalVersion = journalVersion
    }
}

/// Other values for the rows of one table, whose key stays.
///
/// Not for what officers signed for (`AuthorityAudit.officersTables`): no migration may change that,
/// and the audit before its commit refuses it.
package struct RowRewrite: Sendable {
    /// As it is after the steps before this one.
    package let table: Table
    /// The values in the order of the columns; nil for a row that stays as it is.
    package let values: @Sendable (Row) throws(LedgerError) -> [Value]?

    package init(
        of table: Table, _ values: @escaping @Sendable (Row) throws(LedgerError) -> [Value]?
    ) {
        self.table = table
        self.values = values
    }
}

/// The two numbers that say in which form a ledger is stored.
package struct StoredForm: Sendable, Hashable {
    /// Of tables, indexes, and what their rows mean.
    package let schema: Int64
    /// Of the entries that are written; earlier forms stay readable for ever.
    package let journal: Int64

    package init(schema: Int64, journal: Int64) {
        self.schema = schema
        self.journal = journal
    }
}

/// All forms that a ledger ever had: the first, and what led from each to the next.
package struct SchemaHistory: Sendable {
    /// The first of them leads from form 1 to form 2.
    package let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// The form that is written today.
    package var form: StoredForm {
        StoredForm(
            schema: Int64(1 + migrations.count),
            journal: migrations.last { $0.journalVersion != nil }?.journalVersion ?? 1)
    }

    /// What leads from an older form to today's.
    package func steps(from form: StoredForm) -> [Migration.Step] {
        migrations.dropFirst(Int(clamping: form.schema - 1)).flatMap(\.steps)
    }
}

extension Migration.Step {
    /// What it adds or changes, for people: `table`, `table.column`, `table(columns)`, `table.*`.
    package var name: String {
        switch self {
        case .addTable(let table): table.name
        case .addColumn(let table, let column): "\(table).\(column.name)"
        case .addIndex(let table, let index):
            "\(table)(\(index.columns.joined(separator: ", ")))"
        case .rewriteRows(let rewrite): "\(rewrite.table.name).*"
        }
    }
}
