import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Registration
import Testing
import TestSupport

/// Deadlines of things over a period: each once in time, and once late.
@Suite struct `A period` {
    private static let day: Int64 = 86_400_000
    /// So long after the last moment something is done: not at all, or by a second.
    static let delays: [Int64] = [0, 1000]

    private static func expect(
        _ kept: ConformancePeriod.Kept, late delay: Int64, due: Int64, of object: String
    ) {
        #expect(kept.deadlines == 1 && kept.times == 1 && kept.leftOff == 0)
        #expect(kept.breaches.map(\.object) == (delay > 0 ? [object] : []))
        #expect(kept.breaches.allSatisfy { $0.span.dueMilliseconds == due && $0.span.isMended })
        #expect(
            kept.breaches.map { $0.span.untilMilliseconds - $0.span.fromMilliseconds }
                == (delay > 0 ? [delay] : []))
    }

    @Test(arguments: delays)
    func `[6.5] tells an application that was decided late, and none in time`(
        delay: Int64
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let due = try #require(await world.owed("application.processing").first)
            .standing.dueMilliseconds
        world.clock.set(toMilliseconds: due + delay)
        try await world.refuse(id)
        Self.expect(
            try await world.kept("application.processing"), late: delay, due: due, of: id)
        // At that time it was open; now it is not.
        let service = ConformanceService(ledger: world.ledger)
        let before = try await service.report(at: due - 1, clause: "6.5")
        #expect(
            before.standings.first?.answers.filter { $0.id == "application.processing" }
                .map(\.object) == [id])
        #expect(try await world.owed("application.processing").isEmpty)
    }

    @Test(arguments: delays)
    func `[6.19b] tells a suspension that went on too long, and none that ended in time`(
        delay: Int64
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record)
        let owed = try #require(await world.owed("certificate.suspension").first)
        let due = owed.standing.dueMilliseconds
        world.clock.set(toMilliseconds: due + delay)
        try await world.revoke(record)
        Self.expect(
            try await world.kept("certificate.suspension"), late: delay, due: due,
            of: "\(record.authority)/\(record.serialHex)")
        let report = try await ConformanceService(ledger: world.ledger)
            .report(at: due - 1, clause: "5.8d")
        #expect(report.standings.first?.answers.contains { $0.object == owed.object } == true)
    }

    private static func holidays(_ region: String, _ year: Int) -> JSONValue {
        [
            "region": .string(region), "reason": "holidays", "complete": .integer(Int64(year)),
            "closed": .array(
                (1...28).map { .string("\(year)-05-\($0 < 10 ? "0" : "")\($0)") }),
        ]
    }

    @Test(arguments: delays)
    func `[6.19b] tells a calendar that was entered late, of each place by itself`(
        delay: Int64
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let due = try AuthorityWorld.end(of: "2026-12-01")
        world.clock.set(toMilliseconds: due - 31 * Self.day)
        #expect(try await world.owed("calendar.nextYear").map(\.stateWord) == ["held", "held"])
        world.clock.set(toMilliseconds: due)
        #expect(
            try await world.owed("calendar.nextYear").map(\.stateWord) == ["dueSoon", "dueSoon"])
        world.clock.set(toMilliseconds: due + delay)
        let administrators = Array(world.administrators.prefix(2))
        try await world.decide(
            "calendar.enter", Self.holidays("hongKong", 2027), by: administrators)
        world.clock.set(toMilliseconds: due + 5000)
        // The other place is still without.
        let owed = try await world.owed("calendar.nextYear")
        #expect(owed.map(\.object) == ["mainland/2027"] && owed.map(\.stateWord) == ["overdue"])
        let kept = try await world.kept("calendar.nextYear")
        #expect(kept.deadlines == 2 && kept.times == 1)
        let late = kept.breaches.filter { $0.object == "hongKong/2027" }
        #expect(
            late.map { $0.span.untilMilliseconds - $0.span.fromMilliseconds }
                == (delay > 0 ? [delay] : []))
        let other = try #require(kept.breaches.first { $0.object == "mainland/2027" })
        #expect(!other.span.isMended && other.span.fromMilliseconds == due)
        // What is entered again counts from the first time on.
        try await world.decide(
            "calendar.enter", Self.holidays("hongKong", 2027), by: administrators)
        #expect(
            try await world.kept("calendar.nextYear").breaches.count
                == kept.breaches.count)
    }

    @Test func `[7.15] tells from when until when operations lacked people`() async throws {
        let world = try await AuthorityWorld.make()
        let third = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(third)
        let before = Set(try await world.owed("staffing.replacement").map(\.object))
        world.clock.advance(byMilliseconds: Self.day)
        let gone = try await world.suspendOfficer("hal")
        let from = try await world.time(of: gone)
        let stops = Set((gone.result["stops"]?.array ?? []).compactMap(\.string))
        #expect(!stops.isEmpty)
        world.clock.advance(byMilliseconds: Self.day)
        let owed = try await world.owed("staffing.replacement").filter {
            !before.contains($0.object)
        }
        #expect(Set(owed.compactMap(\.object)) == stops)
        #expect(owed.allSatisfy { $0.sinceMilliseconds == from && $0.stateWord == "overdue" })
        try await world.reinstateOfficer("hal", by: [world.eva, third])
        let back = world.clock.nowMilliseconds
        world.clock.advance(byMilliseconds: Self.day)
        #expect(Set(try await world.owed("staffing.replacement").map(\.object)) == before)
        let kept = try await world.kept("staffing.replacement")
        let breaches = kept.breaches.filter { stops.contains($0.object ?? "") }
        #expect(Set(breaches.compactMap(\.object)) == stops)
        #expect(
            breaches.allSatisfy {
                $0.span.fromMilliseconds == from && $0.span.untilMilliseconds == back
                    && $0.span.isMended
            })
        // Of the time before it tells none, and of the time between it says so.
        let service = ConformanceService(ledger: world.ledger)
        let early = try await service.period((from - Self.day)...from)
        #expect(
            early.duties.first { $0.duty.id == "staffing.replacement" }?.breaches
                .contains { stops.contains($0.object ?? "") } == false)
        let report = try await service.report(at: from + 1, clause: "7.15")
        #expect(
            stops.isSubset(
                of: report.standings.first?.answers.compactMap(\.object) ?? []))
    }

    @Test(arguments: delays)
    func `[7.14b] tells training that was renewed late, and none in time`(
        delay: Int64
    ) async throws {
        let world = try await AuthorityWorld.make()
        let training = [
            "person": "val", "topic": "rules", "heldOn": "2026-01-03", "goodUntil": "2026-04-30",
            "outcome": "passed",
        ]
        try await world.enter("training", training, by: world.dai)
        let due = try AuthorityWorld.end(of: "2026-04-30") - 1
        world.clock.set(toMilliseconds: due + delay)
        try await world.enter(
            "training",
            training.merging(["heldOn": "2026-04-29", "goodUntil": "2026-12-31"]) { $1 },
            by: world.dai)
        world.clock.advance(byMilliseconds: Self.day)
        Self.expect(
            try await world.kept("officer.qualification"), late: delay, due: due,
            of: "off-val/training/validator")
    }

    @Test func `[6.5] more than two hundred that wait are counted`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            for number in 0..<203 {
                try transaction.put(
                    Application(
                        id: "app-\(1000 + number)", authority: "hk-rsa", category: .personal,
                        keyHashHex: "00", statementCommitmentHex: "00",
                        subscriberReference: "r-\(number)",
                        atMilliseconds: transaction.atMilliseconds))
            }
            return .null
        }
        let list = try await DutyList(world.ledger)
        #expect(list.owed.count { $0.duty.id == "application.processing" } == 200)
        #expect(list.leftOff == ["application.processing": 3])
    }
}

@Suite struct `A period and the list of duties` {
    private static let day: Int64 = 86_400_000

    static let covers: [(String, String, String?)] = [
        // Longer than a year: nothing is due in between. Shorter: it is due before a year is over.
        ("2023-07-01", "2026-06-30", "2026-06-30"), ("2026-01-03", "2026-02-14", "2026-02-14"),
        ("2026-01-03", "2028-12-31", nil),
    ]

    @Test(arguments: covers)
    func `[11.2] agree on each day, however long a cover is`(
        from: String, until: String, late: String?
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.enter(
            "insurance",
            [
                "number": "I-1", "form": "insurance", "insurer": "X", "cover": "1000000",
                "currency": "HKD", "from": from, "until": until,
            ])
        world.clock.advance(byMilliseconds: 400 * Self.day)
        let kept = try await world.kept("insurance.renewal")
        let due = try late.map { try AuthorityWorld.end(of: $0) }
        #expect(kept.breaches.map(\.span.fromMilliseconds) == [due].compactMap(\.self))
        #expect(kept.breaches.map(\.span.dueMilliseconds) == [due].compactMap(\.self))
        let service = ConformanceService(ledger: world.ledger)
        let founded = world.ledger.identity.createdAtMilliseconds
        for moment in stride(
            from: founded + 1000, through: world.clock.nowMilliseconds, by: Int(20 * Self.day))
        {
            let report = try await service.report(at: moment, clause: "11.2")
            let state = report.standings.first?.answers.first {
                $0.id == "insurance.renewal"
            }?.state
            let isBroken = kept.breaches.contains {
                $0.span.fromMilliseconds < moment && moment <= $0.span.untilMilliseconds
            }
            #expect(state == (isBroken ? .overdue : .held), "\(moment)")
        }
        // A period that begins within the breach tells since when it is due.
        guard let due else { return }
        let later = try await world.kept("insurance.renewal", from: due + 3 * Self.day)
        #expect(later.breaches.map(\.span.dueMilliseconds) == [due])
        #expect(later.breaches.map(\.span.fromMilliseconds) == [due + 3 * Self.day])
    }

    @Test(
        arguments: [("device.accessReview", 31), ("journal.securityCheck", 7)]
            as [(String, Int64)])
    func `[7.18d] are due from the last signature`(
        duty: String, days: Int64
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let payload: JSONValue = ["duty": .string(duty), "dutyResult": "clear"]
        let request = try await world.test.request("duty.fulfil", by: world.dai, payload: payload)
        let outcome = try await world.ledger.act(request) {
            try DutyFulfilment.fulfil(payload, &$0)
        }
        let done = try await world.time(of: outcome)
        for (late, word) in [(Int64(0), "dueSoon"), (1, "overdue")] {
            world.clock.set(toMilliseconds: done + days * Self.day + late)
            #expect(try await world.owed(duty).map(\.stateWord) == [word])
        }
        world.clock.advance(byMilliseconds: 1000)
        let kept = try await world.kept(duty)
        #expect(kept.times == 1)
        #expect(
            kept.breaches.map { $0.span.untilMilliseconds - $0.span.fromMilliseconds } == [1001])
    }
}

@Suite struct `Who held which role` {
    private static let day: Int64 = 86_400_000

    private static func roles(
        of officer: String, _ world: AuthorityWorld
    ) async throws -> [ConformancePeriod.Held] {
        try await ConformanceService(ledger: world.ledger).period(
            world.ledger.identity.createdAtMilliseconds...world.clock.nowMilliseconds
        ).roles.filter { $0.officer == officer }
    }

    @Test func `[7.10] is told without the time of a suspension, and not after leaving`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let third = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(third)
        world.clock.advance(byMilliseconds: Self.day)
        let gone = try await world.time(of: try await world.suspendOfficer("val"))
        world.clock.advance(byMilliseconds: Self.day)
        try await world.reinstateOfficer("val", by: [world.eva, third])
        let back = world.clock.nowMilliseconds
        world.clock.advance(byMilliseconds: Self.day)
        try await world.end("val")
        let left = world.clock.nowMilliseconds
        world.clock.advance(byMilliseconds: Self.day)
        let held = try await Self.roles(of: "off-val", world)
        #expect(held.map(\.role) == [.validator, .validator])
        #expect(held.map(\.untilMilliseconds) == [gone, left])
        #expect(held.last?.fromMilliseconds == back)
    }

    @Test func `[7.10] is told with what a grant is limited to`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await world.enrol(
            "off-lim", granting: .validator, ["authority": "hk-rsa", "category": "personal"])
        let held = try await Self.roles(of: "off-lim", world)
        #expect(held.map(\.scope) == [GrantScope(authority: "hk-rsa", kind: .personal)])
        #expect(try await Self.roles(of: "off-val", world).map(\.scope) == [.everywhere])
    }

    @Test func `[7.18d] names nobody for a breach who was suspended, or whose grant is for others`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        // The archive's comparison is the system operator's, whom there is not, or the auditor's.
        world.clock.advance(byMilliseconds: 80 * Self.day)
        try await world.suspendOfficer("hal")
        world.clock.advance(byMilliseconds: 20 * Self.day)
        let breach = try #require(await world.kept("archive.comparison").breaches.first)
        #expect(breach.officers.isEmpty && breach.cause == .nobody)
        let other = try await AuthorityWorld.makeEmpty()
        other.clock.advance(byMilliseconds: 100 * Self.day)
        let held = try #require(await other.kept("archive.comparison").breaches.first)
        #expect(held.officers == ["off-hal"] && held.cause == .unrecorded)
    }

    @Test func `[6.5] names for a late application those whose grants cover it`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await world.enrol("off-gd", granting: .validator, ["authority": "gd-sm2"])
        _ = try await world.enrol("off-hk", granting: .validator, ["authority": "hk-rsa"])
        _ = try await world.apply(world.newSubscriber())
        world.clock.advance(byMilliseconds: 20 * Self.day)
        let breach = try #require(await world.kept("application.processing").breaches.first)
        #expect(breach.officers.contains("off-hk") && !breach.officers.contains("off-gd"))
    }
}
