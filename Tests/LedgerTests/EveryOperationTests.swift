import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages
import Synchronization
import TestSupport
import Testing

/// Every row of `Operation.all`, over a real ledger, against everybody who may not do it.
@Suite struct `Every operation` {
    private static let byOfficers = Operation.all.filter { $0.people > 0 }

    // MARK: Who may

    @Test(arguments: byOfficers)
    func `[7.10, 7.11b] is done by as many people of its role as it takes, and told`(
        _ operation: Operation
    ) async throws {
        for role in operation.roles {
            let crowd = try await Crowd.make()
            let people = Array(try crowd.of(role).prefix(operation.people))
            #expect(people.count == operation.people)
            for (place, officer) in people.enumerated() {
                #expect(crowd.carriedOut == 0, "\(role)")
                let before = try await crowd.size
                #expect(try await crowd.act(operation, by: officer, as: role) == nil, "\(role)")
                let entry = try await crowd.entry(before)
                #expect(entry.operation == operation.id && entry.outcome == .done)
                #expect(entry.actor == officer.id)
                #expect(entry.signed.map(\.officer) == people.prefix(place + 1).map(\.id))
            }
            // With one person fewer nothing was done yet; with all of them it was, once.
            #expect(crowd.carriedOut == 1, "\(role)")
        }
    }

    @Test(arguments: byOfficers)
    func `[7.10] is refused to each other role, and told`(_ operation: Operation) async throws {
        let crowd = try await Crowd.make()
        let wrong = Role.allCases.filter { !operation.roles.contains($0) }
        #expect(!wrong.isEmpty)
        // As the first and as each further signer.
        for place in 0..<operation.people {
            for role in wrong {
                let officer = try crowd.of(role)[0]
                try await crowd.expectRefused(
                    operation, by: officer, as: role, .actRoleWrong)
                try await crowd.expectRefused(
                    operation, by: officer, as: operation.roles[0], .authorisationRoleMissing)
            }
            let next = try crowd.of(operation.roles[0])[place]
            #expect(try await crowd.act(operation, by: next) == nil)
        }
        #expect(crowd.carriedOut == 1)
    }

    /// How an officer of the right role can be nobody for now, and what is said then.
    fileprivate enum Unfit: CaseIterable {
        case suspended, ended, over, notBegun, elsewhere

        var code: RefusalCode {
            switch self {
            case .suspended: .authorisationOfficerSuspended
            case .ended: .authorisationKeyRetired
            case .over, .notBegun, .elsewhere: .authorisationRoleMissing
            }
        }
    }

    @Test(arguments: byOfficers)
    func `[7.10, 7.13, 7.15] is refused to who may not act any more, not yet, or not here`(
        _ operation: Operation
    ) async throws {
        for unfit in Unfit.allCases {
            // A list tells no authority; each of its cases does.
            if operation.coversList, unfit == .elsewhere { continue }
            let crowd = try await Crowd.make()
            for place in 0..<operation.people {
                let officer = try crowd.of(operation.roles[0])[3]
                try await crowd.make(officer, unfit)
                try await crowd.expectRefused(operation, by: officer, unfit.code)
                let next = try crowd.of(operation.roles[0])[place]
                #expect(try await crowd.act(operation, by: next) == nil)
            }
            #expect(crowd.carriedOut == 1)
        }
    }

    @Test func `[7.13c] is refused to a key that nobody was enrolled with`() async throws {
        let crowd = try await Crowd.make()
        for operation in Self.byOfficers {
            let stranger = try TestOfficer(id: "off-stranger", roles: operation.roles)
            let before = try await crowd.size
            #expect(
                try await crowd.act(operation, by: stranger) == RefusalCode.actKeyUnknown.id)
            // Strangers cannot make the journal grow; they are counted.
            #expect(try await crowd.size == before)
        }
    }

    // MARK: One person once

    /// By the same id; under another one after coming back.
    @Test(arguments: byOfficers.filter { $0.people > 1 }, [false, true])
    func `[7.11b, 7.11c] counts each person once, under whatever id`(
        _ operation: Operation, isBack: Bool
    ) async throws {
        let crowd = try await Crowd.make()
        let people = try crowd.of(operation.roles[0])
        for place in 0..<operation.people - 1 {
            #expect(try await crowd.act(operation, by: people[place]) == nil)
            for earlier in people.prefix(place + 1) {
                let again = isBack ? try await crowd.back(earlier) : earlier
                try await crowd.expectRefused(operation, by: again, .authorisationAlreadyTookPart)
            }
        }
        #expect(crowd.carriedOut == 0)
    }

    @Test(
        arguments: byOfficers.flatMap { operation in
            operation.differsFrom.map { (operation, $0) }
        }, [false, true])
    func `[7.11a] is refused to who did before what must be another's, under whatever id`(
        _ pair: (Operation, String), isBack: Bool
    ) async throws {
        let (operation, earlier) = (pair.0, try #require(Operation[pair.1]))
        let crowd = try await Crowd.make()
        #expect(try await crowd.act(earlier, by: crowd.everything) == nil)
        for other in try crowd.of(earlier.roles[0]).suffix(earlier.people - 1) {
            #expect(try await crowd.act(earlier, by: other) == nil)
        }
        let done = crowd.carriedOut
        let again = isBack ? try await crowd.back(crowd.everything) : crowd.everything
        for place in 0..<operation.people {
            try await crowd.expectRefused(operation, by: again, .authorisationPersonMustDiffer)
            let next = try crowd.of(operation.roles[0])[place]
            #expect(try await crowd.act(operation, by: next) == nil)
        }
        #expect(crowd.carriedOut == done + 1)
    }

    // MARK: What nobody signs

    @Test(arguments: Operation.all.filter { $0.actor == .system })
    func `[7.17] of the system itself is told, done or refused, and is no officer's`(
        _ operation: Operation
    ) async throws {
        let crowd = try await Crowd.make()
        let ledger = crowd.world.ledger
        for (place, outcome) in [JournalEntry.Outcome.done, .refused].enumerated() {
            let before = try await crowd.size
            _ = try? await ledger.act(crowd.world.systemRequest(operation.id)) { _ in
                if place == 1 { throw Refusal(.practiceMissing) }
                return .null
            }
            let entry = try await crowd.entry(before)
            #expect(entry.operation == operation.id && entry.outcome == outcome)
            #expect(entry.actor == "system")
        }
        let officer = try crowd.of(.caAdministrator)[0]
        try await crowd.expectRefused(operation, by: officer, .operationActorWrong)
    }
}

/// A ledger with four people of each role, and one who holds them all.
private final class Crowd: Sendable {
    let world: TestLedger
    private let officers: [Role: [TestOfficer]]
    let everything: TestOfficer
    private let proposals = Mutex<[String: String]>([:])
    private let done = Atomic(0)
    private let ids = Atomic(0)

    private static let founders = Result {
        try Role.allCases.flatMap { role in
            try (0..<4).map { try TestOfficer(id: "off-\(role)-\($0)", roles: [role]) }
        } + [TestOfficer(id: "off-everything", roles: Role.allCases)]
    }

    /// Made once; each goes on with a copy.
    private static let frozen = Task {
        try await TestLedger.make(further: founders.get()).freeze()
    }

    private init(_ world: TestLedger) throws {
        self.world = world
        let founders = try Self.founders.get()
        officers = Dictionary(grouping: founders.dropLast()) { $0.roles[0] }
        everything = try #require(founders.last)
    }

    static func make() async throws -> Crowd {
        let crowd = try Crowd(try await TestLedger.thaw(try await frozen.value, seed: 9))
        for operation in Operation.all where operation.people > 1 {
            // The ledger keeps this, and the crowd keeps the ledger.
            await crowd.world.ledger.register(operation: operation.id) { [weak crowd] _, _, _ in
                crowd?.count()
                return .null
            }
        }
        return crowd
    }

    func of(_ role: Role) throws -> [TestOfficer] { try #require(officers[role]) }

    /// How often anything was carried out.
    var carriedOut: Int { done.load(ordering: .relaxed) }
    private func count() { done.add(1, ordering: .relaxed) }

    var size: Int64 { get async throws { try await world.ledger.read { try $0.journalSize() } } }

    func entry(_ index: Int64) async throws -> JournalEntry {
        try await world.ledger.read { try $0.entry(at: index).parsed() }
    }

    /// Does an operation in the one case, or signs under its proposal; the code of the refusal.
    func act(
        _ operation: Operation, by officer: TestOfficer, as role: Role? = nil
    ) async throws -> String? {
        let caseID = operation.coversList ? nil : "case-1"
        let signed = try await world.signed(
            operation.id, by: officer, caseID: caseID, role: role)
        do {
            if let proposal = proposals.withLock({ $0[operation.id] }) {
                try await world.ledger.approve(
                    proposal, requestID: world.newRequestID(), signed: signed)
                return nil
            }
            let request = ActRequest(
                id: world.newRequestID(), operation: operation.id, actor: .officer(signed),
                caseID: caseID, authority: "alpha",
                payload: TestLedger.payload(of: operation.id))
            let outcome = try await world.ledger.act(request) { transaction in
                if operation.coversList {
                    try transaction.requireStanding(
                        inCase: "case-1", CaseScope(authority: "alpha", kind: .of(.personal)))
                }
                if operation.people == 1 { self.count() }
                return .null
            }
            if let proposal = outcome.result["proposal"]?.string {
                proposals.withLock { $0[operation.id] = proposal }
            }
            return nil
        } catch let refusal as Refusal {
            return refusal.code.id
        }
    }

    /// Refused, with an entry that says by whom, why, and under which clause; nothing else changed.
    func expectRefused(
        _ operation: Operation, by officer: TestOfficer, as role: Role? = nil,
        _ code: RefusalCode, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (before, done) = (try await size, carriedOut)
        let found = try await act(operation, by: officer, as: role)
        #expect(found == code.id, "\(operation.id)", sourceLocation: sourceLocation)
        let entry = try await entry(before)
        #expect(
            entry.outcome == .refused && entry.operation == operation.id
                && entry.actor == officer.id, sourceLocation: sourceLocation)
        #expect(
            entry.refusal?.code == code.id && entry.refusal?.clause == code.clause,
            sourceLocation: sourceLocation)
        #expect(
            entry.changes.allSatisfy { $0.table == ParticipationRow.table.name },
            sourceLocation: sourceLocation)
        #expect(carriedOut == done, sourceLocation: sourceLocation)
    }

    /// The same person, enrolled again with another key.
    func back(_ officer: TestOfficer) async throws -> TestOfficer {
        let id = "off-back-\(ids.add(1, ordering: .relaxed).newValue)"
        let again = try TestOfficer(id: id, roles: officer.roles)
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(
                Officer(
                    id: again.id, publicKey: again.publicKey, enrolledAtMilliseconds: 0,
                    person: officer.id))
            for role in again.roles {
                try transaction.put(
                    Grant(
                        id: "\(again.id)-\(role)", officer: again.id, role: role,
                        fromMilliseconds: 0))
            }
            return .null
        }
        return again
    }

    func make(_ officer: TestOfficer, _ unfit: `Every operation`.Unfit) async throws {
        try await world.ledger.act(world.systemRequest()) { transaction in
            var row = try #require(try transaction.get(Officer.self, .text(officer.id)))
            row.isSuspended = unfit == .suspended
            row.isKeyRetired = unfit == .ended
            try transaction.put(row)
            let now = transaction.atMilliseconds
            for grant in try transaction.grants(of: officer.id) {
                try transaction.put(
                    Grant(
                        id: grant.id, officer: grant.officer, role: grant.role,
                        authority: unfit == .elsewhere ? "beta" : nil,
                        fromMilliseconds: unfit == .notBegun ? now + 1 : 0,
                        untilMilliseconds: unfit == .over ? now : nil))
            }
            return .null
        }
    }
}
