import Archives
import Cryptography
import Glibc
import Ledger
import Messages

/// A backup as it is written: members in a row, encrypted, under a name that says it is not done.
///
/// Whoever does not come to ``finish()`` leaves nothing.
final class EncryptedFile {
    private let target: String
    private let unfinished: String
    private let file: OpenFile
    private var tar = TarWriter()
    private var age: AgeWriter
    private var digest: RunningDigest?
    private var isFinished = false
    private(set) var size: Int64 = 0
    private(set) var members: [BackupManifest.Member] = []
    private let modifiedSeconds: Int64

    /// - Throws: `backup.targetExists`, `backup.targetUnwritable`.
    init(_ target: String, for recipient: AgeRecipient, atMilliseconds: Int64) throws {
        guard !Folder.holds(target) else {
            throw Refusal(.backupTargetExists, field: "to", ["path": target])
        }
        self.target = target
        unfinished = target + ".unfinished"
        modifiedSeconds = atMilliseconds / 1000
        age = try AgeWriter(recipients: [recipient])
        digest = try RunningDigest(.sha256)
        // What a killed backup left is of no use to anybody.
        Folder.remove(file: unfinished)
        file = try Self.refusing { () throws(DurableFileError) in
            try OpenFile(creating: target + ".unfinished")
        }
    }

    deinit {
        if !isFinished { Folder.remove(file: unfinished) }
    }

    func add(_ bytes: [UInt8], as name: String) throws {
        var pieces = [bytes][...]
        try add(name, size: Int64(bytes.count)) { pieces.popFirst() ?? [] }
    }

    /// A file that nobody changes meanwhile.
    func add(fileAt path: String, as name: String) throws {
        let source = try OpenFile(reading: path)
        try add(name, size: source.size()) { try source.read() }
    }

    private func add(_ name: String, size: Int64, next: () throws -> [UInt8]) throws {
        let header = try TarHeader(name: name, size: size, modifiedSeconds: modifiedSeconds)
        try write(try tar.begin(header))
        var content = try RunningDigest(.sha256)
        while case let piece = try next(), !piece.isEmpty {
            try content.add(piece)
            try write(try tar.write(piece))
        }
        members.append(.init(name: name, size: size, sha256: try content.finish()))
    }

    private func write(_ bytes: [UInt8]) throws { try put(try age.write(bytes)) }

    private func put(_ bytes: [UInt8]) throws {
        try digest?.add(bytes)
        size += Int64(bytes.count)
        try Self.refusing { () throws(DurableFileError) in try file.write(bytes) }
    }

    /// Ends the file and gives it its name, durably.
    /// - Returns: its SHA-256.
    func finish() throws -> [UInt8] {
        try write(try tar.finish())
        try put(try age.finish())
        try Self.refusing { () throws(DurableFileError) in
            try file.sync()
            try Folder.rename(unfinished, to: target)
        }
        isFinished = true
        guard let digest = digest.take() else { return [] }
        return try digest.finish()
    }

    private static func refusing<T>(_ work: () throws(DurableFileError) -> T) throws(Refusal) -> T {
        do {
            return try work()
        } catch {
            throw Refusal(.backupTargetUnwritable, field: "to", error.arguments)
        }
    }
}
