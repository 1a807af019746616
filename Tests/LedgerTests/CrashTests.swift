import CanonicalJSON
import ChildPrograms
import Dispatch
import Foundation
import Glibc
import Ledger
import Testing
import TestSupport

@Suite(.serialized) struct `A server that is killed` {
    private static let rounds = 50

    /// The program beside the test bundle.
    private static let crasher: String = {
        let test =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: test).deletingLastPathComponent()
            .appendingPathComponent("LedgerCrasher").path
    }()

    @Test func `has lost nothing that it acknowledged, at any moment`() async throws {
        let folder = try TemporaryFolder()
        let world = try CrashWorld.new(in: folder.path)
        var randomness = SeededRandomness(seed: 20260105)
        var acknowledged: [String: Int64] = [:]
        for round in 1...Self.rounds {
            let lines = Int.random(in: 0...24, using: &randomness)
            let told = try await Self.killed(afterLines: lines, folder: folder.path)
            acknowledged.merge(told) { first, _ in first }
            let ledger = try await world.open()
            // Opening compares the tail with the signed root; the whole is audited now and then.
            if round.isMultiple(of: 10) {
                #expect(try await ledger.verify().findings.isEmpty)
            }
            let numbers = try await ledger.read { snapshot in
                try snapshot.rows("SELECT id, entry FROM request").map {
                    (try $0.text("id"), try $0.integer("entry"))
                }
            }
            let kept = Dictionary(uniqueKeysWithValues: numbers)
            let worked = try await ledger.read { try $0.select(CrashWorld.Work.self) }
            let ids = Set(worked.map(\.id))
            #expect(acknowledged.keys.allSatisfy { ids.contains($0) })
            #expect(acknowledged.keys.allSatisfy { kept["system/" + $0] != nil })
            await ledger.close()
        }
        #expect(acknowledged.count > Self.rounds)
        try await finishOpenIntents(world)
    }

    /// A second server on a folder that is in use ends by itself, without touching it.
    @Test func `is alone on its folder`() async throws {
        let folder = try TemporaryFolder()
        let lock = try FolderLock(folder: folder.path)
        #expect(try ChildProgram.run([Self.crasher, folder.path]).status == 3)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["lock"])
        withExtendedLifetime(lock) {}
    }

    private func finishOpenIntents(_ world: CrashWorld) async throws {
        let ledger = try await world.open()
        for intent in try await ledger.openIntents() {
            try await ledger.retry(
                intent.id, requestID: CrashWorld.newID(), signer: try world.signer(),
                complete: CrashWorld.complete)
        }
        #expect(try await ledger.openIntents().isEmpty)
        #expect(try await ledger.verify().isClean)
        await ledger.close()
    }

    /// Reads so many acknowledgements, kills, and reads what else had left.
    private static func killed(
        afterLines wanted: Int, folder: String
    ) async throws -> [String: Int64] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try kill(afterLines: wanted, folder: folder) })
            }
        }
    }

    private static func kill(afterLines wanted: Int, folder: String) throws -> [String: Int64] {
        let server = try ChildProgram([crasher, folder])
        var text = Data()
        while text.count(where: { $0 == 0x0A }) < wanted {
            let more = server.output.availableData
            guard !more.isEmpty else { break }
            text += more
        }
        server.send(SIGKILL)
        #expect(server.wait() == 128 + SIGKILL)
        text += server.output.readDataToEndOfFile()
        var told: [String: Int64] = [:]
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ")
            told[String(try #require(parts.first))] = Int64(try #require(parts.last))
        }
        return told
    }
}
