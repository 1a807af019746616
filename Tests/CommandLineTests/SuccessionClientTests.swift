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
    /// Of what was kept, where that is not plain entries alone.
    var root: [UInt8]?
    var saidKept: Int64?
    var saidRoot: [UInt8]?
    var saidOrigin: String?
    var saidPredecessorKey: String?
    var signers = 2
    var isSameKey = false
    /// Somebody changed the payload after it was signed.
    var isForged = false
    var saidPredecessor: String?
    /// What the server says of the entry's place.
    var place: Int?
    var isTold = true

    /// - Parameter further: an entry of before that is no plain one.
    func log(
        after before: TestLog, origin: String = "log.example/2",
        also further: (place: Int, bytes: [UInt8])? = nil
    ) throws -> TestLog {
        let key = try TestLog.key()
        let verifierKey = try TestLog(size: 1, key: key, origin: origin).verifierKey
        let ownRoot = try root ?? TestLog(size: kept, salt: salt).root
        var payload: JSONValue = [
            "type": "kapok-succession/v1", "origin": .string(saidOrigin ?? origin),
            "checkpointKey": .string(verifierKey), "environment": "test",
            "predecessor": [
                "origin": .string(saidPredecessor ?? before.origin),
                "verifierKey": .string(saidPredecessorKey ?? before.verifierKey),
                "kept": [
                    "size": .integer(saidKept ?? Int64(kept)),
                    "root": .string(Hex.encode(saidRoot ?? ownRoot)),
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
        if isForged { payload = payload.merging(["recovered": ["reserved": 1]]) }
        let entry: JSONValue = [
            "v": 1, "time": 1, "operation": "ledger.succession", "actor": "system",
            "case": .null, "outcome": "done", "refusal": .null, "practice": 1,
            "facts": ["payload": payload], "changes": [], "signed": .array(signed),
            "defects": [], "intents": [], "nonce": .string(String(repeating: "01", count: 16)),
            "request": .null,
        ]
        return try TestLog(
            size: size, key: key, origin: origin, salt: salt,
            entries: [(kept, entry.canonicalBytes)] + (further.map { [$0] } ?? []))
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
        for from in 1..<log.entries.count where proofs {
            let query = "from=\(from)&to=\(log.entries.count)"
            answers["GET /api/v1/journal/consistency?\(query)"] = try log.consistency(from: from)
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

    @Test func `[7.18b] who saw what is lost is told how much and who signed, and decides once`()
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

    @Test func `[7.18b] the old one is seen no more once its successor was accepted`()
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

    @Test func `[7.18b] what was seen and kept has to be proven, accepted or not`() async throws {
        let before = try TestLog(size: 3, key: key)
        #expect(try await see(before) == nil)
        for accepting in [false, true] {
            // Whoever signed it, it is not what the user saw.
            let forged = try await see(
                TestSuccession(size: 6, salt: 9), after: before, accepting: accepting)
            #expect(forged?.code.id == "command.journal.forked")
        }
        let succession = TestSuccession(size: 6)
        let log = try succession.log(after: before)
        let context = succession.context(of: log, after: before)
        #expect(
            try await see(log, context, accepting: true, proofs: false)?.code.id
                == "command.journal.successionUnproven")
        let told = try await see(log, context)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["lost"] == "0")
        #expect(try await see(log, context, accepting: true) == nil)
    }

    @Test(arguments: [
        ("another size", TestSuccession(saidKept: 2)),
        ("a smaller size by the server's word", TestSuccession(place: 2)),
        ("another name", TestSuccession(saidOrigin: "log.example/9")),
        ("another predecessor", TestSuccession(saidPredecessor: "log.example/0")),
        ("another predecessor's key", TestSuccession(saidPredecessorKey: "x")),
        ("what was changed after signing", TestSuccession(isForged: true)),
        ("one officer", TestSuccession(signers: 1)),
        ("nobody", TestSuccession(signers: 0)),
        ("one key under two names", TestSuccession(isSameKey: true)),
    ])
    fileprivate func `[7.18b] what the entry does not say with two signatures is refused`(
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

    @Test func `[7.18b] what officers say was kept has to be what is shown`() async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let other = TestSuccession(saidRoot: [UInt8](repeating: 7, count: 32))
        #expect(
            try await see(other, after: before, accepting: true)?.code.id
                == "command.journal.successionUnproven")
    }

    @Test func `[7.18b] what was seen and is not shown any more is kept as evidence`()
        async throws
    {
        // As many entries as were kept, but others.
        let before = try TestLog(size: 3, key: key, salt: 5)
        #expect(try await see(before) == nil)
        #expect(
            try await see(TestSuccession(size: 6), after: before, accepting: true)?.code.id
                == "command.journal.forked")
        #expect(LocalFile.exists(folder.file("evidence")))
    }

    @Test(arguments: [JSONValue.null, ["type": "kapok-proof/v1"], "x"])
    func `[7.18b] an answer that is no proof proves nothing`(_ answer: JSONValue) async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let succession = TestSuccession()
        let log = try succession.log(after: before)
        let node = FakeNode(
            [
                "GET /api/v1/context": succession.context(of: log, after: before),
                "GET /api/v1/journal/3/proof": answer,
            ], at: "ca")
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await LedgerContext.fetch(from: node.server, folder.knownLogs)
        }
        #expect(refusal?.code.id == "command.journal.successionUnproven")
    }

    /// The first, and two that say they follow it: by true officers, and by whoever made two keys.
    private func chain(_ first: TestLog) throws -> (log: TestLog, context: JSONValue) {
        let second = try TestSuccession().log(after: first)
        let entry = second.entries[3]
        var next = TestSuccession(size: 5, kept: 4)
        next.root = second.root
        let third = try next.log(
            after: second, origin: "log.example/3", also: (3, entry))
        let predecessors: [JSONValue] = [(first, 3), (second, 4)].map { log, entry in
            [
                "origin": .string(log.origin), "verifierKey": .string(log.verifierKey),
                "entry": .integer(Int64(entry)),
            ]
        }
        return (third, third.context.merging(["predecessors": .array(predecessors)]))
    }

    @Test func `[7.18b] whoever signed any of several successions is told`() async throws {
        let first = try TestLog(size: 3, key: key)
        #expect(try await see(first) == nil)
        let (third, context) = try chain(first)
        let told = try await see(third, context)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["entry"] == "3, 4")
        let signed = try [3, 4].flatMap { try JournalEntry(parsing: third.entries[$0]).signed }
        let names = signed.map { "\($0.officer) (\(Officer.keyID(of: $0.publicKey)))" }
        #expect(signed.count == 4)
        #expect(told?.arguments["signers"] == names.joined(separator: ", "))
        #expect(try await see(third, context, accepting: true) == nil)
    }

    @Test func `[7.18b] another successor than the accepted one is refused`() async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(try await see(before) == nil)
        let succession = TestSuccession()
        let accepted = try succession.log(after: before)
        #expect(
            try await see(
                accepted, succession.context(of: accepted, after: before), accepting: true,
                at: "elsewhere") == nil)
        let other = try succession.log(after: before, origin: "log.example/9")
        for accepting in [false, true] {
            let refusal = try await see(
                other, succession.context(of: other, after: before), accepting: accepting)
            #expect(refusal?.code.id == "command.journal.ended")
            #expect(refusal?.arguments["next"] == accepted.origin)
        }
    }

    @Test func `what is founded anew in a folder takes no journal's place`() async throws {
        let before = try TestLog(size: 5, key: key)
        let anew = try TestLog(size: 1, origin: "log.example/anew")
        #expect(try await see(before) == nil)
        #expect(try await see(anew)?.code.id == "command.journal.replaced")
        var memory = try folder.knownLogs.open()
        try memory.forget(place: "ca")
        _ = consume memory
        #expect(try await see(anew) == nil)
    }

    @Test func `[7.18b] a place that shows another journal without a succession is refused`()
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

    @Test func `[7.18b] one that was met elsewhere is asked about where it takes a place`()
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

    @Test func `[7.18b] a predecessor with another key is not the one that was seen`()
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
