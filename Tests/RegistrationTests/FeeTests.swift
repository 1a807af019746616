import AuthorityTestSupport
import CanonicalJSON
import Governance
import Ledger
import Messages
import Registration
import Testing
import TestSupport

/// What an application costs, and that nothing is approved before that is settled.
@Suite struct `A fee` {
    private func settle(
        _ id: String, _ settlement: Fee.Settlement, by officer: TestOfficer,
        _ said: JSONValue, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let operation = settlement == .paid ? "application.payFee" : "application.waiveFee"
        return try await world.registration.settleFee(
            world.test.request(
                operation, by: officer, caseID: id,
                payload: JSONValue.object(["application": .string(id)]).merging(said)),
            as: settlement)
    }

    private func accepted(
        _ world: AuthorityWorld, category: String = "personal"
    ) async throws -> String {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, category: category)
        try await world.bring(id, to: .accepted, with: subscriber)
        return id
    }

    private static let due = Reason("application.feeDue", nil, "application")

    @Test func `is none where the practice has none`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await accepted(world)
        #expect(try await world.application(id).fee == nil)
        let none = Reason("application.feeNone", nil, "application")
        #expect(
            try await refusal {
                try await settle(id, .paid, by: world.validator, ["reference": "R-1"], world)
            } == none)
        try await world.approve(id)
    }

    @Test(arguments: [("personal", "HKD 200"), ("organisation", "HKD 3000")])
    func `is due as the practice had it when the application came, and holds up the approval alone`(
        category: String, amount: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["personalFee": 200, "organisationFee": 3000])
        let id = try await accepted(world, category: category)
        try await world.change(["personalFee": 0, "organisationFee": 0])
        #expect(try await world.application(id).fee?.amount == amount)
        #expect(try await refusal { try await world.approve(id) } == Self.due)
        #expect(try await world.application(id).state == .accepted)
        let outcome = try await settle(
            id, .paid, by: world.validator, ["reference": "HSBC/2026-01.17"], world)
        #expect(outcome.result["fee"] == .string(amount) && outcome.result["feeState"] == "paid")
        // The reference lies sealed, and not in the journal.
        let entry = try await world.ledger.read {
            try $0.entry(at: outcome.entryIndex)
        }
        #expect(!String(decoding: entry.bytes, as: UTF8.self).contains("HSBC"))
        let kept = try await world.ledger.read {
            try $0.vault.read(FeeSettlement.referenceName, dossier: id)
        }
        #expect(kept == Array("HSBC/2026-01.17".utf8))
        let settled = Reason("application.feeSettled", nil, "application")
        #expect(
            try await refusal {
                try await settle(id, .waived, by: world.approver, ["reason": "hardship"], world)
            } == settled)
        try await world.approve(id)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `holds up nothing that tightens, and is settled once through every correction`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.change(["personalFee": 200])
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        _ = try await settle(id, .paid, by: world.validator, ["reference": "R-1"], world)
        try await world.giveBack(id)
        try await world.correct(id, with: subscriber)
        #expect(try await world.application(id).fee?.state == "paid")
        try await world.bring(id, to: .issued, with: subscriber)
        let other = try await accepted(world)
        try await world.giveBack(other)
        try await world.refuse(other)
        #expect(
            try await refusal {
                try await settle(other, .paid, by: world.validator, ["reference": "R"], world)
            } == Reason("application.stateWrong", "6.6", "application"))
    }

    @Test func `[7.11a] is waived by another person than who vetted`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["personalFee": 200])
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id, by: world.dai)
        try await world.accept(id, with: subscriber)
        #expect(
            try await refusal {
                try await settle(id, .waived, by: world.dai, ["reason": "hardship"], world)
            } == Reason("authorisation.personMustDiffer", "7.11a"))
        #expect(
            try await refusal {
                try await settle(
                    id, .waived, by: world.approver, ["reason": "陳大文 is poor"], world)
            } == Reason("payload.choiceUnknown", nil, "reason"))
        _ = try await settle(id, .waived, by: world.approver, ["reason": "hardship"], world)
        try await world.approve(id)
        #expect(try await world.application(id).fee?.state == "waived")
    }

    @Test func `[7.11a] is waived by nobody who then proves who applies, or had a source asked`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectSources()
        try await world.change(["personalFee": 200])
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        let differs = Reason("authorisation.personMustDiffer", "7.11a")
        let waived = try await world.apply(world.newSubscriber())
        _ = try await settle(waived, .waived, by: world.dai, ["reason": "hardship"], world)
        #expect(try await refusal { try await world.vet(waived, by: world.dai) } == differs)
        let checked = try await world.apply(world.newSubscriber())
        try await world.check(checked, "eID", by: world.dai)
        #expect(
            try await refusal {
                try await settle(checked, .waived, by: world.dai, ["reason": "hardship"], world)
            } == differs)
    }

    static let references = [
        ("R", true), (String(repeating: "9", count: 64), true), ("a-Z/0.9", true), ("", false),
        ("Chan Tai Man", false), ("陳大文", false), ("R=1", false), ("R\n", false),
    ]

    @Test(arguments: references)
    func `has a reference that holds no name`(reference: String, isGood: Bool) throws {
        func reading() throws {
            _ = try FeeSettlement(
                Payload(["application": "app-a", "reference": .string(reference)]), .paid)
        }
        if isGood {
            try reading()
        } else {
            let refusal = #expect(throws: Refusal.self) { try reading() }
            #expect(
                ["application.feeReferenceInvalid", "payload.invalid"].contains(refusal?.code.id))
        }
    }
}
