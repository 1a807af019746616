import CanonicalJSON
import Cryptography
import Glibc
import Ledger
import MerkleLog
import Messages
import TestSupport
import Testing
import Witness

@Suite("A witness") struct WitnessTests {
    private let folder: TemporaryFolder
    private let log: GrowingLog
    private let key: SoftwareKey

    init() throws {
        folder = try TemporaryFolder()
        log = try GrowingLog()
        key = try SoftwareKey.generate(.ed25519)
    }

    private func witness(_ logs: [NoteVerifier]? = nil, at seconds: Int64 = 1_764_331_200)
        throws -> Witness
    {
        try Witness(
            name: "witness.example/w1", key: key, logs: logs ?? [log.verifier],
            store: WitnessStore(folder: folder.path), clock: { seconds })
    }

    private var stateFile: String {
        let name = Hex.encode(DigestAlgorithm.sha256.hash(Array(log.verifier.name.utf8)))
        return folder.path + "/logs/" + name
    }

    private func evidence(_ kind: String) throws -> JSONValue? {
        let name = Hex.encode(DigestAlgorithm.sha256.hash(Array(log.verifier.name.utf8)))
        let path = folder.path + "/evidence/\(name)-\(kind).json"
        do {
            return try JSONValue(parsing: DurableFile.read(path, limit: 1 << 20))
        } catch DurableFileError.missing {
            return nil
        }
    }

    @Test(arguments: [[1], [1, 2, 3, 4, 7, 8, 9, 300], [0, 1], [5, 5, 6], [256, 257, 512]])
    func `[C2SP tlog-witness] cosigns each checkpoint that continues the one before`(
        sizes: [Int]
    ) async throws {
        let witness = try witness()
        var old = 0
        for size in sizes {
            let request = try log.request(old, size)
            let answer = try await witness.add(request.encoded)
            guard case .cosigned(let line) = answer else {
                Issue.record("\(answer) from \(old) to \(size)")
                return
            }
            let cosigned = try request.note.adding(line)
            #expect(witness.verifier.seconds(of: cosigned) == 1_764_331_200)
            #expect(await witness.size(of: log.verifier.name) == Int64(size))
            #expect(try DurableFile.read(stateFile, limit: 1 << 20) == cosigned.encoded)
            old = size
        }
    }

    @Test func `[C2SP tlog-witness] the old size must be the one that was cosigned last`()
        async throws
    {
        let witness = try witness()
        #expect(
            try await witness.add(log.request(3, 7).encoded) == .conflict(size: 0, isFork: false))
        _ = try await witness.add(log.request(0, 5).encoded)
        for old in [0, 3, 6] {
            #expect(
                try await witness.add(log.request(old, 7).encoded)
                    == .conflict(size: 5, isFork: false))
        }
        // A smaller checkpoint of the log is old news, not a fork.
        #expect(
            try await witness.add(log.request(3, 4).encoded) == .conflict(size: 5, isFork: false))
        #expect(try await witness.add(log.request(5, 4).encoded) == .malformed)
        #expect(await witness.size(of: log.verifier.name) == 5)
        #expect(try evidence("fork") == nil && evidence("unproven") == nil)
    }

    @Test(arguments: [(5, 3, 5), (0, 3, 5), (2, 0, 5)])
    func `[C2SP tlog-witness] another root for the size cosigned is a fork, and kept as evidence`(
        old: Int, fork: Int, size: Int
    ) async throws {
        let witness = try witness()
        let good = try log.request(0, 5)
        let answer = try await witness.add(good.encoded)
        guard case .cosigned(let line) = answer else { throw MerkleLogError.malformedNote }
        let forked = try log.request(old, size, fork: fork)
        #expect(try await witness.add(forked.encoded) == .conflict(size: 5, isFork: true))
        let kept = try #require(try evidence("fork"))
        #expect(kept["type"] == "kapok-fork/v1" && kept["origin"]?.string == log.verifier.name)
        let first = try SignedNote(parsing: Array(#require(kept["first"]?.string).utf8))
        let second = try SignedNote(parsing: Array(#require(kept["second"]?.string).utf8))
        #expect(try first == good.note.adding(line) && second == forked.note)
        #expect(log.verifier.verifies(first) && log.verifier.verifies(second))
        // The first evidence stays, and the history cosigned goes on.
        _ = try await witness.add(log.request(5, 5, fork: 4).encoded)
        #expect(try evidence("fork") == kept)
        guard case .cosigned = try await witness.add(log.request(5, 6).encoded) else {
            Issue.record("the witness stops at a fork")
            return
        }
    }

    @Test func `[C2SP tlog-witness] a longer history that does not continue is not cosigned`()
        async throws
    {
        let witness = try witness()
        _ = try await witness.add(log.request(0, 5).encoded)
        let state = try DurableFile.read(stateFile, limit: 1 << 20)
        let honest = try log.request(5, 9)
        let requests = [
            try log.request(5, 9, fork: 2),
            try AddCheckpoint(oldSize: 5, proof: [], note: honest.note),
            try AddCheckpoint(oldSize: 5, proof: honest.proof.reversed(), note: honest.note),
            try AddCheckpoint(
                oldSize: 5, proof: honest.proof + [MerkleTree.emptyRoot], note: honest.note),
        ]
        for request in requests {
            #expect(try await witness.add(request.encoded) == .unproven)
            let second = try #require(try evidence("unproven")?["second"]?.string)
            #expect(Array(second.utf8) == request.note.encoded)
        }
        #expect(try evidence("fork") == nil)
        #expect(try DurableFile.read(stateFile, limit: 1 << 20) == state)
        guard case .cosigned = try await witness.add(honest.encoded) else {
            Issue.record("the honest continuation is not cosigned")
            return
        }
    }

    @Test func `[C2SP tlog-witness] a first checkpoint comes without a proof`() async throws {
        let witness = try witness()
        let request = try AddCheckpoint(
            oldSize: 0, proof: [MerkleTree.emptyRoot], note: log.note(3))
        #expect(try await witness.add(request.encoded) == .unproven)
        guard case .cosigned = try await witness.add(log.request(0, 3).encoded) else {
            Issue.record("the first checkpoint is not cosigned")
            return
        }
    }

    @Test func `[C2SP tlog-witness] unknown logs, foreign signatures and what is no request`()
        async throws
    {
        let witness = try witness()
        let stranger = try GrowingLog("other.example")
        #expect(try await witness.add(stranger.request(0, 1).encoded) == .unknownLog)
        let namesake = try GrowingLog()
        #expect(try await witness.add(namesake.request(0, 1).encoded) == .untrusted)
        let note = try log.note(1)
        let wrong = try note.adding(#require(try log.note(2).signatures.first))
        #expect(
            try await witness.add(AddCheckpoint(oldSize: 0, proof: [], note: wrong).encoded)
                == .untrusted)
        for body in ["", "old 0\n", "old 0\n\ntext\n\n— k AAAAAAA=\n"] {
            #expect(try await witness.add(Array(body.utf8)) == .malformed)
        }
        // Signatures of unknown keys are ignored, and not kept.
        let both = try note.adding(#require(try stranger.note(1).signatures.first))
        guard
            case .cosigned(let line) = try await witness.add(
                AddCheckpoint(oldSize: 0, proof: [], note: both).encoded)
        else {
            Issue.record("a stranger's line spoils the checkpoint")
            return
        }
        #expect(try DurableFile.read(stateFile, limit: 1 << 20) == note.adding(line).encoded)
    }

    @Test func `remembers over restarts, however they come`() async throws {
        _ = try await witness().add(log.request(0, 5).encoded)
        // As after a crash between state and answer: the caller asks again, with the size told.
        let again = try witness()
        #expect(
            try await again.add(log.request(0, 5).encoded) == .conflict(size: 5, isFork: false))
        #expect(
            try await again.add(log.request(5, 5, fork: 1).encoded)
                == .conflict(size: 5, isFork: true))
        guard case .cosigned = try await again.add(log.request(5, 5).encoded) else {
            Issue.record("the same checkpoint is not cosigned again")
            return
        }
    }

    @Test func `a state that was changed is refused, and never taken for a beginning`() async throws
    {
        _ = try await witness().add(log.request(0, 5).encoded)
        let state = try DurableFile.read(stateFile, limit: 1 << 20)
        let damaged = Refusal(
            .witnessStateDamaged, field: stateFile, ["path": stateFile])
        for bytes in [
            [], Array(state.dropLast()), try log.note(3).encoded, Array("x".utf8),
            Array(String(decoding: state, as: UTF8.self).replacing("\n5\n", with: "\n4\n").utf8),
        ] {
            try DurableFile.write(bytes, to: stateFile, mode: 0o600)
            #expect(throws: damaged) { try witness() }
        }
        try DurableFile.write(state, to: stateFile, mode: 0o600)
        #expect(try await witness().size(of: log.verifier.name) == 5)
    }

    @Test func `cosigns nothing that it cannot remember`() async throws {
        let witness = try witness()
        _ = try await witness.add(log.request(0, 5).encoded)
        // A folder in the place of the file that is renamed into the state.
        unsafe mkdir(stateFile + ".new", 0o700)
        await #expect(throws: DurableFileError.self) {
            try await witness.add(log.request(5, 6).encoded)
        }
        #expect(await witness.size(of: log.verifier.name) == 5)
        unsafe rmdir(stateFile + ".new")
        guard case .cosigned = try await witness.add(log.request(5, 6).encoded) else {
            Issue.record("the witness does not recover")
            return
        }
    }

    @Test func `many at once are judged one after the other`() async throws {
        let witness = try witness()
        _ = try await witness.add(log.request(0, 4).encoded)
        let requests = try (5..<25).map { try log.request(4, $0).encoded }
        let answers = try await withThrowingTaskGroup(of: Witness.Answer.self) { group in
            for request in requests { group.addTask { try await witness.add(request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let cosigned = answers.filter { if case .cosigned = $0 { true } else { false } }
        #expect(answers.count == 20 && cosigned.count == 1)
    }

    @Test func `logs are told apart, and one name stands for one key`() async throws {
        let other = try GrowingLog("other.example")
        let witness = try witness([log.verifier, other.verifier])
        _ = try await witness.add(log.request(0, 5).encoded)
        #expect(await witness.size(of: "other.example") == 0)
        #expect(await witness.size(of: "unknown.example") == nil)
        let namesake = try GrowingLog()
        #expect(
            throws: Refusal(
                .witnessLogTwice, field: "--log", ["origin": log.verifier.name])
        ) {
            try self.witness([other.verifier, log.verifier, namesake.verifier])
        }
    }

    @Test func `a clock that no cosignature can carry stops it`() async throws {
        let witness = try witness(at: 0)
        await #expect(throws: Refusal(.witnessClockWrong, ["time": "0"])) {
            try await witness.add(log.request(0, 5).encoded)
        }
        #expect(await witness.size(of: log.verifier.name) == 0)
    }
}
