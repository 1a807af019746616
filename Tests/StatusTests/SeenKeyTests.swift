import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

@Suite struct `A private key that was seen after its certificate was issued` {
    private static let received = Reason("key.privateKeyReceived", "6.7b", "request")
    private static let keyBlocked = Reason("certificate.keyBlocked", "6.7b", "certificate")

    private func hand(in key: SoftwareKey, to world: AuthorityWorld) async throws {
        let secret = try key.pkcs8().withBytes { $0 }
        #expect(
            try await refusal { try await world.apply(AuthorityWorld.application(secret)) }
                == Self.received)
    }

    @Test(arguments: [KeyAlgorithm.rsa(bits: 2048), .sm2])
    func `[6.7b] [6.17a] suspends it in the act that blocks the key`(
        algorithm: KeyAlgorithm
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber(algorithm)
        let record = try await world.issued(
            subscriber, by: algorithm == .sm2 ? "gd-sm2" : "hk-rsa")
        let other = try await world.issued()
        world.clock.advance(byMilliseconds: 5000)
        try await hand(in: subscriber.key, to: world)
        #expect(try await world.state(of: record) == .suspended)
        #expect(try await world.state(of: other) == .valid)
        let event = try #require(try await world.history(of: record).last)
        #expect(event.event == .suspended && event.reason == .certificateHold)
        #expect(event.requester == "authority")
        #expect(event.untilMilliseconds == world.clock.nowMilliseconds + 14 * 86_400_000)
        let entry = try await world.ledger.read { try $0.entry(at: event.entry).parsed() }
        #expect(entry.operation == "key.block" && entry.actor == "system")
        #expect(
            entry.facts["suspended"]
                == [.string("\(record.authority)/\(record.serialHex)")])
        #expect(entry.changes.contains { $0.table == "known_key" })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.7b] [4.11b] makes a list due, and OCSP follow at once`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        try await world.publication.statusChanged("hk-rsa")
        try await hand(in: subscriber.key, to: world)
        let issuer = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority("hk-rsa"))?.certificate
        }
        let authority = try Certificate(derEncoded: issuer ?? [])
        let serial = try SerialNumber(parsing: record.serialHex)
        let id = CertID(
            issuerName: authority.subject, issuerKey: authority.subjectPublicKeyInfo,
            serialNumber: serial, digest: .sha1)
        let answer = try OCSPResponse(
            derEncoded: await world.responder.answer(OCSPRequest([id]).derEncoded))
        guard case .revoked(_, let reason) = answer.basic?.responses.first?.status else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason == .certificateHold)
        #expect(await world.tick() == [])
        let list = try CertificateList(
            derEncoded: DurableFile.read("\(world.published)/crl/hk-rsa.crl", limit: 1 << 20))
        #expect(list.entry(of: serial)?.reason == .certificateHold)
    }

    @Test(arguments: [false, true])
    func `[6.7b] [6.17a] is never released; two approvers revoke it`(
        wasSuspended: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        if wasSuspended { try await world.suspend(record) }
        let events = try await world.history(of: record).count
        try await hand(in: subscriber.key, to: world)
        #expect(
            try await world.history(of: record).count == (wasSuspended ? events : events + 1))
        #expect(try await refusal { try await world.release(record) } == Self.keyBlocked)
        #expect(try await world.state(of: record) == .suspended)
        try await world.decide(
            "certificate.revokeByAuthority",
            [
                "certificate": .string("\(record.authority)/\(record.serialHex)"),
                "reason": "keyCompromise", "requester": "authority",
                "identified": "internalProcedure", "evidence": [.string(AuthorityWorld.evidence)],
            ], by: [world.approver, world.eva],
            caseID: "\(record.authority)/\(record.serialHex)")
        #expect(try await world.state(of: record) == .revoked)
    }

    @Test func `[6.7b] stays revoked where it was, and sent again it changes nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        try await world.revoke(record)
        try await hand(in: subscriber.key, to: world)
        #expect(try await world.state(of: record) == .revoked)
        let size = try await world.ledger.read { try $0.journalSize() }
        try await hand(in: subscriber.key, to: world)
        #expect(try await world.history(of: record).map(\.event) == [.issued, .revoked])
        // The refusal of the stranger is counted, the key is not blocked twice.
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }

    @Test func `[6.7b] is suspended from its first moment if it waited for its signature`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .approved, with: subscriber)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.issue(id) }
        try await hand(in: subscriber.key, to: world)
        #expect(await world.resume() == [])
        let application = try await world.application(id)
        #expect(application.state == .issued)
        let record = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(record.state == .suspended && record.certificate != nil)
        #expect(try await world.history(of: record).map(\.event) == [.issued, .suspended])
        let list = try await world.nextList()
        #expect(list.entries.map(\.serialNumber.hex) == [record.serialHex])
        #expect(try await refusal { try await world.release(record) } == Self.keyBlocked)
    }

    @Test func `[6.24] of an authority stops its issuing at once`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let authority = try await world.ledger.read { try $0.authority("hk-rsa") }
        try await hand(in: world.signer.key(authority.key ?? ""), to: world)
        #expect(
            try await world.record("root-rsa", authority.serialHex ?? "").state == .suspended)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("authority.notActive", "4.11c", "authority"))
        #expect(await world.tick() == [])
        let list = try CertificateList(
            derEncoded: DurableFile.read("\(world.published)/crl/root-rsa.crl", limit: 1 << 20))
        #expect(list.entries.map(\.serialNumber.hex) == [authority.serialHex])
    }

    @Test func `[4.2] of a responder is replaced at the next turn of the schedule`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await world.ledger.read { try $0.authority("hk-rsa") }
        try await hand(in: world.signer.key(before.responderKey ?? ""), to: world)
        #expect(await world.tick() == [])
        let after = try await world.ledger.read { try $0.authority("hk-rsa") }
        #expect(after.responderKey != before.responderKey)
        #expect(after.responderSerialHex != before.responderSerialHex)
        let size = try await world.ledger.read { try $0.journalSize() }
        #expect(await world.tick() == [])
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }
}
