import CanonicalJSON
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `An operation that takes several people` {
    private let payload: JSONValue = ["authority": "alpha"]

    private func world() async throws -> TestLedger {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        for operation in ["authority.create", "operator.enrol", "practice.change"] {
            await world.ledger.register(operation: operation) { transaction, payload, proposal in
                try transaction.put(NoteRecord(proposal.id, proposal.operation))
                return payload["authority"] ?? .null
            }
        }
        return world
    }

    private func propose(_ world: TestLedger, by officer: TestOfficer) async throws -> ActOutcome {
        let request = try await world.request(
            "authority.create", by: officer, caseID: "authority-alpha", payload: payload)
        return try await world.ledger.act(request) { _ in .null }
    }

    @discardableResult
    private func approve(
        _ world: TestLedger, _ proposal: String, by officer: TestOfficer, payload: JSONValue? = nil
    ) async throws -> ActOutcome {
        let signed = try await world.signed(
            "authority.create", by: officer, caseID: "authority-alpha",
            payload: payload ?? self.payload)
        return try await world.ledger.approve(
            proposal, requestID: world.newRequestID(), signed: signed)
    }

    @Test func `[7.11b] what could never be carried out is refused to the first person`()
        async throws
    {
        let world = try await world()
        let before = try await world.ledger.read { try $0.journalSize() }
        let request = try await world.request(
            "authority.create", by: world.officers[0], caseID: "authority-alpha", payload: payload)
        await #expect(throws: Refusal.self) {
            try await world.ledger.act(request) { _ in
                throw Refusal(.proposalUnknown, field: "proposal", ["proposal": "x"])
            }
        }
        let (size, pending) = try await world.ledger.read {
            (try $0.journalSize(), try $0.pendingProposals())
        }
        #expect(pending.isEmpty)
        #expect(size == before + 1, "the refusal of an officer is an entry")
    }

    @Test func `[7.11c] is carried out by the third signature, in the same entry`() async throws {
        let world = try await world()
        let opened = try await propose(world, by: world.ada)
        let id = try #require(opened.result["proposal"]?.string)
        #expect(opened.result["state"] == "pending")
        #expect(opened.result["needed"] == 2)
        #expect(try await world.ledger.read { try $0.pendingProposals().map(\.id) } == [id])
        let second = try await approve(world, id, by: world.ben)
        #expect(second.result["needed"] == 1)
        let third = try await approve(world, id, by: world.cho)
        #expect(third.result["state"] == "done")
        #expect(third.result["result"] == "alpha")
        let (entry, note, pending) = try await world.ledger.read {
            (
                try $0.entry(at: 3).parsed(), try $0.get(NoteRecord.self, .text(id)),
                try $0.pendingProposals()
            )
        }
        #expect(note?.text == "authority.create")
        #expect(entry.signed.map(\.officer) == ["officer-ada", "officer-ben", "officer-cho"])
        #expect(entry.changes.map(\.table).contains("note"))
        #expect(pending.isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b] is not signed twice by one person`() async throws {
        let world = try await world()
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        await expectRefusal(.authorisationAlreadyTookPart) {
            try await approve(world, id, by: world.ada)
        }
        #expect(try await world.ledger.read { try $0.signatures(underProposal: id) }.count == 1)
    }

    @Test func `[7.11b] is not signed by a person without the role, or for other contents`()
        async throws
    {
        let world = try await world()
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        await expectRefusal(.actRoleWrong) { try await approve(world, id, by: world.eva) }
        await expectRefusal(.actContentWrong) {
            try await approve(world, id, by: world.ben, payload: ["authority": "beta"])
        }
    }

    @Test func `is over after two weeks, and once carried out`() async throws {
        let world = try await world()
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        world.clock.advance(byMilliseconds: 14 * 86_400_000)
        await expectRefusal(.proposalExpired) { try await approve(world, id, by: world.ben) }
        #expect(try await world.ledger.read { try $0.pendingProposals() }.isEmpty)
        let next = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        try await approve(world, next, by: world.ben)
        try await approve(world, next, by: world.cho)
        await expectRefusal(.proposalDone) { try await approve(world, next, by: world.ben) }
        await expectRefusal(.proposalUnknown) { try await approve(world, "pro-x", by: world.ben) }
    }

    @Test func `is judged again by the practice of then, and what fails says what changed`()
        async throws
    {
        let world = try await TestLedger.make()
        await world.ledger.register(operation: "authority.create") { transaction, _, proposal in
            let inForce = try transaction.practiceInForce()?.version ?? 0
            guard inForce == proposal.rules.practice else {
                throw Refusal(.officerExists, ["name": "judged"])
            }
            return .null
        }
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        try await approve(world, id, by: world.ben)
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(
                PracticeVersion(
                    version: 2, settings: "{}",
                    effectiveFromMilliseconds: transaction.atMilliseconds))
            return .null
        }
        do {
            try await approve(world, id, by: world.cho)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(refusal.code == .officerExists)
            #expect(
                refusal.prefaces == [
                    RefusalPreface(RefusalPreface.practiceChanged, ["before": "1", "now": "2"])
                ])
            #expect(refusal.message(in: .english).hasPrefix("It was proposed under version 1 "))
        }
        #expect(try await world.ledger.read { try $0.pendingProposals().map(\.id) } == [id])
    }

    @Test func `stays pending when carrying it out is refused`() async throws {
        let world = try await TestLedger.make()
        await world.ledger.register(operation: "authority.create") { _, _, _ in
            throw Refusal(.vaultDamaged)
        }
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        try await approve(world, id, by: world.ben)
        await expectRefusal(.vaultDamaged) { try await approve(world, id, by: world.cho) }
        let (pending, signatures) = try await world.ledger.read {
            (try $0.pendingProposals().count, try $0.signatures(underProposal: id).count)
        }
        #expect(pending == 1)
        #expect(signatures == 2)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `needs a program that can carry it out`() async throws {
        let world = try await TestLedger.make()
        await expectRefusal(.proposalNoExecutor) { try await propose(world, by: world.ada) }
    }

    @Test func `gives the same answer to a repeated signature`() async throws {
        let world = try await world()
        let id = try #require(try await propose(world, by: world.ada).result["proposal"]?.string)
        let signed = try await world.signed(
            "authority.create", by: world.ben, caseID: "authority-alpha", payload: payload)
        let first = try await world.ledger.approve(id, requestID: "r1", signed: signed)
        let again = try await world.ledger.approve(id, requestID: "r1", signed: signed)
        #expect(again.replayed)
        #expect(again.result == first.result)
    }
}
