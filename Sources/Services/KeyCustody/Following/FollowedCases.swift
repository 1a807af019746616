import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger

/// What officers did in the applications of a followed journal, as far as the signing of a certificate rests on it: who
/// vetted, who approved which contents, and that nobody did both (CP 7.11a).
struct FollowedCases {
    private struct Case {
        /// The first ids of people, by the operations that they carried out.
        var people: [String: Set<String>] = [:]
        /// Whether somebody vetted it since it was given back last.
        var isVetted = false
        /// The digest of the contents that were approved last, in hexadecimal, while that stands, and by whom.
        var approved: (contents: String, person: String)?

        /// Whether this person did nothing that keeps from an operation.
        func isFree(_ person: String, for operation: String) -> Bool {
            (Operation[operation]?.differsFrom ?? []).allSatisfy {
                people[$0]?.contains(person) != true
            }
        }
    }

    private static let vetting = "application.vet"
    private static let approval = "application.approve"
    private static let issuing = "application.issue"
    /// What takes an approval back, whoever does it.
    private static let endings: Set<String> = [
        "application.return", "application.recall", "application.correct", "application.refuse",
    ]
    /// By whom something may have been done that nobody may do beside the issuing.
    private static let watched = Set(Operation[issuing]?.differsFrom ?? [])
        .union(Operation[approval]?.differsFrom ?? [])

    private var cases: [String: Case] = [:]

    /// Takes over what an entry that was carried out says of an application.
    ///
    /// - Parameter person: who acted; nil where no officer did.
    mutating func follow(_ entry: JournalEntry, by person: String?) {
        guard let id = entry.caseID else { return }
        if Self.endings.contains(entry.operation) {
            cases[id]?.approved = nil
            if !Self.isRecallOfApproval(entry) { cases[id]?.isVetted = false }
        } else if Self.watched.contains(entry.operation), let person {
            var found = cases[id] ?? Case()
            switch entry.operation {
            case Self.vetting: found.isVetted = true
            case Self.approval:
                let contents = found.isVetted ? Self.approved(by: entry) : nil
                found.approved = contents.map { ($0, person) }
            default: break
            }
            found.people[entry.operation, default: []].insert(person)
            cases[id] = found
        }
    }

    /// Why these contents may not be issued by this person; nil where they may.
    ///
    /// - Parameter digest: SHA-256 of the contents, in hexadecimal.
    func objection(to digest: String, of application: String, by person: String) -> String? {
        guard let found = cases[application], let approved = found.approved,
            approved.contents == digest
        else { return "nobody approved these contents" }
        let isFree =
            found.isFree(person, for: Self.issuing)
            && found.isFree(approved.person, for: Self.approval)
        return isFree ? nil : "one person decided twice"
    }

    /// An approver takes an approval back, a validator a vetting.
    private static func isRecallOfApproval(_ entry: JournalEntry) -> Bool {
        guard entry.operation == "application.recall", let act = entry.signed.last?.act else {
            return false
        }
        return (try? ActStatement(parsing: act))?.role == Role.approver.rawValue
    }

    /// The contents that an approver signed, whose entry tells what was signed.
    private static func approved(by entry: JournalEntry) -> String? {
        let payload = entry.facts.filter { Operation.approvedMembers.contains($0.key) }
        let hash = DigestAlgorithm.sha256.hash(JSONValue.object(payload).canonicalBytes)
        guard let act = entry.signed.last?.act,
            (try? ActStatement(parsing: act))?.decides == hash
        else { return nil }
        return payload["contents"]?.string
    }

    /// The application is done.
    mutating func end(_ application: String) { cases[application] = nil }

    /// What the signature of an officer names who issues one certificate.
    static func decision(_ application: String, _ digest: String) -> [UInt8] {
        let payload: JSONValue = [
            "application": .string(application), "contents": .string(digest),
        ]
        return DigestAlgorithm.sha256.hash(payload.canonicalBytes)
    }
}
