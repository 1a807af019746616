import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Publication
import Status
import Testing
import TestSupport

@Suite struct `Bringing an authority into service` {
    private func authority(_ name: String, _ world: AuthorityWorld) async throws -> Authority {
        try await world.ledger.read { try $0.authority(name) }
    }

    private func certificate(_ name: String, _ world: AuthorityWorld) async throws -> Certificate {
        let record = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority(name))
        }
        return try Certificate(derEncoded: record?.certificate ?? [])
    }

    private func approve(
        _ name: String, issuer: String? = nil,
        _ world: AuthorityWorld
    ) async throws {
        try await world.decide(
            "authority.create", AuthorityWorld.creation(name, .rsa, issuer: issuer),
            by: world.administrators)
    }

    // MARK: What it becomes

    @Test(arguments: AlgorithmFamily.recognised)
    func `[1.2] [A2.4] a root certifies itself, in one family of algorithms`(
        family: AlgorithmFamily
    ) async throws {
        let world = try await AuthorityWorld.make()
        let root = try await certificate("root-\(family.rawValue)", world)
        #expect(root.subject == root.issuer)
        let key = try PublicKey(root.subjectPublicKeyInfo)
        #expect(root.isSigned(by: key))
        #expect(key.algorithm == (family == .sm2 ? .sm2 : .rsa(bits: 2048)))
        #expect(try root.extensions.value(of: BasicConstraints.self) == .authority(pathLength: nil))
        #expect(try root.extensions.value(of: CertificatePolicies.self) == nil)
        #expect(root.subject[.commonName] == ["TEST Kapok root-\(family.rawValue)"])
    }

    @Test(arguments: [("hk-rsa", "root-rsa"), ("gd-sm2", "root-sm2")])
    func `[1.4] an issuing authority carries all policies of its jurisdiction`(
        name: String, root: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let issuing = try await certificate(name, world)
        let above = try await certificate(root, world)
        #expect(issuing.isSigned(by: try PublicKey(above.subjectPublicKeyInfo)))
        #expect(issuing.issuer == above.subject)
        #expect(
            try issuing.extensions.value(of: BasicConstraints.self) == .authority(pathLength: 0))
        let policies = try issuing.extensions.value(of: CertificatePolicies.self)
        #expect(
            policies?.policies.map(\.policy)
                == (name == "hk-rsa"
                    ? [PolicyOIDs.hongKong]
                    : [PolicyOIDs.mainlandPersonal, PolicyOIDs.mainlandOrganisation]))
    }

    @Test func `[8.15e] [8.15c] lasts as the practice says, and no longer than its root`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let root = try await certificate("root-rsa", world)
        try await world.change(["issuingValidityYears": 10, "rootValidityYears": 50])
        try await world.create(issuing: "hk-ten", .rsa)
        let ten = try await certificate("hk-ten", world)
        let start = world.clock.nowMilliseconds / 1000 * 1000
        #expect(ten.validity.notBeforeMilliseconds == start)
        #expect(
            ten.validity.notAfterMilliseconds
                == CalendarYears.after(10, milliseconds: start) - 1000)
        try await world.change(["issuingValidityYears": 50])
        try await world.create(issuing: "hk-fifty", .rsa)
        let fifty = try await certificate("hk-fifty", world)
        #expect(fifty.validity.notAfterMilliseconds == root.validity.notAfterMilliseconds)
        try await world.create(root: "root-fifty", .rsa)
        let second = try await certificate("root-fifty", world)
        #expect(
            second.validity.notAfterMilliseconds
                == CalendarYears.after(50, milliseconds: start) - 1000)
    }

    @Test func `[4.8a, 4.11c] ends with a responder, a public list and the right to issue`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await approve("hk-new", issuer: "root-rsa", world)
        try await world.publication.bringUp("hk-new")
        let authority = try await authority("hk-new", world)
        #expect(authority.state == .active)
        #expect(authority.responderKey != nil && authority.responderKey != authority.key)
        let list = try DurableFile.read("\(world.published)/crl/hk-new.crl", limit: 1 << 20)
        #expect(try CertificateList(derEncoded: list).entryCount == 0)
        #expect(
            try DurableFile.read("\(world.published)/ca/hk-new.cer", limit: 1 << 20)
                == (try await certificate("hk-new", world).derEncoded))
        let operations = try await world.ledger.read {
            try $0.entries(limit: 200).suffix(8).map { try $0.parsed().operation }
        }
        #expect(
            operations == [
                "authority.create", "intent.open", "intent.complete", "responder.renew",
                "intent.complete", "crl.issue", "intent.complete", "authority.activate",
            ])
    }

    @Test func `a root has no responder: its list is what there is`() async throws {
        let world = try await AuthorityWorld.make()
        let root = try await authority("root-rsa", world)
        #expect(root.state == .active)
        #expect(root.responderKey == nil && root.responderSerialHex == nil)
    }

    @Test func `brought up again, it changes nothing`() async throws {
        let world = try await AuthorityWorld.make()
        let size = try await world.ledger.read { try $0.journalSize() }
        for name in ["root-rsa", "hk-rsa", "gd-sm2"] { try await world.publication.bringUp(name) }
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }

    // MARK: Failing at every step

    /// The signatures on the way: its certificate, its responder's, its first list.
    @Test(arguments: [0, 1, 2], [false, true])
    func `is resumed where a signature failed, with or without a restart`(
        step: Int, restarts: Bool
    ) async throws {
        var world = try await AuthorityWorld.make()
        try await approve("hk-new", issuer: "root-rsa", world)
        world.signer.fail(times: 1, after: step)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("hk-new") }
        #expect(try await authority("hk-new", world).state != .active)
        if restarts { world = try await world.restarted() }
        #expect(await world.resume() == [])
        // What is owed is paid in a few turns of the schedule.
        for _ in 0..<3 {
            world.clock.advance(byMilliseconds: 11 * 60_000)
            #expect(await world.tick() == [])
        }
        let authority = try await authority("hk-new", world)
        #expect(authority.state == .active)
        #expect(try await world.ledger.openIntents().isEmpty)
        let records = try await world.ledger.read {
            try $0.select(CertificateRecord.self, where: "key_hash IS NOT NULL").filter {
                $0.profile == "issuing-rsa"
            }
        }
        #expect(records.filter { $0.serialHex == authority.serialHex }.map(\.state) == [.valid])
        #expect(records.allSatisfy { $0.state == .valid })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [0, 1])
    func `a root is resumed as well`(step: Int) async throws {
        let world = try await AuthorityWorld.make()
        try await approve("root-new", world)
        world.signer.fail(times: 1, after: step)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("root-new") }
        #expect(await world.resume() == [])
        world.clock.advance(byMilliseconds: 11 * 60_000)
        #expect(await world.tick() == [])
        #expect(try await authority("root-new", world).state == .active)
        let root = try await certificate("root-new", world)
        #expect(root.isSigned(by: try PublicKey(root.subjectPublicKeyInfo)))
    }

    /// The keys on the way: its own, its responder's.
    @Test(arguments: [0, 1])
    func `has one certificate and one responder, though two bring it up at once`(
        step: Int
    ) async throws {
        let keys = InterruptedKeys()
        let world = try await AuthorityWorld.make(wrap: { keys.wrap($0) })
        try await approve("hk-new", issuer: "root-rsa", world)
        let publication = world.publication
        keys.interrupt(after: step) { try await publication.bringUp("hk-new") }
        try await publication.bringUp("hk-new")
        #expect(keys.hasRun)
        let authority = try await authority("hk-new", world)
        #expect(authority.state == .active)
        let (own, responders) = try await world.ledger.read { snapshot in
            (
                try snapshot.select(
                    CertificateRecord.self, where: "authority = 'root-rsa'"
                ).filter { $0.profile == "issuing-rsa" },
                try snapshot.select(CertificateRecord.self, where: "authority = 'hk-new'")
            )
        }
        // With `hk-rsa`, which was there.
        #expect(own.count == 2)
        #expect(responders.map(\.serialHex) == [authority.responderSerialHex])
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `gets another responder where the key of the old one may not answer`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            var authority = try transaction.authority("hk-rsa")
            authority.responderKey = authority.key
            try transaction.put(authority)
            return .null
        }
        #expect(await world.tick() == [])
        let after = try await authority("hk-rsa", world)
        #expect(KeyReference(id: after.responderKey ?? "").use == .responder)
    }

    @Test func `waits for a responder that is being signed, and makes no other`() async throws {
        let world = try await AuthorityWorld.make()
        try await approve("hk-new", issuer: "root-rsa", world)
        world.signer.fail(times: 1000, after: 1)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("hk-new") }
        let size = try await world.ledger.read { try $0.journalSize() }
        for _ in 0..<3 { try await world.publication.bringUp("hk-new") }
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
        #expect(try await authority("hk-new", world).state == .certified)
        world.signer.fail(times: 0)
        #expect(await world.resume() == [])
        try await world.publication.bringUp("hk-new")
        #expect(try await authority("hk-new", world).state == .active)
    }

    @Test func `is resumed where a key could not be made`() async throws {
        let keys = FailingKeys()
        let world = try await AuthorityWorld.make(wrap: { keys.wrap($0) })
        try await approve("hk-new", issuer: "root-rsa", world)
        for place in 0..<2 {
            keys.fail(after: place)
            await #expect(throws: (any Error).self) {
                try await world.publication.bringUp("hk-new")
            }
        }
        keys.recover()
        try await world.publication.bringUp("hk-new")
        #expect(try await authority("hk-new", world).state == .active)
    }

    @Test func `a key that was made and never entered is no harm`() async throws {
        let plan = FailurePlan()
        let world = try await AuthorityWorld.make(driver: { FailingDriver($0, plan: plan) })
        try await approve("hk-new", issuer: "root-rsa", world)
        plan.failCommits()
        await #expect(throws: LedgerError.diskFull) {
            try await world.publication.bringUp("hk-new")
        }
        plan.recover()
        try await world.publication.bringUp("hk-new")
        let authority = try await authority("hk-new", world)
        #expect(authority.state == .active)
        let certificate = try await certificate("hk-new", world)
        let key = try await world.signer.publicKey(of: KeyReference(id: authority.key ?? ""))
        #expect(certificate.subjectPublicKeyInfo == key.subjectPublicKeyInfo)
    }

    @Test func `an attempt that was given up leaves its number, and another one is made`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await approve("hk-new", issuer: "root-rsa", world)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("hk-new") }
        let first = try await authority("hk-new", world)
        world.clock.advance(byMilliseconds: 31 * 86_400_000)
        #expect(await world.resume() == [])
        let abandoned = try await world.record("root-rsa", first.serialHex ?? "")
        #expect(abandoned.state == .abandoned)
        let history = try await world.history(of: abandoned)
        #expect(history.map(\.event) == [.abandoned])
        try await world.publication.bringUp("hk-new")
        let second = try await authority("hk-new", world)
        #expect(second.state == .active)
        #expect(second.key != first.key && second.serialHex != first.serialHex)
        // The number is on the root's next list: a signature may exist.
        let list = try await world.nextList("root-rsa")
        #expect(list.entry(of: try SerialNumber(parsing: first.serialHex ?? "")) != nil)
    }
}
