import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Issuance
import Ledger
import Messages
import PKIX
import Records
import Testing
import TestSupport

@Suite struct `What somebody outside reports` {
    private static let minute: Int64 = 60_000
    private static let words = "我的電話連同證書在地鐵遺失了"
    private static let tooMany = Reason("incident.tooMany", "6.18")

    @Test func `[6.18] [7.17c] opens an incident whose words are sealed`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let now = world.clock.nowMilliseconds
        let id = try await world.report(Self.words, on: "hk-rsa/4a0b77129c0011aa")
        let record = try await world.ledger.read { try $0.recordInForce(id) }
        #expect(record.kind == "incident" && record.actor == "anyone" && record.version == 1)
        let open = try record.open
        #expect(open["certificate"] == "hk-rsa/4a0b77129c0011aa" && open["stage"] == "reported")
        #expect(open["description"] == nil && open["owner"] == nil)
        #expect(RecordMoment(open["happenedAt"])?.milliseconds == now / 1000 * 1000)
        let sealed = try await world.ledger.read { try record.confidential($0) }
        #expect(sealed["description"] == Self.words)
        let entry = try await world.ledger.read { try $0.entry(at: record.entry).parsed() }
        #expect(entry.operation == "incident.report" && entry.facts["record"] == .string(id))
        #expect(!String(decoding: record.content.utf8, as: UTF8.self).contains("電話"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.18] asks an officer to decide within half an hour, and no longer once one did`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let id = try await world.report(Self.words)
        let reported = world.clock.nowMilliseconds / 1000 * 1000
        #expect(try await world.owed("record.due").map(\.object) == ["incident/\(id)"])
        #expect(try await world.owed("record.due").map(\.stateWord) == ["dueSoon"])
        #expect(
            try await world.owed("record.due").map(\.standing.dueMilliseconds)
                == [reported + 30 * Self.minute])
        world.clock.set(toMilliseconds: reported + 30 * Self.minute + 1)
        #expect(try await world.owed("record.due").map(\.stateWord) == ["overdue"])
        // Whoever takes it on says so; nobody is named before.
        #expect(
            try await refusal { try await world.amend(id, ["stage": "found"]) }
                == Reason("record.fieldMissing", "7.18d", "owner"))
        try await world.amend(id, ["stage": "found", "owner": "ada"])
        #expect(try await world.owed("record.due").isEmpty)
    }

    @Test func `[6.18] may be closed by the officer who finds nothing in it`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let id = try await world.report(Self.words)
        #expect(
            try await refusal {
                try await world.amend(id, ["stage": "closed", "owner": "ada"])
            } == Reason("record.fieldMissing", "7.18d", "action"))
        try await world.amend(
            id,
            [
                "stage": "closed", "owner": "ada", "action": "called back: found again",
                "closedOn": "2026-11-23",
            ])
        #expect(try await world.owed("record.due").isEmpty)
    }

    @Test func `[6.18] more than a person can look at is refused for an hour`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        for _ in 0..<3 { try await world.report("lost", on: "hk-rsa/0a") }
        #expect(
            try await refusal { try await world.report("lost", on: "hk-rsa/0a") } == Self.tooMany)
        try await world.report("lost", on: "hk-rsa/0b")
        for _ in 0..<26 { try await world.report("lost") }
        #expect(try await refusal { try await world.report("lost") } == Self.tooMany)
        #expect(
            try await refusal { try await world.report("lost", on: "hk-rsa/0c") } == Self.tooMany)
        world.clock.advance(byMilliseconds: 60 * Self.minute + 1)
        try await world.report("lost", on: "hk-rsa/0a")
        #expect(try await world.ledger.verify().isClean)
    }

    /// Reported by whoever saw it, decided on by an officer, and withdrawn by two.
    private func reportedUse(
        _ world: AuthorityWorld
    ) async throws -> (record: CertificateRecord, withdrawal: JSONValue) {
        let record = try await world.issued()
        let name = "\(record.authority)/\(record.serialHex)"
        let id = try await world.report("forged invoices are signed with it", on: name)
        #expect(try await world.owed("record.due").map(\.object) == ["incident/\(id)"])
        try await world.amend(id, ["stage": "found", "owner": "ada"])
        try await world.suspend(
            record, changing: ["reason": "investigation", "requester": "authority"])
        let withdrawal: JSONValue = [
            "certificate": .string(name), "reason": "privilegeWithdrawn",
            "requester": "authority", "identified": "internalProcedure",
            "evidence": [.string(AuthorityWorld.evidence)],
        ]
        return (record, withdrawal)
    }

    @Test func `[6.25e] an unlawful use is reported, suspended at once, and withdrawn by two`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (record, withdrawal) = try await reportedUse(world)
        #expect(try await world.state(of: record) == .suspended)
        try await world.decide(
            "certificate.revokeByAuthority", withdrawal, by: [world.approver, world.eva],
            caseID: "\(record.authority)/\(record.serialHex)")
        let line = try #require(try await world.history(of: record).last)
        #expect(line.event == .revoked && line.reason == .privilegeWithdrawn)
    }

    @Test func `[6.25e] after an unlawful use a release to its holder is refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (record, withdrawal) = try await reportedUse(world)
        // Nothing that the holder has is enough while it is looked into.
        #expect(
            try await refusal {
                try await world.release(record, changing: ["identified": "signedRequest"])
            } == Reason("release.identificationUnfit", "5.8b", "identified"))
        try await world.decide(
            "certificate.revokeByAuthority", withdrawal, by: [world.approver, world.eva],
            caseID: "\(record.authority)/\(record.serialHex)")
        #expect(
            try await refusal { try await world.release(record) }?.code
                == "certificate.stateWrong")
        #expect(try await world.state(of: record) == .revoked)
    }

    static let breaches: [(String, String?, Reason)] = [
        ("", nil, Reason("payload.invalid", nil, "words")),
        (String(repeating: "x", count: 2001), nil, Reason("payload.invalid", nil, "words")),
        (String(repeating: "失", count: 667), nil, Reason("payload.invalid", nil, "words")),
        ("lost", "Chan Tai Man", Reason("certificate.nameInvalid", nil, "certificate")),
        ("lost", "hk-rsa/", Reason("certificate.nameInvalid", nil, "certificate")),
        ("lost", "hk-rsa/0A", Reason("certificate.nameInvalid", nil, "certificate")),
        ("lost", "hk-rsa/chan", Reason("certificate.nameInvalid", nil, "certificate")),
    ]

    @Test(arguments: breaches)
    func `[6.18] has bounded words, and nothing but a number in the clear`(
        words: String, certificate: String?, reason: Reason
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        #expect(try await refusal { try await world.report(words, on: certificate) } == reason)
        try await world.report(String(repeating: "x", count: 2000))
    }
}
