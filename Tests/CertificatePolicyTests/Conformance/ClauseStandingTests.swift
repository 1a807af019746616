import CertificatePolicy
import Messages
import Testing

@Suite struct `The standing of a clause` {
    /// A clause of the catalogue that has exactly these kinds.
    private static func clause(_ kinds: [ClauseKind]) throws -> Clause {
        try #require(Clause.all.first { $0.kinds == kinds })
    }

    private static func answer(
        _ source: ClauseAnswer.Source, _ state: ConformanceState = .held
    ) -> ClauseAnswer {
        ClauseAnswer(source: source, id: "some", state: state)
    }

    @Test func `[2.1] is open where nothing answers it, and never hidden`() throws {
        for clause in Clause.all {
            let standing = ClauseStanding(clause, answers: [], tests: nil)
            #expect(standing.state == .open)
            #expect(Set(standing.states.keys) == Set(clause.kinds))
            #expect(standing.states.values.allSatisfy { $0 == .open })
        }
    }

    @Test(
        arguments: [
            (nil, .open), (ClauseTestResults(), .open), (ClauseTestResults(passed: 1), .held),
            (ClauseTestResults(failed: 1), .missing),
            (ClauseTestResults(passed: 9, failed: 1), .missing),
        ] as [(ClauseTestResults?, ConformanceState)])
    func `[2.1] what is enforced counts by its tests alone`(
        tests: ClauseTestResults?, expected: ConformanceState
    ) throws {
        let clause = try Self.clause([.enforce])
        for answers in [[], [Self.answer(.operation)], [Self.answer(.lintRule)]] {
            #expect(
                ClauseStanding(clause, answers: answers, tests: tests).states
                    == [.enforce: expected])
        }
    }

    @Test(arguments: ClauseAnswer.Source.allCases)
    func `[2.1] what is recorded is answered by operations, duties and registers`(
        source: ClauseAnswer.Source
    ) throws {
        let standing = ClauseStanding(
            try Self.clause([.evidence]), answers: [Self.answer(source)], tests: nil)
        let answers: [ClauseAnswer.Source] = [.operation, .duty, .record]
        #expect(standing.state == (answers.contains(source) ? .held : .open))
    }

    @Test(arguments: ClauseAnswer.Source.allCases)
    func `[2.1] what is published is answered by publications`(
        source: ClauseAnswer.Source
    ) throws {
        let standing = ClauseStanding(
            try Self.clause([.publish]), answers: [Self.answer(source)], tests: nil)
        #expect(standing.state == (source == .publication ? .held : .open))
    }

    @Test(arguments: ClauseAnswer.Source.allCases)
    func `[2.1] what is disclosed is open until there are documents`(
        source: ClauseAnswer.Source
    ) throws {
        let standing = ClauseStanding(
            try Self.clause([.disclose]), answers: [Self.answer(source)],
            tests: ClauseTestResults(passed: 1))
        #expect(standing.state == .open)
    }

    @Test(arguments: ConformanceState.allCases.filter { $0 != .notApplicable })
    func `[2.1] is the worst of all that is due`(state: ConformanceState) throws {
        let standing = ClauseStanding(
            try Self.clause([.evidence]),
            answers: [Self.answer(.operation), Self.answer(.duty, state), Self.answer(.duty)],
            tests: nil)
        #expect(standing.state == state)
    }

    @Test func `[2.1] the worst of its kinds is its own`() throws {
        let standing = ClauseStanding(
            try Self.clause([.enforce, .evidence]), answers: [Self.answer(.duty, .overdue)],
            tests: ClauseTestResults(passed: 1))
        #expect(standing.states == [.enforce: .held, .evidence: .overdue])
        #expect(standing.state == .overdue)
    }
}

@Suite struct `A clause without an object` {
    @Test(arguments: Inapplicability.all)
    func `[2.1] is not applicable, whatever answers it`(rule: Inapplicability) throws {
        for id in rule.clauses {
            let clause = try #require(Clause[id])
            let standing = ClauseStanding(
                clause, answers: [ClauseAnswer(source: .duty, id: "some", state: .overdue)],
                tests: ClauseTestResults(failed: 1), inapplicable: rule)
            #expect(standing.state == .notApplicable && standing.inapplicable == rule)
            #expect(Set(standing.states.keys) == Set(clause.kinds))
            #expect(standing.states.values.allSatisfy { $0 == .notApplicable })
        }
    }

    @Test func `[2.1] is one that the policy makes conditional, for a reason in three languages`() {
        for rule in Inapplicability.all {
            // CP 5.4 and 5.5 begin with who applies, as does the second half of 5.6.
            #expect(
                rule.clauses.allSatisfy {
                    $0.hasPrefix("5.4") || $0.hasPrefix("5.5") || $0 == "5.6b"
                })
            #expect(Set(rule.clauses).count == rule.clauses.count && !rule.clauses.isEmpty)
            let reasons = Set(Language.allCases.map { rule.reason.text(in: $0) })
            #expect(reasons.count == 3 && !reasons.contains(""))
        }
        let settings = Inapplicability.all.map { [$0.setting, $0.value] }
        #expect(Set(settings).count == settings.count)
    }
}

@Suite struct `A duty` {
    private static let duty = Duty.all[0]

    @Test(
        arguments: [
            (nil, 0, .held), (nil, 1, .missing), (Int64(5), 5, .held), (Int64(5), 6, .overdue),
        ] as [(Int64?, Int64, ConformanceState)])
    func `[4.11c] is missing when it was never done, and overdue when long ago`(
        last: Int64?, late: Int64, expected: ConformanceState
    ) {
        let period = Self.duty.periodMilliseconds ?? 0
        #expect(period == 86_400_000)
        let standing = Self.duty.standing(
            since: 0, last: last, atMilliseconds: period + late)
        #expect(standing.state == expected)
        #expect(standing.dueMilliseconds == period + (last ?? 0))
    }

    @Test(
        arguments: [
            ([], 0...3, []), ([], 0...4, [(3, 4, false)]),
            ([4], 0...9, [(3, 4, true), (7, 9, false)]),
            ([2, 5, 8], 0...10, []), ([2, 9], 6...10, [(6, 9, true)]),
            ([2, 9], 0...5, []), ([2, 9], 0...7, [(5, 7, false)]), ([1], 9...9, []),
        ] as [([Int64], ClosedRange<Int64>, [(Int64, Int64, Bool)])])
    func `[4.11g] is broken from when it was due until it was done`(
        fulfilled: [Int64], period: ClosedRange<Int64>, expected: [(Int64, Int64, Bool)]
    ) {
        // A period of three units instead of a day's milliseconds.
        let unit = (Self.duty.periodMilliseconds ?? 0) / 3
        let breaches = Self.duty.breaches(
            since: 0, fulfilled: fulfilled.map { Duty.Done(atMilliseconds: $0 * unit) },
            within: (period.lowerBound * unit)...(period.upperBound * unit))
        #expect(
            breaches.map { [$0.fromMilliseconds, $0.untilMilliseconds] }
                == expected.map { [$0.0 * unit, $0.1 * unit] })
        #expect(breaches.map(\.isMended) == expected.map(\.2))
    }

    /// Each is done at a time, and says until when that is good.
    @Test(
        arguments: [
            ([(1, 9)], 0...9, []), ([(1, 9)], 0...10, [(9, 9, 10, false)]),
            ([(1, 2), (3, 9)], 0...9, [(2, 2, 3, true)]), ([(1, 2), (2, 9)], 0...9, []),
            ([(1, 2)], 5...9, [(2, 5, 9, false)]),
        ] as [([(Int64, Int64)], ClosedRange<Int64>, [(Int64, Int64, Int64, Bool)])])
    func `[11.2] that names its next day is due by that day, and not by a period`(
        fulfilled: [(Int64, Int64)], period: ClosedRange<Int64>,
        expected: [(Int64, Int64, Int64, Bool)]
    ) throws {
        let duty = try #require(Duty["insurance.renewal"])
        let breaches = duty.breaches(
            since: 0,
            fulfilled: fulfilled.map {
                Duty.Done(atMilliseconds: $0.0, dueMilliseconds: $0.1)
            }, within: period)
        #expect(
            breaches.map { [$0.dueMilliseconds, $0.fromMilliseconds, $0.untilMilliseconds] }
                == expected.map { [$0.0, $0.1, $0.2] })
        #expect(breaches.map(\.isMended) == expected.map(\.3))
        // The same moments are late by the standing of each.
        for moment in period {
            guard let last = fulfilled.last(where: { $0.0 <= moment }) else { continue }
            let standing = duty.standing(dueMilliseconds: last.1, atMilliseconds: moment)
            let isBroken = breaches.contains {
                $0.fromMilliseconds < moment && moment < $0.untilMilliseconds
            }
            #expect(!isBroken || standing.state == .overdue, "\(moment)")
        }
    }

    @Test(
        arguments: [
            (-1, .held, false, false), (0, .held, true, false), (6, .held, true, false),
            (7, .missing, false, false), (12, .missing, false, false),
            (13, .missing, false, true),
        ] as [(Int64, ConformanceState, Bool, Bool)])
    func `[2.1] is told before it is due, and is others' once it is long overdue`(
        hour: Int64, state: ConformanceState, soon: Bool, escalated: Bool
    ) {
        // Eighteen hours of the day are over at 0, and it warns for six.
        let standing = Self.duty.standing(
            since: 0, last: nil, atMilliseconds: (18 + hour) * 3_600_000)
        #expect(standing.state == state && standing.dueMilliseconds == 86_400_000)
        #expect(standing.isDueSoon == soon && standing.isEscalated == escalated)
    }

    @Test func `[6.5] with a deadline of its own has no period and no breaches of one`() throws {
        let duty = try #require(Duty["application.processing"])
        #expect(duty.standing(dueMilliseconds: 5, atMilliseconds: 5).state == .held)
        #expect(duty.standing(dueMilliseconds: 5, atMilliseconds: 6).state == .overdue)
        #expect(duty.breaches(since: 0, fulfilled: [], within: 0...100).isEmpty)
    }

    @Test func `of the end of time does not overflow`() {
        let standing = Self.duty.standing(since: 0, last: .max, atMilliseconds: .max)
        #expect(standing.state == .held)
    }

    @Test func `[4.11c, 4.11f] no list waits longer than the policy lets it`() throws {
        let day: Int64 = 86_400_000
        #expect(try #require(Duty["crl.issuing"]?.periodMilliseconds) <= day)
        #expect(try #require(Duty["crl.root"]?.periodMilliseconds) <= 366 * day)
    }

    @Test func `[7.18c] the journal is copied at least every two months, or found overdue`() throws
    {
        let duty = try #require(Duty["backup.make"])
        let twoMonths: Int64 = 59 * 86_400_000
        #expect(duty.clauses.contains("7.18c"))
        #expect(try #require(duty.periodMilliseconds) <= twoMonths)
        let period = try #require(duty.periodMilliseconds)
        #expect(duty.standing(since: 0, last: 0, atMilliseconds: period).state == .held)
        #expect(duty.standing(since: 0, last: 0, atMilliseconds: period + 1).state == .overdue)
    }

    @Test(arguments: Duty.all)
    func `[2.1] names an operation, its clauses and two people of different roles`(duty: Duty) {
        #expect(duty.role != duty.deputy)
        switch duty.fulfilment {
        case .operation(let id):
            #expect(Operation[id] != nil)
            #expect(duty.scope == .ledger || id == "crl.issue")
        case .signature: #expect(duty.scope == .ledger)
        case .record: #expect(duty.scope == .ledger && duty.records != nil)
        case .end: #expect(duty.scope != .ledger)
        case .telling: #expect(duty.scope == .news)
        }
        #expect(!duty.needsEvidence || duty.isSigned)
        if let records = duty.records {
            let kind = RecordKind[records.kind]
            #expect(kind?.field(records.doneOn)?.form == .day)
            #expect(kind?.field(records.nextBy)?.form == .day)
            #expect(
                (Array(records.values.keys) + records.filled).allSatisfy {
                    kind?.field($0)?.isConfidential == false
                })
        }
        #expect((duty.periodMilliseconds == nil) == [.end, .telling].contains(duty.fulfilment))
        #expect(duty.periodMilliseconds.map { $0 > duty.warningMilliseconds } ?? true)
        #expect(
            !duty.clauses.isEmpty
                && duty.clauses.allSatisfy { Clause[$0]?.kinds.contains(.evidence) == true })
        #expect(Vocabulary.word(duty.id, under: "duty") != nil)
        #expect(Duty.all.filter { $0.id == duty.id }.count == 1)
    }

    @Test(arguments: Publication.all)
    func `[2.1] a publication names operations and its clauses`(publication: Publication) {
        #expect(publication.madeBy.allSatisfy { Operation[$0] != nil })
        #expect(!publication.madeBy.isEmpty && !publication.clauses.isEmpty)
        #expect(Vocabulary.word(publication.id, under: "publication") != nil)
        // A publication shows what is to be published, not what is only enforced.
        #expect(
            publication.clauses.allSatisfy { Clause[$0]?.kinds.contains(.publish) == true })
    }
}
