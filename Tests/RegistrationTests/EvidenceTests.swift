import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `Evidence of identity` {
    struct Way: Sendable, CustomTestStringConvertible {
        let category: String
        let method: String?
        var testDescription: String { "\(category) \(method ?? "")" }
        var kinds: [String] { AuthorityWorld.kinds(category: category, method: method) }
    }

    static let ways = [
        Way(category: "personal", method: "A"), Way(category: "personal", method: "B"),
        Way(category: "organisation", method: nil),
    ]

    private func changes(_ way: Way, _ proofs: [JSONValue]) -> JSONValue {
        let method: [String: JSONValue] = way.method.map { ["method": .string($0)] } ?? [:]
        return JSONValue.object(method).merging(["evidence": .array(proofs)])
    }

    private func incomplete(_ clause: String) -> Reason {
        Reason("application.checklistIncomplete", clause, "evidence")
    }

    // MARK: Vetting

    @Test func `[5.2a, 5.5A] what was seen of documents counts no more once they are corrected`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let proofs = try await world.proofs(of: id, method: "A")
        try await world.addEvidence(proofs.array ?? [], to: id)
        try await world.giveBack(id)
        // The same documents again: it was seen.
        try await world.correct(id, with: subscriber)
        #expect(try await world.application(id).documentsSince == 0)
        try await world.giveBack(id)
        try await world.correct(
            id, with: subscriber,
            identity: ["documents": [["kind": "passport", "country": "HK", "number": "K98765432"]]])
        #expect(try await world.application(id).documentsSince == 2)
        let found = try await refusal { try await world.vet(id, changing: ["evidence": []]) }
        #expect(found == Reason("application.checklistIncomplete", "5.5A", "evidence"))
        try await world.vet(id)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: ways)
    func `[5.4, 5.5, 6.3a, 6.3b, 6.4] what lacks one item is refused, and leaves nothing`(
        way: Way
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber(), category: way.category)
        let proofs = try await world.proofs(of: id, method: way.method).array ?? []
        try #require(proofs.count == way.kinds.count)
        for (place, kind) in way.kinds.enumerated() {
            var others = proofs
            others.remove(at: place)
            let clause = EvidenceKind[kind]?.clauses[0] ?? ""
            let found = try await refusal {
                try await world.vet(id, changing: changes(way, others))
            }
            #expect(found == incomplete(clause), "\(kind)")
        }
        // What was refused left nothing behind, not even the items that were good.
        #expect(try await world.ledger.read { try $0.evidence(of: id) }.isEmpty)
        try await world.vet(id, changing: changes(way, proofs))
        #expect(try await world.application(id).state == .vetted)
    }

    @Test func `[6.3a] a refusal says everything that is missing, in each language`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber(), category: "organisation")
        let refused = try await #require(throws: Refusal.self) {
            try await world.vet(id, changing: ["evidence": []])
        }
        for clause in ["5.3b", "5.4a", "5.4b", "5.4d", "5.4e"] {
            for language in Language.allCases {
                #expect(refused.message(in: language).contains("CP \(clause)"), "\(clause)")
            }
        }
        #expect(refused.message(in: .english).contains("representative seen face to face"))
        #expect(refused.arguments["count"] == "6")
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 0)])
    func `[5.5] what was added before counts with what vetting brings`(
        first: Int, second: Int
    ) async throws {
        let world = try await AuthorityWorld.make()
        let way = Self.ways[1]
        let id = try await world.apply(world.newSubscriber())
        let proofs = try await world.proofs(of: id, method: "B").array ?? []
        try await world.addEvidence([proofs[first], proofs[second]], to: id)
        try await world.addEvidence([proofs[3]], to: id)
        #expect(
            try await refusal { try await world.vet(id, changing: changes(way, [])) }?.code
                == "application.checklistIncomplete")
        let rest = [0, 1, 2, 4].filter { ![first, second].contains($0) }.map { proofs[$0] }
        try await world.vet(id, changing: changes(way, rest))
        #expect(try await world.ledger.read { try $0.evidence(of: id) }.count == 5)
    }

    @Test func `[6.1, 11.1] a minor needs a guardian, and nobody relies on the certificate`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let proofs = try await world.proofs(of: id, method: "A").array ?? []
        let child = AuthorityWorld.proof("contentsReview", ["trademark": "no", "minor": "yes"])
        let guardian = AuthorityWorld.proof(
            "guardian", AuthorityWorld.values("guardian", name: "", reference: ""))
        #expect(
            try await refusal {
                try await world.vet(id, changing: ["evidence": [child, proofs[1]]])
            } == incomplete("6.1"))
        try await world.vet(id, changing: ["evidence": [child, proofs[1], guardian]])
        try await world.accept(id, with: subscriber)
        try await world.approve(id)
        // Another process knows nothing of what passed here, and judges the contents again.
        let again = try await world.restarted()
        try await again.issue(id)
        let record = try await again.record(
            "hk-rsa", again.application(id).serialHex ?? "")
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        #expect(
            try certificate.extensions.value(of: QCStatements.self)
                == QCStatements([.limitValue(MonetaryValue(currency: "HKD", amount: 0))]))
    }

    // MARK: Approval

    @Test func `[5.4d, 5.5A, 6.3a] approval judges the checklist by the rules of its own moment`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let day = 86_400_000 as Int64
        let proofs = try await world.proofs(of: id, method: "A").array ?? []
        let until = RecordDayText.of(world.clock.nowMilliseconds + day)
        let short = AuthorityWorld.proof(
            "faceToFace",
            AuthorityWorld.values("faceToFace", name: "陳大文", reference: "")
                .merging(["documentUntil": until]) { $1 })
        try await world.vet(id, changing: ["method": "A", "evidence": [proofs[0], short]])
        try await world.accept(id, with: subscriber)
        world.clock.advance(byMilliseconds: 3 * day)
        #expect(try await refusal { try await world.approve(id) } == incomplete("5.5A"))
        #expect(try await world.application(id).state == .accepted)
    }

    @Test func `[5.5B4, 5.5e] approval is refused once the agreement is no longer in force`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id, changing: ["method": "B"])
        try await world.accept(id, with: subscriber)
        try await world.endAgreement()
        #expect(try await refusal { try await world.approve(id) } == incomplete("5.5B4"))
    }

    @Test func `[5.5B1] a database that the practice does not name is refused`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        try await world.trustSources()
        try await world.change(
            ["recognisedDatabases": "", "recognisedDatabasesPublication": ""])
        let (proofs, received) = try await world.handIn(world.proofs(of: id, method: "B"))
        let application = try await world.application(id)
        let payload: JSONValue = [
            "application": .string(id), "method": "B", "evidence": proofs,
            "salt": .string(AuthorityWorld.salt),
            "statement": .string(application.statementCommitmentHex),
        ]
        #expect(
            try await refusal {
                try await world.registration.vet(
                    world.test.request(
                        "application.vet", by: world.validator, caseID: id, authority: "hk-rsa",
                        payload: payload), received: received)
            } == incomplete("5.5B1"))
    }

    @Test func `[5.4f, 5.5d] practice adds a kind, and what lacks it is refused`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["extraEvidence": "personal/addressProof organisation/siteVisit"])
        for (way, kind, clause) in [
            (Self.ways[0], "addressProof", "5.5d"), (Self.ways[2], "siteVisit", "5.4f"),
        ] {
            let id = try await world.apply(world.newSubscriber(), category: way.category)
            let proofs = try await world.proofs(of: id, method: way.method).array ?? []
            #expect(
                try await refusal { try await world.vet(id, changing: changes(way, proofs)) }
                    == incomplete(clause))
            let more = AuthorityWorld.proof(
                kind, AuthorityWorld.values(kind, name: "", reference: ""))
            try await world.vet(id, changing: changes(way, proofs + [more]))
        }
    }

    @Test func `[6.3a] the approver's decision covers all evidence, and no other`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .accepted, with: subscriber)
        let application = try await world.application(id)
        func approve(_ changes: JSONValue) async throws {
            let payload: JSONValue = [
                "application": .string(id), "evidence": .string(application.evidence ?? ""),
                "contents": .string(application.contentsHashHex ?? ""),
            ]
            _ = try await world.registration.approve(
                world.test.request(
                    "application.approve", by: world.approver, caseID: id,
                    payload: payload.merging(changes)))
        }
        #expect(
            try await refusal { try await approve(["evidence": .string(AuthorityWorld.evidence)]) }
                == Reason("application.evidenceDiffers", "6.3a", "evidence"))
        #expect(
            try await refusal { try await approve(["evidence": .null]) }
                == Reason("payload.invalid", nil, "evidence"))
        try await approve([:])
    }

    @Test func `[5.4] who put down evidence does not approve or issue`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let proofs = try await world.proofs(of: id, method: "A").array ?? []
        try await world.addEvidence(proofs, to: id, by: world.dai)
        try await world.vet(id, changing: ["evidence": []])
        try await world.accept(id, with: subscriber)
        #expect(
            try await refusal { try await world.approve(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.approve(id)
    }

    // MARK: What is kept

    @Test func `[5.4e, 5.5A, 6.4] an item is kept with officer, place, time, source and rules`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let before = world.clock.nowMilliseconds
        try await world.vet(id)
        let records = try await world.ledger.read { try $0.evidence(of: id) }
        let met = try #require(records.first { $0.kind == "faceToFace" })
        #expect(met.officer == "off-val" && met.place == "hk-central")
        #expect(met.atMilliseconds >= before && met.rules == EvidenceRules.version)
        #expect(met.source == nil && met.file == nil)
        let sealed = try #require(
            try await world.ledger.read { try $0.vault.read(met.valueName, dossier: id) })
        #expect(String(decoding: sealed, as: UTF8.self).contains("陳大文"))
        let asked = try await world.apply(world.newSubscriber())
        try await world.vet(asked, changing: ["method": "B"])
        let answers = try await world.ledger.read { try $0.evidence(of: asked) }
        #expect(answers.compactMap(\.source) == ["hk-immd", "hk-immd", "hk-immd"])
        #expect(answers.compactMap(\.sourceVersion) == ["1.4", "1.4", "1.4"])
    }

    @Test func `[6.4] what is added to what was decided on is refused`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        try await world.vet(id)
        let item = AuthorityWorld.proof("contentsReview", ["trademark": "yes"])
        #expect(
            try await refusal { try await world.addEvidence([item], to: id) }
                == Reason("application.stateWrong", "6.6", "application"))
        #expect(
            try await refusal { try await world.addEvidence([], to: id) }
                == Reason("application.evidenceMissing", "6.3b", "evidence"))
        let operations = Operation.all.map(\.id).filter { $0.contains("vidence") }
        #expect(operations == ["application.evidence"])
    }

    @Test(
        arguments: [
            ("trademark", "5.3b"), ("existence", "5.4a"), ("namedPerson", "5.4c"),
            ("authorisation", "5.4d"), ("identityDatabase", "5.5B1"), ("trueIntent", "5.5B3"),
        ])
    func `[5.3b, 5.4a, 5.4c, 5.4d, 5.5B1, 5.5B3, 6.3b, 6.4] the file itself is kept, or nothing`(
        kind: String, clause: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let item = AuthorityWorld.proof(
            kind, AuthorityWorld.values(kind, name: "陳大文", reference: "1"))
        // Naming a digest is not enough where the policy asks for the thing.
        let named = item.merging(["file": .null, "document": .string(AuthorityWorld.evidence)])
        #expect(
            try await refusal { try await world.addEvidence([named], to: id) }
                == Reason("application.evidenceDefective", clause, "evidence"))
        try await world.addEvidence([item], to: id)
        let record = try #require(try await world.ledger.read { try $0.evidence(of: id) }.first)
        let file = try #require(
            try await world.ledger.read { try $0.files(of: id) }.first)
        #expect(record.file == file.file && file.mediaType == "image/jpeg")
        // What lies on the disk is sealed under a key of its own, which the dossier keeps.
        let secrets = try #require(try await world.ledger.read { try $0.secrets(of: file) })
        let opened = try #require(world.ledger.files).open(file.file, key: secrets.sealed.key)
        #expect(try opened.piece(0) == AuthorityWorld.picture)
    }

    @Test func `[6.4] a file that did not come in, or another one, is no evidence`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let item = AuthorityWorld.proof(
            "trueIntent", AuthorityWorld.values("trueIntent", name: "", reference: "1"))
        let handed = try await world.handIn([item])
        let (evidence, received) = (handed.evidence, handed.received)
        func add(_ item: JSONValue) async throws {
            _ = try await world.registration.addEvidence(
                world.test.request(
                    "application.evidence", by: world.validator, caseID: id, authority: "hk-rsa",
                    payload: [
                        "application": .string(id), "evidence": [item],
                        "salt": .string(AuthorityWorld.salt),
                    ]), received: received)
        }
        let good = try #require(evidence.array?.first)
        let file = try #require(good["file"])
        let other = JSONValue.string(String(repeating: "cd", count: 32))
        #expect(
            try await refusal {
                try await add(good.merging(["file": file.merging(["file": other])]))
            }?.code == "attachment.unknown")
        #expect(
            try await refusal {
                try await add(good.merging(["file": file.merging(["sha256": other])]))
            }?.code == "attachment.differs")
        try await add(good)
        // One file is one item's.
        #expect(try await refusal { try await add(good) }?.code == "attachment.unknown")
    }

    // MARK: In general

    @Test(arguments: 0..<24)
    func `[5.4, 5.5, 6.3a] whatever is handed in, nothing is vetted whose checklist is incomplete`(
        seed: Int
    ) async throws {
        let world = try await AuthorityWorld.make(seed: UInt64(seed) + 100)
        try await world.trustSources()
        let way = Self.ways[seed % 3]
        let id = try await world.apply(world.newSubscriber(), category: way.category)
        let random = SeededRandomness(seed: UInt64(seed) &* 977 &+ 5)
        let name = way.category == "personal" ? "陳大文" : "木棉花有限公司"
        let reference = try await world.application(id).subscriberReference
        var proofs: [JSONValue] = []
        var isGood: [String: Bool] = [:]
        for kind in EvidenceKind.all.map(\.id) {
            for _ in 0..<(random.bytes(1)[0] % 3) {
                let good = random.bytes(1)[0] % 4 > 0
                var values = AuthorityWorld.values(kind, name: name, reference: reference)
                if !good, !Self.spoil(&values) { continue }
                proofs.append(AuthorityWorld.proof(kind, values))
                isGood[kind] = good
            }
        }
        let isComplete = way.kinds.allSatisfy { isGood[$0] == true }
        let found = try await refusal {
            try await world.vet(id, changing: changes(way, proofs))
        }
        #expect((found == nil) == isComplete, "\(isGood)")
        if let found { #expect(found.code == "application.checklistIncomplete") }
        #expect(try await world.application(id).state == (isComplete ? .vetted : .received))
    }

    /// Makes an item say something that is well written and does not do.
    private static func spoil(_ values: inout [String: String]) -> Bool {
        for (field, value) in [
            ("seenAt", "9000-01-01 00:00:00"), ("until", "2020-01-02"), ("issuedOn", "9000-01-01"),
            ("confirmedOn", "9000-01-01"),
        ] where values[field] != nil {
            values[field] = value
            return true
        }
        return false
    }
}

/// A day in Hong Kong as sheets write it.
enum RecordDayText {
    static func of(_ milliseconds: Int64) -> String {
        let number = RecordDay(atMilliseconds: milliseconds).number
        // Counting up from a day that is written: the calendar is not the matter here.
        var text = "2026-01-01"
        for year in 2026...2027 {
            for month in 1...12 {
                for day in 1...31 {
                    let two = { (part: Int) in part < 10 ? "0\(part)" : "\(part)" }
                    let written = "\(year)-\(two(month))-\(two(day))"
                    if RecordDay(written)?.number == number { text = written }
                }
            }
        }
        return text
    }
}
