import CanonicalJSON
import CertificatePolicy
import Messages
import Testing
import TestSupport

@testable import Ledger

@Suite struct `An act that covers a list of cases` {
    private static let list: JSONValue = [["application": "app-1"], ["application": "app-2"]]

    /// An issuing officer's signed list, with what the closure makes of it.
    private func act(
        _ world: TestLedger, _ body: @escaping @Sendable (inout Transaction) throws -> Void
    ) async throws -> ActOutcome {
        try await world.ledger.act(
            world.request(
                "application.issueList", by: world.cho, payload: ["applications": Self.list])
        ) { transaction in
            try body(&transaction)
            return .null
        }
    }

    @Test func `[7.11a] stands in the history of each, and is found by each`() async throws {
        let world = try await TestLedger.make()
        let outcome = try await act(world) { transaction in
            transaction.tell(list: Self.list)
            for id in ["app-1", "app-2"] {
                try transaction.requireStanding(
                    inCase: id, CaseScope(authority: "hk-rsa", kind: .none))
                try transaction.takePart(inCase: id)
            }
        }
        for id in ["app-1", "app-2"] {
            let (parts, entries) = try await world.ledger.read { snapshot in
                (
                    try snapshot.participations(inCase: id),
                    try snapshot.entries(matching: EntryFilter(caseID: id), limit: 10)
                )
            }
            #expect(parts.map(\.officer) == ["officer-cho"])
            #expect(entries.map(\.index) == [outcome.entryIndex])
        }
        #expect(try await world.ledger.verify().isClean)
    }

    private struct Forgery: CustomTestStringConvertible, Sendable {
        let name: String
        let make: @Sendable (inout Transaction) throws -> Void
        var testDescription: String { name }
    }

    private static let forgeries = [
        Forgery(name: "another list than was signed") { transaction in
            transaction.tell(list: [["application": "app-3"]])
            try transaction.takePart(inCase: "app-3")
        },
        Forgery(name: "a case that is not in the list") { transaction in
            transaction.tell(list: list)
            try transaction.takePart(inCase: "app-3")
        },
        Forgery(name: "no list") { transaction in
            try transaction.takePart(inCase: "app-1")
        },
    ]

    @Test(arguments: forgeries)
    private func `carried by something else is found`(forgery: Forgery) async throws {
        let world = try await TestLedger.make()
        let outcome = try await act(world, forgery.make)
        #expect(
            try await world.ledger.verify().findings
                == [.entryUnauthorised(index: outcome.entryIndex)])
    }

    @Test func `cannot be taken out of a history unseen`() async throws {
        let world = try await TestLedger.make()
        let outcome = try await act(world) { transaction in
            transaction.tell(list: Self.list)
            try transaction.takePart(inCase: "app-1")
        }
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.remove(
                ListedCase.self, .integer(outcome.entryIndex), .text("app-1"))
            return .null
        }
        #expect(
            try await world.ledger.verify().findings.contains(
                .entryUnauthorised(index: outcome.entryIndex + 1)))
    }
}
