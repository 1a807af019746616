import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Registration
import TestSupport
import Testing

@Suite struct `Connectors to sources outside` {
    /// An authority that has every kind of connector, whose sources answer well, and an application.
    private func world(
        category: String = "personal", answering changes: [String: JSONValue] = [:]
    ) async throws -> (world: AuthorityWorld, application: String) {
        let world = try await AuthorityWorld.make()
        try await world.connectSources()
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds, changes)
        let id = try await world.apply(world.newSubscriber(), category: category)
        return (world, id)
    }

    private func content(
        _ record: EvidenceRecord, _ world: AuthorityWorld
    ) async throws -> EvidenceContent {
        let bytes = try await world.ledger.read {
            try $0.vault.read(record.valueName, dossier: record.application)
        }
        return EvidenceContent(json: try JSONValue(parsing: try #require(bytes)))
    }

    // MARK: What an answer becomes

    @Test(
        arguments: [
            ("officialDatabase", "identityDatabase"), ("faceMatch", "biometricMatch"),
            ("eID", "auxiliarySource"), ("bankMatch", "auxiliarySource"),
        ])
    func `[5.5B1, 5.5B2, 5.5B4, 5.5c, 6.4] question, answer and score are evidence`(
        kind: String, evidence: String
    ) async throws {
        let (world, id) = try await world()
        let outcome = try await world.check(id, kind)
        #expect(outcome.result["proof"] == .string(evidence))
        #expect(outcome.result["number"] == 1 && outcome.result["matched"] == true)
        let record = try #require(try await world.ledger.read { try $0.evidence(of: id) }.first)
        #expect(record.kind == evidence && record.officer == "off-val")
        #expect(record.source == "hk-immd" && record.sourceVersion == "2.0")
        #expect(record.rules == EvidenceRules.version && record.entry == outcome.entryIndex)
        let content = try await content(record, world)
        let exchange = try #require(content.exchange)
        #expect(exchange["question"]?["subject"]?["name"] == "陳大文")
        #expect(exchange["question"]?["agreement"] == .string(AuthorityWorld.agreement))
        #expect(exchange["answer"]?["reference"] == "R-1")
        #expect(exchange["connector"]?["kind"] == .string(kind))
        // What was sent holds the pictures, what is kept names them.
        let sent = try JSONValue(parsing: try #require(world.sources.asked.first))
        let pictures = sent["pictures"]?.array ?? []
        #expect(pictures.count == ConnectorKind(rawValue: kind)?.pictures.count)
        for picture in pictures {
            #expect(picture["content"] == .string(Base64.encode(AuthorityWorld.picture)))
        }
        #expect(exchange["question"]?["pictures"]?[0]?["content"] == nil)
        #expect((record.file != nil) == (kind == "officialDatabase"))
    }

    @Test func `[5.4a] a register of companies answers for an organisation`() async throws {
        let (world, id) = try await world(category: "organisation")
        // Nobody else's number is told to it.
        let other = try await refusal {
            try await world.check(
                id, "companyRegister", changing: ["subject": ["number": "87654321"]])
        }
        #expect(other == Reason("connector.numberOther", "5.4a", "number"))
        try await world.check(id, "companyRegister")
        let proofs = try await world.proofs(of: id, method: nil).array ?? []
        let others = proofs.filter { $0["kind"] != "existence" }
        try await world.vet(id, changing: ["evidence": .array(others)])
        #expect(try await world.application(id).state == .vetted)
    }

    @Test func `[5.5, 5.5B1, 5.5B2, 5.5B4] method B is complete with what connectors answered`()
        async throws
    {
        let (world, id) = try await world()
        for kind in ["officialDatabase", "faceMatch", "bankMatch"] {
            try await world.check(id, kind)
        }
        let proofs = try await world.proofs(of: id, method: "B").array ?? []
        let typed = proofs.filter {
            ["contentsReview", "trueIntent"].contains($0["kind"]?.string)
        }
        try await world.vet(id, changing: ["evidence": .array(typed), "method": "B"])
        #expect(try await world.application(id).state == .vetted)
    }

    @Test func `[5.5c] what a connector could answer is not taken by hand`() async throws {
        let (world, id) = try await world()
        let proofs = try await world.proofs(of: id, method: "B")
        let found = try await refusal {
            try await world.vet(id, changing: ["evidence": proofs, "method": "B"])
        }
        #expect(found == Reason("application.checklistIncomplete", "5.5c", "evidence"))
    }

    @Test(
        arguments: [
            ("officialDatabase", ["matched": false], "5.5B1"),
            ("bankMatch", ["matched": false], "5.5B4"),
            ("faceMatch", ["matched": false, "score": 100], "5.5B2"),
            ("faceMatch", ["score": 700, "threshold": 600], "5.5B2"),
            ("faceMatch", ["liveness": "failed"], "5.5B2"),
        ] as [(String, [String: JSONValue], String)])
    func `[5.5B1, 5.5B2, 5.5B4] a no is kept, and does not do`(
        kind: String, answer: [String: JSONValue], clause: String
    ) async throws {
        let (world, id) = try await world()
        for other in ["officialDatabase", "faceMatch", "bankMatch"] where other != kind {
            try await world.check(id, other)
        }
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds, answer)
        try await world.check(id, kind)
        let typed = (try await world.proofs(of: id, method: "B").array ?? []).filter {
            ["contentsReview", "trueIntent"].contains($0["kind"]?.string)
        }
        let found = try await refusal {
            try await world.vet(id, changing: ["evidence": .array(typed), "method": "B"])
        }
        #expect(found == Reason("application.checklistIncomplete", clause, "evidence"))
        #expect(try await world.ledger.read { try $0.evidence(of: id).count } == 3)
    }

    // MARK: Who is asked

    @Test(arguments: [("officialDatabase", "5.5e"), ("eID", "5.5B4"), ("bankMatch", "5.5B4")])
    func `[5.5B4, 5.5e] no agreement in force, no connector`(
        kind: String, clause: String
    ) async throws {
        let (world, id) = try await world()
        try await world.check(id, kind)
        try await world.endAgreement()
        let found = try await refusal { try await world.check(id, kind) }
        #expect(found == Reason("connector.agreementMissing", clause, "connector"))
        #expect(world.sources.asked.count == 1)
    }

    @Test func `[5.5B1] a database that is not recognised is not told of anybody`() async throws {
        let (world, id) = try await world()
        try await world.change([
            "connectors": [AuthorityWorld.connector("officialDatabase", source: "hk-other")]
        ])
        let found = try await refusal { try await world.check(id, "officialDatabase") }
        #expect(found == Reason("connector.sourceUnknown", "5.5B1", "connector"))
        #expect(world.sources.asked.isEmpty)
    }

    @Test(
        arguments: [
            ("officialDatabase", ["connector": "other"], "connector.unknown", "connector"),
            ("companyRegister", [:], "connector.provesNothing", "connector"),
            ("smsGateway", [:], "connector.provesNothing", "connector"),
            ("eID", ["subject": [:]], "connector.subjectDefective", "identifier"),
            (
                "eID", ["subject": ["identifier": "1", "age": "7"]],
                "connector.subjectDefective", "age"
            ),
            (
                "officialDatabase", ["subject": ["identityDocument": "library", "number": "1"]],
                "connector.subjectDefective", "identityDocument"
            ),
            ("officialDatabase", ["pictures": []], "connector.picturesOther", "pictures"),
            (
                "officialDatabase",
                ["subject": ["identityDocument": "passport", "number": "K98765432"]],
                "connector.numberOther", "number"
            ),
            (
                "officialDatabase",
                ["subject": ["identityDocument": "hongKongIdentityCard", "number": "A123456(3)"]],
                "connector.numberOther", "number"
            ),
            (
                "eID", ["pictures": [["role": "card", "file": "x"]]], "connector.picturesOther",
                "pictures"
            ),
            (
                "officialDatabase", ["pictures": [["role": "card", "file": "x"]]],
                "application.fileUnknown", "pictures"
            ),
            ("eID", ["salt": "1"], "record.saltInvalid", "salt"),
            ("eID", ["more": 1], "payload.memberUnknown", "more"),
        ] as [(String, JSONValue, String, String)])
    func `[5.5c] what cannot be asked is refused before anybody is`(
        kind: String, changes: JSONValue, code: String, field: String
    ) async throws {
        let (world, id) = try await world()
        let found = try await refusal { try await world.check(id, kind, changing: changes) }
        #expect(found?.code == code && found?.field == field)
        #expect(world.sources.asked.isEmpty)
    }

    @Test func `[6.4] nobody is asked about what was decided on`() async throws {
        let (world, id) = try await world()
        try await world.change(["connectors": []])
        try await world.vet(id)
        try await world.connectSources()
        let found = try await refusal { try await world.check(id, "eID") }
        #expect(found == Reason("application.stateWrong", "6.6", "application"))
        #expect(world.sources.asked.isEmpty)
    }

    /// What happens between a question that got no answer and the same request once more; the code.
    static let between: [(String, String)] = [
        ("the connector is gone", "connector.unknown"),
        ("the connector is another one", "connector.unknown"),
        ("the agreement ended", "connector.agreementMissing"),
        ("the application was refused", "application.stateWrong"),
        ("other documents are stated", "connector.numberOther"),
    ]

    @Test(arguments: between)
    func `[5.5c, 5.5e] a request that is repeated asks nobody who may not be asked any more`(
        happened: String, code: String
    ) async throws {
        let (world, _) = try await world()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        world.sources.answer { _, _ throws(ConnectorFault) in throw .timedOut }
        let kind = happened == "other documents are stated" ? "officialDatabase" : "eID"
        let (act, received) = try await world.checking(id, kind)
        let first = try await refusal {
            try await world.registration.check(act, received: received)
        }
        #expect(first?.code == "connector.unreachable")
        switch happened {
        case "the connector is gone": try await world.change(["connectors": []])
        case "the connector is another one":
            try await world.change([
                "connectors": [AuthorityWorld.connector("eID", source: "hk-other")]
            ])
        case "the agreement ended": try await world.endAgreement()
        case "other documents are stated":
            try await world.giveBack(id)
            try await world.correct(
                id, with: subscriber,
                identity: [
                    "documents": [["kind": "passport", "country": "HK", "number": "K98765432"]]
                ])
        default: try await world.refuse(id)
        }
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        let again = try await refusal {
            try await world.registration.check(act, received: received)
        }
        #expect(again?.code == code)
        #expect(world.sources.asked.count == 1)
        #expect(try await world.ledger.read { try $0.evidence(of: id) }.isEmpty)
    }

    @Test func `[7.11a] who had a source asked neither approves nor issues`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.connectSources()
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.check(id, "eID", by: world.dai)
        try await world.vet(id)
        try await world.accept(id, with: subscriber)
        let found = try await refusal { try await world.approve(id, by: world.dai) }
        #expect(found == Reason("authorisation.personMustDiffer", "7.11a"))
    }

    // MARK: What fails

    @Test(
        arguments: [
            (.unreachable, "connector.unreachable"), (.timedOut, "connector.unreachable"),
            (.status(500), "connector.unreachable"), (.broken, "connector.unreachable"),
            (.tooLarge, "connector.answerRefused"), (.redirected, "connector.answerRefused"),
            (.untrusted, "connector.untrusted"), (.clientRefused, "connector.untrusted"),
            (.filesUnusable("root.pem"), "connector.untrusted"),
            (.addressRefused("127.0.0.1"), "connector.addressRefused"),
            (.paused(milliseconds: 1500), "connector.paused"), (.busy, "connector.paused"),
        ] as [(ConnectorFault, String)])
    func `[5.5c] a source that fails leaves the application as it was`(
        fault: ConnectorFault, code: String
    ) async throws {
        let (world, id) = try await world()
        world.sources.answer { _, _ throws(ConnectorFault) in throw fault }
        let before = try await world.application(id)
        let found = try await refusal { try await world.check(id, "eID") }
        #expect(found == Reason(code, "5.5c", "connector"))
        let after = try await world.application(id)
        #expect(after.state == before.state && after.evidence == before.evidence)
        #expect(try await world.ledger.read { try $0.evidence(of: id) }.isEmpty)
        // The way that needs no connector stays open.
        try await world.vet(id)
    }

    @Test(
        arguments: [
            ["id": "chk-bbbbbbbbbbbbbbbb"], ["request": .string(AuthorityWorld.evidence)],
            ["source": "hk-other"], ["time": "2001-01-01T00:00:00Z"], ["extra": 1],
            ["environment": "live"],
        ] as [[String: JSONValue]])
    func `[5.5c] an answer to another question, of another source or time is none`(
        changes: [String: JSONValue]
    ) async throws {
        let (world, id) = try await world(answering: changes)
        let found = try await refusal { try await world.check(id, "eID") }
        #expect(found == Reason("connector.answerRefused", "5.5c", "connector"))
        #expect(try await world.ledger.read { try $0.evidence(of: id) }.isEmpty)
    }

    @Test func `[5.5c] the answer of an earlier question is no answer to this one`() async throws {
        let (world, id) = try await world()
        try await world.check(id, "eID")
        let record = try #require(try await world.ledger.read { try $0.evidence(of: id) }.first)
        let old = try #require(try await content(record, world).exchange?["answer"])
        world.sources.answer { _, _ throws(ConnectorFault) in old.canonicalBytes }
        let found = try await refusal { try await world.check(id, "eID") }
        #expect(found?.code == "connector.answerRefused")
        #expect(try await world.ledger.read { try $0.evidence(of: id).count } == 1)
    }

    // MARK: The journal

    @Test func `[5.5c, 12.1] the journal says who asked whom, and nothing of people`()
        async throws
    {
        let (world, id) = try await world()
        try await world.check(id, "officialDatabase")
        let entries = try await world.ledger.read {
            try $0.entries(matching: EntryFilter(caseID: id), limit: 10)
                .map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(entries.count == 2)
        for entry in entries {
            for secret in ["陳大文", "A123456", AuthorityWorld.agreement] {
                #expect(!entry.contains(secret))
            }
        }
        #expect(entries[0].contains("application.check") && entries[0].contains("hk-immd"))
        #expect(entries[1].contains("application.answer"))
    }
}
