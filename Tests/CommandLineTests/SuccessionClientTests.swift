import CanonicalJSON
import Cryptography
import Governance
import Ledger
import MerkleLog
import Messages
import Testing

@testable import kapok

/// A succession of `TestLog` under another name, each part of which can be another one.
private struct TestSuccession {
    var size = 4
    var kept = 3
    var salt: UInt8 = 0
    /// What the entry says in place of what is so.
    var saidKept: Int64?
    var saidRoot: [UInt8]?
    var saidOrigin: String?
    var saidPredecessorKey: String?
    var signers = 2
    var isSameKey = false
    /// What the server says of the entry's place.
    var place: Int?
    var isTold = true

    func log(after before: TestLog) throws -> TestLog {
        let key = try TestLog.key()
        let origin = "log.example/2"
        let verifierKey = try TestLog(size: 1, key: key, origin: origin).verifierKey
        let own = try TestLog(size: kept, salt: salt)
        let payload: JSONValue = [
            "type": "kapok-succession/v1", "origin": .string(saidOrigin ?? origin),
            "checkpointKey": .string(verifierKey), "environment": "test",
            "predecessor": [
                "origin": .string(before.origin),
                "verifierKey": .string(saidPredecessorKey ?? before.verifierKey),
                "kept": [
                    "size": .integer(saidKept ?? Int64(kept)),
                    "root": .string(Hex.encode(saidRoot ?? own.root)),
                ], "seen": .null,
            ],
            "recovered": [:], "entered": ["pieces": 0, "root": ""],
        ]
        let keys = try (0..<signers).map { _ in try SoftwareKey.generate(.p256) }
        let signed: [JSONValue] = try keys.enumerated().map { number, key in
            let key = isSameKey ? keys[0] : key
            let signature = try key.sign(payload.canonicalBytes, with: .ecdsaWithSHA256)
            return [
                "officer": .string("off-\(number)"), "act": "",
                "signature": .string(Base64.encode(signature)),
                "key": .string(Base64.encode(key.publicKey.subjectPublicKeyInfo.derEncoded)),
            ]
        }
        let entry: JSONValue = [
            "v": 1, "time": 1, "operation": "ledger.succession", "actor": "system",
            "case": .null, "outcome": "done", "refusal": .null, "practice": 1,
            "facts": ["payload": payload], "changes": [], "signed": .array(signed),
            "defects": [], "intents": [], "nonce": .string(String(repeating: "01", count: 16)),
            "request": .null,
        ]
        return try TestLog(
            size: size, key: key, origin: origin, salt: salt, entry: (kept, entry.canonicalBytes))
    }

    func context(of log: TestLog, after before: TestLog) -> JSONValue {
        guard isTold else { return log.context }
        return log.context.merging([
            "predecessors": [
                [
                    "origin": .string(before.origin), "verifierKey": .string(before.verifierKey),
                    "entry": .integer(Int64(place ?? kept)),
                ]
            ]
        ])
    }
}

/// What a client says that knows the journal which another one takes the place of.
@Suite struct SuccessionClientTests {
    private let folder = TemporaryFolder()
    private let key: SoftwareKey

    init() throws {
        key = try TestLog.key()
    }

    private func see(
        _ log: TestLog, _ context: JSONValue? = nil, accepting: Bool = false,
        at place: String = "ca", proofs: Bool = true
    ) async throws -> Refusal? {
        var answers = ["GET /api/v1/context": context ?? log.context]
        // The one size that these tests ask about.
        for from in 1..<log.entries.count where proofs && from == 3 {
            answers["GET /api/v1/journal/consistency"] = try log.consistency(from: from)
        }
        for index in log.entries.indices {
            answers["GET /api/v1/journal/\(index)/proof"] = try log.bundle(of: index).json
        }
        var known = folder.knownLogs
        known.acceptsSuccession = accepting
        do {
            _ = try await LedgerContext.fetch(from: FakeNode(answers, at: place).server, known)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    private func see(
        _ succession: TestSuccession, after before: TestLog, accepting: Bool = false
    ) async throws -> Refusal? {
        let log = try succession.log(after: before)
        return try await see(
            log, succession.context(of: log, after: before), accepting: accepting)
    }

    @Test func `[8.22b] who saw what is lost is told how much and who signed, and decides once`()
        async throws
    {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let succession = TestSuccession()
        let log = try succession.log(after: before)
        let context = succession.context(of: log, after: before)
        let told = try await see(log, context)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["lost"] == "2" && told?.arguments["kept"] == "3")
        #expect(told?.arguments["entry"] == "3" && told?.arguments["seen"] == "5")
        let signed = try JournalEntry(parsing: log.entries[3]).signed
        let names = signed.map { "\($0.officer) (\(Officer.keyID(of: $0.publicKey)))" }
        #expect(told?.arguments["signers"] == names.joined(separator: ", "))
        #expect(try await see(log, context) == told, "nothing was remembered of it")
        #expect(try await see(log, context, accepting: true) == nil)
        #expect(try await see(log, context) == nil)
    }

    @Test func `[8.22b] the old one is seen no more once its successor was accepted`()
        async throws
    {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let succession = TestSuccession()
        let log = try succession.log(after: before)
        let context = succession.context(of: log, after: before)
        _ = try await see(log, context)
        #expect(try await see(before) == nil, "not accepted, so not ended")
        #expect(try await see(log, context, accepting: true) == nil)
        for accepting in [false, true] {
            let refusal = try await see(before, accepting: accepting, at: "elsewhere")
            #expect(refusal?.code.id == "command.journal.ended")
            #expect(refusal?.arguments["next"] == log.origin)
        }
        #expect(try await see(log, context) == nil)
    }

    @Test func `[8.22b] what was seen and kept has to be proven, accepted or not`() async throws {
        let before = try TestLog(size: 3, key: key)
        #expect(try await see(before) == nil)
        for accepting in [false, true] {
            // Officers signed another root for what the user saw.
            let forged = try await see(
                TestSuccession(size: 6, salt: 9), after: before, accepting: accepting)
            #expect(forged?.code.id == "command.journal.successionUnproven")
        }
        let succession = TestSuccession(size: 6)
        let log = try succession.log(after: before)
        let context = succession.context(of: log, after: before)
        #expect(
            try await see(log, context, accepting: true, proofs: false)?.code.id
                == "command.journal.forked")
        let told = try await see(log, context)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["lost"] == "0")
        #expect(try await see(log, context, accepting: true) == nil)
    }

    @Test(arguments: [
        ("another size", TestSuccession(saidKept: 2)),
        ("a smaller size by the server's word", TestSuccession(place: 2)),
        ("another name", TestSuccession(saidOrigin: "log.example/9")),
        ("another predecessor", TestSuccession(saidPredecessorKey: "x")),
        ("one officer", TestSuccession(signers: 1)),
        ("nobody", TestSuccession(signers: 0)),
        ("one key under two names", TestSuccession(isSameKey: true)),
    ])
    fileprivate func `[8.22b] what the entry does not say with two signatures is refused`(
        _ name: String, _ succession: TestSuccession
    ) async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        for accepting in [false, true] {
            #expect(
                try await see(succession, after: before, accepting: accepting)?.code.id
                    == "command.journal.successionUnproven", "\(name)")
        }
        #expect(try await see(before) == nil, "nothing was remembered of it")
    }

    @Test func `[8.22b] what officers say was kept has to be what is shown`() async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let other = TestSuccession(saidRoot: [UInt8](repeating: 7, count: 32))
        #expect(
            try await see(other, after: before, accepting: true)?.code.id
                == "command.journal.forked")
    }

    @Test func `[8.22b] a place that shows another journal without a succession is refused`()
        async throws
    {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        for accepting in [false, true] {
            let silent = TestSuccession(isTold: false)
            let refusal = try await see(silent, after: before, accepting: accepting)
            #expect(refusal?.code.id == "command.journal.replaced")
            #expect(refusal?.arguments["place"] == "ca")
            #expect(refusal?.arguments["before"] == before.origin)
        }
        // Elsewhere it is a journal like any other, and stays one for that place alone.
        let other = try TestLog(size: 2, origin: "log.other")
        #expect(try await see(other, at: "other") == nil)
        #expect(try await see(other)?.code.id == "command.journal.replaced")
        #expect(try await see(before) == nil)
    }

    @Test func `[8.22b] one that was met elsewhere is asked about where it takes a place`()
        async throws
    {
        let before = try TestLog(size: 5, key: key)
        let succession = TestSuccession()
        let log = try succession.log(after: before)
        let context = succession.context(of: log, after: before)
        #expect(try await see(log, context, at: "new") == nil)
        #expect(try await see(before) == nil)
        #expect(try await see(log, context)?.code.id == "command.journal.succeeded")
        #expect(
            try await see(log, context, at: "new")?.code.id == "command.journal.succeeded")
        #expect(try await see(log, context, accepting: true) == nil)
        #expect(try await see(log, context, at: "new") == nil)
        #expect(try await see(before)?.code.id == "command.journal.ended")
    }

    @Test func `[8.22b] a predecessor with another key is not the one that was seen`()
        async throws
    {
        #expect(try await see(TestLog(size: 5, key: key)) == nil)
        for accepting in [false, true] {
            #expect(
                try await see(
                    TestSuccession(), after: TestLog(size: 5), accepting: accepting)?.code.id
                    == "command.journal.keyChanged")
        }
    }

    @Test func `a newcomer takes it as it takes every journal`() async throws {
        #expect(try await see(TestSuccession(), after: TestLog(size: 5, key: key)) == nil)
    }
}
