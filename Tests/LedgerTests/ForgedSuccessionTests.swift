import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import Testing
import TestSupport

/// One way to forge a succession with both checkpoint keys, and no officer's.
private struct ForgedSuccession: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout [String: JSONValue]) throws -> Void
    var testDescription: String { name }

    static let all = [
        ForgedSuccession(name: "nobody signed") { $0["signed"] = [] },
        ForgedSuccession(name: "one officer, twice") { entry in
            let signed = try #require(entry["signed"]?.array)
            entry["signed"] = [signed[0], signed[0]]
        },
        ForgedSuccession(name: "another name than was signed") { entry in
            var facts = try #require(entry["facts"]?.object)
            var payload = try #require(facts["payload"]?.object)
            payload["origin"] = "test.kapok.example/journal/9"
            facts["payload"] = .object(payload)
            entry["facts"] = .object(facts)
        },
        ForgedSuccession(name: "a further row") { entry in
            let changes = try #require(entry["changes"]?.array)
            let zero = JSONValue.string(String(repeating: "00", count: 32))
            entry["changes"] = .array(changes + [["role_grant", ["x"], zero]])
        },
        ForgedSuccession(name: "another account of what was lost than was signed") { entry in
            var facts = try #require(entry["facts"]?.object)
            var payload = try #require(facts["payload"]?.object)
            payload["recovered"] = ["authorities": [], "reserved": 1]
            facts["payload"] = .object(payload)
            entry["facts"] = .object(facts)
        },
        ForgedSuccession(name: "nothing about what follows") { entry in
            var facts = try #require(entry["facts"]?.object)
            facts["payload"] = .object(
                try #require(facts["payload"]?.object).filter { $0.key != "entered" })
            entry["facts"] = .object(facts)
        },
        ForgedSuccession(name: "another row than was signed") { entry in
            let zero = JSONValue.string(String(repeating: "00", count: 32))
            let key = try #require(entry["changes"]?.array?.first?.array?[1])
            entry["changes"] = [["succession", key, zero]]
        },
    ]
}

/// One way to change what was entered behind a succession, with both checkpoint keys.
private struct ForgedPiece: Sendable, CustomTestStringConvertible {
    let name: String
    /// Behind the succession's own, as is the place of the finding.
    let place: Int
    let finding: Int64
    let change: @Sendable (inout [String: JSONValue]) throws -> Void
    var testDescription: String { name }

    static let all = [
        ForgedPiece(name: "another piece", place: 1, finding: 0) {
            try setFact("piece", ["piece": "c"], &$0)
        },
        ForgedPiece(name: "a piece twice, and the other not", place: 1, finding: 0) {
            try setFact("piece", ["piece": "b"], &$0)
        },
        ForgedPiece(name: "no piece", place: 2, finding: 2) { try setFact("piece", nil, &$0) },
        ForgedPiece(name: "a piece of another succession", place: 2, finding: 2) {
            try setFact("succession", 2, &$0)
        },
        ForgedPiece(name: "something else in the place of the last", place: 2, finding: 0) {
            $0["operation"] = "serve.start"
        },
        ForgedPiece(name: "a list's number that it does not enter", place: 2, finding: 2) {
            try setFact("piece", ["authority": "hk", "crlNumber": 5], &$0)
        },
    ]

    private static func setFact(
        _ name: String, _ value: JSONValue?, _ entry: inout [String: JSONValue]
    ) throws {
        var facts = try #require(entry["facts"]?.object)
        facts[name] = value
        entry["facts"] = .object(facts)
    }
}

@Suite struct `A forged succession` {
    private func succeeded() async throws -> (SuccessionWorld, CheckpointSigner, Ledger) {
        let test = try await SuccessionWorld()
        let next = try SuccessionWorld.signer()
        try await test.succeed(to: next)
        return (test, next, try await test.open(next))
    }

    @Test(arguments: ForgedSuccession.all)
    fileprivate func `is found by what officers signed`(
        _ forged: ForgedSuccession
    ) async throws {
        let (test, next, ledger) = try await succeeded()
        let old = test.world.settings.checkpointSigner
        try test.world.rewrite(Int(test.kept), signer: { $0 <= test.kept ? old : next }) { _ in }
        #expect(try await ledger.verify().findings == [])
        try test.world.rewrite(
            Int(test.kept), signer: { $0 <= test.kept ? old : next }, forged.change)
        let found = try await ledger.verify().findings
        #expect(found.contains(.officerSignatureWrong(index: test.kept)), "\(found)")
        await ledger.close()
    }

    @Test func `is found where a checkpoint is signed by the key of another chapter`()
        async throws
    {
        let (test, next, ledger) = try await succeeded()
        let old = test.world.settings.checkpointSigner
        try test.world.rewrite(1, signer: { _ in old }) { _ in }
        #expect(
            try await ledger.verify().findings == [.checkpointSignatureWrong(size: test.kept + 2)])
        try test.world.rewrite(1, signer: { _ in next }) { _ in }
        #expect(
            try await ledger.verify().findings
                == (1...test.kept).map { .checkpointSignatureWrong(size: $0) })
        await ledger.close()
    }

    @Test func `is found where a row says another name`() async throws {
        let (test, _, ledger) = try await succeeded()
        let hand = try test.world.settings.driver.connect(.readWrite)
        defer { hand.close() }
        try hand.execute(
            "INSERT INTO succession (place, origin, checkpoint_key, created_at) "
                + "VALUES (1, 'x', 'y', 1)", [])
        let found = try await ledger.verify().findings
        #expect(found.contains(.rowAdded(table: "succession", key: "[1]")), "\(found)")
        try hand.execute("DELETE FROM succession WHERE place = ?", [.integer(test.kept)])
        let gone = try await ledger.verify().findings
        #expect(
            gone.contains(
                .rowMissing(
                    table: "succession", key: "[\(test.kept)]", entry: test.kept)), "\(gone)")
        await ledger.close()
    }

    @Test(arguments: ["origin", "checkpoint_key", "created_at"])
    func `is found where a value of its row is another`(column: String) async throws {
        let (test, _, ledger) = try await succeeded()
        let hand = try test.world.settings.driver.connect(.readWrite)
        defer { hand.close() }
        let value: Value = column == "created_at" ? .integer(1) : .text("x")
        try hand.execute("UPDATE succession SET \(column) = ?", [value])
        #expect(
            try await ledger.verify().findings
                == [.rowChanged(table: "succession", key: "[\(test.kept)]", entry: test.kept)])
        await ledger.close()
    }

    @Test func `[7.11b] is found where who signed were no security officers by the entries so far`()
        async throws
    {
        let (test, next, ledger) = try await succeeded()
        let (old, world) = (test.world.settings.checkpointSigner, test.world)
        for (people, isFound) in [
            ([world.dai, world.eva], false), ([world.dai, world.ada], true),
        ] {
            try test.world.rewrite(
                Int(test.kept), signer: { $0 <= test.kept ? old : next }
            ) { entry in
                let payload = try #require(entry["facts"]?["payload"])
                entry["signed"] = .array(
                    try people.map { officer in
                        [
                            "officer": .string(officer.id), "act": "",
                            "key": .string(Base64.encode(officer.publicKey)),
                            "signature": .string(
                                Base64.encode(try officer.sign(payload.canonicalBytes))),
                        ]
                    })
            }
            let found = try await ledger.verify().findings
            #expect(found.contains(.officerSignatureWrong(index: test.kept)) == isFound)
        }
        await ledger.close()
    }

    @Test(arguments: ForgedPiece.all)
    fileprivate func `[6.17b] is found where what was entered is not what was signed`(
        _ forged: ForgedPiece
    ) async throws {
        let test = try await SuccessionWorld()
        let next = try SuccessionWorld.signer()
        try await test.succeed(
            to: next,
            entering: ["a", "b"].map { name in
                .init(["piece": .string(name)]) {
                    try $0.put(NoteRecord(name, "lost \(name)"))
                }
            })
        let ledger = try await test.open(next)
        #expect(try await ledger.verify().findings == [])
        try test.world.rewrite(
            Int(test.kept) + forged.place,
            signer: { $0 <= test.kept ? test.world.settings.checkpointSigner : next },
            forged.change)
        let found = try await ledger.verify().findings
        #expect(
            found.contains(.lostActsDiffer(index: test.kept + forged.finding)), "\(found)")
        await ledger.close()
    }

    @Test func `is found where something is entered as lost later on`() async throws {
        let (test, _, ledger) = try await succeeded()
        try await ledger.act(test.world.systemRequest()) { _ in .null }
        try await ledger.act(
            ActRequest(id: "late", operation: "ledger.enterLost", actor: .system)
        ) { _ in .null }
        #expect(
            try await ledger.verify().findings == [.entryUnauthorised(index: test.kept + 3)])
        await ledger.close()
    }
}
