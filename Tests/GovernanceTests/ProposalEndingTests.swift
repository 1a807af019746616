import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Messages
import TestSupport
import Testing

/// A proposal that does not come to its last signature.
@Suite struct `A proposal that is ended` {
    private let settings: JSONValue = ["settings": ["crlPeriodHours": 6]]
    private static let salt = JSONValue.string(String(repeating: "5a", count: 32))

    private func propose(
        _ world: AuthorityWorld, _ payload: JSONValue, corrects: String? = nil,
        by officer: TestOfficer? = nil, _ operation: String = "practice.change"
    ) async throws -> String {
        let signed = try await world.test.signed(
            operation, by: officer ?? world.test.ada, payload: payload)
        let outcome = try await world.ledger.act(
            ActRequest(
                id: world.test.newRequestID(), operation: operation, actor: .officer(signed),
                payload: payload, corrects: corrects)
        ) { _ in .null }
        return try #require(outcome.result["proposal"]?.string)
    }

    @discardableResult
    private func end(
        _ proposal: String, _ operation: String, _ more: JSONValue = [:], by officer: TestOfficer,
        _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let payload = JSONValue.object(["proposal": .string(proposal)]).merging(more)
        let ending = try ProposalEnding(Payload(payload))
        let request = try await world.test.request(
            operation, by: officer, caseID: proposal, payload: payload)
        return try await world.ledger.act(request) { transaction in
            switch operation {
            case "proposal.refuse": try ending.refuse(&transaction)
            case "proposal.return": try ending.giveBack(&transaction)
            default: try ending.withdraw(&transaction)
            }
        }
    }

    private static func words(_ text: String) -> JSONValue {
        ["words": .string(text), "salt": salt]
    }

    private func state(_ id: String, _ world: AuthorityWorld) async throws -> Proposal.State? {
        try await world.ledger.read { try $0.get(Proposal.self, .text(id))?.state }
    }

    @Test func `[7.11b] refused by one who could sign it, it takes no signature any more`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await propose(world, settings)
        let text = "not while 陳大文 is on leave"
        let outcome = try await end(
            id, "proposal.refuse", Self.words(text), by: world.test.ben, world)
        #expect(outcome.result == ["proposal": .string(id), "state": "refused"])
        #expect(
            try await refusal {
                try await world.sign(id, "practice.change", settings, by: world.test.cho)
            } == Reason("proposal.ended", nil, "proposal"))
        #expect(
            try await refusal {
                try await end(id, "proposal.withdraw", by: world.test.ada, world)
            } == Reason("proposal.ended", nil, "proposal"))
        let (entry, ended) = try await world.ledger.read { snapshot in
            (
                try snapshot.entry(at: outcome.entryIndex).parsed(),
                try #require(
                    try snapshot.get(Proposal.self, .text(id)).flatMap {
                        try snapshot.ending(of: $0)
                    })
            )
        }
        #expect(ended.officer == world.test.ben.id && ended.operation == "proposal.refuse")
        #expect(ended.kept["words"] == .string(text))
        // The words and their salt are what the signature is about.
        let act = try ActStatement(parsing: entry.signed[0].act)
        #expect(act.decides == DigestAlgorithm.sha256.hash(ended.kept.canonicalBytes))
        #expect(act.caseID == id)
        #expect(try await world.ledger.verify().isClean)
        await world.ledger.close()
        let file = try DurableFile.read(
            world.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        #expect(!file.contains(Array("陳大文".utf8)), "the words are sealed")
    }

    @Test func `[7.11b] whoever signed it may still refuse it, and who proposed it as well`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        for officer in [world.test.ada, world.test.ben] {
            let id = try await propose(world, payload, "authority.create")
            try await world.sign(id, "authority.create", payload, by: world.test.ben)
            try await end(id, "proposal.refuse", Self.words("no"), by: officer, world)
            #expect(try await state(id, world) == .refused)
        }
    }

    @Test func `[7.25] what was open before a succession ended with it, whatever is asked`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await propose(world, settings)
        let other = try await propose(world, ["settings": ["crlPeriodHours": 5]])
        try await end(
            other, "proposal.return",
            JSONValue.object(["field": "settings"]).merging(Self.words("no")), by: world.test.ben,
            world)
        let hand = try world.test.settings.driver.connect(.readWrite)
        defer { hand.close() }
        try hand.execute(
            "INSERT INTO succession (place, origin, checkpoint_key, created_at) "
                + "VALUES (9999, 'x', 'y', ?)", [.integer(world.clock.nowMilliseconds + 1000)])
        let over = Reason("proposal.expired", nil, "proposal")
        for operation in ["proposal.refuse", "proposal.withdraw", "proposal.return"] {
            let more: JSONValue =
                operation == "proposal.withdraw"
                ? [:]
                : operation == "proposal.return"
                    ? JSONValue.object(["field": "settings"]).merging(Self.words("no"))
                    : Self.words("no")
            let officer = operation == "proposal.withdraw" ? world.test.ada : world.test.ben
            #expect(
                try await refusal { try await end(id, operation, more, by: officer, world) }
                    == over, "\(operation)")
        }
        #expect(
            try await refusal { try await propose(world, settings, corrects: other) }
                == Reason("proposal.expired", nil, "corrects"))
    }

    @Test func `[7.11b] who could not sign it neither refuses nor returns it`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await propose(world, settings)
        let missing = Reason("authorisation.roleMissing", "7.10", "proposal")
        #expect(
            try await refusal {
                try await end(id, "proposal.refuse", Self.words("no"), by: world.test.eva, world)
            } == missing)
        #expect(
            try await refusal {
                try await end(
                    id, "proposal.return", Self.words("no").merging(["field": "settings"]),
                    by: world.test.dai, world)
            } == missing)
        #expect(try await state(id, world) == .pending)
    }

    @Test func `[7.11b] is withdrawn by who proposed it, and by nobody else`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await propose(world, settings)
        #expect(
            try await refusal {
                try await end(id, "proposal.withdraw", by: world.test.ben, world)
            } == Reason("proposal.ofAnother", "7.11b", "proposal"))
        let outcome = try await end(id, "proposal.withdraw", by: world.test.ada, world)
        #expect(outcome.result["state"] == "withdrawn")
        #expect(try await state(id, world) == .withdrawn)
    }

    @Test func `[7.11b] returned, it is answered with a version that needs all signatures anew`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let first = AuthorityWorld.creation("hk-nwe", .rsa, issuer: "root-rsa")
        let id = try await propose(world, first, "authority.create")
        try await world.sign(id, "authority.create", first, by: world.test.ben)
        let outcome = try await end(
            id, "proposal.return", Self.words("misspelt").merging(["field": "authority"]),
            by: world.test.cho, world)
        #expect(outcome.result["field"] == "authority")
        let second = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        #expect(
            try await refusal {
                _ = try await propose(
                    world, second, corrects: id, by: world.test.ben, "authority.create")
            } == Reason("proposal.ofAnother", "7.11b", "corrects"))
        #expect(
            try await refusal { _ = try await propose(world, settings, corrects: id) }
                == Reason("proposal.otherOperation", nil, "corrects"))
        let next = try await propose(world, second, corrects: id, "authority.create")
        #expect(try await state(id, world) == .corrected)
        let (row, kept) = try await world.ledger.read {
            (
                try $0.get(Proposal.self, .text(next)),
                try $0.signatures(underProposal: id).map(\.officer)
            )
        }
        #expect(row?.version == 2 && row?.corrects == id)
        #expect(kept == [world.test.ada.id, world.test.ben.id], "stays provable")
        #expect(
            try await refusal {
                _ = try await propose(world, second, corrects: id, "authority.create")
            }
                == Reason("proposal.notReturned", nil, "corrects"))
        let again = try await world.sign(next, "authority.create", second, by: world.test.ben)
        #expect(again.result["needed"] == 1, "who signed before signs again, and one lacks")
        let done = try await world.sign(next, "authority.create", second, by: world.test.cho)
        #expect(done.result["state"] == "done")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b] no version, clock or checkpoint holds up an end, also of what is expired`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let endings: [(String, JSONValue, TestOfficer, Proposal.State)] = [
            ("proposal.refuse", Self.words("no"), world.test.ben, .refused),
            (
                "proposal.return", Self.words("no").merging(["field": "settings"]),
                world.test.ben, .returned
            ),
            ("proposal.withdraw", [:], world.test.ada, .withdrawn),
        ]
        for (operation, more, officer, state) in endings {
            let id = try await propose(world, settings)
            world.test.clock.advance(byMilliseconds: 15 * 86_400_000)
            let payload = JSONValue.object(["proposal": .string(id)]).merging(more)
            let good = try await world.test.statement(
                of: operation, by: officer, caseID: id, payload: payload)
            let signed = try officer.sign(
                ActStatement(
                    origin: good.origin, environment: good.environment, operation: operation,
                    caseID: id, decides: good.decides, role: good.role, policy: "0.9",
                    practice: 99, key: good.key, expiresMilliseconds: 1,
                    nonce: world.test.randomness.bytes(16),
                    checkpoint: .init(size: 1 << 40, root: good.checkpoint.root)))
            let ending = try ProposalEnding(Payload(payload))
            let outcome = try await world.ledger.act(
                ActRequest(
                    id: world.test.newRequestID(), operation: operation,
                    actor: .officer(signed), caseID: id, payload: payload)
            ) { transaction in
                switch operation {
                case "proposal.refuse": try ending.refuse(&transaction)
                case "proposal.return": try ending.giveBack(&transaction)
                default: try ending.withdraw(&transaction)
                }
            }
            #expect(try await self.state(id, world) == state)
            let entry = try await world.ledger.read {
                try $0.entry(at: outcome.entryIndex).parsed()
            }
            #expect(
                entry.defects == [
                    "act.policyWrong", "act.practiceWrong", "act.expired", "act.checkpointAhead",
                ])
        }
    }

    static let bad: [(String, JSONValue, Reason)] = [
        ("proposal.refuse", [:], Reason("payload.invalid", nil, "words")),
        ("proposal.refuse", ["words": "no"], Reason("payload.invalid", nil, "salt")),
        (
            "proposal.refuse", ["words": "no", "salt": "00"],
            Reason("payload.invalid", nil, "salt")
        ),
        (
            "proposal.refuse",
            ["words": .string(String(repeating: "w", count: 2001)), "salt": salt],
            Reason("payload.invalid", nil, "words")
        ),
        (
            "proposal.refuse", words("no").merging(["field": "settings"]),
            Reason("payload.memberUnknown", nil, "field")
        ),
        ("proposal.return", words("no"), Reason("payload.invalid", nil, "field")),
        (
            "proposal.return", words("no").merging(["field": "陳大文"]),
            Reason("proposal.fieldUnknown", nil, "field")
        ),
        (
            "proposal.return", words("no").merging(["field": "settings.crlPeriod"]),
            Reason("proposal.fieldUnknown", nil, "field")
        ),
        ("proposal.withdraw", words("no"), Reason("payload.memberUnknown", nil, "salt")),
    ]

    @Test func `[7.11b] says what is wrong with a refusal, and goes on waiting`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await propose(world, settings)
        for (operation, payload, expected) in Self.bad {
            #expect(
                try await refusal {
                    try await end(id, operation, payload, by: world.test.ada, world)
                } == expected, "\(operation) \(payload)")
        }
        try await end(
            id, "proposal.return", Self.words("6?").merging(["field": "settings.crlPeriodHours"]),
            by: world.test.ben, world)
        #expect(
            try await refusal {
                try await end(
                    id, "proposal.return", Self.words("6?").merging(["field": "settings"]),
                    by: world.test.ben, world)
            } == Reason("proposal.ended", nil, "proposal"))
        try await end(id, "proposal.withdraw", by: world.test.ada, world)
        #expect(
            try await refusal {
                try await end("pro-x", "proposal.withdraw", by: world.test.ada, world)
            } == Reason("proposal.unknown", nil, "proposal"))
    }
}
