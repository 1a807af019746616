package import CertificatePolicy
import CanonicalJSON
import Cryptography
package import Issuance
package import Ledger
import Messages
import PKIX

/// One certificate of a cohort, as its row stands now.
package struct CohortMember: Sendable, Hashable {
    package let authority: String
    package let serialHex: String
    package let state: CertificateRecord.State
    package let notAfterMilliseconds: Int64
    package let application: String?
    package let scope: CaseScope

    /// `AUTHORITY/SERIAL`.
    package var name: String { "\(authority)/\(serialHex)" }

    fileprivate init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        serialHex = try row.text("serial")
        state = try row.choice("state")
        notAfterMilliseconds = try row.integer("not_after")
        application = try row.optionalText("application")
        scope = CaseScope(
            authority: authority, kind: CaseKind(Profile[try row.text("profile")]?.kind),
            site: CaseSite(try row.optionalText("site")))
    }
}

/// A query and the entry that it looks from: the same members, whoever asks and whenever.
package struct Cohort: Sendable, Hashable {
    package let query: CohortQuery
    /// The last entry of the journal that counts.
    package let asOf: Int64
    /// The time of that entry.
    package let atMilliseconds: Int64

    /// What an authority of two million can read, hash and compare in seconds, while nothing else is written. More is two
    /// campaigns.
    package static let maximumCount = 250_000

    /// - Throws: `cohort.entryUnknown` for an entry that is not there.
    package init(
        _ query: CohortQuery, asOf entry: Int64, _ ledger: some ReadableLedger
    ) throws {
        guard entry >= 0, let moment = try ledger.time(ofEntry: entry) else {
            throw Refusal(.cohortEntryUnknown, field: "asOf", ["index": String(entry)])
        }
        self.query = query
        asOf = entry
        atMilliseconds = moment
    }

    /// What two people sign: how many, and SHA-256 over their names, each with a line feed, in the order of authority
    /// and serial number by their octets.
    package struct Digest: Sendable, Hashable {
        package let count: Int64
        package let hex: String
    }

    /// Visits every member in that order.
    /// - Throws: `cohort.tooLarge`.
    @discardableResult
    package func read(
        _ ledger: some ReadableLedger, _ visit: (CohortMember) throws -> Void = { _ in }
    ) throws -> Digest {
        var digest = try RunningDigest(.sha256)
        var count = 0
        for member in try members(ledger, limit: Self.maximumCount + 1) {
            count += 1
            guard count <= Self.maximumCount else {
                throw Refusal(
                    .cohortTooLarge, field: "cohort", ["limit": String(Self.maximumCount)])
            }
            try digest.add(Array("\(member.name)\n".utf8))
            try visit(member)
        }
        return Digest(count: Int64(count), hex: Hex.encode(try digest.finish()))
    }

    /// Members in their order, from behind one on.
    package func members(
        _ ledger: some ReadableLedger, after last: CohortMember.Place? = nil, limit: Int
    ) throws -> [CohortMember] {
        var found: [CohortMember] = []
        var last = last
        while found.count < limit {
            // What only the program can tell is looked for page by page.
            let size = query.isReadFromEach ? min(limit, Self.pageSize) : limit - found.count
            let rows = try page(ledger, ">", last, size: size)
            for row in rows where found.count < limit {
                if try holds(of: row, ledger) { found.append(try CohortMember(row: row)) }
            }
            guard rows.count == size, let end = rows.last else { break }
            last = CohortMember.Place(
                authority: try end.text("authority"), serialHex: try end.text("serial"))
        }
        return found
    }

    private static let pageSize = 1000

    /// One certificate as a member; nil where it is none.
    package func member(
        _ record: CertificateRecord, _ ledger: some ReadableLedger
    ) throws -> CohortMember? {
        let place = CohortMember.Place(authority: record.authority, serialHex: record.serialHex)
        return try page(ledger, "=", place, size: 1).first { try holds(of: $0, ledger) }
            .map { row throws(LedgerError) in try CohortMember(row: row) }
    }

    /// - Parameter comparison: how members stand to the place.
    private func page(
        _ ledger: some ReadableLedger, _ comparison: String, _ last: CohortMember.Place?,
        size: Int
    ) throws -> [Row] {
        let condition = CohortCondition(query, asOf: asOf, atMilliseconds: atMilliseconds)
        let place: (text: String, values: [Value]) =
            last.map {
                (
                    " AND (c.authority, c.serial) \(comparison) (?, ?)",
                    [.text($0.authority), .text($0.serialHex)]
                )
            } ?? ("", [])
        return try ledger.rows(
            """
            SELECT c.authority AS authority, c.serial AS serial, c.state AS state,
                c.not_after AS not_after, c.application AS application, c.profile AS profile,
                c.site AS site, c.issued_entry AS issued_entry,
                \(query.algorithm == nil ? "NULL" : "c.certificate") AS certificate
            FROM certificate c WHERE \(condition.text)\(place.text)
            ORDER BY c.authority, c.serial LIMIT \(size)
            """, condition.values + place.values)
    }

    private func holds(of row: Row, _ ledger: some ReadableLedger) throws -> Bool {
        if let practice = query.practice {
            let entry = try ledger.entry(at: row.integer("issued_entry")).parsed()
            guard entry.practice == practice else { return false }
        }
        guard let algorithm = query.algorithm else { return true }
        // A certificate of another system that cannot be read has no key that anybody could name.
        guard let der = try row.optionalBlob("certificate"),
            let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant),
            let key = try? PublicKey(certificate.tbsCertificate.subjectPublicKeyInfo)
        else { return false }
        return key.algorithm.notation.utf8.elementsEqual(algorithm.utf8)
    }
}

extension CohortMember {
    /// Where one stands in the order.
    package struct Place: Sendable, Hashable {
        package let authority: String
        package let serialHex: String

        package init(authority: String, serialHex: String) {
            self.authority = authority
            self.serialHex = serialHex
        }
    }

    package var place: Place { Place(authority: authority, serialHex: serialHex) }
}

extension CohortQuery {
    /// Whether something is asked that stands in no column, so that each candidate is read.
    var isReadFromEach: Bool { practice != nil || algorithm != nil }
}
