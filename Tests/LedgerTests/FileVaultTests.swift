import CanonicalJSON
import Cryptography
import Foundation
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `Files beside the ledger` {
    private func content(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private func sealed(_ content: [UInt8], in vault: FileVault) throws -> SealedFile {
        let file = try vault.begin(limit: Int64(content.count))
        var rest = content[...]
        while !rest.isEmpty {
            try file.add(Array(rest.prefix(100_003)))
            rest = rest.dropFirst(100_003)
        }
        return try file.finish { _ in }
    }

    private func read(_ sealed: SealedFile, in vault: FileVault) throws -> [UInt8] {
        let file = try vault.open(sealed.file, key: sealed.key)
        return try (0..<file.pieces).flatMap { try file.piece($0) }
    }

    @Test(arguments: [
        1, FileVault.pieceBytes - 1, FileVault.pieceBytes, FileVault.pieceBytes + 1,
        3 * FileVault.pieceBytes,
    ])
    func `come back as they went in, whole and by parts`(count: Int) throws {
        let folder = try TemporaryFolder()
        let vault = FileVault(path: folder.path + "/files")
        let content = content(count)
        let sealed = try sealed(content, in: vault)
        #expect(sealed.sha256 == DigestAlgorithm.sha256.hash(content))
        #expect(sealed.bytes == Int64(count))
        #expect(try read(sealed, in: vault) == content)
        let file = try vault.open(sealed.file, key: sealed.key)
        #expect(file.count == Int64(count))
        let middle = max(0, count - 300_000)
        #expect(
            try file.bytes(at: Int64(middle), 400_000) == Array(content[middle...]))
        #expect(try vault.names() == [sealed.file])
    }

    @Test func `[12.1] tell nothing by their names: the same content has another one`() throws {
        let folder = try TemporaryFolder()
        let vault = FileVault(path: folder.path + "/files")
        let first = try sealed(content(1000), in: vault)
        let second = try sealed(content(1000), in: vault)
        #expect(first.file != second.file && first.sha256 == second.sha256)
        #expect(first.file != Hex.encode(first.sha256))
        #expect(throws: (any Error).self) {
            try read(
                SealedFile(
                    file: first.file, key: second.key, bytes: first.bytes, sha256: first.sha256),
                in: vault)
        }
    }

    @Test func `of which an octet changed, or a piece moved or is gone, are not opened`()
        throws
    {
        let folder = try TemporaryFolder()
        let vault = FileVault(path: folder.path + "/files")
        let good = try sealed(content(2 * FileVault.pieceBytes + 5), in: vault)
        let path = "\(vault.path)/\(good.file)"
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let piece = FileVault.pieceBytes + 28
        var changed = bytes
        changed[piece + 100] ^= 1
        let altered: [[UInt8]] = [
            changed, Array(bytes[piece..<(2 * piece)] + bytes[..<piece] + bytes[(2 * piece)...]),
            Array(bytes[..<(2 * piece)]), Array(bytes[piece...]), Array(bytes.dropLast()),
            bytes + bytes[(2 * piece)...], bytes + [0],
        ]
        for other in altered {
            try Data(other).write(to: URL(fileURLWithPath: path))
            let refusal = #expect(throws: Refusal.self) { try read(good, in: vault) }
            #expect(refusal?.code == .attachmentFileAltered)
        }
        #expect(altered.count == 7)
    }

    @Test func `beyond the limit leave nothing`() throws {
        let folder = try TemporaryFolder()
        let vault = FileVault(path: folder.path + "/files")
        do {
            let file = try vault.begin(limit: 300_000)
            try file.add(content(300_000))
            let refusal = #expect(throws: Refusal.self) { try file.add([1]) }
            #expect(refusal?.code == .attachmentTooLarge)
        }
        // A content that is refused leaves nothing either.
        do {
            let file = try vault.begin(limit: 10)
            try file.add([1])
            #expect(throws: Refusal.self) {
                _ = try file.finish { _ in throw Refusal(.attachmentUnknownContent) }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: vault.path) == [])
    }

    // MARK: With their rows

    private func stored(_ world: TestLedger, _ dossier: String) async throws -> SealedFile {
        let vault = try #require(world.settings.files)
        let file = try sealed(content(300_000), in: vault)
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.store(
                .init(name: "陳大文.pdf", sealed: file, salt: "00"), mediaType: "application/pdf",
                dossier: dossier)
            return .null
        }
        return file
    }

    @Test func `belong to one dossier: whoever names one again is refused, and nothing changes`()
        async throws
    {
        let world = try await TestLedger.make()
        let vault = try #require(world.settings.files)
        let file = try sealed(content(10), in: vault)
        func store(_ dossier: String) async throws {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.store(
                    .init(name: "a.pdf", sealed: file, salt: "00"), mediaType: "application/pdf",
                    dossier: dossier)
                return .null
            }
        }
        try await store("rec-1")
        await #expect(throws: Refusal.self) { try await store("rec-2") }
        let (first, second) = try await world.ledger.read {
            (try $0.files(of: "rec-1").count, try $0.files(of: "rec-2").count)
        }
        #expect(first == 1 && second == 0)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `that are lost or changed are found by an audit`() async throws {
        let world = try await TestLedger.make()
        let vault = try #require(world.settings.files)
        let (first, second) = (
            try await stored(world, "rec-1"), try await stored(world, "rec-2")
        )
        #expect(try await world.ledger.verify().isClean)
        let secrets = try await world.ledger.read { snapshot in
            try snapshot.secrets(of: snapshot.files(of: "rec-1")[0])
        }
        #expect(secrets?.name == "陳大文.pdf" && secrets?.sealed.file == first.file)
        #expect(try read(try #require(secrets?.sealed), in: vault) == content(300_000))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(vault.path)/\(first.file)"))
        bytes[5] ^= 1
        try bytes.write(to: URL(fileURLWithPath: "\(vault.path)/\(first.file)"))
        try FileManager.default.removeItem(atPath: "\(vault.path)/\(second.file)")
        let report = try await world.ledger.verify()
        #expect(
            Set(report.findings)
                == [.fileChanged(file: first.file), .fileMissing(file: second.file)])
    }

    @Test func `[12.1] die with the key of their dossier, and are asked for no more`()
        async throws
    {
        let world = try await TestLedger.make()
        let file = try await stored(world, "rec-1")
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.vault.erase(dossier: "rec-1")
            return .null
        }
        let secrets = try await world.ledger.read { snapshot in
            try snapshot.secrets(of: snapshot.files(of: "rec-1")[0])
        }
        #expect(secrets == nil)
        let vault = try #require(world.settings.files)
        try FileManager.default.removeItem(atPath: "\(vault.path)/\(file.file)")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `of another ledger are not taken where the folder does not say whose they are`()
        async throws
    {
        let world = try await TestLedger.make()
        let vault = try #require(world.settings.files)
        let file = try sealed(content(10), in: vault)
        let mark = "\(vault.path)/journal"
        try? FileManager.default.removeItem(atPath: mark)
        await #expect {
            try await world.ledger.claimFiles()
        } throws: { ($0 as? Refusal)?.code == .filesUnmarked }
        #expect(!FileManager.default.fileExists(atPath: mark))
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.store(
                .init(name: "a.pdf", sealed: file, salt: "00"), mediaType: "application/pdf",
                dossier: "rec-1")
            return .null
        }
        try await world.ledger.claimFiles()
        #expect(FileManager.default.fileExists(atPath: mark))
    }

    @Test func `belong to one journal, and to it under each of its names`() throws {
        let folder = try TemporaryFolder()
        let vault = FileVault(path: folder.path + "/files")
        // Nothing is made for a folder that is not there.
        try vault.claim(for: ["a.example"])
        #expect(!FileManager.default.fileExists(atPath: vault.path))
        // A folder of before has no mark.
        _ = try sealed(content(10), in: vault)
        let kept = try vault.names()
        try vault.claim(for: [])
        try vault.claim(for: ["a.example"])
        try vault.claim(for: ["a.example"])
        #expect(try vault.names() == kept)
        func claim(_ names: [String]) -> String? {
            do {
                try vault.claim(for: names)
                return nil
            } catch {
                return (error as? Refusal)?.code.id ?? "\(error)"
            }
        }
        #expect(claim(["b.example"]) == "files.ofAnother")
        #expect(claim(["b.example", "c.example"]) == "files.ofAnother")
        #expect(throws: Refusal.self) { try vault.begin(limit: 10, of: ["b.example"]) }
        // It goes on under a new name; who went on under the old one does not get it back.
        #expect(claim(["a.example", "a2.example"]) == nil)
        #expect(claim(["a.example"]) == "files.ofAnother")
        #expect(claim(["a.example", "a2.example", "a3.example"]) == nil)
        #expect(try vault.names() == kept)
    }

    @Test func `that no row names are swept after two hours, and no others`() async throws {
        let world = try await TestLedger.make()
        let vault = try #require(world.settings.files)
        let kept = try await stored(world, "rec-1")
        let lost = try sealed(content(10), in: vault)
        let begun = "\(vault.path)/unfinished-00"
        try Data([1]).write(to: URL(fileURLWithPath: begun))
        try Data([1]).write(to: URL(fileURLWithPath: "\(vault.path)/readme"))
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        func sweep(_ milliseconds: Int64) async throws {
            try await world.ledger.readApart { snapshot in
                try vault.sweep(atMilliseconds: milliseconds) {
                    try snapshot.get(StoredFile.self, .text($0)) != nil
                }
            }
        }
        try await sweep(now + 3_600_000)
        #expect(try vault.names() == [kept.file, lost.file].sorted())
        try await sweep(now + 7_300_000)
        #expect(try vault.names() == [kept.file])
        let left = try FileManager.default.contentsOfDirectory(atPath: vault.path)
        #expect(Set(left) == [kept.file, "readme"])
    }
}
