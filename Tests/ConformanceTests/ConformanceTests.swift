import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import MerkleLog
import Messages
import Publication
import Records
import Registration
import Testing
import TestSupport

@Suite struct `A conformance report` {
    private static let day: Int64 = 86_400_000

    private static func standing(
        _ id: String, _ world: AuthorityWorld, at moment: Int64? = nil
    ) async throws -> ClauseStanding {
        let report = try await ConformanceService(ledger: world.ledger)
            .report(at: moment, clause: id)
        #expect(report.standings.count == 1)
        return try #require(report.standings.first)
    }

    @Test func `[2.1] has each clause of the catalogue exactly once`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let report = try await ConformanceService(ledger: world.ledger).report()
        #expect(report.standings.map(\.clause.id) == Clause.all.map(\.id))
        #expect(report.totals.values.reduce(0, +) == Clause.all.count)
        #expect(Set(report.totals.keys) == Set(ConformanceState.allCases))
    }

    @Test func `[2.1] proves its evidence to an outsider`() async throws {
        let world = try await AuthorityWorld.make()
        let report = try await ConformanceService(ledger: world.ledger).report()
        let shown = Set(report.standings.compactMap(\.newestEntry))
        #expect(!shown.isEmpty && Set(report.proofs.map(\.index)) == shown)
        #expect(Set(report.times.keys) == shown)
        for bundle in report.proofs {
            #expect(bundle.check(world.ledger.verifier).isValid)
        }
        let enrolled = report.standings.first { $0.clause.id == "7.13" }?.answers
            .first { $0.id == "operator.enrol" }?.entry
        let entry = try #require(report.proofs.first { $0.index == enrolled }?.entry)
        #expect(try JournalEntry(parsing: entry).operation == "operator.enrol")
    }

    @Test func `[2.1] has clauses without an object where the practice leaves them out`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let before = world.clock.nowMilliseconds
        #expect(try await Self.standing("5.5B1", world).state == .open)
        world.clock.advance(byMilliseconds: 1000)
        try await world.change(["identityMethods": "A"])
        let standing = try await Self.standing("5.5B1", world)
        #expect(standing.state == .notApplicable)
        #expect(standing.states == [.enforce: .notApplicable, .evidence: .notApplicable])
        #expect(standing.inapplicable?.setting == "identityMethods")
        // The other method applies, as this one did before.
        #expect(try await Self.standing("5.5A", world).inapplicable == nil)
        #expect(try await Self.standing("5.5B1", world, at: before).state == .open)
        try await world.change(["identityMethods": "all"])
        #expect(try await Self.standing("5.5B1", world).state == .open)
    }

    @Test(
        arguments: [
            (["categories": "organisation"], "5.5"), (["identityMethods": "A"], "5.5B4"),
        ] as [(JSONValue, String)])
    func `[2.1] keeps a clause whose object there was before`(
        settings: JSONValue, clause: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        try await world.change(settings)
        // What was only received went no way yet, and goes none any more.
        #expect(try await Self.standing(clause, world).state == .notApplicable)
        try await world.change(["categories": "all", "identityMethods": "all"])
        try await world.vet(id, changing: ["method": "B"])
        try await world.change(settings)
        #expect(try await Self.standing(clause, world).inapplicable == nil)
    }

    @Test func `[4.11c] a list that is too old is overdue, of each authority by itself`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        #expect(try await Self.standing("4.11c", world).states[.evidence] == .held)
        let listed = world.clock.nowMilliseconds
        try await world.publication.statusChanged("hk-rsa")
        world.clock.advance(byMilliseconds: 2 * Self.day)
        try await world.publication.statusChanged("gd-sm2")
        let standing = try await Self.standing("4.11c", world)
        #expect(standing.states[.evidence] == .overdue)
        let duties = standing.answers.filter { $0.source == .duty }
        #expect(
            Dictionary(uniqueKeysWithValues: duties.map { ($0.object, $0.state) })
                == ["hk-rsa": .overdue, "gd-sm2": .held])
        // Records of then tell of then.
        let before = try await Self.standing("4.11c", world, at: listed)
        #expect(before.states[.evidence] == .held)
    }

    @Test func `[7.6] what was never done is missing once it is due, and held when done`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        #expect(try await Self.standing("7.6", world).states[.evidence] == .held)
        world.clock.advance(byMilliseconds: 2 * Self.day)
        #expect(try await Self.standing("7.6", world).states[.evidence] == .missing)
        _ = try await world.ledger.act(
            ActRequest(id: "backup-1", operation: "backup.make", actor: .system)
        ) { _ in [:] }
        let standing = try await Self.standing("7.6", world)
        #expect(standing.states[.evidence] == .held)
        let size = try await world.ledger.read { try $0.journalSize() }
        #expect(standing.answers.first { $0.source == .duty }?.entry == size - 1)
        world.clock.advance(byMilliseconds: 2 * Self.day)
        #expect(try await Self.standing("7.6", world).states[.evidence] == .overdue)
    }

    @Test func `[11.2] a register that no authority is without is missing until it is kept`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let before = try await Self.standing("11.2", world)
        #expect(before.states[.evidence] == .missing)
        let payload: JSONValue = [
            "kind": "insurance", "salt": "00112233445566778899aabbccddeeff",
            "values": [
                "number": "P-1", "form": "insurance", "insurer": "X", "cover": "1000000",
                "currency": "HKD", "from": "2026-01-01", "until": "2026-12-31",
            ],
        ]
        let request = try await world.test.request(
            "record.add", by: world.test.ada, payload: payload)
        let outcome = try await world.ledger.act(request) {
            try RecordChange(Payload(payload)).add(&$0)
        }
        let after = try await Self.standing("11.2", world)
        #expect(after.states[.evidence] == .held)
        let answer = after.answers.first { $0.source == .record }
        #expect(answer?.id == "insurance" && answer?.entry == outcome.entryIndex)
        // What has no occasion is held, and says so.
        let visits = try await Self.standing("10.3", world)
        #expect(visits.answers.first { $0.source == .record }?.entry == nil)
        #expect(visits.states[.evidence] == .held)
    }

    @Test func `[4.11c, 7.10] a period tells each breach, and who held which role`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.publication.statusChanged("hk-rsa")
        let listed = world.clock.nowMilliseconds / 1000 * 1000
        world.clock.advance(byMilliseconds: 3 * Self.day)
        try await world.publication.statusChanged("hk-rsa")
        let late = world.clock.nowMilliseconds / 1000 * 1000
        let founded = world.ledger.identity.createdAtMilliseconds
        let service = ConformanceService(ledger: world.ledger)
        let period = try await service.period(founded...world.clock.nowMilliseconds)
        let kept = try #require(
            period.duties.first { $0.duty.id == "crl.issuing" && $0.authority == "hk-rsa" })
        #expect(
            kept.breaches.map { [$0.span.fromMilliseconds, $0.span.untilMilliseconds] }
                == [[listed + Self.day, late]])
        #expect(kept.breaches.map(\.span.isMended) == [true] && kept.times >= 2)
        let backup = try #require(period.duties.first { $0.duty.id == "backup.make" })
        #expect(backup.times == 0 && backup.breaches.map(\.span.isMended) == [false])
        let officers = Set(period.roles.filter { $0.role == .validator }.map(\.officer))
        #expect(officers.contains(try world.validator.id))
        let first = try await service.period((founded - 5)...founded)
        #expect(!first.roles.isEmpty)
        #expect(first.roles.allSatisfy { $0.fromMilliseconds == founded })
        let outside = Refusal(.conformanceTimeOutside, field: "to")
        await #expect(throws: outside) {
            _ = try await service.period(founded...(world.clock.nowMilliseconds + 1))
        }
    }

    @Test func `[7.22] knows nothing of times without records`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let service = ConformanceService(ledger: world.ledger)
        let founded = world.ledger.identity.createdAtMilliseconds
        let now = world.clock.nowMilliseconds
        for moment in [founded - 1, now + 1, .min, .max] {
            await #expect(throws: Refusal(.conformanceTimeOutside, field: "at")) {
                _ = try await service.report(at: moment)
            }
        }
        _ = try await service.report(at: founded)
        _ = try await service.report(at: now)
    }

    @Test(arguments: ["", "4.11", "4.11C", "14.1", "4.11c "])
    func `[2.1] a clause that the policy does not have is named`(id: String) async throws {
        let service = ConformanceService(ledger: try await AuthorityWorld.makeEmpty().ledger)
        let refusal = Refusal(.conformanceClauseUnknown, field: "clause", ["clause": id])
        await #expect(throws: refusal) { _ = try await service.report(clause: id) }
        await #expect(throws: refusal) {
            _ = try await service.report(tests: [id: ClauseTestResults(passed: 1)])
        }
    }

    @Test func `[7.17] a refused operation is no evidence that it was done`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        _ = try await world.ledger.act(
            ActRequest(id: "drill-1", operation: "backup.drill", actor: .system)
        ) { _ in [:] }
        let done = try await world.ledger.read { try $0.journalSize() } - 1
        // Refused to an officer: it is the server's.
        let request = try await world.test.request(
            "backup.drill", by: world.validator, payload: [:])
        await #expect(throws: Refusal.self) {
            try await world.ledger.act(request) { _ in [:] }
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == done + 2)
        let newest = try await world.ledger.read { snapshot in
            try snapshot.newestEntry(of: "backup.drill", until: .max)?.index
        }
        #expect(newest == done)
    }
}

@Suite struct `The list of duties` {
    private static let day: Int64 = 86_400_000

    private static func owed(
        _ duty: String, _ world: AuthorityWorld
    ) async throws -> [OwedDuty] {
        try await DutyList(world.ledger).owed.filter { $0.duty.id == duty }
    }

    @Test func `[2.1] has each duty that somebody owes, the most pressing first`() async throws {
        let world = try await AuthorityWorld.make()
        let list = try await DutyList(world.ledger)
        let ledgers = Duty.all.filter { $0.scope == .ledger }.map(\.id)
        let ids = list.owed.map(\.duty.id)
        #expect(ledgers.allSatisfy { id in ids.count { $0 == id } == 1 })
        #expect(
            try await Set(Self.owed("crl.issuing", world).map(\.object))
                == Set(
                    ["hk-rsa", "hk-sm2", "gd-rsa", "gd-sm2"].filter { name in
                        list.owed.contains { $0.object == name }
                    }))
        let due = list.owed.map(\.standing.dueMilliseconds)
        #expect(due == due.sorted())
        #expect(list.totals.values.reduce(0, +) == list.owed.count)
    }

    @Test func `[6.5] an application waits for so many working days, and no longer`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let waiting = try #require(await Self.owed("application.processing", world).first)
        #expect(waiting.object == id)
        let received = try await world.ledger.read {
            try $0.application(id).createdAtMilliseconds
        }
        let calendar = try await world.ledger.read { try $0.workingCalendar(.hongKong) }
        #expect(
            waiting.standing.dueMilliseconds
                == calendar.deadline(afterWorkingDays: 5, from: received).milliseconds)
        world.clock.advance(byMilliseconds: 20 * Self.day)
        #expect(try await Self.owed("application.processing", world).first?.stateWord == "overdue")
        let report = try await ConformanceService(ledger: world.ledger).report(clause: "6.5")
        #expect(report.standings.first?.states[.evidence] == .overdue)
    }

    @Test func `[5.8d, 6.19b] a suspension is decided by its end`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        #expect(try await Self.owed("certificate.suspension", world).isEmpty)
        try await world.suspend(record)
        let owed = try #require(await Self.owed("certificate.suspension", world).first)
        #expect(owed.object == "\(record.authority)/\(record.serialHex)")
        #expect(owed.stateWord == "held")
        world.clock.advance(byMilliseconds: 12 * Self.day)
        #expect(try await Self.owed("certificate.suspension", world).first?.stateWord == "dueSoon")
        world.clock.advance(byMilliseconds: 3 * Self.day)
        #expect(try await Self.owed("certificate.suspension", world).first?.stateWord == "overdue")
        try await world.revoke(record)
        #expect(try await Self.owed("certificate.suspension", world).isEmpty)
    }

    @Test
    func `[6.12, 6.19b] what waits to be accepted is due by its time, and no other suspension`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: .afterwards, days: 5)
        let subscriber = try world.newSubscriber()
        let (id, record) = try await world.delivered(to: subscriber)
        #expect(try await Self.owed("certificate.suspension", world).isEmpty)
        let owed = try #require(await Self.owed("certificate.acceptance", world).first)
        #expect(owed.object == "\(record.authority)/\(record.serialHex)")
        #expect(owed.standing.dueMilliseconds == record.acceptUntilMilliseconds)
        world.clock.advance(byMilliseconds: 4 * Self.day)
        #expect(try await Self.owed("certificate.acceptance", world).first?.stateWord == "dueSoon")
        try await world.accept(id, with: subscriber)
        #expect(try await Self.owed("certificate.acceptance", world).isEmpty)
        let (_, other) = try await world.delivered(to: world.newSubscriber())
        try await world.suspend(other)
        // Which accepts nothing.
        #expect(try await Self.owed("certificate.acceptance", world).count == 1)
        #expect(try await Self.owed("certificate.suspension", world).count == 1)
        world.clock.advance(byMilliseconds: 6 * Self.day)
        try await world.revokeLate()
        #expect(try await Self.owed("certificate.suspension", world).isEmpty)
        #expect(try await Self.owed("certificate.acceptance", world).isEmpty)
    }

    @Test func `[7.16] a review counts from the last signature`() async throws {
        let world = try await AuthorityWorld.make()
        #expect(try await Self.owed("journal.review", world).first?.stateWord == "held")
        world.clock.advance(byMilliseconds: 40 * Self.day)
        let late = try #require(await Self.owed("journal.review", world).first)
        #expect(late.stateWord == "missing" && late.standing.isEscalated)
        let payload: JSONValue = ["duty": "journal.review", "dutyResult": "clear"]
        let request = try await world.test.request("duty.fulfil", by: world.dai, payload: payload)
        let entry = try await world.ledger.act(request) { transaction in
            try DutyFulfilment.fulfil(payload, &transaction)
        }.entryIndex
        let done = try #require(await Self.owed("journal.review", world).first)
        #expect(done.stateWord == "held" && done.last?.entry == entry)
        let list = try await DutyList(world.ledger)
        #expect(list.officers(for: done).contains(world.dai.id))
    }
}
