import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `An entry of the calendar` {
    private static let year2027: JSONValue = [
        "region": "hongKong", "reason": "holidays", "complete": 2027,
        "closed": .array(
            [
                "01-01", "02-06", "02-08", "02-09", "03-26", "03-27", "03-29", "04-05", "05-01",
                "05-13", "06-09", "07-01", "09-16", "10-01", "10-08", "12-25", "12-27",
            ].map { .string("2027-\($0)") }),
    ]

    private func code(_ payload: JSONValue, _ world: AuthorityWorld) async throws -> String? {
        do {
            try await world.ledger.read { try CalendarEntry(Payload(payload)).judge($0) }
            return nil
        } catch {
            return (error as? Refusal)?.code.id
        }
    }

    @Test func `[6.19b] by two administrators makes a year known`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let before = try await world.ledger.read { try $0.workingCalendar(.hongKong) }
        #expect(!before.years.contains(2027))
        let outcome = try await world.decide(
            "calendar.enter", Self.year2027, by: Array(world.administrators.prefix(2)))
        #expect(outcome.result["result"]?["days"] == 17)
        let after = try await world.ledger.read { try $0.workingCalendar(.hongKong) }
        #expect(after.years.contains(2027))
        let newYear = try #require(CalendarDate(parsing: "2027-01-01"))
        #expect(after.isWorkingDay(newYear) == false)
        #expect(after.isWorkingDay(newYear.next.next.next) == true)
        let mainland = try await world.ledger.read { try $0.workingCalendar(.mainland) }
        #expect(!mainland.years.contains(2027))
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[6.5] of one day counts for that day, and can be corrected`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        var typhoon = CalendarDate(milliseconds: world.clock.nowMilliseconds)
        while typhoon.isWeekend { typhoon = typhoon.next }
        for (list, isWorking) in [("closed", false), ("working", true)] {
            try await world.decide(
                "calendar.enter",
                [
                    "region": "hongKong", "reason": list == "closed" ? "typhoon" : "correction",
                    .init(list): [.string(typhoon.description)],
                ], by: Array(world.administrators.prefix(2)))
            let calendar = try await world.ledger.read { try $0.workingCalendar(.hongKong) }
            #expect(calendar.isWorkingDay(typhoon) == isWorking)
        }
    }

    @Test(
        arguments: [
            (
                ["region": "macao", "reason": "rain", "closed": ["2026-09-23"]],
                "payload.choiceUnknown"
            ),
            (
                ["region": "hongKong", "reason": "x", "closed": ["2026-09-23"]],
                "payload.choiceUnknown"
            ),
            (["region": "hongKong", "reason": "rain"], "payload.invalid"),
            (
                ["region": "hongKong", "reason": "rain", "closed": ["2026-02-30"]],
                "calendar.dayInvalid"
            ),
            (
                ["region": "hongKong", "reason": "rain", "closed": ["2026-09-23", "2026-09-23"]],
                "calendar.dayInvalid"
            ),
            (
                [
                    "region": "hongKong", "reason": "rain", "closed": ["2026-09-23"],
                    "working": ["2026-09-23"],
                ],
                "calendar.dayInvalid"
            ),
            (
                [
                    "region": "hongKong", "reason": "holidays", "complete": 2027,
                    "closed": ["2027-01-01"],
                ],
                "calendar.yearIncomplete"
            ),
            (["region": "hongKong", "reason": "holidays", "complete": 1], "payload.invalid"),
            (
                ["region": "hongKong", "reason": "holidays", "closed": ["2020-02-17"]],
                "calendar.dayPast"
            ),
            (
                ["region": "hongKong", "reason": "rain", "closed": ["2020-02-17"]],
                "calendar.dayPast"
            ),
            (
                [
                    "region": "hongKong", "reason": "rain",
                    "closed": ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"],
                ], "calendar.weatherTooLong"
            ),
            // Ten Saturdays.
            (
                [
                    "region": "hongKong", "reason": "holidays", "complete": 2027,
                    "closed": [
                        "2027-01-02", "2027-01-09", "2027-01-16", "2027-01-23", "2027-01-30",
                        "2027-02-06", "2027-02-13", "2027-02-20", "2027-02-27", "2027-03-06",
                    ],
                ], "calendar.yearIncomplete"
            ),
            (
                ["region": "hongKong", "reason": "rain", "closed": ["2026-09-23"], "note": "x"],
                "payload.memberUnknown"
            ),
        ] as [(JSONValue, String)])
    func `[6.19b] that is none is refused`(_ payload: JSONValue, _ code: String) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        #expect(try await self.code(payload, world) == code)
    }
}

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
        ("network.assessment", nil), ("archive.comparison", "authorisation.roleMissing"),
    ])
    func `[7.16] is one that exists, and the officer's own`(
        _ duty: String, _ code: String?
    ) async throws {
        // A security officer: deputy of the network's assessment, no part of the archive's.
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
}
