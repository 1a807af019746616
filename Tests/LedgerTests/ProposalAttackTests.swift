import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import Messages
import TestSupport
import Testing

/// What somebody might try with the signatures of several people.
@Suite struct `An attack on what several people decide` {
    private let operation = "practice.change"
    private let payload: JSONValue = ["settings": ["a": 1]]

    /// Three administrators, of whom two decide.
    private func world() async throws -> TestLedger {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        await world.ledger.register(operation: operation) { transaction, _, proposal in
            try transaction.put(NoteRecord(proposal.id, "done"))
            return "changed"
        }
        return world
    }

    private func propose(
        _ world: TestLedger, _ payload: JSONValue? = nil, by officer: TestOfficer? = nil,
        corrects: String? = nil
    ) async throws -> String {
        let payload = payload ?? self.payload
        let signed = try await world.signed(
            operation, by: officer ?? world.ada, payload: payload)
        let request = ActRequest(
            id: world.newRequestID(), operation: operation, actor: .officer(signed),
            payload: payload, corrects: corrects)
        let opened = try await world.ledger.act(request) { _ in .null }
        return try #require(opened.result["proposal"]?.string)
    }

    private func signature(
        _ world: TestLedger, _ payload: JSONValue? = nil, by officer: TestOfficer
    ) async throws -> SignedAct {
        try await world.signed(operation, by: officer, payload: payload ?? self.payload)
    }

    @discardableResult
    private func hand(
        in signed: SignedAct, under proposal: String, _ world: TestLedger
    ) async throws -> ActOutcome {
        try await world.ledger.approve(
            proposal, requestID: world.newRequestID(), signed: signed)
    }

    private func notes(_ world: TestLedger) async throws -> Int {
        try await world.ledger.read { try $0.select(NoteRecord.self).count }
    }

    private func put(
        _ state: Proposal.State, _ id: String, _ world: TestLedger
    ) async throws {
        try await world.ledger.act(world.systemRequest()) { transaction in
            var proposal = try #require(try transaction.get(Proposal.self, .text(id)))
            proposal.state = state
            try transaction.put(proposal)
            return .null
        }
    }

    @Test func `[7.11b] who proposed does not approve, whichever way the signature comes`()
        async throws
    {
        let world = try await world()
        let id = try await propose(world)
        await expectRefusal(.authorisationAlreadyTookPart) {
            try await hand(in: signature(world, by: world.ada), under: id, world)
        }
        await expectRefusal(.proposalTwin) { try await propose(world, by: world.ada) }
        #expect(try await notes(world) == 0)
    }

    @Test func `[7.11b] a signature that was taken is never taken again`() async throws {
        let world = try await world()
        let first = try await propose(world)
        let signed = try await signature(world, by: world.ben)
        try await hand(in: signed, under: first, world)
        await expectRefusal(.proposalDone) { try await hand(in: signed, under: first, world) }
        let second = try await propose(world)
        await expectRefusal(.actReplayed) { try await hand(in: signed, under: second, world) }
        #expect(try await notes(world) == 1)
    }

    @Test func `[7.11b] an approval held back counts for no later proposal or version of the same`()
        async throws
    {
        let world = try await world()
        let first = try await propose(world)
        let held = try await signature(world, by: world.ben)
        try await put(.withdrawn, first, world)
        await expectRefusal(.proposalEnded) { try await hand(in: held, under: first, world) }
        // Refused, it is used up; another that was made as early was never handed in.
        let again = try await propose(world)
        let early = try await signature(world, by: world.ben)
        try await put(.returned, again, world)
        let next = try await propose(world, corrects: again)
        await expectRefusal(.proposalNotSeen) { try await hand(in: early, under: next, world) }
        try await hand(in: try await signature(world, by: world.ben), under: next, world)
        #expect(try await notes(world) == 1)
    }

    @Test func `[7.11b] one person holds one proposal of the same open, and one approval`()
        async throws
    {
        let world = try await world()
        let id = try await propose(world)
        await expectRefusal(.proposalTwin) { try await propose(world, by: world.ben) }
        let other = try await propose(world, ["settings": ["a": 2]])
        await expectRefusal(.actContentWrong) {
            try await hand(in: signature(world, by: world.ben), under: other, world)
        }
        try await hand(in: signature(world, by: world.ben), under: id, world)
        #expect(try await notes(world) == 1)
    }

    @Test func `[7.18b] a payload altered behind the first signature is never carried out`()
        async throws
    {
        let world = try await world()
        let id = try await propose(world)
        // The stored text is another; the hash that was signed is not.
        try await world.ledger.act(world.systemRequest()) { transaction in
            let proposal = try #require(try transaction.get(Proposal.self, .text(id)))
            try transaction.put(AlteredProposal(proposal, payload: #"{"settings":{"a":9}}"#))
            return .null
        }
        await #expect(throws: LedgerError.self) {
            try await hand(in: signature(world, by: world.ben), under: id, world)
        }
        #expect(try await notes(world) == 0)
    }

    @Test func `a signature that is expired, or of another journal or environment, is refused`()
        async throws
    {
        let world = try await world()
        let id = try await propose(world)
        let good = try await world.statement(of: operation, by: world.ben, payload: payload)
        func altered(
            origin: String? = nil, environment: LedgerEnvironment? = nil, policy: String? = nil,
            expires: Int64? = nil
        ) throws -> SignedAct {
            try world.ben.sign(
                ActStatement(
                    origin: origin ?? good.origin, environment: environment ?? good.environment,
                    operation: good.operation, caseID: nil, decides: good.decides,
                    role: good.role, policy: policy ?? good.policy, practice: good.practice,
                    key: good.key, expiresMilliseconds: expires ?? good.expiresMilliseconds,
                    nonce: world.randomness.bytes(16), checkpoint: good.checkpoint))
        }
        let cases: [(SignedAct, RefusalCode)] = [
            (try altered(origin: "other.example/journal"), .actOriginWrong),
            (try altered(environment: .production), .actEnvironmentWrong),
            (try altered(policy: "1.0"), .actPolicyWrong),
            (try altered(expires: world.clock.nowMilliseconds), .actExpired),
        ]
        for (signed, code) in cases {
            await expectRefusal(code) { try await hand(in: signed, under: id, world) }
        }
        #expect(try await notes(world) == 0)
    }

    @Test(arguments: ["ledger.genesis", "ledger.succession", "ledger.enterLost"])
    func `an act that calls itself what no officer does is refused, and the journal stays clean`(
        name: String
    ) async throws {
        let world = try await world()
        let signed = try await world.signed(name, by: world.ada, role: .caAdministrator)
        await #expect(throws: Refusal.self) { try await hand(in: signed, under: "pro-none", world) }
        let last = try await world.ledger.read {
            try $0.entries(from: try $0.journalSize() - 1, limit: 1).map { try $0.parsed() }
        }.first
        #expect(last?.operation == name && last?.outcome == .refused)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `of two last signatures at once one carries it out`() async throws {
        let world = try await world()
        let id = try await propose(world)
        let signed = [
            try await signature(world, by: world.ben),
            try await signature(world, by: world.cho),
        ]
        let done = await withTaskGroup(of: Bool.self) { group in
            for act in signed {
                group.addTask {
                    do {
                        return try await hand(in: act, under: id, world).result["state"] == "done"
                    } catch {
                        return (error as? Refusal)?.code != .proposalDone
                    }
                }
            }
            var done: [Bool] = []
            for await one in group { done.append(one) }
            return done
        }
        #expect(done.filter { $0 }.count == 1)
        #expect(try await notes(world) == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [
        Proposal.State.withdrawn, .refused, .returned, .corrected,
    ])
    func `[7.11b] the last signature comes too late for what was ended`(
        state: Proposal.State
    ) async throws {
        let world = try await world()
        let id = try await propose(world)
        let last = try await signature(world, by: world.ben)
        try await put(state, id, world)
        do {
            try await hand(in: last, under: id, world)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(refusal.code == .proposalEnded)
            #expect(refusal.arguments["state"] == state.rawValue)
        }
        #expect(try await notes(world) == 0)
    }

    @Test func `a clock that jumps ahead and back revives nothing that expired`() async throws {
        let world = try await world()
        let id = try await propose(world)
        world.clock.advance(byMilliseconds: 15 * 86_400_000)
        try await world.ledger.act(world.systemRequest()) { _ in .null }
        world.clock.advance(byMilliseconds: -15 * 86_400_000)
        await expectRefusal(.proposalExpired) {
            try await hand(in: signature(world, by: world.ben), under: id, world)
        }
        #expect(try await world.ledger.read { try $0.pendingProposals() }.isEmpty)
        // Back before it was proposed, a proposal has no longer than the last entry gives it.
        world.clock.advance(byMilliseconds: -86_400_000)
        await expectRefusal(.proposalExpired) {
            try await hand(in: signature(world, by: world.ben), under: id, world)
        }
    }

    // MARK: Roles under open proposals

    private func change(
        _ officer: TestOfficer, _ world: TestLedger,
        _ change: @escaping @Sendable (inout Officer) -> Void
    ) async throws {
        try await world.ledger.act(world.systemRequest()) { transaction in
            var row = try #require(try transaction.get(Officer.self, .text(officer.id)))
            change(&row)
            try transaction.put(row)
            return .null
        }
    }

    @Test func `[7.10] the signature of who may not decide any more no longer counts`()
        async throws
    {
        let world = try await world()
        let id = try await propose(world)
        try await change(world.ada, world) { $0.isSuspended = true }
        let second = try await hand(in: signature(world, by: world.ben), under: id, world)
        #expect(second.result["state"] == "pending" && second.result["signatures"] == 1)
        let third = try await hand(
            in: signature(world, by: world.cho), under: id, world)
        #expect(third.result["state"] == "done")
        let entry = try await world.ledger.read {
            try $0.entry(at: third.entryIndex).parsed()
        }
        #expect(entry.signed.map(\.officer) == ["officer-ben", "officer-cho"])
    }

    @Test
    func `[7.10] a grant that ended takes its signature along, and one key does not come back`()
        async throws
    {
        let world = try await world()
        let ended = try await propose(world)
        let retired = try await propose(world, ["settings": ["a": 2]])
        try await world.ledger.act(world.systemRequest()) { transaction in
            let grants = try transaction.select(
                Grant.self, where: "officer = ?", [.text(world.ada.id)])
            for var grant in grants where grant.role == .caAdministrator {
                grant.untilMilliseconds = transaction.atMilliseconds
                try transaction.put(grant)
            }
            return .null
        }
        let second = try await hand(in: signature(world, by: world.ben), under: ended, world)
        #expect(second.result["needed"] == 1)
        try await change(world.ada, world) { $0.isKeyRetired = true }
        let other = try await hand(
            in: signature(world, ["settings": ["a": 2]], by: world.ben), under: retired, world)
        #expect(other.result["needed"] == 1)
        #expect(try await notes(world) == 0)
    }
}

/// The row of a proposal with another payload, as nobody but a mistake of ours could put it.
private struct AlteredProposal: Record {
    static let table = Proposal.table
    let values: KeyValuePairs<String, Value>

    init(_ proposal: Proposal, payload: String) {
        values = [
            "id": .text(proposal.id), "operation": .text(proposal.operation), "case_id": .null,
            "authority": .null, "payload": .text(payload),
            "payload_hash": .blob(proposal.payloadHash),
            "practice": .integer(proposal.rules.practice), "state": .text("pending"),
            "opened_at": .integer(proposal.openedAtMilliseconds),
            "expires_at": .integer(proposal.expiresAtMilliseconds), "newest_practice": .null,
            "policy": .null, "program": .null, "version": .null, "corrects": .null,
        ]
    }

    init(row: Row) throws(LedgerError) {
        values = [:]
    }
}
