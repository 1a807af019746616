import CanonicalJSON
import Ledger
import Messages
import Testing
import TestSupport

/// Proposals that were open while the policy or the program changed.
@Suite struct `A proposal under other rules than it was made under` {
    private static let operation = "practice.change"
    private static let payload: JSONValue = ["settings": ["crlPeriodHours": 6]]

    /// Proposed and then found by a later program; the proposal's id.
    private func found(
        policyVersion: String = TestLedger.policyVersion, program: String = TestLedger.program,
        _ executor: @escaping ProposalExecutor
    ) async throws -> (TestLedger, String) {
        let before = try await TestLedger.make()
        await before.ledger.register(operation: Self.operation) { _, _, _ in .null }
        let opened = try await before.ledger.act(
            before.request(Self.operation, by: before.ada, payload: Self.payload)
        ) { _ in .null }
        await before.ledger.close()
        let world = try await before.restarted(policyVersion: policyVersion, program: program)
        await world.ledger.register(operation: Self.operation, executor: executor)
        return (world, try #require(opened.result["proposal"]?.string))
    }

    private func sign(_ proposal: String, _ world: TestLedger) async throws -> ActOutcome {
        try await world.ledger.approve(
            proposal, requestID: world.newRequestID(),
            signed: world.signed(Self.operation, by: world.ben, payload: Self.payload))
    }

    static let changes: [(String, String, [RefusalPreface])] = [
        (TestLedger.policyVersion, TestLedger.program, []),
        (
            "1.2", TestLedger.program,
            [RefusalPreface(RefusalPreface.policyChanged, ["before": "1.1", "now": "1.2"])]
        ),
        (
            "1.2", "0.0.2",
            [
                RefusalPreface(RefusalPreface.policyChanged, ["before": "1.1", "now": "1.2"]),
                RefusalPreface(
                    RefusalPreface.programChanged, ["before": "0.0.1", "now": "0.0.2"]),
            ]
        ),
    ]

    @Test(arguments: changes)
    func
        `[7.11b] is judged by the rules of then, and what they refuse is refused with what changed`(
            policyVersion: String, program: String, prefaces: [RefusalPreface]
        ) async throws
    {
        let (world, id) = try await found(policyVersion: policyVersion, program: program) {
            _, _, _ in throw Refusal(.officerExists, ["name": "judged"])
        }
        // Before anybody signs, whoever looks is told.
        let told = try await world.ledger.read { snapshot in
            let proposal = try #require(try snapshot.get(Proposal.self, .text(id)))
            return try world.ledger.rulesInForce(snapshot).changes(since: proposal.rules)
        }
        #expect(told.count == prefaces.count)
        do {
            _ = try await sign(id, world)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(refusal.code == .officerExists && refusal.prefaces == prefaces)
            for language in Language.allCases {
                let message = refusal.message(in: language)
                #expect(prefaces.isEmpty || message.contains(prefaces.count == 1 ? "1.2" : "0.0.2"))
            }
        }
        let pending = try await world.ledger.read { try $0.pendingProposals().map(\.id) }
        #expect(pending == [id], "it goes on waiting")
    }

    @Test(arguments: changes)
    func `[7.11b] is carried out once the rules of then have nothing against it`(
        policyVersion: String, program: String, prefaces: [RefusalPreface]
    ) async throws {
        let (world, id) = try await found(policyVersion: policyVersion, program: program) {
            _, _, proposal in .string(proposal.rules.program ?? "")
        }
        let outcome = try await sign(id, world)
        #expect(outcome.result["state"] == "done" && outcome.result["result"] == "0.0.1")
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.11b] is refused a signature that names the policy of before`() async throws {
        let (world, id) = try await found(policyVersion: "1.2", program: "0.0.2") { _, _, _ in
            .null
        }
        let statement = try await world.statement(
            of: Self.operation, by: world.ben, payload: Self.payload)
        let old = ActStatement(
            origin: statement.origin, environment: statement.environment,
            operation: statement.operation, caseID: statement.caseID, decides: statement.decides,
            role: statement.role, policy: "1.1", practice: statement.practice,
            key: statement.key, expiresMilliseconds: statement.expiresMilliseconds,
            nonce: statement.nonce, checkpoint: statement.checkpoint)
        await expectRefusal(.actPolicyWrong) {
            try await world.ledger.approve(
                id, requestID: world.newRequestID(), signed: world.ben.sign(old))
        }
    }
}
