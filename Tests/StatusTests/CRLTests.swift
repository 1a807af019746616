import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Registration
import Status
import SwiftASN1
import Testing
import TestSupport

@Suite struct `A revocation list` {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour

    private func record(_ world: AuthorityWorld, _ authority: String = "hk-rsa") async throws
        -> CRLRecord
    {
        try #require(try await world.ledger.read { try $0.lastCRL(authority) })
    }

    @Test func `[A1.2] holds suspended and revoked certificates, and no others`() async throws {
        let world = try await AuthorityWorld.make()
        let good = try await world.issued()
        let held = try await world.issued()
        let revoked = try await world.issued()
        let released = try await world.issued()
        world.clock.advance(byMilliseconds: 1500)
        try await world.suspend(held)
        try await world.suspend(released)
        let date = world.clock.nowMilliseconds / 1000 * 1000
        world.clock.advance(byMilliseconds: 1500)
        try await world.release(released)
        try await world.revoke(revoked)
        let list = try await world.nextList()
        #expect(list.entryCount == 2)
        func entry(_ record: CertificateRecord) throws -> RevokedCertificate? {
            list.entry(of: try SerialNumber(parsing: record.serialHex))
        }
        #expect(try entry(good) == nil)
        #expect(try entry(released) == nil)
        #expect(try entry(held)?.reason == .certificateHold)
        #expect(try entry(held)?.revocationDateMilliseconds == date)
        #expect(try entry(revoked)?.reason == .superseded)
    }

    @Test(arguments: ["hk-rsa", "root-sm2"])
    func `[X.509 §9.5.2.8] says that expired certificates stay on it`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority(authority))
        }
        let list = try await world.nextList(authority)
        #expect(list.expiredCertsOnCRL?.sinceMilliseconds == record?.notBeforeMilliseconds)
    }

    @Test func `[4.11b] each change is on the very next list, also within the same second`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let serial = try SerialNumber(parsing: record.serialHex)
        #expect(try await world.nextList().entry(of: serial) == nil)
        try await world.suspend(record)
        #expect(try await world.nextList().entry(of: serial)?.reason == .certificateHold)
        try await world.release(record)
        #expect(try await world.nextList().entry(of: serial) == nil)
        try await world.revoke(record, changing: ["reason": "unspecified"])
        let entry = try await world.nextList().entry(of: serial)
        #expect(entry != nil && entry?.reason == nil)
    }

    @Test func `a revoked certificate stays on it after its end`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["subscriberValidityDays": 10])
        let record = try await world.issued()
        try await world.revoke(record)
        world.clock.set(toMilliseconds: record.notAfterMilliseconds + Self.day)
        let list = try await world.nextList()
        #expect(list.entry(of: try SerialNumber(parsing: record.serialHex)) != nil)
    }

    @Test func `a number that was given up stands on it`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.abandoned()
        #expect(record.state == .abandoned)
        let serial = try SerialNumber(parsing: record.serialHex)
        let entry = try await world.nextList().entry(of: serial)
        #expect(entry != nil && entry?.reason == nil)
    }

    // MARK: Number and dates

    @Test func `[RFC 5280 §5.2.3] is numbered by the clock, and by one more where that stands`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let now = world.clock.nowMilliseconds
        #expect(try await world.nextList().crlNumber?.value == UInt64(now))
        #expect(try await world.nextList().crlNumber?.value == UInt64(now + 1))
        #expect(try await world.nextList().crlNumber?.value == UInt64(now + 2))
        world.clock.set(toMilliseconds: now + 1)
        #expect(try await world.nextList().crlNumber?.value == UInt64(now + 3))
        world.clock.advance(byMilliseconds: Self.hour)
        #expect(
            try await world.nextList().crlNumber?.value == UInt64(world.clock.nowMilliseconds))
    }

    @Test func `[RFC 5280 §5.2.3] a clock set back takes nothing back`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await world.nextList()
        world.clock.advance(byMilliseconds: -10 * Self.day)
        let after = try await world.nextList()
        #expect(try #require(after.crlNumber) > #require(before.crlNumber))
        #expect(after.thisUpdateMilliseconds >= before.thisUpdateMilliseconds)
    }

    @Test func `[4.11c] [4.11f] ends as the practice says, and names its second`() async throws {
        let world = try await AuthorityWorld.make()
        world.clock.advance(byMilliseconds: 1234)
        let second = world.clock.nowMilliseconds / 1000 * 1000
        let issuing = try await world.nextList()
        #expect(issuing.thisUpdateMilliseconds == second)
        #expect(issuing.nextUpdateMilliseconds == second + 48 * Self.hour)
        let root = try await world.nextList("root-rsa")
        #expect(root.nextUpdateMilliseconds == second + 360 * Self.day)
        try await world.change(["crlNextUpdateHours": 24, "rootCRLNextUpdateDays": 30])
        #expect(try await world.nextList().nextUpdateMilliseconds == second + 24 * Self.hour)
        #expect(
            try await world.nextList("root-rsa").nextUpdateMilliseconds == second + 30 * Self.day)
    }

    // MARK: Form

    @Test(arguments: ["hk-rsa", "gd-sm2", "root-rsa", "root-sm2"])
    func `[9.2] [A2.2] is version 2, signed by its issuer, with number and key`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let list = try await world.nextList(authority)
        let issuer = try #require(
            try await world.ledger.read {
                try $0.certificateRecord(of: $0.authority(authority))?.certificate
            })
        let certificate = try Certificate(derEncoded: issuer)
        #expect(list.isSigned(by: try PublicKey(certificate.subjectPublicKeyInfo)))
        #expect(list.issuer == certificate.subject)
        let identifier = try certificate.extensions.value(of: SubjectKeyIdentifier.self)
        let authorityKey = try list.extensions.value(of: AuthorityKeyIdentifier.self)
        #expect(authorityKey?.keyIdentifier == identifier?.keyIdentifier)
        #expect(list.warnings.isEmpty)
    }

    @Test func `makes its readers witnesses of the journal`() async throws {
        let world = try await AuthorityWorld.make()
        let seen = try await world.ledger.read { try $0.seenCheckpoint() }
        let list = try await world.nextList()
        let arc = PrivateArc(base: [1, 3, 6, 1, 4, 1, 32473])
        let checkpoint = try arc.value(of: JournalCheckpoint.self, in: list.extensions)
        #expect(
            checkpoint
                == (try JournalCheckpoint(
                    origin: TestLedger.origin, size: seen.size, root: seen.root)))
    }

    // MARK: Asking for one

    @Test func `is not made twice for one request`() async throws {
        let world = try await AuthorityWorld.make()
        let lists = CRLIssuing(ledger: world.ledger, intents: world.intents)
        let first = try await lists.issue("hk-rsa", request: "r1")
        let again = try await lists.issue("hk-rsa", request: "r1")
        #expect(first.number == again.number)
        #expect(first.list == again.list)
    }

    @Test func `[4.11c] is not made for an authority without a certificate`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.decide(
            "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa"),
            by: world.administrators)
        #expect(
            try await refusal { try await world.nextList("hk-new") }
                == Reason("authority.notActive", "4.11c", "authority"))
        #expect(
            try await refusal { try await world.nextList("none") }
                == Reason("authority.unknown", nil, "authority"))
    }

    // MARK: Between its reservation and its signature

    @Test func `[4.11b] changes in between are no fault of it, and are on the next one`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let held = try await world.issued()
        let released = try await world.issued()
        let good = try await world.issued()
        try await world.suspend(held)
        try await world.suspend(released)
        world.clock.advance(byMilliseconds: 2000)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.nextList() }
        world.clock.advance(byMilliseconds: 100)
        try await world.revoke(held)
        try await world.release(released)
        try await world.suspend(good)
        #expect(await world.resume() == [])
        let late = try await CertificateList(derEncoded: record(world).list ?? [])
        func reason(_ list: CertificateList, _ record: CertificateRecord) throws
            -> RevocationReason?
        {
            list.entry(of: try SerialNumber(parsing: record.serialHex))?.reason
        }
        #expect(late.entryCount == 2)
        #expect(try reason(late, held) == .certificateHold)
        #expect(try reason(late, released) == .certificateHold)
        let next = try await world.nextList()
        #expect(next.entryCount == 2)
        #expect(try reason(next, held) == .superseded)
        #expect(try reason(next, good) == .certificateHold)
    }

    @Test func `is never served before it is signed`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await record(world)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.nextList() }
        #expect(try await record(world).number == before.number)
        #expect(
            try await world.ledger.read { try $0.lastCRLNumber("hk-rsa") } ?? 0 > before.number)
    }
}
