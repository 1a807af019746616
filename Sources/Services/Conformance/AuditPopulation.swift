import CanonicalJSON
import CertificatePolicy
package import Ledger

/// Which entries of the journal an assessor draws cases from.
///
/// A member is an entry, by its place; where one entry covers a list of cases, `PLACE/CASE`. So each has its key
/// once, and keys come in the order of the journal. Who has all entries has the whole population.
package struct AuditPopulation: Sendable, Hashable {
    private enum Rule: Sendable, Hashable {
        case everything, refused, signed, proposed
        case carriedOut([String])
    }

    /// As it is typed: a name of ``names``, or the id of an operation.
    package let id: String
    private let rule: Rule

    private static let named: [(id: String, rule: Rule)] = [
        ("certificates", .carriedOut(["application.issue", listing])),
        ("applications", .carriedOut(["application.apply"])),
        (
            "revocations",
            .carriedOut([
                "certificate.revoke", "certificate.revokeByAuthority",
                "certificate.revokeOfAuthority", "certificate.revokeByKey", "campaign.slice",
                "certificate.lapse",
            ])
        ),
        (
            "suspensions",
            .carriedOut([
                "certificate.suspend", "certificate.suspendByKey", "certificate.suspendByCode",
                "certificate.proveCompromise",
            ])
        ),
        ("refusals", .refused), ("proposals", .proposed), ("acts", .signed),
        ("entries", .everything),
    ]
    private static let listing = "application.issueList"

    /// Those that have a name of their own.
    package static var names: [String] { named.map(\.id) }

    package init?(id: String) {
        if let named = Self.named.first(where: { $0.id == id }) {
            rule = named.rule
        } else if Operation[id] != nil {
            rule = .carriedOut([id])
        } else {
            return nil
        }
        self.id = id
    }

    /// One thing to look at.
    package struct Member: Sendable, Hashable {
        package let key: String
        package let index: Int64
        /// The case of a list that it is; nil where the entry is its own.
        package let listed: String?
    }

    /// The members that an entry is, or holds.
    package func members(in entry: JournalEntry, at index: Int64) -> [Member] {
        let own = [Member(key: String(index), index: index, listed: nil)]
        let tables = Set(entry.changes.map(\.table))
        switch rule {
        case .everything: return own
        case .refused: return entry.outcome == .refused ? own : []
        case _ where entry.outcome != .done: return []
        case .signed: return entry.signed.contains { !$0.act.isEmpty } ? own : []
        case .proposed:
            let opens = entry.signed.count == 1 && tables.contains("proposal_signature")
            return opens && tables.contains("proposal") ? own : []
        case .carriedOut(let operations):
            guard operations.contains(entry.operation) else { return [] }
            if id == "certificates", entry.operation == Self.listing {
                return Self.listed(in: entry).map {
                    Member(key: "\(index)/\($0)", index: index, listed: $0)
                }
            }
            return entry.onlyCollects ? [] : own
        }
    }

    /// The applications of a list that were not refused.
    private static func listed(in entry: JournalEntry) -> [String] {
        func applications(_ fact: String) -> [String] {
            (entry.facts[fact]?.array ?? []).compactMap { $0["application"]?.string }
        }
        let refused = Set(applications("refused"))
        return applications("applications").filter { !refused.contains($0) }
    }
}
