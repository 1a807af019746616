package import CanonicalJSON
package import CertificatePolicy
import Cryptography
package import Messages

/// The only way to change a row: handed to the closure of an act, and to nothing else.
///
/// What it did is undone when the closure throws. The closure does no input or output, signs
/// nothing and waits for nothing; it may run again.
package struct Transaction: ReadableLedger {
    package let reading: Reading
    /// The time of this act's entry: the later of the clock and the last entry. For deadlines.
    package let atMilliseconds: Int64
    /// The place that this act's entry will have in the journal.
    package let entryIndex: Int64
    /// The id of the officer, or `applicant`, `subscriber`, `anyone`, `system`.
    package let actor: String
    /// The role in which an officer signed; nil where no officer acts.
    package let role: String?
    let randomness: any Randomness
    /// Judges the officer again for what a case is about, and for a case of a list, that are known
    /// only inside the transaction.
    let judge: ((_ scope: CaseScope, _ caseID: String?) throws -> Void)?
    let operation: String
    /// The version in force.
    let practice: Int64
    let record: ActRecord

    // MARK: Changes

    /// Stores the row, in place of one with the same key.
    package mutating func put<R: Record>(_ record: R) throws(LedgerError) {
        try self.record.put(record, on: reading)
    }

    /// Removes the row with this key.
    /// - Returns: whether there was one.
    @discardableResult
    package mutating func remove<R: Record>(
        _ type: R.Type, _ key: Value...
    ) throws(LedgerError) -> Bool {
        try record.remove(type, key: key, on: reading)
    }

    /// Seals, opens and erases personal data.
    package var vault: DossierVault.Writer {
        DossierVault.Writer(reading: reading, record: record, randomness: randomness)
    }

    /// How many rows this act changed so far, each of which the entry names.
    package var changeCount: Int { record.changes.count }

    // MARK: What the entry tells

    /// Adds a fact to the entry: an id, hash or number. No names, no free text.
    package mutating func note(_ name: String, _ value: JSONValue) {
        record.facts[name] = value
    }

    /// Adds to the entry's defects what did not hold up this act, because it tightens.
    package mutating func noteDefect(_ code: RefusalCode) {
        record.defects.append(code.id)
    }

    // MARK: Rules

    /// Refuses unless the acting officer may do this operation for the authority, the kind of certificates
    /// and the site of a case: for closures that learn them from a row. Does nothing where no officer acts.
    package func requireRole(in scope: CaseScope) throws {
        try judge?(scope, nil)
    }

    /// The same for what is about all kinds of certificates from every site and loosens nothing, such as a
    /// list: whoever has the role for one of them may.
    package func requireRole(forAnyKindOf authority: String) throws {
        try judge?(CaseScope(authority: authority, kind: .unread, site: .unread), nil)
    }

    /// For one case of an operation that covers a list: refuses unless the acting officer may do it
    /// there, beside what everybody did in that case before (CP 7.11a).
    package func requireStanding(inCase caseID: String, _ scope: CaseScope) throws {
        try judge?(scope, caseID)
    }

    /// Tells the list that was signed, without which nobody could see what the act was about.
    ///
    /// - Parameter list: exactly what stands under `applications` in the payload.
    package mutating func tell(list: JSONValue) { note(ListedCase.fact, list) }

    /// Makes the acting officer's part in one case of a list known to that case's history, with what
    /// was announced for it.
    package mutating func takePart(
        inCase caseID: String, announcing intent: String? = nil
    ) throws(LedgerError) {
        try put(
            ListedCase(
                entry: entryIndex, caseID: caseID, operation: operation, officer: actor,
                intent: intent))
    }

    /// A prefix and 16 octets in base32, such as `app-…`: the time of the act in milliseconds (6), so
    /// that rows made together lie together however many there are, and 80 random bits.
    package func newID(_ prefix: String) -> String {
        let time = (0..<6).map { UInt8(truncatingIfNeeded: atMilliseconds >> (40 - 8 * $0)) }
        return "\(prefix)-\(Base32.encode(time + randomness.bytes(10)))"
    }

    /// Random bytes, for serial numbers and the like.
    package func randomBytes(_ count: Int) -> [UInt8] { randomness.bytes(count) }
}

/// What one act did so far, for its entry. Belongs to the queue of the committer; thrown away with
/// the act when it is refused.
final class ActRecord {
    /// Each changed row once, with the hash it ends with, in the order of first change.
    private(set) var changes: [RowChange] = []
    private var places: [RowIdentity: Int] = [:]
    var facts: [String: JSONValue] = [:]
    var defects: [String] = []
    var intents: [Intent] = []

    func put<R: Record>(_ record: R, on reading: Reading) throws(LedgerError) {
        let statements = try reading.statements(of: R.self)
        let values = try statements.parameters(of: record.values)
        try reading.use { connection throws(LedgerError) in
            try connection.enqueue(statements.put, values)
        }
        note(statements, statements.key(of: values), statements.hash(of: values))
    }

    func remove<R: Record>(
        _ type: R.Type, key: [Value], on reading: Reading
    ) throws(LedgerError) -> Bool {
        let statements = try reading.statements(of: type)
        let removed = try reading.use { connection throws(LedgerError) in
            try connection.execute(statements.remove, key)
        }
        guard removed > 0 else { return false }
        note(statements, key, nil)
        return true
    }

    private func note(_ statements: TableStatements, _ key: [Value], _ rowHash: [UInt8]?) {
        let table = statements.table.name
        let identity = RowIdentity(table: table, key: key)
        let change = RowChange(table: table, key: RowHash.json(ofKey: key), rowHash: rowHash)
        if let place = places[identity] {
            changes[place] = change
        } else {
            places[identity] = changes.count
            changes.append(change)
        }
    }
}

private struct RowIdentity: Hashable {
    let table: String
    let key: [Value]
}
