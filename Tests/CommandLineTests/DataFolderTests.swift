import Cryptography
import Foundation
import Glibc
import Ledger
import Messages
import Testing

@testable import kapok

@Suite struct `The files of a data folder` {
    let temporary = TemporaryFolder()

    @Test func `that are missing are told so`() throws {
        let origin = try #require(throws: Refusal.self) {
            try Node.origin(of: DataFolder(path: temporary.path))
        }
        #expect(origin.code == .folderMissing)
        let secret = try #require(throws: Refusal.self) {
            try DataFolder.secret(inFile: temporary.file("unlock"))
        }
        #expect(secret.code == .unlockMissing)
    }

    @Test func `that are there and cannot be read are told with the reason`() throws {
        let long = [UInt8](repeating: 0x41, count: 5000)
        for name in ["journal.origin", "unlock"] {
            try LocalFile.write(long, to: temporary.file(name), mode: 0o600)
        }
        let folder = DataFolder(path: temporary.path)
        #expect(throws: DurableFileError.fileFailure(folder.originFile, EFBIG)) {
            try Node.origin(of: folder)
        }
        #expect(throws: DurableFileError.fileFailure(temporary.file("unlock"), EFBIG)) {
            try DataFolder.secret(inFile: temporary.file("unlock"))
        }
        try FileManager.default.createDirectory(
            atPath: temporary.file("folder"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        #expect(throws: DurableFileError.fileFailure(temporary.file("folder"), EISDIR)) {
            try DataFolder.secret(inFile: temporary.file("folder"))
        }
    }

    @Test(arguments: [0o640, 0o604, 0o602])
    func `[8.17] that hold the secret are the owner's alone`(mode: Int) throws {
        let secret = temporary.file("unlock")
        try LocalFile.write(Array("0123456789abcdef".utf8), to: secret, mode: 0o600)
        #expect(try DataFolder.secret(inFile: secret).withBytes { $0.count } == 16)
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: secret)
        let refusal = try #require(throws: Refusal.self) { try DataFolder.secret(inFile: secret) }
        #expect(refusal.code == .unlockReadableByOthers)
    }
}
