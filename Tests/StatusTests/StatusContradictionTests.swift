import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import PKIX
import Status
import Testing
import TestSupport

/// What somebody makes who holds the server and all its keys, and no officer's: an act of the system's
/// that changes what only officers may.
private struct Overreach: Sendable, CustomTestStringConvertible {
    let name: String
    /// The table whose row the audit names; nil where it names the entry.
    let table: String?
    let change: @Sendable (inout Transaction, CertificateRecord) throws -> Void
    var testDescription: String { name }

    static let all = [
        Overreach(name: "a revoked certificate is valid again", table: "certificate") {
            var record = $1
            record.state = .valid
            record.reason = nil
            try $0.put(record)
        },
        Overreach(name: "it was revoked later than it was", table: "certificate") {
            var record = $1
            record.statusAtMilliseconds += 3_600_000
            try $0.put(record)
        },
        Overreach(name: "it was revoked for another reason", table: "certificate") {
            var record = $1
            record.reason = .privilegeWithdrawn
            try $0.put(record)
        },
        Overreach(name: "a line releases it", table: "status_event") {
            var record = $1
            record.state = .valid
            record.reason = nil
            try $0.change(&record, .released)
        },
        Overreach(name: "a line revokes it once more", table: "status_event") {
            var record = $1
            try $0.change(&record, .revoked)
        },
        Overreach(name: "its history is gone", table: nil) {
            let (authority, serial) = ($1.authority, $1.serialHex)
            try $0.remove(
                StatusEvent.self, .text(authority), .text(serial), .integer(1))
        },
        Overreach(name: "a certificate comes from nowhere", table: "certificate") {
            var record = CertificateRecord(
                authority: $1.authority, serial: try SerialNumber(parsing: "4a0b77129c0011aa"),
                profile: $1.profile, application: nil,
                validity: try Validity(
                    notBeforeMilliseconds: 0, notAfterMilliseconds: 1_000_000),
                keyHashHex: $1.keyHashHex, atMilliseconds: $0.atMilliseconds)
            record.state = .valid
            record.issuedEntry = $0.entryIndex
            try $0.put(record)
        },
    ]
}

@Suite struct `A status that nobody signed for` {
    @Test(arguments: Overreach.all)
    fileprivate func `[6.17b] is found by the audit`(_ overreach: Overreach) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.revoke(record)
        let revoked = try await world.ledger.read {
            try $0.certificateRecord(record.authority, record.serialHex)
        }
        #expect(try await world.ledger.verify().findings == [])
        let entry = try await world.ledger.act(world.test.systemRequest()) { transaction in
            try overreach.change(&transaction, revoked)
            return .null
        }.entryIndex
        let found = try await world.ledger.verify().findings
        if let table = overreach.table {
            #expect(
                found.contains {
                    if case .rowContradicted(table, _) = $0 { true } else { false }
                }, "\(found)")
        } else {
            #expect(found.contains(.entryUnauthorised(index: entry)), "\(found)")
        }
    }

    @Test func `[6.17a] is none where officers suspend, release and revoke`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record)
        try await world.release(record)
        try await world.suspend(record)
        try await world.revoke(record)
        #expect(try await world.ledger.verify().findings == [])
    }
}
