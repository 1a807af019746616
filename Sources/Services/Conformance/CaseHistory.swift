import CanonicalJSON
package import Ledger

/// The entries that one drawn case has.
package struct CaseHistory: Sendable {
    /// The first ones tell how it went; a page of more is no page.
    package static let maximumEntries = 500

    package fileprivate(set) var entries: [Int64] = []
    /// How many more there are than ``entries`` holds.
    package fileprivate(set) var leftOff: Int64 = 0

    fileprivate mutating func add(_ index: Int64) {
        if entries.count < Self.maximumEntries {
            entries.append(index)
        } else {
            leftOff += 1
        }
    }
}

/// The histories of drawn cases, found by going through the whole journal.
///
/// A case is an application with its certificate, a proposal, a record, or what one entry is by itself. What belongs
/// to it is known by what an entry names, so that going through the journal again finds what the first way told: an
/// application that only a later entry joins to the certificate that was drawn. However many are drawn, an entry is
/// looked at once.
package struct CaseHistories: Sendable {
    /// In the order of the draw.
    package private(set) var cases: [CaseHistory]
    /// Whether an application was joined to one, whose earlier entries were passed over.
    package private(set) var haveGrown = false
    /// Which cases an object belongs to, and which an entry is.
    private var byObject: [String: Set<Int>] = [:]
    private var byEntry: [Int64: Set<Int>] = [:]

    /// - Parameter drawn: each with the entry that was drawn.
    package init(_ drawn: [(member: AuditPopulation.Member, entry: JournalEntry)]) {
        cases = Array(repeating: CaseHistory(), count: drawn.count)
        for (place, drawn) in drawn.enumerated() {
            byEntry[drawn.member.index, default: []].insert(place)
            let objects =
                drawn.member.listed.map { [$0] }
                ?? Self.mentioned(in: drawn.entry, isListMeant: false).filter(Self.isObject)
            for object in objects { byObject[object, default: []].insert(place) }
        }
    }

    /// Begins at the first entry once more.
    package mutating func beginAgain() {
        cases = Array(repeating: CaseHistory(), count: cases.count)
        haveGrown = false
    }

    /// Looks at the entries in order.
    package mutating func look(at entry: JournalEntry, _ index: Int64) {
        let mentioned = Self.mentioned(in: entry, isListMeant: true)
        let meant = mentioned.reduce(into: byEntry[index] ?? []) {
            $0.formUnion(byObject[$1] ?? [])
        }
        for place in meant { cases[place].add(index) }
        // Vetting prepares the one certificate of an application, and nothing else joins two cases.
        guard !meant.isEmpty, entry.operation == "application.vet", entry.outcome == .done else {
            return
        }
        for object in mentioned where Self.isObject(object) {
            let added = meant.subtracting(byObject[object] ?? [])
            byObject[object, default: []].formUnion(added)
            if !added.isEmpty, object.hasPrefix("app-") { haveGrown = true }
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
