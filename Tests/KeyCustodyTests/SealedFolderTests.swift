import Cryptography
import Foundation
import KeyCustody
import Testing
import TestSupport

@Suite struct `A folder of sealed files` {
    private static let secret = SecretBytes(Array("correct horse battery staple".utf8))
    private static let value = Array("what nobody else may read".utf8)

    /// A folder of one test, with its path.
    private struct World {
        let temporary = Result { try TemporaryFolder() }
        var path: String { get throws { try temporary.get().path + "/keys" } }

        func create() throws -> SealedFolder {
            try SealedFolder.create(at: path, secret: secret, randomness: SeededRandomness(seed: 5))
        }

        func open(_ other: SecretBytes? = nil) throws -> SealedFolder {
            try SealedFolder.open(at: path, secret: other ?? secret)
        }

        func read(_ name: String) throws -> [UInt8] {
            try Array(Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
        }

        func write(_ bytes: [UInt8], _ name: String) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        }
    }

    private func fails<Result>(
        _ expected: KeyCustodyError, _ comment: Comment? = nil, _ work: () throws -> Result
    ) {
        #expect(throws: expected, comment) { _ = try work() }
    }

    @Test func `[3.1b] gives back what was sealed, also to another process`() throws {
        let world = World()
        let folder = try world.create()
        try folder.store(Self.value, as: "one")
        try folder.store([], as: "empty")
        for folder in [folder, try world.open()] {
            #expect(try folder.load("one").equals(SecretBytes(Self.value)))
            #expect(try folder.load("empty").equals(SecretBytes([])))
        }
    }

    @Test func `[8.16] is for its owner alone, and all that it holds is sealed`() throws {
        let world = World()
        try world.create().store(Self.value, as: "one")
        func mode(_ path: String) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return (attributes[.posixPermissions] as? Int).map { $0 & 0o777 }
        }
        #expect(try mode(world.path) == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: world.path)
        #expect(Set(files) == ["seal.parameters", "seal.check.sealed", "one.sealed"])
        for file in files {
            #expect(try mode(world.path + "/" + file) == 0o600)
            #expect(try !world.read(file).contains(Self.value))
        }
    }

    @Test func `[8.16] a wrong secret is refused at once`() throws {
        let world = World()
        _ = try world.create()
        for wrong in ["", "correct horse battery stapl", "Correct horse battery staple"] {
            fails(.wrongSecret) { try world.open(SecretBytes(Array(wrong.utf8))) }
        }
    }

    @Test func `[3.1b] finds every altered octet`() throws {
        let world = World()
        let folder = try world.create()
        try folder.store(Self.value, as: "one")
        let good = try world.read("one.sealed")
        for place in good.indices {
            var altered = good
            altered[place] ^= 0x01
            try world.write(altered, "one.sealed")
            fails(.damaged("one"), "octet \(place)") { try folder.load("one") }
        }
        for cut in [0, 1, 11, 12, 27, good.count - 1] {
            try world.write(Array(good.prefix(cut)), "one.sealed")
            fails(.damaged("one"), "cut to \(cut)") { try folder.load("one") }
        }
        try world.write(good + [0], "one.sealed")
        fails(.damaged("one")) { try folder.load("one") }
        try world.write(good, "one.sealed")
        #expect(try folder.load("one").equals(SecretBytes(Self.value)))
    }

    @Test func `finds two files that were exchanged, and one of another folder`() throws {
        let world = World()
        let folder = try world.create()
        try folder.store([1], as: "one")
        try folder.store([2], as: "two")
        let (one, two) = (try world.read("one.sealed"), try world.read("two.sealed"))
        try world.write(two, "one.sealed")
        try world.write(one, "two.sealed")
        fails(.damaged("one")) { try folder.load("one") }
        fails(.damaged("two")) { try folder.load("two") }
        // Sealed under the same secret, and another salt.
        let other = World()
        _ = try SealedFolder.create(
            at: other.path, secret: Self.secret, randomness: SeededRandomness(seed: 6)
        ).store([1], as: "one")
        try world.write(other.read("one.sealed"), "one.sealed")
        fails(.damaged("one")) { try folder.load("one") }
    }

    @Test func `tells what is missing by its path`() throws {
        let world = World()
        let folder = try world.create()
        let path = try world.path
        fails(.missing("\(path)/none.sealed")) { try folder.load("none") }
        try FileManager.default.removeItem(atPath: path + "/seal.check.sealed")
        fails(.missing("\(path)/seal.check.sealed")) { try world.open() }
        try FileManager.default.removeItem(atPath: path + "/seal.parameters")
        fails(.missing("\(path)/seal.parameters")) { try world.open() }
    }

    @Test func `never writes over what it holds`() throws {
        let world = World()
        let folder = try world.create()
        try folder.store([1], as: "one")
        fails(.fileFailure("\(try world.path)/one.sealed", EEXIST)) {
            try folder.store([2], as: "one")
        }
        #expect(try folder.load("one").equals(SecretBytes([1])))
        fails(.fileFailure(try world.path, EEXIST)) { try world.create() }
    }

    @Test(arguments: [
        "", "scrypt", "scrypt 32768", "argon2 32768 00", "scrypt 8192 00ff",
        "scrypt 2097152 00ff", "scrypt -1 00ff", "scrypt x 00ff", "scrypt 32768 0",
        "scrypt 32768 zz", "scrypt 32768 00 11",
    ])
    func `takes no parameters but its own`(text: String) throws {
        let world = World()
        _ = try world.create()
        try world.write(Array(text.utf8), "seal.parameters")
        fails(.damaged("seal.parameters")) { try world.open() }
    }

    @Test func `another salt or cost makes another key`() throws {
        let world = World()
        _ = try world.create()
        let good = String(decoding: try world.read("seal.parameters"), as: UTF8.self)
        let words = good.split(whereSeparator: \.isWhitespace)
        try #require(words.count == 3)
        for changed in [
            "scrypt 16384 \(words[2])", "scrypt 32768 \(String(words[2].reversed()))",
        ] {
            try world.write(Array(changed.utf8), "seal.parameters")
            fails(.wrongSecret) { try world.open() }
        }
    }

    @Test func `does not read what is far too large`() throws {
        let world = World()
        let folder = try world.create()
        try world.write([UInt8](repeating: 0, count: 1 << 17), "big.sealed")
        fails(.fileFailure("\(try world.path)/big.sealed", EFBIG)) { try folder.load("big") }
    }
}
