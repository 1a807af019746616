import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import Ledger
import TestSupport
import Testing

@Suite struct `The log of signatures` {
    private struct World {
        let folder: TemporaryFolder
        var path: String { folder.path + "/signatures.log" }

        init() throws { folder = try TemporaryFolder() }

        func open() throws -> SignatureLog { try SignatureLog(path: path, clock: { 1_000 }) }

        func count() throws -> Int {
            try SignatureReconciliation(log: path, journal: nil).signatures
        }

        var content: [UInt8] {
            get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
        }

        func write(_ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
    }

    private func warrant(_ number: Int, of use: KeyUse = .authority) -> Warrant {
        Warrant(
            key: KeyReference(id: use.rawValue + "-aaaa"), algorithm: .ecdsaWithSHA256,
            toBeSigned: [UInt8(truncatingIfNeeded: number)], announcement: nil)
    }

    @Test func `goes on where it ended, also after a line that was cut short`() async throws {
        let world = try World()
        try await world.open().record([warrant(1), warrant(2)], at: nil)
        try world.write(world.content + Array(#"{"algorithm":"ec"#.utf8))
        try await world.open().record([warrant(3)], at: nil)
        #expect(try world.count() == 3)
        #expect(try world.content.last == UInt8(ascii: "\n"))
    }

    @Test func `keeps those that come at once apart, and loses none`() async throws {
        let world = try World()
        let log = try world.open()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 0..<200 {
                tasks.addTask { try await log.record([self.warrant(number)], at: nil) }
            }
            try await tasks.waitForAll()
        }
        #expect(try world.count() == 200)
        let lines = try world.content.split(separator: UInt8(ascii: "\n"))
        let digests = try lines.map { try JSONValue(parsing: Array($0))["digest"]?.string }
        #expect(Set(digests).count == 200)
    }

    @Test func `[4.8a] a line that was changed, exchanged or taken out is found`() async throws {
        let world = try World()
        let log = try world.open()
        for number in 0..<4 { try await log.record([warrant(number)], at: nil) }
        let good = try world.content
        let lines = good.split(separator: UInt8(ascii: "\n")).map { Array($0) }
        func joined(_ lines: [[UInt8]]) -> [UInt8] {
            lines.flatMap { $0 + [UInt8(ascii: "\n")] }
        }
        for altered in [
            joined([lines[0], lines[2], lines[3]]),
            joined([lines[1], lines[0], lines[2], lines[3]]),
            joined([lines[1], lines[2], lines[3]]), joined([lines[0], lines[0], lines[1]]),
        ] {
            try world.write(altered)
            #expect(throws: KeyCustodyError.self) { try world.count() }
        }
        // Every octet counts, but for the last line's: the next one will hold it.
        for place in 0..<(good.count - lines[3].count - 1) {
            var altered = good
            altered[place] ^= 1
            try world.write(altered)
            #expect(throws: KeyCustodyError.self, "octet \(place)") { try world.count() }
        }
        try world.write(good)
        #expect(try world.count() == 4)
    }

    @Test func `tells how far the journal was followed, until people begin anew`() async throws {
        let world = try World()
        func position(_ size: Int64) -> JournalPosition {
            JournalPosition(size: size, root: [UInt8](repeating: UInt8(size), count: 32))
        }
        func lines() throws -> Int { try world.content.count { $0 == UInt8(ascii: "\n") } }
        #expect(try await world.open().position == nil)
        var log = try world.open()
        try await log.record([warrant(1)], at: position(7))
        // Who was judged before comes later.
        try await log.record([warrant(2)], at: position(5))
        #expect(try await world.open().position == position(7))
        // What was followed is written once a minute, and at the end.
        log = try world.open()
        try await log.note(followed: position(8))
        #expect(try await world.open().position == position(7))
        try await log.close()
        #expect(try await world.open().position == position(8))
        #expect(try lines() == 3)
        try await world.open().close()
        #expect(try lines() == 3)
        log = try world.open()
        try await log.beginAnew()
        #expect(try await world.open().position == nil)
        try await log.record([warrant(3)], at: position(2))
        #expect(try await world.open().position == position(2))
    }

    @Test func `what is no log is not written to`() throws {
        let world = try World()
        for content in ["no log\n", "{}\n", String(repeating: "x", count: 9000)] {
            try world.write(Array(content.utf8))
            #expect(throws: KeyCustodyError.logDamaged(world.path)) { try world.open() }
            #expect(try world.content == Array(content.utf8))
        }
    }
}
