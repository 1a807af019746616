import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import TestSupport
import Testing

@testable import Registration

@Suite struct `One reference number for each person and organisation` {
    static func identity(_ number: String, name: JSONValue? = nil) -> JSONValue {
        var members: [String: JSONValue] = [
            "documents": [["kind": "hongKongIdentityCard", "number": .string(number)]]
        ]
        members["name"] = name
        return .object(members)
    }

    static func subject(_ name: String) -> JSONValue {
        ["commonName": .string(name), "countryName": "HK"]
    }

    /// An application, not vetted yet.
    static func received(
        _ world: AuthorityWorld, _ name: String, _ number: String
    ) async throws -> String {
        try await world.apply(
            world.newSubscriber(), subject: subject(name), identity: identity(number))
    }

    static func vetted(
        _ world: AuthorityWorld, _ name: String, _ number: String
    ) async throws -> String {
        let id = try await received(world, name, number)
        try await world.vet(id)
        return try await world.application(id).reference
    }

    static func decide(
        _ world: AuthorityWorld, _ id: String, _ decision: String, on subscriber: String? = nil,
        changing: JSONValue = [:], by officer: TestOfficer? = nil
    ) async throws {
        let application = try await world.application(id)
        var payload: [String: JSONValue] = [
            "application": .string(id), "decision": .string(decision),
            "statement": .string(application.statementCommitmentHex),
            "evidence": [.string(AuthorityWorld.evidence)],
        ]
        payload["subscriber"] = subscriber.map { .string($0) }
        let act = try await world.test.request(
            "subscriber.decide", by: officer ?? world.approver, caseID: id,
            authority: application.authority,
            payload: JSONValue.object(payload).merging(changing))
        _ = try await world.ledger.act(act) { transaction in
            try SubscriberAct(Payload(act.payload)).decide(&transaction)
        }
    }

    static let numberKnown = Reason("subscriber.numberKnown", "5.2b", "identity")
    static let nameKnown = Reason("subscriber.nameKnown", "5.2b", "identity")

    @Test func `[5.2a] the same document and name lead to the same subscriber`() async throws {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        // Typed otherwise, the same number.
        let again = try await Self.vetted(world, "陳大文", "a 123456 3")
        #expect(first == again)
        let other = try await Self.vetted(world, "李小明", "G123456(A)")
        #expect(other != first)
        let known = try await world.ledger.read { try $0.select(Subscriber.self) }
        #expect(Set(known.map(\.reference)) == [first, other])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.2a] the reference stays in every certificate of a subscriber`() async throws {
        let world = try await AuthorityWorld.make()
        var subjects: [String?] = []
        for _ in 0..<2 {
            let record = try await world.issued(subject: Self.subject("陳大文"))
            let application = try await world.application(record.application ?? "")
            subjects.append(application.subscriber)
            #expect(record.subject?.contains(application.reference) == true)
        }
        #expect(subjects[0] != nil && subjects[0] == subjects[1])
    }

    @Test func `[5.2a] an application without any document cannot be vetted`() async throws {
        let world = try await AuthorityWorld.make()
        let bare = try AuthorityWorld.application(
            TestSubscriber.rsa.get().request(), identity: .null)
        let id = try await world.apply(bare).result["application"]?.string ?? ""
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("identity.missing", "5.2a", "identity"))
        #expect(try await world.application(id).state == .received)
        try await world.refuse(id)
    }

    @Test func `[5.2b] a known number under another name waits for a decision`() async throws {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        let id = try await Self.received(world, "陳小文", "A123456(3)")
        #expect(try await refusal { try await world.vet(id) } == Self.numberKnown)
        // What is said of namesakes is not said of who has the number.
        #expect(
            try await refusal { try await Self.decide(world, id, "different") }
                == Reason("subscriber.noCollision", "5.2b", "subscriber"))
        try await Self.decide(world, id, "different", on: first)
        try await world.vet(id)
        #expect(try await world.application(id).reference != first)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test
    func `[5.2b] a changed name keeps the reference, and the earlier name is theirs no longer`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        let id = try await Self.received(world, "李大文", "A123456(3)")
        try await Self.decide(world, id, "renamed", on: first)
        try await world.vet(id)
        #expect(try await world.application(id).reference == first)
        #expect(try await Self.vetted(world, "李大文", "A123456(3)") == first)
        let earlier = try await Self.received(world, "陳大文", "A123456(3)")
        #expect(try await refusal { try await world.vet(earlier) } == Self.numberKnown)
        // By the earlier name they are found all the same.
        let found = try await world.ledger.read {
            try $0.subscribers(named: "陳大文", limit: 10).map(\.reference)
        }
        #expect(found == [first])
    }

    @Test func `[5.2b] a name that is known, without its document, waits for a decision`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        // Read the same, written otherwise.
        let id = try await Self.received(world, "陈大文", "G123456(A)")
        #expect(try await refusal { try await world.vet(id) } == Self.nameKnown)
        try await Self.decide(world, id, "different")
        try await world.vet(id)
        #expect(try await world.application(id).reference != first)
        // The same for who is the same, with a further document.
        let own = try await Self.received(world, "陳大文", "D288754(2)")
        #expect(try await refusal { try await world.vet(own) } == Self.nameKnown)
        try await Self.decide(world, own, "different")
        try await Self.decide(world, own, "sameSubscriber", on: first)
        try await world.vet(own)
        #expect(try await world.application(own).reference == first)
        #expect(try await Self.vetted(world, "陳大文", "D288754(2)") == first)
    }

    @Test func `[5.2b] what cannot be told is not vetted`() async throws {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        let id = try await Self.received(world, "陳小文", "A123456(3)")
        try await Self.decide(world, id, "refuse", on: first)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("subscriber.decidedRefuse", "5.2b", "application"))
    }

    @Test func `[5.2b] a decision is on what collides, with evidence`() async throws {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        let id = try await Self.received(world, "李小明", "G123456(A)")
        let none = Reason("subscriber.noCollision", "5.2b", "subscriber")
        for (decision, subscriber) in [("different", nil), ("sameSubscriber", first)] {
            #expect(
                try await refusal { try await Self.decide(world, id, decision, on: subscriber) }
                    == none)
        }
        let colliding = try await Self.received(world, "陳小文", "A123456(3)")
        let changes: [(JSONValue, String)] = [
            (["evidence": []], "subscriber.proofMissing"),
            (["decision": "perhaps"], "payload.choiceUnknown"),
            (["statement": .string(AuthorityWorld.evidence)], "application.statementDiffers"),
        ]
        for (change, code) in changes {
            let refused = try await refusal {
                try await Self.decide(world, colliding, "different", on: first, changing: change)
            }
            #expect(refused?.code == code)
        }
    }

    @Test func `[5.2a] documents of two subscribers make nobody`() async throws {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, "陳大文", "A123456(3)")
        let known = try await world.apply(
            world.newSubscriber(), subject: Self.subject("李小明"),
            identity: [
                "documents": [["kind": "passport", "country": "HK", "number": "K98765432"]]
            ])
        try await world.vet(known)
        let second = try await world.application(known).reference
        let id = try await world.apply(
            world.newSubscriber(), subject: Self.subject("陳大文"),
            identity: [
                "documents": [
                    ["kind": "hongKongIdentityCard", "number": "A123456(3)"],
                    ["kind": "passport", "country": "HK", "number": "K98765432"],
                ]
            ])
        #expect(try await refusal { try await world.vet(id) } == Self.numberKnown)
        try await Self.decide(world, id, "sameSubscriber", on: second)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("subscriber.several", "5.2a", "identity"))
        try await Self.decide(world, id, "different", on: second)
        try await world.vet(id)
        #expect(try await world.application(id).reference == first)
    }

    @Test func `[5.2a] a credit code and the organisation code within it are one organisation`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        var references: Set<String> = []
        let subject: JSONValue = [
            "commonName": "木棉花有限公司", "organizationName": "木棉花有限公司",
            "countryName": "CN", "organizationIdentifier": "NTRCN-91110000600037341L",
        ]
        let whole: JSONValue = [
            "kind": "unifiedSocialCreditCode", "number": "91110000600037341L",
        ]
        let code: JSONValue = ["kind": "organisationCode", "number": "60003734-1"]
        for documents: JSONValue in [[whole], [whole, code]] {
            let id = try await world.apply(
                world.newSubscriber(), category: "organisation", subject: subject,
                identity: ["documents": documents])
            try await world.vet(id)
            references.insert(try await world.application(id).reference)
        }
        #expect(references.count == 1)
    }

    // MARK: What is stated

    static let stated: [(JSONValue, Reason)] = [
        (["documents": []], Reason("payload.invalid", nil, "documents")),
        ("A123456(3)", Reason("payload.invalid", nil, "identity")),
        (identity("A123456(4)"), Reason("identity.checkDigit", "6.2b", "number")),
        (identity("A12345"), Reason("identity.numberForm", "6.2b", "number")),
        (
            ["documents": [["kind": "businessRegistration", "number": "12345678"]]],
            Reason("identity.holder", "6.2b", "kind")
        ),
        (
            ["documents": [["kind": "passport", "number": "L898902C3"]]],
            Reason("identity.country", "6.2b", "country")
        ),
        (
            [
                "documents": [
                    ["kind": "hongKongIdentityCard", "number": "A123456(3)", "country": "GB"]
                ]
            ],
            Reason("identity.country", "6.2b", "country")
        ),
        (
            [
                "documents": [
                    ["kind": "hongKongIdentityCard", "number": "A123456(3)"],
                    ["kind": "hongKongIdentityCard", "number": "a1234563"],
                ]
            ],
            Reason("identity.twice", "6.2b", "documents")
        ),
        (
            [
                "documents": [
                    ["kind": "hongKongIdentityCard", "number": "A123456(3)"],
                    ["kind": "hongKongIdentityCard", "number": "G123456(A)"],
                ]
            ],
            Reason("identity.many", "5.2a", "documents")
        ),
        (
            identity("A123456(3)", name: ["chinese": "李小明"]),
            Reason("identity.nameDiffers", "5.2c", "commonName")
        ),
        (
            identity("A123456(3)", name: ["chinese": "陳大文", "surname": "CHAN"]),
            Reason("identity.nameParts", "5.2a", "name")
        ),
    ]

    @Test(arguments: stated)
    func `[6.2b] [5.2c] an identity that no document can have is refused at once`(
        identity: JSONValue, reason: Reason
    ) async throws {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.application(
            try TestSubscriber.rsa.get().request(), identity: identity)
        #expect(try await refusal { try await world.apply(payload) } == reason)
    }

    @Test func `[6.2b] [5.2c] parts of a name and a document in force are taken`() async throws {
        let world = try await AuthorityWorld.make()
        let today = CalendarDate(milliseconds: world.clock.nowMilliseconds)
        for (until, expected) in [
            (today, nil),
            (today.adding(days: -1), Reason("identity.expired", "6.2b", "until")),
        ] as [(CalendarDate, Reason?)] {
            let id = try await world.apply(
                world.newSubscriber(),
                identity: [
                    "documents": [
                        [
                            "kind": "hongKongIdentityCard", "number": "A123456(3)",
                            "until": .string(until.description),
                        ]
                    ],
                    "name": ["chinese": "陳大文", "surname": "CHAN", "givenName": "Tai Man"],
                ])
            #expect(try await refusal { try await world.vet(id) } == expected)
        }
    }

    // MARK: What the disk tells

    @Test func `[12.1] rows and entries hold no name and no number`() async throws {
        let world = try await AuthorityWorld.make()
        let reference = try await Self.vetted(world, "陳大文", "A123456(3)")
        let id = try await Self.received(world, "陳小文", "A123456(3)")
        try await Self.decide(world, id, "different", on: reference)
        let (keys, known) = try await world.ledger.read { snapshot in
            (
                try snapshot.select(SubscriberKey.self),
                try snapshot.identity(of: snapshot.subscriber(reference))
            )
        }
        #expect(
            Set(keys.map(\.purpose))
                == Set(SubscriberKey.Purpose.allCases).subtracting([.contact, .contactEnd]))
        #expect(keys.allSatisfy { $0.lookup.utf8.count == 64 })
        #expect(known.names == ["陳大文"])
        #expect(known.documents.map(\.number.canonical) == ["A123456(3)"])
        await world.ledger.close()
        let bytes = try DurableFile.read(
            world.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        for text in ["A123456", "陳大文", "陈大文"] {
            #expect(!bytes.contains(Array(text.utf8)), "\(text)")
        }
    }

    @Test func `[12.1] who reads an identity stands in the journal first`() async throws {
        let world = try await AuthorityWorld.make()
        let reference = try await Self.vetted(world, "陳大文", "A123456(3)")
        let payload: JSONValue = ["subscriber": .string(reference), "reason": "ownTask"]
        let act = try await world.test.request(
            "subscriber.reveal", by: world.validator, caseID: reference, payload: payload)
        let outcome = try await world.ledger.act(act) { transaction in
            try SubscriberAct(Payload(act.payload)).reveal(&transaction)
        }
        #expect(outcome.result == ["subscriber": .string(reference)])
        let entry = try await world.ledger.read {
            try $0.newestEntry(of: "subscriber.reveal", until: .max)?.parsed()
        }
        let validator = try world.validator.id
        #expect(entry?.actor == validator)
        let unknown = try await world.test.request(
            "subscriber.reveal", by: world.validator, caseID: "1",
            payload: ["subscriber": "1", "reason": "ownTask"])
        #expect(
            try await refusal {
                try await world.ledger.act(unknown) { transaction in
                    try SubscriberAct(Payload(unknown.payload)).reveal(&transaction)
                }
            } == Reason("subscriber.unknown", nil, "subscriber"))
    }
}
