import CanonicalJSON
import Cryptography
import Governance
import Messages
import Testing

@testable import kapok

/// What a client says that knows the journal which another one takes the place of.
@Suite struct SuccessionClientTests {
    private let folder = TemporaryFolder()
    private let key: SoftwareKey

    init() throws {
        key = try TestLog.key()
    }

    private func see(
        _ context: JSONValue, proof: JSONValue? = nil, accepting: Bool = false
    ) async -> Refusal? {
        var answers = ["GET /api/v1/context": context]
        answers["GET /api/v1/journal/consistency"] = proof
        var known = folder.knownLogs
        known.acceptsSuccession = accepting
        do {
            _ = try await LedgerContext.fetch(from: FakeNode(answers).server, known)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    /// The same entries under another name, of which some were kept.
    private func successor(
        _ size: Int, keeping kept: Int64, of before: TestLog, salt: UInt8 = 0
    ) throws -> (log: TestLog, context: JSONValue) {
        let log = try TestLog(size: size, origin: "log.example/2", salt: salt)
        let predecessor: JSONValue = [
            "origin": .string(before.origin), "verifierKey": .string(before.verifierKey),
            "kept": ["size": .integer(kept), "root": ""], "seen": .null, "entry": .integer(kept),
        ]
        let context = log.context.merging(["predecessors": [predecessor]])
        return (log, context)
    }

    @Test func `[8.22b] who saw what is lost is told how much, and decides once`() async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(await see(before.context) == nil)
        let next = try successor(4, keeping: 3, of: before)
        let told = await see(next.context)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["lost"] == "2" && told?.arguments["kept"] == "3")
        #expect(told?.arguments["entry"] == "3" && told?.arguments["seen"] == "5")
        #expect(await see(next.context) == told, "nothing was remembered of it")
        #expect(await see(next.context, accepting: true) == nil)
        #expect(await see(next.context) == nil)
    }

    @Test func `[8.22b] the old one is seen no more once its successor was accepted`()
        async throws
    {
        let before = try TestLog(size: 5, key: key)
        #expect(await see(before.context) == nil)
        let next = try successor(4, keeping: 3, of: before)
        _ = await see(next.context)
        #expect(await see(before.context) == nil, "not accepted, so not ended")
        #expect(await see(next.context, accepting: true) == nil)
        for accepting in [false, true] {
            let refusal = await see(before.context, accepting: accepting)
            #expect(refusal?.code.id == "command.journal.ended")
            #expect(refusal?.arguments["next"] == next.log.origin)
        }
        #expect(await see(next.context) == nil)
    }

    @Test func `[8.22b] what was seen and kept has to be proven, accepted or not`() async throws {
        let before = try TestLog(size: 3, key: key)
        #expect(await see(before.context) == nil)
        let next = try successor(6, keeping: 4, of: before)
        let proof = try next.log.consistency(from: 3)
        for accepting in [false, true] {
            let forged = try successor(6, keeping: 4, of: before, salt: 9)
            let code = await see(forged.context, proof: proof, accepting: accepting)?.code.id
            #expect(code == "command.journal.forked")
        }
        let told = await see(next.context, proof: proof)
        #expect(told?.code.id == "command.journal.succeeded")
        #expect(told?.arguments["lost"] == "0")
        #expect(await see(next.context, proof: proof, accepting: true) == nil)
    }

    @Test func `[8.22b] a predecessor with another key is not the one that was seen`()
        async throws
    {
        #expect(await see(try TestLog(size: 5, key: key).context) == nil)
        let next = try successor(4, keeping: 3, of: try TestLog(size: 5))
        for accepting in [false, true] {
            #expect(
                await see(next.context, accepting: accepting)?.code.id
                    == "command.journal.keyChanged")
        }
    }

    @Test func `a newcomer takes it as it takes every journal`() async throws {
        let before = try TestLog(size: 5, key: key)
        #expect(await see(try successor(4, keeping: 3, of: before).context) == nil)
    }
}
