import ChildPrograms
import Cryptography
import Foundation
import Testing

@testable import Archives

/// A stream put together and taken apart in steps of any size.
enum Age {
    static func seal(
        _ content: [UInt8], to recipients: [AgeRecipient], step: Int = 100_000
    ) throws -> [UInt8] {
        var writer = try AgeWriter(recipients: recipients)
        var file: [UInt8] = []
        for start in stride(from: 0, to: content.count, by: step) {
            file += try writer.write(Array(content[start..<min(start + step, content.count)]))
        }
        return try file + writer.finish()
    }

    static func open(
        _ file: [UInt8], with identity: AgeIdentity, step: Int = 100_000
    ) throws -> [UInt8] {
        var reader = AgeReader(identity)
        var content: [UInt8] = []
        for start in stride(from: 0, to: file.count, by: step) {
            content += try reader.read(Array(file[start..<min(start + step, file.count)]))
        }
        return try content + reader.finish()
    }

    static func vector(_ name: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Vectors"))
        return Array(try Data(contentsOf: url))
    }
}

@Suite struct `A file encrypted as age does` {
    private let identity: AgeIdentity

    init() throws {
        identity = try AgeIdentity.generate()
    }

    /// Around the borders of a piece of 65536 octets.
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `opens again, however it comes`(count: Int) throws {
        let content = SystemRandomness().bytes(count)
        let file = try Age.seal(content, to: [identity.recipient])
        #expect(try Age.open(file, with: identity) == content)
        #expect(try Age.open(file, with: identity, step: 777) == content)
    }

    @Test func `opens for each of its recipients and nobody else`() throws {
        let other = try AgeIdentity.generate()
        let file = try Age.seal([1, 2], to: [other.recipient, identity.recipient])
        #expect(try Age.open(file, with: identity) == [1, 2])
        #expect(try Age.open(file, with: other) == [1, 2])
        #expect(throws: ArchiveError.otherRecipient) {
            try Age.open(file, with: AgeIdentity.generate())
        }
    }

    @Test func `any flipped bit is refused`() throws {
        let file = try Age.seal([9, 8, 7], to: [identity.recipient])
        for bit in 0..<8 * file.count {
            var flipped = file
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: (any Error).self, "bit \(bit)") {
                try Age.open(flipped, with: identity)
            }
        }
    }

    @Test func `what is missing, doubled, exchanged or added is refused`() throws {
        let content = [UInt8](repeating: 5, count: 200_000)
        let file = try Age.seal(content, to: [identity.recipient])
        let start = try #require(try AgeHeader.count(in: file)) + AgeStream.nonceCount
        let piece = AgeStream.pieceCount + ChaCha20Poly1305.overhead
        let pieces = stride(from: start, to: file.count, by: piece).map {
            Array(file[$0..<min($0 + piece, file.count)])
        }
        let head = Array(file[..<start])
        let shorter: [[UInt8]] = Array(pieces.prefix(3)) + [Array(pieces[3].dropLast())]
        let exchanged: [[UInt8]] = [pieces[1], pieces[0], pieces[2], pieces[3]]
        let wrong: [([[UInt8]], ArchiveError)] = [
            (Array(pieces.prefix(3)), .cutShort), ([], .cutShort), (exchanged, .contentAltered),
            ([pieces[0]] + pieces, .contentAltered), (pieces + [[0]], .contentAltered),
            (pieces + [pieces[3]], .contentAltered), (shorter, .contentAltered),
        ]
        for (order, reason) in wrong {
            #expect(throws: reason) {
                try Age.open(head + order.joined(), with: identity)
            }
        }
        #expect(throws: ArchiveError.cutShort) {
            try Age.open(Array(file.prefix(60)), with: identity)
        }
    }

    private static let code = "--- " + String(repeating: "A", count: 43) + "\n"

    static let noFiles: [(String, ArchiveError)] = [
        ("", .cutShort), ("age-encryption.org/v2\n", .notEncrypted),
        ("-----BEGIN AGE ENCRYPTED FILE-----\n", .notEncrypted),
        ("age-encryption.org/v1\n" + code, .malformedHeader),
        ("age-encryption.org/v1\n-> X25519\nQUJD\n" + code, .malformedHeader),
        ("age-encryption.org/v1\n" + String(repeating: "x", count: 1 << 17), .malformedHeader),
    ]

    @Test(arguments: noFiles)
    func `what is no such file is refused`(text: String, reason: ArchiveError) {
        #expect(throws: reason) { try Age.open(Array(text.utf8), with: identity) }
    }

    @Test func `a share of low order is refused`() throws {
        let share = AgeHeader.encode([UInt8](repeating: 0, count: 32))
        let stanza = AgeHeader.Stanza(
            arguments: ["X25519", share], body: [UInt8](repeating: 0, count: 32))
        #expect(throws: ArchiveError.malformedHeader) {
            try AgeKeyWrap.open(stanza, with: identity)
        }
    }

    @Test(arguments: ["small.age", "two.age"])
    func `the program's own files open`(name: String) throws {
        let identity = try AgeIdentity(
            parsing: String(decoding: Age.vector("identity.txt"), as: UTF8.self))
        let content = try Age.open(Age.vector(name), with: identity)
        #expect(content == Array("what the program age wrote\n".utf8))
        #expect(try Age.open(Age.vector("empty.age"), with: identity) == [])
    }
}

@Suite struct `Keys of age` {
    @Test func `are read as they are written`() throws {
        let identity = try AgeIdentity.generate()
        let text = identity.text.withBytes { String(decoding: $0, as: UTF8.self) }
        let again = try AgeIdentity(parsing: text)
        #expect(again.recipient == identity.recipient)
        #expect(try AgeRecipient(parsing: "\(identity.recipient)") == identity.recipient)
        #expect(text.contains("\nAGE-SECRET-KEY-1"))
        #expect("\(identity.recipient)".hasPrefix("age1"))
    }

    /// BIP 173: a checksum finds every change of up to four characters.
    @Test func `with a typing error are refused`() throws {
        let text = Array("\(try AgeIdentity.generate().recipient)".utf8)
        for place in text.indices {
            var changed = text
            changed[place] =
                changed[place] == UInt8(ascii: "q") ? UInt8(ascii: "p") : UInt8(ascii: "q")
            #expect(throws: ArchiveError.malformedKey) {
                try AgeRecipient(parsing: String(decoding: changed, as: UTF8.self))
            }
        }
        for wrong in [
            "", "age1", "age", "AGE-SECRET-KEY-1", "age1" + String(repeating: "q", count: 58),
        ] {
            #expect(throws: ArchiveError.malformedKey) { try AgeRecipient(parsing: wrong) }
            #expect(throws: ArchiveError.malformedKey) { try AgeIdentity(parsing: wrong) }
        }
    }
}

/// `scripts/setup` installs it.
@Suite struct `Interoperation with the age command` {
    @Test(arguments: [0, 3, 65_536, 200_000])
    func `each reads the other's files`(count: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let identity = try AgeIdentity.generate()
        let content = SystemRandomness().bytes(count)
        try identity.text.withBytes { try Data($0).write(to: folder.appending(path: "key")) }
        try Data(Age.seal(content, to: [identity.recipient]))
            .write(to: folder.appending(path: "ours.age"))
        #expect(try AgeCommand.output(of: ["-d", "-i", "key", "ours.age"], in: folder) == content)
        try Data(content).write(to: folder.appending(path: "content"))
        let theirs = try AgeCommand.output(
            of: ["-r", "\(identity.recipient)", "content"], in: folder)
        #expect(try Age.open(theirs, with: identity) == content)
    }
}

private enum AgeCommand {
    /// Runs the command, found by `PATH`, and gives what it wrote.
    static func output(of arguments: [String], in folder: URL) throws -> [UInt8] {
        let run = try ChildProgram.run(["age"] + arguments, in: folder.path)
        try #require(run.status == 0, "\(run.text)")
        return run.output
    }
}
