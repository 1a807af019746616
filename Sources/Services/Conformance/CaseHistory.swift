import CanonicalJSON
package import Ledger

/// The entries that a case has, found by going through the whole journal.
///
/// A case is an application with its certificate, a proposal, a record, or what one entry is by itself. What belongs
/// to it is known by what an entry names, so that going through the journal twice finds what the first way told: an
/// application that only a later entry joins to the certificate that was drawn.
package struct CaseHistory: Sendable {
    /// The first ones tell how it went; a page of more is no page.
    package static let maximumEntries = 500

    private let own: Int64
    private var objects: Set<String>
    package private(set) var entries: [Int64] = []
    /// How many more there are than ``entries`` holds.
    package private(set) var leftOff: Int64 = 0
    /// Whether an application was joined to it, whose earlier entries were passed over.
    package private(set) var hasGrown = false

    /// - Parameter entry: the one that was drawn.
    package init(of member: AuditPopulation.Member, _ entry: JournalEntry) {
        own = member.index
        objects =
            member.listed.map { [$0] }
            ?? Set(Self.mentioned(in: entry, isListMeant: false).filter(Self.isObject))
    }

    /// Begins at the first entry once more.
    package mutating func beginAgain() {
        (entries, leftOff, hasGrown) = ([], 0, false)
    }

    /// Looks at the entries in order.
    package mutating func look(at entry: JournalEntry, _ index: Int64) {
        let mentioned = Self.mentioned(in: entry, isListMeant: true)
        guard index == own || !objects.isDisjoint(with: mentioned) else { return }
        if entries.count < Self.maximumEntries {
            entries.append(index)
        } else {
            leftOff += 1
        }
        // Vetting prepares the one certificate of an application, and nothing else joins two cases.
        guard entry.operation == "application.vet", entry.outcome == .done else { return }
        for object in mentioned where Self.isObject(object) && objects.insert(object).inserted {
            if object.hasPrefix("app-") { hasGrown = true }
        }
    }

    /// What an entry is about, by its case, its facts and the keys of the rows that it changed.
    private static func mentioned(in entry: JournalEntry, isListMeant: Bool) -> Set<String> {
        var found = Set([entry.caseID].compactMap { $0 })
        for fact in ["application", "certificate", "proposal", "record", "import"] {
            if let value = entry.facts[fact]?.string { found.insert(value) }
        }
        if let authority = entry.facts["authority"]?.string,
            let serial = entry.facts["serial"]?.string
        {
            found.insert("\(authority)/\(serial)")
        }
        guard isListMeant || !entry.operation.hasSuffix("List") else { return found }
        for item in entry.facts["applications"]?.array ?? [] {
            if let application = item["application"]?.string { found.insert(application) }
        }
        for change in entry.changes {
            let key = (change.key.array ?? []).compactMap(\.string)
            switch (change.table, key.count) {
            case ("application", 1), ("proposal", 1): found.insert(key[0])
            case ("certificate", 2): found.insert("\(key[0])/\(key[1])")
            default: break
            }
        }
        return found
    }

    /// Whether a name is that of one case: an authority has thousands of entries that have nothing to do with
    /// each other.
    private static func isObject(_ name: String) -> Bool {
        name.utf8.contains(0x2F)
            || ["app-", "pro-", "rec-", "imp-", "off-"].contains { name.hasPrefix($0) }
    }
}
