import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import TestSupport
import Testing

@Suite struct `The certificate of an officer's connection` {
    private static let day: Int64 = 86_400_000

    private func made(
        by key: SoftwareKey, in world: AuthorityWorld, of journal: String? = TestLedger.origin,
        from start: Int64 = 0, until end: Int64 = day
    ) async throws -> TransportCertificate {
        let now = world.clock.nowMilliseconds
        return try await TransportCertificate(
            by: key.publicKey, of: journal,
            Validity(notBeforeMilliseconds: now + start, notAfterMilliseconds: now + end)
        ) { try key.sign($0, with: .ecdsaWithSHA256) }
    }

    /// Who is let in with it: the officer's id, or why not.
    private func admitted(
        _ certificate: [UInt8], in world: AuthorityWorld,
        of journals: [String] = [TestLedger.origin]
    ) async throws -> (officer: String?, reason: Reason?) {
        do {
            let officer = try await world.ledger.read {
                try $0.officer(presenting: certificate, of: journals)
            }
            return (officer.id, nil)
        } catch let refusal as Refusal {
            return (nil, Reason(refusal))
        }
    }

    @Test func `is made by the officer's key for another, and says that it is for transport`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let val = try world.validator
        let made = try await made(by: val.key, in: world)
        let (officer, reason) = try await admitted(made.certificate.derEncoded, in: world)
        #expect(officer == "off-val" && reason == nil)
        #expect(made.certificate.subject[.organizationalUnitName] == ["transport only"])
        #expect(made.certificate.subject[.commonName] == [val.keyID])
        #expect(made.certificate.subjectPublicKeyInfo == made.key.publicKey.subjectPublicKeyInfo)
        #expect(made.certificate.isSigned(by: val.key.publicKey))
        #expect(made.certificate.extensions.elements.allSatisfy { $0.critical })
        let another = try await self.made(by: val.key, in: world)
        #expect(another.certificate.serialNumber != made.certificate.serialNumber)
    }

    @Test(
        arguments: [
            (0, 7 * day, nil), (0, 7 * day + 1000, "transport.outOfTime"), (-day, 0, nil),
            (-day, -1000, "transport.outOfTime"), (1000, day, "transport.outOfTime"),
        ] as [(Int64, Int64, String?)])
    func `lasts seven days at most, and is good within them`(
        start: Int64, end: Int64, code: String?
    ) async throws {
        let world = try await AuthorityWorld.make()
        let val = try world.validator
        let made = try await made(by: val.key, in: world, from: start, until: end)
        let (_, reason) = try await admitted(made.certificate.derEncoded, in: world)
        #expect(reason == code.map { Reason($0) })
    }

    static let names: [(named: String?, journals: [String], hours: Int64, String?)] = [
        (TestLedger.origin, [TestLedger.origin], 24, nil),
        (TestLedger.origin, ["other.example"], 24, "transport.otherJournal"),
        (TestLedger.origin, ["other.example"], 1, "transport.otherJournal"),
        ("", [TestLedger.origin], 24, "transport.otherJournal"),
        ("test.kapok.example/journa%6C", [TestLedger.origin], 24, "transport.otherJournal"),
        // It goes on under a new name: who knows the old one still connects.
        (TestLedger.origin, [TestLedger.origin, "new.example"], 24, nil),
        ("new.example", [TestLedger.origin, "new.example"], 24, nil),
        ("new.example", [TestLedger.origin], 24, "transport.otherJournal"),
        ("日誌.example/a b", ["日誌.example/a b"], 24, nil),
        // Who comes the first time does not know the name yet.
        (nil, [TestLedger.origin], 2, nil),
        (nil, [TestLedger.origin], 3, "transport.journalMissing"),
        (nil, [TestLedger.origin], 8 * 24, "transport.outOfTime"),
    ]

    @Test(arguments: names)
    func `is for one journal, under each of its names, or for two hours at most`(
        named: String?, journals: [String], hours: Int64, code: String?
    ) async throws {
        let world = try await AuthorityWorld.make()
        let val = try world.validator
        let made = try await made(by: val.key, in: world, of: named, until: hours * Self.day / 24)
        let (officer, reason) = try await admitted(
            made.certificate.derEncoded, in: world, of: journals)
        #expect(reason == code.map { Reason($0) })
        #expect((officer == "off-val") == (code == nil))
    }

    @Test func `is of no use from any other key, or changed, or of another form`() async throws {
        let world = try await AuthorityWorld.make()
        let val = try world.validator
        let own = try await made(by: val.key, in: world).certificate
        let stranger = try await made(by: SoftwareKey.generate(.p256), in: world).certificate
        #expect(
            try await admitted(stranger.derEncoded, in: world).reason
                == Reason("transport.stranger"))
        // The name of one officer, signed by another.
        let forged = try Certificate(
            own.tbsCertificate, signatureAlgorithm: own.signatureAlgorithm,
            signature: (try world.approver).key.sign(own.toBeSigned, with: .ecdsaWithSHA256))
        #expect(
            try await admitted(forged.derEncoded, in: world).reason
                == Reason("transport.stranger"))
        // The officer's own key: what signs acts makes no connections.
        let contents = own.tbsCertificate
        let ofOwnKey = TBSCertificate(
            serialNumber: contents.serialNumber, signature: contents.signature,
            issuer: contents.issuer, validity: contents.validity, subject: contents.subject,
            subjectPublicKeyInfo: val.key.publicKey.subjectPublicKeyInfo,
            extensions: contents.extensions)
        let reused = try Certificate(
            ofOwnKey, signatureAlgorithm: own.signatureAlgorithm,
            signature: val.key.sign(ofOwnKey.derEncoded, with: .ecdsaWithSHA256))
        #expect(
            try await admitted(reused.derEncoded, in: world).reason
                == Reason("transport.stranger"))
        let issued = try #require(try await world.issued().certificate)
        let others: [[UInt8]] = [[], [0x30, 0x00], own.derEncoded + [0], issued]
        for other in others {
            #expect(
                try await admitted(other, in: world).reason == Reason("transport.unusable"))
        }
    }

    @Test func `[7.15] is worth nothing after the end of its officer`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let val = try world.validator
        let made = try await made(by: val.key, in: world).certificate.derEncoded
        try await world.end("val")
        #expect(
            try await admitted(made, in: world).reason
                == Reason("transport.officerStopped", "7.15"))
        let after = try await self.made(by: val.key, in: world).certificate.derEncoded
        #expect(
            try await admitted(after, in: world).reason
                == Reason("transport.officerStopped", "7.15"))
    }

    @Test func `[7.15] opens nothing for who holds no role at the moment`() async throws {
        let world = try await AuthorityWorld.make()
        let officer = try TestOfficer(id: "off-new", roles: [])
        try await world.enrol(officer)
        let made = try await made(by: officer.key, in: world).certificate.derEncoded
        #expect(
            try await admitted(made, in: world).reason
                == Reason("transport.officerStopped", "7.15"))
        try await world.grant(
            officer, .auditor, ["from": .integer(world.clock.nowMilliseconds + Self.day / 2)])
        #expect(
            try await admitted(made, in: world).reason
                == Reason("transport.officerStopped", "7.15"))
        world.clock.advance(byMilliseconds: Self.day / 2)
        #expect(try await admitted(made, in: world).officer == "off-new")
    }
}
