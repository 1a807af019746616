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

    @Test func `[6.5] a day that is over is closed as a correction alone`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let day: JSONValue = ["region": "hongKong", "closed": ["2020-02-17"]]
        #expect(try await code(day.merging(["reason": "correction"]), world) == nil)
        #expect(try await code(day.merging(["reason": "typhoon"]), world) == "calendar.dayPast")
    }

    @Test func `[6.5] what another operation puts there is found by the audit`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.decide(
            "calendar.enter", Self.year2027, by: Array(world.administrators.prefix(2)))
        let (day, year) = try await world.ledger.read { snapshot in
            (
                try #require(try snapshot.select(CalendarDay.self, orderBy: "day").first),
                try #require(try snapshot.select(CalendarYear.self).first)
            )
        }
        // As they are: told as this entry's, which they do not name.
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.put(day)
            try transaction.put(year)
            return .null
        }
        let found = try await world.ledger.verify().findings
        #expect(Set(found.map(\.id)) == ["rowChanged"] && found.count == 2, "\(found)")
    }
}
