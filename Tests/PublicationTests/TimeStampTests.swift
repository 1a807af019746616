import AuthorityTestSupport
import Foundation
import Ledger
import MerkleLog
import Messages
import PKIX
import PathValidation
import Publication
import Synchronization
import TestSupport
import Testing

@Suite struct `Time-stamps of the journal` {
    private let service = TimeStampService(
        name: "first", judge: TimeStampJudge(anchors: [], policy: nil))

    private func run(
        _ world: AuthorityWorld, _ exchange: @escaping TimeStampRound.Exchange
    ) async throws {
        let folder = PublicFolder(
            path: world.published, ledger: world.ledger, timeStampServices: [service])
        try await TimeStampRound(
            service, ledger: world.ledger, folder: folder, clock: world.clock.reading,
            exchange: exchange
        ).run()
    }

    @Test
    func `[RFC 3161 §2.4.1] are asked for over the checkpoint's text, each time by a new nonce`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let asked = Mutex<[TimeStampRequest]>([])
        for _ in 0..<2 {
            await #expect(throws: (any Error).self) {
                try await run(world) { body in
                    let request = try TimeStampRequest(derEncoded: body)
                    asked.withLock { $0.append(request) }
                    return TimeStampRound.Reply(status: 503, body: [])
                }
            }
        }
        let note = try SignedNote(parsing: Array(await world.ledger.checkpoint().utf8))
        let requests = asked.withLock { $0 }
        #expect(requests.count == 2 && requests[0].nonce != requests[1].nonce)
        for request in requests {
            #expect(request.imprint.matches(note.signedBytes) && request.wantsCertificate)
            #expect(request.nonce?.count == 16)
        }
    }

    /// PKIStatusInfo with a status alone.
    private static func bare(_ status: UInt8) -> [UInt8] {
        [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, status]
    }

    @Test(
        arguments: [
            (503, [], "timestamp.unreachable"), (302, [], "timestamp.unreachable"),
            (200, [], "timestamp.unreadable"), (200, Array("<html>".utf8), "timestamp.unreadable"),
            (200, bare(0), "timestamp.unreadable"), (200, bare(2), "timestamp.rejected"),
            (200, bare(3), "timestamp.rejected"), (200, bare(2) + [0], "timestamp.unreadable"),
            (
                200, Array(repeating: UInt8(0x30), count: TimeStampResponse.maximumBytes + 1),
                "timestamp.unreadable"
            ),
        ] as [(Int, [UInt8], String)])
    func `that are none are refused, and nothing of them is kept`(
        status: Int, body: [UInt8], code: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let size = try await world.ledger.read { try $0.journalSize() }
        let refusal = try await #require(throws: Refusal.self) {
            try await run(world) { _ in TimeStampRound.Reply(status: status, body: body) }
        }
        #expect(refusal.code.id == code)
        let folder = "\(world.published)/journal/timestamp"
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }

    @Test func `lie beside the ledger; files that do not go together count as none`() async throws {
        let world = try await AuthorityWorld.make()
        let folder = "\(world.published)/journal/timestamp"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let note = Array(try await world.ledger.checkpoint().utf8)
        for (text, answer) in [(note, Self.bare(2)), (note, []), ([], Self.bare(0))] {
            try DurableFile.write(text, to: "\(folder)/first.txt", mode: 0o644)
            try DurableFile.write(answer, to: "\(folder)/first.tsr", mode: 0o644)
            let read = PublicFolder(
                path: world.published, ledger: world.ledger, timeStampServices: [service])
            #expect(read.timeStamps.all.isEmpty && read.timeStamps.services.count == 1)
        }
    }
}
