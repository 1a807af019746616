import AuthorityTestSupport
import CertificatePolicy
import Conformance
import Ledger
import Records
import Testing
import TestSupport

@Suite struct `Days that registers name` {
    private static let digest = String(repeating: "ab", count: 32)

    /// A record of each register, with 2026-03-31 as its day, and what closes it.
    static let records: [(String, String, [String: String], [String: String])] = [
        (
            "obligation", "3.1c",
            [
                "number": "O-1", "source": "licence", "title": "yearly report", "owner": "ada",
                "dueOn": "2026-03-31", "stage": "due",
            ], ["stage": "closed", "closedOn": "2026-04-01", "document": digest]
        ),
        (
            "obligation", "4.1d",
            [
                "number": "O-2", "source": "practice", "title": "inspect the office",
                "site": "Kowloon", "owner": "ada", "dueOn": "2026-03-31", "stage": "due",
            ], ["stage": "closed", "closedOn": "2026-04-01", "document": digest]
        ),
        (
            "document", "7.12",
            [
                "number": "D-1", "version": "1", "title": "manual", "form": "procedure",
                "document": digest, "approvedBy": "ada", "from": "2026-01-01",
                "nextBy": "2026-03-31",
            ], ["nextBy": "2027-03-31"]
        ),
        (
            "finding", "10.3",
            [
                "number": "F-1", "assessment": "A-1", "finding": "no plan", "owner": "ada",
                "dueOn": "2026-03-31", "stage": "found",
            ],
            [
                "stage": "answered", "answer": "a", "improvement": "b", "prevention": "c",
                "submittedOn": "2026-04-01", "dueOn": "2026-06-30",
            ]
        ),
        (
            "finding", "7.18d",
            [
                "number": "F-2", "assessment": "J-1", "finding": "odd log-in", "owner": "ada",
                "dueOn": "2026-03-31", "stage": "found",
            ], ["dueOn": "2026-04-30"]
        ),
        (
            "device", "8.19",
            [
                "tag": "FW-1", "form": "firewall", "model": "M", "place": "core",
                "securityLevel": "high", "nextBy": "2026-03-31", "stage": "inUse",
            ], ["stage": "retired"]
        ),
        (
            "assessment", "10.1",
            [
                "number": "A-1", "form": "internal", "assessor": "B", "scope": "all",
                "heldOn": "2026-01-03", "nextBy": "2026-03-31",
            ], ["nextBy": "2026-06-30"]
        ),
        (
            "licence", "13.1",
            [
                "number": "L-1", "form": "licence", "regulator": "R", "covers": "all",
                "from": "2024-04-01", "until": "2026-03-31",
            ], ["until": "2029-03-31"]
        ),
        (
            "contract", "7.7",
            [
                "number": "C-1", "partner": "P", "scope": "hosting", "from": "2025-04-01",
                "until": "2026-03-31", "securityTerms": "yes",
            ], ["until": "2027-03-31"]
        ),
        (
            "zone", "7.1a",
            [
                "label": "Z-1", "site": "Kowloon", "level": "core", "factors": "biometric",
                "controls": "guards", "nextBy": "2026-03-31",
            ], ["nextBy": "2026-06-30"]
        ),
    ]

    private static func answer(
        _ kind: String, _ clause: String, _ world: AuthorityWorld
    ) async throws -> ClauseAnswer {
        let report = try await ConformanceService(ledger: world.ledger).report(clause: clause)
        return try #require(
            report.standings.first?.answers.first { $0.source == .record && $0.id == kind })
    }

    @Test(arguments: records)
    func `[3.1c, 4.1d, 7.12, 7.18d, 10.1, 10.3] are due until they are over, then overdue`(
        kind: String, clause: String, values: [String: String], closing: [String: String]
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let record = try await world.enter(kind, values)
        let end = try AuthorityWorld.end(of: "2026-03-31")
        for (moment, state, word) in [
            (end - 1, ConformanceState.held, "dueSoon"), (end, .overdue, "overdue"),
        ] {
            world.clock.set(toMilliseconds: moment)
            let answer = try await Self.answer(kind, clause, world)
            #expect(answer.state == state && answer.dueMilliseconds == end - 1)
            let owed = try await world.owed("record.due")
            #expect(owed.map(\.object) == ["\(kind)/\(record)"])
            #expect(owed.map(\.stateWord) == [word])
            #expect(owed.first?.roles == RecordKind[kind]?.roles)
            #expect(owed.first?.clauses.contains(clause) == true)
        }
        try await world.amend(record, closing)
        #expect(try await Self.answer(kind, clause, world).state == .held)
        #expect(try await world.owed("record.due").allSatisfy { $0.stateWord != "overdue" })
    }

    @Test func `[10.1] a later record of the series takes the place of the earlier one`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let assessment = [
            "number": "A-1", "form": "internal", "assessor": "B", "scope": "all",
            "heldOn": "2026-01-03", "nextBy": "2026-01-31",
        ]
        try await world.enter("assessment", assessment)
        world.clock.set(toMilliseconds: try AuthorityWorld.end(of: "2026-02-02"))
        #expect(try await world.owed("record.due").map(\.stateWord) == ["overdue"])
        let next = try await world.enter(
            "assessment",
            assessment.merging([
                "number": "A-2", "heldOn": "2026-02-02", "nextBy": "2026-12-31",
            ]) { $1 })
        let owed = try await world.owed("record.due")
        #expect(owed.map(\.object) == ["assessment/\(next)"])
        #expect(owed.map(\.stateWord) == ["held"])
        // The time between is told all the same.
        let late = try await world.kept("record.due")
        #expect(
            late.breaches.map(\.span.fromMilliseconds)
                == [try AuthorityWorld.end(of: "2026-01-31") - 1])
        #expect(late.breaches.map(\.span.isMended) == [true] && late.deadlines == 1)
    }

    @Test func `[3.1c] more than two hundred of a kind are counted, and the nearest are told`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        // The nearest come last.
        for number in 0..<203 {
            try await world.enter(
                "obligation",
                [
                    "number": "O-\(number)", "source": "licence", "title": "x", "owner": "ada",
                    "dueOn": number < 3 ? "2027-06-30" : "2026-06-30", "stage": "due",
                ])
        }
        let list = try await DutyList(world.ledger)
        let owed = list.owed.filter { $0.duty.id == "record.due" }
        let nearest = try AuthorityWorld.end(of: "2026-06-30") - 1
        #expect(owed.count == 200 && list.leftOff == ["record.due": 3])
        #expect(owed.allSatisfy { $0.standing.dueMilliseconds == nearest })
        let report = try await ConformanceService(ledger: world.ledger).report(clause: "4.1d")
        #expect(
            report.standings.first?.answers.first { $0.id == "obligation" }?.dueMilliseconds
                == nearest)
    }
}
