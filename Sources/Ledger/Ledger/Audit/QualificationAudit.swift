import CertificatePolicy
import Cryptography

/// Whether officers were screened and trained when they did what loosens (CP 7.13, 7.14), by the registers as
/// they stood at each entry. That rows of registers are what their entries left is looked at elsewhere.
struct QualificationAudit {
    private let snapshot: Snapshot
    private let register: any QualificationRegister
    /// Under all their ids, by each of them.
    private var people: [String: [Officer]] = [:]
    private var histories: [[String]: QualificationHistory] = [:]
    private var rules: [Int64: QualificationRule] = [:]

    /// Nil where nobody keeps registers of people, or the stored form has none yet.
    init?(_ connection: any StorageConnection, _ catalogue: Catalogue) {
        guard let register = catalogue.qualifications else { return nil }
        self.register = register
        // Nothing of the vault is opened.
        snapshot = Snapshot(
            Reading(
                connection, cache: StatementCache(catalogue),
                vaultKey: VaultKey(master: SecretBytes([UInt8](repeating: 0, count: 32)))),
            atMilliseconds: 0)
    }

    mutating func isQualified(
        _ officer: String, as role: String, for operation: Operation, _ entry: JournalEntry,
        at index: Int64
    ) throws -> Bool {
        guard operation.needsQualification, let role = Role(rawValue: role) else { return true }
        let rule = try rule(ofPractice: entry.practice)
        guard rule != .advised else { return true }
        // Ids that the person was given later say nothing of before.
        let ids = try person(officer).filter {
            $0.enrolledAtMilliseconds <= entry.timeMilliseconds
        }.map(\.id)
        let history = try histories[ids] ?? register.history(of: ids, snapshot)
        histories[ids] = history
        return history.qualification(under: rule, before: index)
            .lapse(of: role, atMilliseconds: entry.timeMilliseconds) == nil
    }

    private mutating func person(_ id: String) throws -> [Officer] {
        if let known = people[id] { return known }
        let officer = try snapshot.get(Officer.self, .text(id))
        let found = try officer.map { try snapshot.officers(ofPerson: $0.person) } ?? []
        people[id] = found
        return found
    }

    private mutating func rule(ofPractice version: Int64) throws -> QualificationRule {
        if let known = rules[version] { return known }
        let rule = register.rule(of: try snapshot.get(PracticeVersion.self, .integer(version)))
        rules[version] = rule
        return rule
    }
}
