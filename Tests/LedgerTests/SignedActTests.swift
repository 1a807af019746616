import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Ledger
import Messages
import Testing
import TestSupport

/// One way in which a signed act differs from what is asked.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let code: RefusalCode
    /// Whether an operation that tightens goes on all the same.
    let isOverlooked: Bool
    let change: @Sendable (inout Draft) -> Void

    var testDescription: String { name }

    init(
        _ name: String, _ code: RefusalCode, overlooked: Bool = false,
        _ change: @escaping @Sendable (inout Draft) -> Void
    ) {
        self.name = name
        self.code = code
        isOverlooked = overlooked
        self.change = change
    }

    static let all = [
        Fault("another journal", .actOriginWrong) { $0.origin = "other.example/journal" },
        Fault("another environment", .actEnvironmentWrong) { $0.environment = .production },
        Fault("another operation", .actOperationWrong) { $0.operation = "application.refuse" },
        Fault("another case", .actCaseWrong) { $0.caseID = "case-2" },
        Fault("no case", .actCaseWrong) { $0.caseID = nil },
        Fault("another content", .actContentWrong) { $0.decides[31] ^= 1 },
        Fault("a role that does not do this", .actRoleWrong) { $0.role = "auditor" },
        Fault("another policy", .actPolicyWrong, overlooked: true) { $0.policy = "1.0" },
        Fault("an older practice", .actPracticeWrong, overlooked: true) { $0.practice -= 1 },
        Fault("a later practice", .actPracticeWrong, overlooked: true) { $0.practice += 1 },
        Fault("expired this millisecond", .actExpired, overlooked: true) {
            $0.expires = FixedClock.start
        },
        Fault("good for more than a week", .actLifetimeTooLong, overlooked: true) {
            $0.expires = FixedClock.start + 7 * 86_400_000 + 1
        },
        Fault("a checkpoint ahead of ours", .actCheckpointAhead, overlooked: true) {
            $0.size += 1
        },
        Fault("a checkpoint with another root", .actCheckpointForeign, overlooked: true) {
            $0.root[0] ^= 1
        },
        Fault("a size that was never signed", .actCheckpointForeign, overlooked: true) {
            $0.size = 0
        },
    ]
}

/// A statement whose parts can be changed.
struct Draft {
    var origin: String
    var environment: LedgerEnvironment
    var operation: String
    var caseID: String?
    var decides: [UInt8]
    var role: String
    var policy: String
    var practice: Int64
    var expires: Int64
    var size: Int64
    var root: [UInt8]
    var nonce: [UInt8]
    var key: String

    init(_ statement: ActStatement) {
        origin = statement.origin
        environment = statement.environment
        operation = statement.operation
        caseID = statement.caseID
        decides = statement.decides
        role = statement.role
        policy = statement.policy
        practice = statement.practice
        expires = statement.expiresMilliseconds
        size = statement.checkpoint.size
        root = statement.checkpoint.root
        nonce = statement.nonce
        key = statement.key
    }

    var statement: ActStatement {
        ActStatement(
            origin: origin, environment: environment, operation: operation, caseID: caseID,
            decides: decides, role: role, policy: policy, practice: practice,
            key: key, expiresMilliseconds: expires, nonce: nonce,
            checkpoint: .init(size: size, root: root))
    }
}

@Suite struct `A signed act` {
    private func request(
        _ world: TestLedger, _ operation: String, by officer: TestOfficer,
        _ change: (inout Draft) -> Void
    ) async throws -> ActRequest {
        var draft = Draft(
            try await world.statement(of: operation, by: officer, caseID: "case-1"))
        change(&draft)
        return ActRequest(
            id: world.newRequestID(), operation: operation,
            actor: .officer(try officer.sign(draft.statement)), caseID: "case-1",
            payload: TestLedger.payload(of: operation))
    }

    @Test(arguments: Fault.all)
    func `that differs in one thing is refused, and the refusal is an entry`(
        fault: Fault
    ) async throws {
        let world = try await TestLedger.make()
        let request = try await request(world, "application.vet", by: world.ada, fault.change)
        await expectRefusal(fault.code) { try await world.ledger.act(request) { _ in .null } }
        let entry = try await world.ledger.read { try $0.entry(at: 1).parsed() }
        #expect(entry.refusal?.code == fault.code.id)
        #expect(entry.actor == world.ada.id)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: Fault.all)
    func `that tightens is not held up by versions, time or the state of the journal`(
        fault: Fault
    ) async throws {
        let world = try await TestLedger.make()
        let request = try await request(world, "certificate.suspend", by: world.ada, fault.change)
        guard fault.isOverlooked else {
            await expectRefusal(fault.code) {
                try await world.ledger.act(request) { _ in .null }
            }
            return
        }
        try await world.ledger.act(request) { _ in .null }
        let entry = try await world.ledger.read { try $0.entry(at: 1).parsed() }
        #expect(entry.outcome == .done)
        #expect(entry.defects == [fault.code.id])
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `counts until the last millisecond and for a week at most`() async throws {
        let world = try await TestLedger.make()
        for expires in [FixedClock.start + 1, FixedClock.start + 7 * 86_400_000] {
            let request = try await request(world, "application.vet", by: world.ada) {
                $0.expires = expires
            }
            try await world.ledger.act(request) { _ in .null }
        }
    }

    @Test func `counts once, whatever became of it`() async throws {
        let world = try await TestLedger.make()
        let good = try await world.request("application.vet", by: world.ada, caseID: "case-1")
        try await world.ledger.act(good) { _ in .null }
        let replay = ActRequest(
            id: world.newRequestID(), operation: good.operation, actor: good.actor,
            caseID: good.caseID, payload: good.payload)
        await expectRefusal(.actReplayed) { try await world.ledger.act(replay) { _ in .null } }

        let bad = try await world.request("application.vet", by: world.ada, caseID: "case-2")
        await expectRefusal(.vaultDamaged) {
            try await world.ledger.act(bad) { _ in throw Refusal(.vaultDamaged) }
        }
        let again = ActRequest(
            id: world.newRequestID(), operation: bad.operation, actor: bad.actor,
            caseID: bad.caseID, payload: bad.payload)
        await expectRefusal(.actReplayed) { try await world.ledger.act(again) { _ in .null } }
    }

    @Test func `with one flipped bit is a stranger's`() async throws {
        let world = try await TestLedger.make()
        let good = try await world.signed("application.vet", by: world.ada, caseID: "case-1")
        for place in [0, 20, good.signature.count - 1] {
            var signature = good.signature
            signature[place] ^= 1
            let request = ActRequest(
                id: world.newRequestID(), operation: "application.vet",
                actor: .officer(try SignedAct(bytes: good.bytes, signature: signature)),
                caseID: "case-1")
            await expectRefusal(.actSignatureInvalid) {
                try await world.ledger.act(request) { _ in .null }
            }
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == 1)
    }

    @Test func `by somebody else's key is a stranger's`() async throws {
        let world = try await TestLedger.make()
        let stranger = try TestOfficer(id: "officer-ada", roles: [.validator])
        let request = try await request(world, "application.vet", by: stranger) { _ in }
        await expectRefusal(.actKeyUnknown) { try await world.ledger.act(request) { _ in .null } }
        let posing = try await self.request(world, "application.vet", by: stranger) {
            $0.key = world.ada.keyID
        }
        await expectRefusal(.actSignatureInvalid) {
            try await world.ledger.act(posing) { _ in .null }
        }
    }

    @Test func `[7.10] by an officer without the role is refused`() async throws {
        let world = try await TestLedger.make()
        let request = try await request(world, "application.vet", by: world.cho) {
            $0.role = "validator"
        }
        await expectRefusal(.authorisationRoleMissing) {
            try await world.ledger.act(request) { _ in .null }
        }
    }

    @Test func `[7.13] by a suspended officer is refused, also when it tightens`() async throws {
        let world = try await TestLedger.make()
        let id = world.ada.id
        try await world.ledger.act(world.systemRequest()) { transaction in
            var officer = try #require(try transaction.get(Officer.self, .text(id)))
            officer.isSuspended = true
            try transaction.put(officer)
            return .null
        }
        for operation in ["application.vet", "certificate.suspend"] {
            let request = try await request(world, operation, by: world.ada) { _ in }
            await expectRefusal(.authorisationOfficerSuspended) {
                try await world.ledger.act(request) { _ in .null }
            }
        }
    }

    @Test(arguments: [
        ("application.vet", ActActor.system), ("application.apply", .system),
        ("serve.start", .anyone), ("application.accept", .anyone),
    ])
    func `[3.3b, 7.10] is needed where the table of operations asks for an officer`(
        operation: String, actor: ActActor
    ) async throws {
        let world = try await TestLedger.make()
        let request = ActRequest(id: world.newRequestID(), operation: operation, actor: actor)
        await expectRefusal(.operationActorWrong) {
            try await world.ledger.act(request) { _ in .null }
        }
    }

    @Test func `[7.10] for one authority does not reach another that the closure finds`()
        async throws
    {
        let world = try await TestLedger.make()
        let id = world.ada.id
        try await world.ledger.act(world.systemRequest()) { transaction in
            for grant in try transaction.select(Grant.self, where: "officer = ?", [.text(id)]) {
                var grant = grant
                grant.untilMilliseconds = transaction.atMilliseconds
                try transaction.put(grant)
            }
            try transaction.put(
                Grant(
                    id: "grant-1", officer: id, role: .validator, authority: "alpha",
                    fromMilliseconds: 0))
            return .null
        }
        for (authority, isAllowed) in [("alpha", true), ("beta", false)] {
            let signed = try await world.signed("application.vet", by: world.ada, caseID: "case-1")
            let request = ActRequest(
                id: world.newRequestID(), operation: "application.vet", actor: .officer(signed),
                caseID: "case-1", authority: "alpha",
                payload: TestLedger.payload(of: "application.vet"))
            let act = {
                try await world.ledger.act(request) { transaction in
                    try transaction.requireRole(
                        in: CaseScope(authority: authority, kind: .of(.personal)))
                    return .null
                }
            }
            if isAllowed {
                _ = try await act()
            } else {
                await expectRefusal(.authorisationRoleMissing, act)
            }
        }
    }
}

@Suite struct `The bytes of a signed act` {
    private static let sample = ActStatement(
        origin: "o", environment: .test, operation: "application.vet", caseID: nil,
        decides: [UInt8](repeating: 1, count: 32), role: "validator",
        policy: "1.1", practice: 1, key: "key-a", expiresMilliseconds: 5,
        nonce: [UInt8](repeating: 2, count: 16),
        checkpoint: .init(size: 0, root: [UInt8](repeating: 3, count: 32)))

    @Test func `read back as they were written`() throws {
        #expect(try ActStatement(parsing: Self.sample.canonicalBytes) == Self.sample)
    }

    @Test(arguments: [
        ("\"type\":\"kapok-act/v1\"", "\"type\":\"kapok-act/v2\""),
        ("\"case\":null", "\"case\":null,\"extra\":1"),
        ("\"case\":null,", ""),
        ("\"practice\":1", "\"practice\": 1"),
        ("\"practice\":1", "\"practice\":-1"),
        ("\"practice\":1", "\"practice\":\"1\""),
        ("\"decision\":\"do\",", ""),
        ("\"decision\":\"do\"", "\"decision\":\"\""),
        ("\"decision\":\"do\"", "\"decision\":\"refuse\""),
        ("\"environment\":\"test\"", "\"environment\":\"staging\""),
        ("0202", "02"), ("0303", "03ZZ"), ("0101", "010G"),
    ])
    func `are refused in any other form`(part: String, replacement: String) throws {
        let text = String(decoding: Self.sample.canonicalBytes, as: UTF8.self)
        let range = try #require(text.firstRange(of: part))
        let changed = text.replacingCharacters(in: range, with: replacement)
        #expect {
            try ActStatement(parsing: Array(changed.utf8))
        } throws: { error in
            (error as? Refusal)?.code.id == "act.malformed"
        }
    }
}
