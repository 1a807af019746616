import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `A duty that a signature fulfils` {
    private func fulfil(
        _ payload: JSONValue, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let request = try await world.test.request("duty.fulfil", by: officer, payload: payload)
        return try await world.ledger.act(request) { transaction in
            try DutyFulfilment.fulfil(payload, &transaction)
        }
    }

    @Test func `[7.16] is put down with who did it and what came of it`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let hash = String(repeating: "ab", count: 32)
        let outcome = try await fulfil(
            ["duty": "journal.review", "dutyResult": "clear", "evidence": .string(hash)],
            by: world.dai, world)
        let month: Int64 = 31 * 86_400_000
        try await world.ledger.read { snapshot in
            let done = try #require(try snapshot.select(DutyFulfilment.self).first)
            #expect(done.duty == "journal.review" && done.officer == world.dai.id)
            #expect(done.evidence == hash && done.entry == outcome.entryIndex)
            let entry = try snapshot.entry(at: outcome.entryIndex).parsed()
            #expect(entry.facts["duty"] == "journal.review")
            #expect(outcome.result["dueAt"]?.integer == entry.timeMilliseconds + month)
        }
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test(arguments: [
        ("journal.nothing", "duty.unknown"), ("backup.make", "duty.unknown"),
        ("journal.securityCheck", nil), ("archive.comparison", "authorisation.roleMissing"),
        // By its record alone, and with a report alone.
        ("policy.assessment", "duty.unknown"), ("network.assessment", "duty.evidenceMissing"),
    ])
    func `[7.16] is one that exists, and the officer's own`(
        _ duty: String, _ code: String?
    ) async throws {
        // A security officer: sees to the journal's check, and has no part in the archive's.
        let world = try await AuthorityWorld.makeEmpty()
        var found: String?
        do {
            _ = try await fulfil(
                ["duty": .string(duty), "dutyResult": "actedUpon"], by: world.dai, world)
        } catch {
            found = (error as? Refusal)?.code.id ?? "\(error)"
        }
        #expect(found == code)
    }

    @Test func `the assessment of the network counts with its report`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let hash = String(repeating: "cd", count: 32)
        let outcome = try await fulfil(
            ["duty": "network.assessment", "dutyResult": "clear", "evidence": .string(hash)],
            by: world.dai, world)
        #expect(outcome.result["duty"] == "network.assessment")
        let stored = try await world.ledger.read { try $0.select(DutyFulfilment.self) }
        #expect(stored.map(\.evidence) == [hash])
    }

    @Test func `[7.16] written by another operation is found by the audit`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let done = try await fulfil(
            ["duty": "journal.review", "dutyResult": "clear"], by: world.dai, world)
        let row = try #require(
            try await world.ledger.read { try $0.select(DutyFulfilment.self).first })
        let values = row.values.map { name, value in
            name == "entry" ? Value.integer(done.entryIndex + 1) : value
        }
        let forged = try DutyFulfilment(
            row: Row(columns: row.values.map(\.key), values: values))
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.put(forged)
            return .null
        }
        #expect(
            try await world.ledger.verify().findings == [
                .rowContradicted(
                    table: "duty_fulfilment", key: "[\"journal.review\",\(done.entryIndex + 1)]")
            ])
    }
}
