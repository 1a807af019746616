import ChildPrograms
import Foundation
import Testing

@testable import Archives

@Suite struct `An archive of members` {
    static func archive(_ members: [(String, [UInt8])]) throws -> [UInt8] {
        var writer = TarWriter()
        var bytes: [UInt8] = []
        for (name, content) in members {
            let header = try TarHeader(
                name: name, size: Int64(content.count), modifiedSeconds: 1_700_000_000)
            bytes += try writer.begin(header) + writer.write(content)
        }
        return try bytes + writer.finish()
    }

    static func members(_ bytes: [UInt8], step: Int = 100) throws -> [(String, [UInt8])] {
        var found: [(String, [UInt8])] = []
        var reader = TarReader()
        for start in stride(from: 0, to: bytes.count, by: step) {
            try reader.read(Array(bytes[start..<min(start + step, bytes.count)])) { part in
                switch part {
                case .member(let header): found.append((header.name, []))
                case .content(let content): found[found.count - 1].1 += content
                case .memberEnd: break
                }
            }
        }
        try reader.finish()
        return found
    }

    @Test(arguments: [1, 100, 512, 10_000])
    func `comes apart as it was put together`(step: Int) throws {
        let members: [(String, [UInt8])] = [
            ("kapok.yaml", [1, 2, 3]), ("empty", []),
            ("keys/a.sealed", [UInt8](repeating: 7, count: 1024)),
        ]
        let found = try Self.members(Self.archive(members), step: step)
        #expect(found.map(\.0) == members.map(\.0))
        #expect(found.map(\.1) == members.map(\.1))
    }

    @Test func `is read by GNU tar`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.tar")
        try Data(Self.archive([("one", [65, 10]), ("keys/two", [66])])).write(to: file)
        #expect(try ChildProgram.run(["tar", "xf", "a.tar"], in: folder.path).status == 0)
        #expect(Array(try Data(contentsOf: folder.appending(path: "one"))) == [65, 10])
        #expect(Array(try Data(contentsOf: folder.appending(path: "keys/two"))) == [66])
    }

    @Test(arguments: [0, 0o777_7777_7777, 0o1_0000_0000_0000, Int64.max])
    func `announces members of any size`(size: Int64) throws {
        let header = try TarHeader(name: "ledger.sqlite", size: size, modifiedSeconds: 0)
        #expect(try TarHeader(parsing: header.bytes) == header)
        #expect(header.bytes.count == 512)
    }

    @Test func `a link, folder or device is refused by name`() throws {
        for type in "123456 gLKxS\u{0}".utf8 {
            var block = try TarHeader(name: "keys/a", size: 0, modifiedSeconds: 0).bytes
            block[156] = type
            #expect(throws: ArchiveError.notAPlainFile(name: "keys/a")) {
                try TarHeader(parsing: block)
            }
        }
    }

    @Test func `any other change of a header is refused`() throws {
        let block = try TarHeader(name: "keys/a", size: 5, modifiedSeconds: 9).bytes
        for bit in 0..<8 * block.count {
            var changed = block
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: ArchiveError.self, "bit \(bit)") { try TarHeader(parsing: changed) }
        }
    }

    @Test func `what is missing or added is refused`() throws {
        let whole = try Self.archive([("one", [1])])
        for count in [0, 1, 512, 513, 1024, 1536, whole.count - 1] {
            #expect(throws: ArchiveError.cutShort, "\(count)") {
                try Self.members(Array(whole.prefix(count)))
            }
        }
        #expect(throws: ArchiveError.trailingBytes) {
            try Self.members(whole + [UInt8](repeating: 0, count: 512))
        }
        var padded = whole
        padded[600] = 1
        #expect(throws: ArchiveError.malformedMember) { try Self.members(padded) }
    }

    @Test func `a member holds as much as was announced`() throws {
        var writer = TarWriter()
        _ = try writer.begin(TarHeader(name: "one", size: 2, modifiedSeconds: 0))
        #expect(throws: ArchiveError.wrongSize(name: "one")) { try writer.write([1, 2, 3]) }
        var short = TarWriter()
        _ = try short.begin(TarHeader(name: "one", size: 2, modifiedSeconds: 0))
        #expect(throws: ArchiveError.wrongSize(name: "one")) { try short.finish() }
    }
}
