import AuthorityTestSupport
import CanonicalJSON
import Governance
import Ledger
import Messages
import Registration
import Testing
import TestSupport

@Suite struct `What an applicant declares` {
    private func application(_ world: AuthorityWorld, _ declared: JSONValue) throws -> JSONValue {
        try AuthorityWorld.application(world.newSubscriber().request())
            .merging(["declarations": declared])
    }

    private static func declared(_ changes: JSONValue) -> JSONValue {
        Declarations.json(holdsTrademark: false).merging(changes)
    }

    static let breaches: [(String, JSONValue, Reason)] = [
        (
            "nothing", .null,
            Reason("application.declarationMissing", "5.3a", "intellectualProperty")
        ),
        (
            "no undertaking on intellectual property", declared(["intellectualProperty": .null]),
            Reason("application.declarationMissing", "5.3a", "intellectualProperty")
        ),
        (
            "a refusal to undertake it", declared(["intellectualProperty": false]),
            Reason("application.declarationMissing", "5.3a", "intellectualProperty")
        ),
        (
            "no liability for false information", declared(["liability": .null]),
            Reason("application.declarationMissing", "6.2c", "liability")
        ),
        (
            "a refusal to be liable", declared(["liability": false]),
            Reason("application.declarationMissing", "6.2c", "liability")
        ),
        (
            "no answer on trademarks", declared(["trademark": .null]),
            Reason("application.declarationMissing", "5.3b", "trademark")
        ),
        (
            "an answer in words", declared(["trademark": "no"]),
            Reason("application.declarationMissing", "5.3b", "trademark")
        ),
        (
            "the next version of the words", declared(["version": 2]),
            Reason("application.declarationsOther", "5.3a", "declarations")
        ),
        (
            "other words", declared(["digest": .string(AuthorityWorld.evidence)]),
            Reason("application.declarationsOther", "5.3a", "declarations")
        ),
        (
            "more than is asked", declared(["marketing": true]),
            Reason("payload.memberUnknown", nil, "marketing")
        ),
    ]

    @Test func `[5.3a, 5.3b, 6.2c] is required, each part by its clause, in the words in force`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        for (name, declared, reason) in Self.breaches {
            let payload = try application(world, declared)
            #expect(try await refusal { try await world.apply(payload) } == reason, "\(name)")
        }
        for holds in [false, true] {
            let payload = try application(world, Declarations.json(holdsTrademark: holds))
            #expect(try await world.apply(payload).result["state"] == "received")
        }
    }

    @Test func `[5.3a, 6.2c] a refusal says the words in the applicant's language`() async throws {
        let world = try await AuthorityWorld.make()
        let payload = try application(world, .null)
        let refused = await #expect(throws: Refusal.self) { try await world.apply(payload) }
        for language in Language.allCases {
            let words = DeclarationWords.intellectualProperty.text.text(in: language)
            #expect(refused?.message(in: language).contains(words) == true)
        }
    }

    @Test func `[5.3a, 5.3b, 6.2c] is kept with its version and words, and the entry tells it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let outcome = try await world.apply(
            application(world, Declarations.json(holdsTrademark: true)))
        let id = outcome.result["application"]?.string ?? ""
        let kept = try #require(
            try await world.ledger.read { try $0.vault.read("declarations", dossier: id) })
        #expect(try JSONValue(parsing: kept) == Declarations.json(holdsTrademark: true))
        let facts = try await world.ledger.read {
            try $0.entry(at: outcome.entryIndex).parsed().facts
        }
        #expect(facts["declarations"] == .string(Declarations.hashHex(ofKept: kept)))
        #expect(DeclarationWords.version == 1)
        // Who changes a word gives the next version.
        #expect(
            Declarations.digestHex
                == "9aa7ffc0779b186b7e7fede307040732db1d2de7ce846221a8280df985afc168")
    }

    @Test func `[5.3b] a trademark that was declared is not vetted without its document`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let outcome = try await world.apply(
            application(world, Declarations.json(holdsTrademark: true)))
        let id = outcome.result["application"]?.string ?? ""
        let proofs = try await world.proofs(of: id, method: "A").array ?? []
        let yes = AuthorityWorld.proof(
            "contentsReview", ["trademark": "yes", "minor": "no"])
        let document = AuthorityWorld.proof(
            "trademark", AuthorityWorld.values("trademark", name: "陳大文", reference: ""))
        let incomplete = Reason("application.checklistIncomplete", "5.3b", "evidence")
        for evidence in [proofs, proofs + [document], [yes, proofs[1]]] {
            #expect(
                try await refusal {
                    try await world.vet(id, changing: ["evidence": .array(evidence)])
                } == incomplete)
        }
        try await world.vet(id, changing: ["evidence": [yes, proofs[1], document]])
    }
}
