package import CanonicalJSON
import Issuance
package import Ledger
import Registration

/// What somebody sees of a cohort before anything is signed, told or revoked.
package struct CohortPreview: Sendable {
    package let cohort: Cohort
    package let digest: Cohort.Digest
    /// How many are valid or suspended now, or have ended since, by authority.
    private var states: [String: [String: Int64]] = [:]
    /// How many have a holder with another valid certificate, in the cohort or beside it.
    package private(set) var withAnother: Int64 = 0
    /// How many holders have an address to be told at; nil of a cohort that is too large to look.
    package private(set) var reachable: Int64?
    private var first: [CohortMember] = []

    /// An address may stand in the certificate alone, which is read for it.
    static let maximumLookedThrough: Int64 = 5000

    /// - Parameter size: how many members are named.
    package init(_ cohort: Cohort, size: Int, _ snapshot: Snapshot) throws {
        self.cohort = cohort
        var states: [String: [String: Int64]] = [:]
        var (first, another): ([CohortMember], Int64) = ([], 0)
        var addressed: Int64 = 0
        var looked: Int64 = 0
        digest = try cohort.read(snapshot) { member in
            states[member.authority, default: [:]][member.state.rawValue, default: 0] += 1
            if first.count < size { first.append(member) }
            if try snapshot.hasAnotherCertificate(member) { another += 1 }
            looked += 1
            guard looked <= Self.maximumLookedThrough else { return }
            let record = try snapshot.certificateRecord(member)
            if try snapshot.subscriberContact(of: record) != nil { addressed += 1 }
        }
        self.states = states
        self.first = first
        withAnother = another
        reachable = looked <= Self.maximumLookedThrough ? addressed : nil
    }

    package var json: JSONValue {
        [
            "cohort": cohort.query.json, "asOf": .integer(cohort.asOf),
            "count": .integer(digest.count), "digest": .string(digest.hex),
            "authorities": .array(
                states.sorted { $0.key < $1.key }.map { name, counts in
                    JSONValue.object([
                        "authority": .string(name),
                        "valid": .integer(counts["valid"] ?? 0),
                        "suspended": .integer(counts["suspended"] ?? 0),
                        "endedSince": .integer(
                            counts.filter { !["valid", "suspended"].contains($0.key) }
                                .values.reduce(0, +)),
                    ])
                }),
            "withAnother": .integer(withAnother),
            "reachable": reachable.map { .integer($0) } ?? .null,
            "certificates": .array(
                first.map {
                    ["certificate": .string($0.name), "state": .string($0.state.rawValue)]
                }
            ),
        ]
    }
}

extension ReadableLedger {
    func certificateRecord(_ member: CohortMember) throws -> CertificateRecord {
        guard
            let record = try get(
                CertificateRecord.self, .text(member.authority), .text(member.serialHex))
        else { throw LedgerError.journalDamaged(detail: "no certificate \(member.name)") }
        return record
    }

    /// Whether whoever holds this one has another certificate that is valid now, and came after an entry.
    func hasAnotherCertificate(_ member: CohortMember, after entry: Int64 = -1) throws -> Bool {
        guard let application = member.application else { return false }
        let found = try rows(
            """
            SELECT k.serial AS serial FROM application m
                JOIN application o ON o.subscriber = m.subscriber AND o.id <> m.id
                JOIN certificate k ON k.authority = o.authority AND k.serial = o.serial
            WHERE m.id = ? AND m.subscriber IS NOT NULL AND k.state = 'valid'
                AND k.not_after > ? AND k.issued_entry > ? LIMIT 1
            """, [.text(application), .integer(atMilliseconds), .integer(entry)])
        return !found.isEmpty
    }
}
