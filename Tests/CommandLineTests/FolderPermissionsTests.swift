import ChildPrograms
import Foundation
import Messages
import Testing

@testable import kapok

@Suite struct `The permissions of a data folder` {
    let temporary = TemporaryFolder()
    var folder: DataFolder { DataFolder(path: temporary.file("ca")) }

    @Test func `[8.17] what init makes and what web servers need is accepted`() throws {
        try make()
        try FolderPermissions(folder: folder).check()
        try set(0o711, "")
        try FolderPermissions(folder: folder).check()
    }

    @Test func `[8.17] what is missing is left to its reader`() throws {
        try FolderPermissions(folder: folder).check()
    }

    @Test func `[8.17] what cannot be listed is refused, and not taken for empty`() throws {
        try make()
        try FileManager.default.removeItem(atPath: folder.keys)
        try #require(FileManager.default.createFile(atPath: folder.keys, contents: Data()))
        try set(0o600, "keys")
        let refusal = try #require(throws: Refusal.self) {
            try FolderPermissions(folder: folder).check()
        }
        #expect(refusal.code == .folderFileUnreadable)
        #expect(refusal.arguments == ["path": folder.keys, "reason": "Not a directory"])
    }

    @Test(arguments: [
        ("", 0o755, "chmod go= F"), ("", 0o770, "chmod go= F"), ("", 0o702, "chmod go= F"),
        ("keys", 0o710, "chmod -R go= F/keys"), ("keys", 0o701, "chmod -R go= F/keys"),
        ("keys/a.sealed", 0o640, "chmod -R go= F/keys"),
        ("keys/a.sealed", 0o602, "chmod -R go= F/keys"),
        ("kapok.yaml", 0o644, "chmod go= F/kapok.yaml"),
        ("journal.origin", 0o604, "chmod go= F/journal.origin"),
        ("lock", 0o620, "chmod go= F/lock"),
        ("ledger.sqlite", 0o644, "chmod go= F/ledger.sqlite"),
        ("ledger.sqlite-wal", 0o660, "chmod go= F/ledger.sqlite-wal"),
        ("ledger.sqlite-shm", 0o606, "chmod go= F/ledger.sqlite-shm"),
        ("public", 0o757, "chmod -R go-w F/public"),
        ("public/crl", 0o775, "chmod -R go-w F/public"),
        ("public/crl/a.crl", 0o664, "chmod -R go-w F/public"),
        ("public/certificates/a", 0o777, "chmod -R go-w F/public"),
    ])
    func `[8.17] what others may use is refused by name, with what puts it right`(
        path: String, mode: Int, command: String
    ) throws {
        try make()
        try set(mode, path)
        let refusal = try #require(throws: Refusal.self) {
            try FolderPermissions(folder: folder).check()
        }
        #expect(refusal.code == .folderOpenToOthers)
        #expect(refusal.field == (path.isEmpty ? folder.path : "\(folder.path)/\(path)"))
        #expect(refusal.arguments["mode"] == "0" + String(mode, radix: 8))
        #expect(
            refusal.arguments["command"] == command.replacing("F", with: folder.path))
    }

    @Test func `[8.17] one command puts everything right`() throws {
        try make()
        for path in ["", "keys", "keys/a.sealed", "kapok.yaml", "ledger.sqlite"] {
            try set(0o777, path)
        }
        let refusal = try #require(throws: Refusal.self) {
            try FolderPermissions(folder: folder).check()
        }
        let command = try #require(refusal.arguments["command"])
        #expect(try ChildProgram.run(["sh", "-c", command]).status == 0)
        try FolderPermissions(folder: folder).check()
    }

    @Test func `[8.17] a path with a quote in it is named to the shell as it is`() throws {
        let folder = DataFolder(path: temporary.file("it's a folder"))
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        let refusal = try #require(throws: Refusal.self) {
            try FolderPermissions(folder: folder).check()
        }
        let name = temporary.file(#"it'\''s a folder"#)
        #expect(refusal.arguments["command"] == "chmod go= '\(name)'")
    }

    @Test func `[8.17] what belongs to another user is refused`() throws {
        try make()
        let refusal = try #require(throws: Refusal.self) {
            try FolderPermissions(folder: folder).check(user: geteuid() + 1)
        }
        #expect(refusal.code == .folderForeignOwner)
        #expect(refusal.field == folder.path)
    }

    private func make() throws {
        for path in ["keys", "public/crl", "public/certificates/a"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
        }
        let files = [
            "keys/a.sealed", "kapok.yaml", "journal.origin", "lock", "ledger.sqlite",
            "ledger.sqlite-wal", "ledger.sqlite-shm", "public/crl/a.crl",
        ]
        for file in files {
            try #require(
                FileManager.default.createFile(atPath: "\(folder.path)/\(file)", contents: Data()))
            try set(0o600, file)
        }
        for path in ["", "keys"] { try set(0o700, path) }
        for path in ["public", "public/crl", "public/certificates", "public/certificates/a"] {
            try set(0o755, path)
        }
    }

    private func set(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: "\(folder.path)/\(path)")
    }
}
