import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Ledger
import Records
import Testing
import TestSupport

@Suite struct `The qualification of a person` {
    private static let day: Int64 = 86_400_000

    /// Noon of a day in Hong Kong.
    private static func noon(_ day: String) throws -> Int64 {
        try #require(RecordDay(day)).endMilliseconds - Self.day / 2
    }

    private func isQualified(
        _ world: RecordWorld, at day: String, _ person: String = "chan", as role: Role = .validator
    ) async throws -> Bool {
        let moment = try Self.noon(day)
        return try await world.ledger.read {
            try PersonnelRegisters().history(of: ["off-\(person)"], $0)
                .qualification(under: .required, before: .max)
                .lapse(of: role, atMilliseconds: moment) == nil
        }
    }

    @Test func `[7.13, 7.14b] holds while screening and training both do`() async throws {
        let world = try await RecordWorld.make()
        #expect(try await !isQualified(world, at: "2026-06-01"))
        try await world.add("personnel", RecordWorld.chan)
        #expect(try await !isQualified(world, at: "2026-06-01"))
        let lesson = try await world.add("training", RecordWorld.lesson)
        for (day, holds) in [
            ("2026-01-02", false), ("2026-01-03", true), ("2027-01-03", true),
            ("2027-01-04", false),
        ] {
            #expect(try await isQualified(world, at: day) == holds, "\(day)")
        }
        #expect(try await !isQualified(world, at: "2026-06-01", "lee"))
        // A later lesson carries on, a failed one does not.
        try await world.add(
            "training",
            RecordWorld.lesson.merging([
                "heldOn": "2026-12-01", "goodUntil": "2027-12-01", "outcome": "failed",
            ]) { $1 })
        #expect(try await !isQualified(world, at: "2027-06-01"))
        try await world.add(
            "training",
            RecordWorld.lesson.merging(["heldOn": "2026-12-02", "goodUntil": "2027-12-01"]) {
                $1
            })
        #expect(try await isQualified(world, at: "2027-06-01"))
        _ = try await world.act(
            "record.end", ["record": .string(lesson), "version": 1, "reason": "wrong"])
        #expect(try await !isQualified(world, at: "2026-06-01"))
    }

    @Test func `[7.15] ends with the day on which the person leaves`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        try await world.add("training", RecordWorld.lesson)
        try await world.change(id, ["leftOn": "2026-06-01"])
        #expect(try await isQualified(world, at: "2026-06-01"))
        #expect(try await !isQualified(world, at: "2026-06-02"))
    }

    @Test func `[7.14b] a training for one role says nothing of another`() async throws {
        let world = try await RecordWorld.make()
        try await world.add("personnel", RecordWorld.chan)
        try await world.add("training", RecordWorld.lesson.merging(["role": "validator"]) { $1 })
        #expect(try await isQualified(world, at: "2026-06-01", as: .validator))
        #expect(try await !isQualified(world, at: "2026-06-01", as: .approver))
        try await world.add(
            "training", RecordWorld.lesson.merging(["topic": "post", "role": "approver"]) { $1 })
        #expect(try await isQualified(world, at: "2026-06-01", as: .approver))
    }

    @Test func `[7.14b] each version counts from the entry behind its own`() async throws {
        let world = try await RecordWorld.make()
        try await world.add("personnel", RecordWorld.chan)
        let id = try await world.add("training", RecordWorld.lesson)
        try await world.change(id, ["outcome": "failed"])
        let entries = try await world.history(id).map(\.entry)
        let moment = try Self.noon("2026-06-01")
        let holds = try await world.ledger.read { snapshot in
            let history = try PersonnelRegisters().history(of: ["off-chan"], snapshot)
            return entries.flatMap { [$0, $0 + 1] }.map {
                history.qualification(under: .required, before: $0)
                    .lapse(of: .validator, atMilliseconds: moment) == nil
            }
        }
        #expect(holds == [false, true, true, false])
    }

    @Test func `[7.22] days are those of Hong Kong and the mainland`() throws {
        let end = try #require(RecordDay("2026-11-30")).endMilliseconds
        // 2026-11-30T16:00:00Z.
        #expect(end == 1_796_054_400_000)
        #expect(RecordDay(atMilliseconds: end - 1) == RecordDay("2026-11-30"))
        #expect(RecordDay(atMilliseconds: end) == RecordDay("2026-12-01"))
        #expect(RecordDay(atMilliseconds: -1) == RecordDay("1970-01-01"))
        #expect(RecordDay(atMilliseconds: -8 * 3_600_000 - 1) == RecordDay("1969-12-31"))
    }

    @Test func `the newest record of a register is found by time`() async throws {
        let world = try await RecordWorld.make()
        let before = world.authority.clock.nowMilliseconds
        world.authority.clock.advance(byMilliseconds: Self.day)
        let id = try await world.add("training", RecordWorld.lesson)
        let (none, found) = try await world.ledger.read {
            (
                try $0.newestRecord(of: "training", until: before),
                try $0.newestRecord(of: "training", until: .max)
            )
        }
        #expect(none == nil)
        #expect(found?.record == id)
    }
}
