/// One register: what its records say, who keeps it, and which clauses of the policy it answers.
///
/// The table is ``all``. Service, interface, command line and tests read the same rows.
package struct RecordKind: Sendable, Hashable {
    /// Lower camel case, such as `personnel`. Part of the API.
    package let id: String
    /// Who may add, change and end its records, and read what is confidential in them.
    package let roles: [Role]
    /// The columns that together tell one record from the others that are in force.
    package let key: [String]
    package let fields: [RecordField]
    package let rules: [RecordRule]
    /// Clauses of the certificate policy that ask for it.
    package let clauses: [String]
    /// How long a record is kept at least after it ended. Nothing is destroyed so far.
    package let retentionMonths: Int
    /// Whether there is no authority without such a record: then its absence is told (conformance).
    package let isExpected: Bool

    /// What in a row of its records is looked at beside each record by itself.
    package let watch: RecordWatch?
    /// By when something follows on a record. Days on which a duty of the ledger hangs (`Duty.records`), and
    /// those of vetting and training, are read there.
    package let dues: [RecordDue]
    /// Nil where each record stands for itself.
    package let series: RecordSeries?

    /// CP 7.21: at least five years; records tied to no certificate outlast those of their time.
    static let usualRetentionMonths = 7 * 12

    init(
        _ id: String, roles: [Role], key: [String], clauses: [String], expected: Bool = false,
        retentionMonths: Int = RecordKind.usualRetentionMonths, fields: [RecordField],
        rules: [RecordRule] = [], watch: RecordWatch? = nil, dues: [RecordDue] = [],
        series: RecordSeries? = nil
    ) {
        self.id = id
        self.roles = roles
        self.key = key
        self.fields = fields
        self.rules = rules
        self.watch = watch
        self.dues = dues
        self.series = series
        self.clauses = clauses
        self.retentionMonths = retentionMonths
        isExpected = expected
    }

    /// Every register, in the order of the clauses.
    package static let all: [RecordKind] = premises + people + assurance + equipment + work

    /// The row with this id.
    package static subscript(id: String) -> RecordKind? {
        byID[id]
    }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// Roles that read what is confidential: who keeps the register, and the auditor.
    package var readers: [Role] { roles.contains(.auditor) ? roles : roles + [.auditor] }

    package func field(_ name: String) -> RecordField? { fields.first { $0.name == name } }

    package var confidentialNames: Set<String> {
        Set(fields.filter(\.isConfidential).map(\.name))
    }
}
