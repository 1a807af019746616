import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Testing
import TestSupport

/// One way to write a past that officers did not sign.
private struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    /// The place of the entry that is rewritten; see `ForgedWorld`.
    let place: Int
    let change: @Sendable (inout [String: JSONValue], ForgedWorld) throws -> Void
    let finding: AuditFinding

    var testDescription: String { name }

    static let all = [
        Forgery(
            name: "an approval without a signature", place: 2,
            change: { entry, _ in entry["signed"] = [] }, finding: .entryUnauthorised(index: 2)),
        Forgery(
            name: "an approval told as another officer's", place: 2,
            change: { entry, _ in entry["actor"] = "officer-eva" },
            finding: .entryUnauthorised(index: 2)),
        Forgery(
            name: "a signature told as another officer's", place: 2,
            change: { entry, _ in
                entry["actor"] = "officer-eva"
                try replaceSigned(&entry) { $0["officer"] = "officer-eva" }
            }, finding: .officerSignatureWrong(index: 2)),
        Forgery(
            name: "a signature by a key that nobody enrolled", place: 2,
            change: { entry, world in
                let stranger = try TestOfficer(id: "officer-ben", roles: [.approver])
                let act = world.acts[1]
                let signed = try stranger.sign(
                    ActStatement(
                        origin: act.origin, environment: act.environment,
                        operation: act.operation, caseID: act.caseID, decides: act.decides,
                        role: act.role, policy: act.policy,
                        practice: act.practice, key: stranger.keyID,
                        expiresMilliseconds: act.expiresMilliseconds, nonce: act.nonce,
                        checkpoint: act.checkpoint))
                try replaceSigned(&entry) {
                    $0["act"] = .string(Base64.encode(signed.bytes))
                    $0["signature"] = .string(Base64.encode(signed.signature))
                    $0["key"] = .string(Base64.encode(stranger.publicKey))
                }
            }, finding: .officerSignatureWrong(index: 2)),
        Forgery(
            name: "an act signed for another case", place: 2,
            change: { entry, _ in entry["case"] = "case-2" },
            finding: .entryUnauthorised(index: 2)),
        Forgery(
            name: "an act signed for another operation", place: 2,
            change: { entry, _ in entry["operation"] = "application.refuse" },
            finding: .entryUnauthorised(index: 2)),
        Forgery(
            name: "a refusal told as done", place: 3,
            change: { entry, _ in
                entry["outcome"] = "done"
                entry["refusal"] = .null
            }, finding: .entryUnauthorised(index: 3)),
        Forgery(
            name: "a refusal that changed a row", place: 3,
            change: { entry, _ in try addChange(to: "note", in: &entry) },
            finding: .entryUnauthorised(index: 3)),
        Forgery(
            name: "a proposal carried out on one signature", place: 4,
            change: { entry, _ in try addChange(to: "note", in: &entry) },
            finding: .entryUnauthorised(index: 4)),
        Forgery(
            name: "an officer brought in by the system", place: 6,
            change: { entry, _ in try addChange(to: "officer", in: &entry) },
            finding: .entryUnauthorised(index: 6)),
        Forgery(
            name: "an operation that does not exist", place: 6,
            change: { entry, _ in entry["operation"] = "serve.mine" },
            finding: .entryUnauthorised(index: 6)),
        Forgery(
            name: "a signed act counted twice", place: 6,
            change: { entry, world in
                let nonce = JSONValue.string(Hex.encode(world.acts[1].nonce))
                let changes = entry["changes"]?.array ?? []
                entry["changes"] = .array(
                    changes + [["participation", [nonce], .string(zeroHash)]])
                entry["outcome"] = "refused"
                entry["refusal"] = ["code": "act.expired", "clause": .null]
            }, finding: .entryUnauthorised(index: 6)),
    ]

    private static let zeroHash = String(repeating: "00", count: 32)

    private static func replaceSigned(
        _ entry: inout [String: JSONValue],
        _ change: (inout [String: JSONValue]) throws -> Void
    ) throws {
        var item = try #require(entry["signed"]?.array?.first?.object)
        try change(&item)
        entry["signed"] = [.object(item)]
    }

    private static func addChange(
        to table: String, in entry: inout [String: JSONValue]
    ) throws {
        let changes = try #require(entry["changes"]?.array)
        entry["changes"] = .array(changes + [[.string(table), ["x"], .string(zeroHash)]])
    }
}

/// A journal whose every tree and checkpoint can be made anew: by somebody who holds the folder and
/// the checkpoint key, and no officer's key.
///
/// Entries: 0 genesis, 1 vetted, 2 approved, 3 refused, 4 proposed, 5 enrolled, 6 started, 7 vetted.
private final class ForgedWorld: Sendable {
    let world: TestLedger
    /// What officers signed, in order.
    let acts: [ActStatement]
    /// Enrolled as a validator.
    let newcomer: TestOfficer

    /// - Parameter unsigned: a role that the newcomer's rows have besides, and no signature.
    init(alsoGranting unsigned: Role? = nil) async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        self.world = world
        let newcomer = try TestOfficer(
            id: "off-fay", roles: [.validator] + (unsigned.map { [$0] } ?? []))
        self.newcomer = newcomer
        await world.ledger.register(operation: "operator.enrol") { transaction, payload, _ in
            try transaction.put(
                Officer(
                    id: newcomer.id, publicKey: newcomer.publicKey,
                    enrolledAtMilliseconds: transaction.atMilliseconds))
            for role in newcomer.roles {
                try transaction.put(
                    Grant(
                        id: "grant-\(role)", officer: newcomer.id, role: role,
                        fromMilliseconds: transaction.atMilliseconds))
            }
            return .null
        }
        let payload: JSONValue = [
            "name": "fay", "publicKey": .string(Base64.encode(newcomer.publicKey)),
            "roles": ["validator"],
        ]
        var acts: [ActStatement] = []
        func act(
            _ operation: String, by officer: TestOfficer, caseID: String? = nil,
            payload: JSONValue? = nil
        ) async throws -> ActOutcome {
            let request = try await world.request(
                operation, by: officer, caseID: caseID, payload: payload)
            if case .officer(let signed) = request.actor { acts.append(signed.statement) }
            return try await world.ledger.act(request) { _ in .null }
        }
        _ = try await act("application.vet", by: world.ada, caseID: "case-1")
        _ = try await act("application.approve", by: world.ben, caseID: "case-1")
        _ = try? await act("application.approve", by: world.ada, caseID: "case-1")
        let proposed = try await act("operator.enrol", by: world.dai, payload: payload)
        let proposal = try #require(proposed.result["proposal"]?.string)
        let signed = try await world.signed("operator.enrol", by: world.eva, payload: payload)
        try await world.ledger.approve(proposal, requestID: world.newRequestID(), signed: signed)
        try await world.ledger.act(world.systemRequest()) { _ in .null }
        _ = try await act("application.vet", by: newcomer, caseID: "case-2")
        self.acts = acts
    }
}

@Suite struct `A past rewritten with the checkpoint key` {
    @Test func `is clean before, with an officer who came in later`() async throws {
        let forged = try await ForgedWorld()
        #expect(try await forged.world.ledger.verify().findings == [])
        try forged.world.rewrite(6) { _ in }
        #expect(try await forged.world.ledger.verify().findings == [])
    }

    @Test(arguments: Forgery.all)
    fileprivate func `is found by what officers signed`(_ forgery: Forgery) async throws {
        let forged = try await ForgedWorld()
        try forged.world.rewrite(forgery.place) { try forgery.change(&$0, forged) }
        let found = try await forged.world.ledger.verify().findings
        #expect(found.contains(forgery.finding), "\(found)")
        // Every later act names a checkpoint that this past never had.
        #expect(found.contains(.checkpointForeign(size: 7)), "\(found)")
    }

    @Test func `is found where an officer's key is exchanged together with its row`() async throws {
        let forged = try await ForgedWorld()
        let other = try TestOfficer(id: "off-fay", roles: [.validator])
        let otherKey = Base64.encode(other.publicKey)
        let hand = try forged.world.settings.driver.connect(.readWrite)
        let old = try hand.query("SELECT payload FROM proposal", [])[0].text("payload")
        let key = try #require(JSONValue(parsing: Array(old.utf8))["publicKey"]?.string)
        try hand.execute(
            "UPDATE proposal SET payload = ?", [.text(old.replacing(key, with: otherKey))])
        let found = try await forged.world.ledger.verify().findings
        #expect(found.contains(.entryUnauthorised(index: 5)), "\(found)")
        #expect(found.contains(.officerSignatureWrong(index: 7)), "\(found)")
    }

    /// The rows are as they were; what officers signed is another thing.
    @Test(arguments: [
        ("operator.suspend", true), ("operator.end", true), ("application.refuse", false),
    ])
    func `[7.15] is found where somebody acts whom officers had stopped`(
        _ operation: String, isStopped: Bool
    ) async throws {
        let forged = try await ForgedWorld()
        let world = forged.world
        let by = operation == "application.refuse" ? world.ada : world.dai
        try await world.ledger.act(
            world.request(operation, by: by, caseID: forged.newcomer.id)
        ) { _ in .null }
        try await world.ledger.act(
            world.request("application.vet", by: forged.newcomer, caseID: "case-3")
        ) { _ in .null }
        #expect(
            try await world.ledger.verify().findings
                == (isStopped ? [.entryUnauthorised(index: 9)] : []))
    }

    @Test func `[7.10] is found where somebody acts in a role that nobody signed for`()
        async throws
    {
        let forged = try await ForgedWorld(alsoGranting: .approver)
        let world = forged.world
        try await world.ledger.act(
            world.request("application.approve", by: forged.newcomer, caseID: "case-1")
        ) { _ in .null }
        #expect(try await world.ledger.verify().findings == [.entryUnauthorised(index: 8)])
    }
}

@Suite struct `Roles that officers gave and took back` {
    private static let payload: JSONValue = [
        "name": "x", "role": "approver", "until": 2_000_000_000_000,
    ]

    private func grant(
        _ forged: ForgedWorld, until: Int64?
    ) async throws {
        let world = forged.world
        let id = forged.newcomer.id
        await world.ledger.register(operation: "operator.grant") { transaction, _, _ in
            try transaction.put(
                Grant(
                    id: "grant-new", officer: id, role: .approver,
                    fromMilliseconds: transaction.atMilliseconds, untilMilliseconds: until))
            return .null
        }
        let proposed = try await world.ledger.act(
            world.request("operator.grant", by: world.dai, caseID: id, payload: Self.payload)
        ) { _ in .null }
        let proposal = try #require(proposed.result["proposal"]?.string)
        try await world.ledger.approve(
            proposal, requestID: world.newRequestID(),
            signed: world.signed(
                "operator.grant", by: world.eva, caseID: id, payload: Self.payload))
    }

    private func approves(_ forged: ForgedWorld, _ caseID: String) async throws {
        try await forged.world.ledger.act(
            forged.world.request(
                "application.approve",
                by: TestOfficer(
                    id: forged.newcomer.id, roles: [.approver], key: forged.newcomer.key),
                caseID: caseID)
        ) { _ in .null }
    }

    @Test func `[7.10] are followed in the journal`() async throws {
        let forged = try await ForgedWorld()
        try await grant(forged, until: 2_000_000_000_000)
        try await approves(forged, "case-9")
        #expect(try await forged.world.ledger.verify().findings == [])
    }

    @Test func `[7.10] are found where the row says another thing than was signed`()
        async throws
    {
        let forged = try await ForgedWorld()
        try await grant(forged, until: nil)
        #expect(
            try await forged.world.ledger.verify().findings == [.entryUnauthorised(index: 9)])
    }

    /// The rows are as they were; what the security officer signed is another thing.
    @Test(arguments: [true, false])
    func `[7.15] are found where they are used after they were taken back`(
        isTold: Bool
    ) async throws {
        let forged = try await ForgedWorld()
        let world = forged.world
        let payload: JSONValue = ["name": "x", "role": "validator"]
        try await world.ledger.act(
            world.request(
                "operator.withdraw", by: world.dai, caseID: forged.newcomer.id, payload: payload)
        ) { transaction in
            transaction.note("payload", isTold ? payload : ["name": "x", "role": "auditor"])
            return .null
        }
        try await world.ledger.act(
            world.request("application.vet", by: forged.newcomer, caseID: "case-3")
        ) { _ in .null }
        #expect(
            try await world.ledger.verify().findings
                == [.entryUnauthorised(index: isTold ? 9 : 8)])
    }
}
