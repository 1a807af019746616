import CanonicalJSON
import CertificatePolicy
import Ledger
import TestSupport
import Testing

/// Proposals of a ledger whose rows somebody changes by hand between acts, or whose program puts what
/// it should not: the rows fit the journal, and only what officers signed does not.
///
/// ada, ben and cho are administrators, two of whom change the practice.
private struct ProposalWorld: Sendable {
    let world: TestLedger
    let payload: JSONValue = ["settings": ["a": 1]]

    init() async throws {
        world = try await TestLedger.make(tables: [NoteRecord.table])
        await world.ledger.register(operation: "practice.change") { transaction, _, proposal in
            try transaction.put(NoteRecord(proposal.id, "done"))
            return .null
        }
    }

    func propose(
        _ payload: JSONValue? = nil, corrects: String? = nil, by officer: TestOfficer? = nil
    ) async throws -> String {
        let payload = payload ?? self.payload
        let signed = try await world.signed(
            "practice.change", by: officer ?? world.ada, payload: payload)
        let outcome = try await world.ledger.act(
            ActRequest(
                id: world.newRequestID(), operation: "practice.change", actor: .officer(signed),
                payload: payload, corrects: corrects)
        ) { _ in .null }
        return try #require(outcome.result["proposal"]?.string)
    }

    func sign(_ id: String, by officer: TestOfficer) async throws {
        let signed = try await world.signed("practice.change", by: officer, payload: payload)
        try await world.ledger.approve(id, requestID: world.newRequestID(), signed: signed)
    }

    /// As the service does it, on a row that is told apart from the case where a test wants that.
    func end(
        _ id: String, _ operation: String, as state: Proposal.State, by officer: TestOfficer,
        row: String? = nil, also note: NoteRecord? = nil
    ) async throws {
        let request = try await world.request(operation, by: officer, caseID: id)
        try await world.ledger.act(request) { transaction in
            var proposal = try #require(try transaction.get(Proposal.self, .text(row ?? id)))
            proposal.state = state
            try transaction.put(proposal)
            if let note { try transaction.put(note) }
            return .null
        }
    }

    /// By hand, behind the ledger's back.
    func change(_ sql: String) throws {
        try world.settings.driver.connect(.readWrite).execute(sql, [])
    }
}

private struct ProposalForgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let commit: @Sendable (ProposalWorld) async throws -> Void

    init(_ name: String, _ commit: @escaping @Sendable (ProposalWorld) async throws -> Void) {
        testDescription = name
        self.commit = commit
    }

    static let all = [
        ProposalForgery("a refused proposal carried out") { forged in
            let id = try await forged.propose()
            try await forged.end(id, "proposal.refuse", as: .refused, by: forged.world.cho)
            try forged.change("UPDATE proposal SET state = 'pending'")
            try await forged.sign(id, by: forged.world.ben)
        },
        ProposalForgery("a withdrawn proposal carried out") { forged in
            let id = try await forged.propose()
            try await forged.end(id, "proposal.withdraw", as: .withdrawn, by: forged.world.ada)
            try forged.change("UPDATE proposal SET state = 'pending'")
            try await forged.sign(id, by: forged.world.ben)
        },
        ProposalForgery("a returned proposal carried out") { forged in
            let id = try await forged.propose()
            try await forged.end(id, "proposal.return", as: .returned, by: forged.world.cho)
            try forged.change("UPDATE proposal SET state = 'pending'")
            try await forged.sign(id, by: forged.world.ben)
        },
        ProposalForgery("a proposal carried out twice") { forged in
            let id = try await forged.propose()
            try await forged.sign(id, by: forged.world.ben)
            try forged.change("UPDATE proposal SET state = 'pending'")
            try forged.change("DELETE FROM proposal_signature WHERE place = 2")
            try await forged.sign(id, by: forged.world.cho)
        },
        ProposalForgery("one withdrawn by another") { forged in
            let id = try await forged.propose()
            try await forged.end(id, "proposal.withdraw", as: .withdrawn, by: forged.world.ben)
        },
        ProposalForgery("a refusal that ends another one") { forged in
            let id = try await forged.propose()
            let other = try await forged.propose(["settings": ["a": 2]])
            try await forged.end(
                id, "proposal.refuse", as: .refused, by: forged.world.ben, row: other)
        },
        ProposalForgery("a refusal that changes something else") { forged in
            let id = try await forged.propose()
            try await forged.end(
                id, "proposal.refuse", as: .refused, by: forged.world.ben,
                also: NoteRecord("x", "y"))
        },
        ProposalForgery("a correction of what was not returned") { forged in
            let id = try await forged.propose()
            try forged.change("UPDATE proposal SET state = 'returned'")
            _ = try await forged.propose(["settings": ["a": 2]], corrects: id)
        },
        ProposalForgery("a proposal ended by an act on something else") { forged in
            let id = try await forged.propose()
            let request = try await forged.world.request(
                "application.vet", by: forged.world.ada, caseID: "case-1")
            try await forged.world.ledger.act(request) { transaction in
                var proposal = try #require(try transaction.get(Proposal.self, .text(id)))
                proposal.state = .refused
                try transaction.put(proposal)
                return .null
            }
        },
        ProposalForgery("a practice that one officer changed") { forged in
            let request = try await forged.world.request(
                "application.vet", by: forged.world.ada, caseID: "case-1")
            try await forged.world.ledger.act(request) { transaction in
                try transaction.put(
                    PracticeVersion(version: 9, settings: "{}", effectiveFromMilliseconds: 0))
                return .null
            }
        },
        ProposalForgery("a signature counted of who was suspended since") { forged in
            let id = try await forged.propose()
            let request = try await forged.world.request(
                "operator.suspend", by: forged.world.dai, caseID: forged.world.ada.id)
            try await forged.world.ledger.act(request) { _ in .null }
            try await forged.sign(id, by: forged.world.ben)
        },
    ]
}

@Suite struct `What officers did not decide of a proposal` {
    @Test(arguments: ProposalForgery.all)
    fileprivate func `is found by what they signed`(_ forgery: ProposalForgery) async throws {
        let forged = try await ProposalWorld()
        try await forgery.commit(forged)
        let size = try await forged.world.ledger.read { try $0.journalSize() }
        #expect(
            try await forged.world.ledger.verify().findings.contains(
                .entryUnauthorised(index: size - 1)))
    }

    @Test func `is nothing in the whole life of proposals`() async throws {
        let forged = try await ProposalWorld()
        let world = forged.world
        let returned = try await forged.propose(["settings": ["a": 2]])
        try await forged.end(returned, "proposal.return", as: .returned, by: world.cho)
        let corrected = try await forged.propose(corrects: returned)
        try await forged.sign(corrected, by: world.ben)
        for (operation, state, officer) in [
            ("proposal.refuse", Proposal.State.refused, world.ben),
            ("proposal.withdraw", .withdrawn, world.ada),
        ] {
            let id = try await forged.propose()
            try await forged.end(id, operation, as: state, by: officer)
        }
        #expect(try await world.ledger.verify().findings == [])
    }
}
