import CanonicalJSON
package import Cryptography
import Glibc
import Messages

/// Documents too large for rows, sealed in files of a folder beside the ledger.
///
/// Each file has a key of its own (AES-256-GCM), which lies in the vault among the values of its dossier:
/// with the dossier's key every copy of the file dies, those in backups too. It is named by the SHA-256 of
/// its sealed form, which tells nothing of the content, and finds every changed octet without any key.
///
/// A file is a row of pieces: nonce (12) ‖ ciphertext ‖ tag (16) over 262 144 octets of content, the last over
/// fewer. Authenticated with each piece are its number and whether it is the last one (as in STREAM, Hoang,
/// Reyhanitabar, Rogaway and Vizár 2015): pieces cannot be left out, put elsewhere or cut off, and no more than
/// one is ever in memory.
package struct FileVault: Sendable {
    package let path: String

    /// Octets of content in a piece.
    package static let pieceBytes = 1 << 18
    static let sealedPieceBytes = pieceBytes + overhead
    private static let overhead = 28
    private static let unfinished = "unfinished-"

    package init(path: String) { self.path = path }

    /// A new file, for one task at a time.
    ///
    /// - Parameter journal: see ``claim(for:)``.
    package func begin(
        limit: Int64, of journal: [String] = [],
        randomness: any Randomness = SystemRandomness()
    ) throws -> SealingFile {
        if !Folder.isFolder(path) { try Folder.make(path) }
        try claim(for: journal)
        let name = Self.unfinished + Hex.encode(randomness.bytes(16))
        return try SealingFile(self, at: "\(path)/\(name)", limit: limit, randomness)
    }

    /// - Throws: `attachment.fileMissing`.
    package func open(_ file: String, key: SecretBytes) throws -> OpenedFile {
        guard Self.isName(file), Folder.holds(place(of: file)) else {
            throw Refusal(.attachmentFileMissing, field: "file", ["file": file])
        }
        return try OpenedFile(at: place(of: file), key: key)
    }

    func place(of file: String) -> String { "\(path)/\(file)" }

    /// Whether a name is one of a file: a digest in hex.
    package static func isName(_ name: String) -> Bool {
        name.utf8.count == 64
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// All that are there, by name.
    package func names() throws -> [String] {
        guard Folder.isFolder(path) else { return [] }
        return try Folder.files(in: path).filter(Self.isName)
    }

    /// Removes what no row names and nobody worked on for two hours: what a crash or a refused act left. After one
    /// hour nobody can sign for it any more, and other servers may share the folder.
    package func sweep(
        atMilliseconds now: Int64, unless isNamed: (_ file: String) throws -> Bool
    ) throws {
        guard Folder.isFolder(path) else { return }
        for name in try Folder.files(in: path) {
            guard name.hasPrefix(Self.unfinished) || Self.isName(name),
                let changed = Folder.changedSeconds("\(path)/\(name)"),
                now / 1000 - changed > 2 * 3600
            else { continue }
            if Self.isName(name), try isNamed(name) { continue }
            Folder.remove(file: "\(path)/\(name)")
        }
    }

    /// Whether the sealed form is still the one that gave the file its name; nil where there is no file.
    func isWhole(_ file: String) throws -> Bool? {
        guard Folder.holds(place(of: file)) else { return nil }
        let source = try OpenFile(reading: place(of: file))
        var digest = try RunningDigest(.sha256)
        while case let piece = try source.read(), !piece.isEmpty { try digest.add(piece) }
        return Hex.encode(try digest.finish()) == file
    }

    /// What is authenticated with a piece.
    fileprivate static func context(_ number: Int64, isLast: Bool) -> [UInt8] {
        Array("kapok-file/v1".utf8)
            + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            + [isLast ? 1 : 0]
    }

    fileprivate static func contentCount(ofSealed count: Int64) -> (pieces: Int64, bytes: Int64) {
        let pieces = (count + Int64(sealedPieceBytes) - 1) / Int64(sealedPieceBytes)
        return (pieces, count - pieces * Int64(overhead))
    }
}

/// A file that is being sealed. Who does not come to ``finish(judging:)`` leaves nothing.
package final class SealingFile {
    private let vault: FileVault
    private let unfinished: String
    private let file: OpenFile
    private let limit: Int64
    private let randomness: any Randomness
    private let key: SecretBytes
    private var sealedDigest: RunningDigest?
    private var contentDigest: RunningDigest?
    /// Not sealed yet: it may be the end.
    private var waiting: [UInt8] = []
    private var number: Int64 = 0
    /// Octets of content so far.
    package private(set) var bytes: Int64 = 0
    private var isFinished = false

    fileprivate init(
        _ vault: FileVault, at path: String, limit: Int64, _ randomness: any Randomness
    ) throws {
        self.vault = vault
        self.limit = limit
        self.randomness = randomness
        unfinished = path
        key = SecretBytes(randomness.bytes(DossierVault.keyBytes))
        sealedDigest = try RunningDigest(.sha256)
        contentDigest = try RunningDigest(.sha256)
        file = try OpenFile(creating: path)
    }

    deinit {
        if !isFinished { Folder.remove(file: unfinished) }
    }

    /// - Throws: `attachment.tooLarge` before an octet beyond the limit is written.
    package func add(_ content: [UInt8]) throws {
        guard bytes + Int64(content.count) <= limit else {
            throw Refusal(.attachmentTooLarge, field: "bytes", ["limit": String(limit)])
        }
        bytes += Int64(content.count)
        try contentDigest?.add(content)
        waiting += content
        while waiting.count > FileVault.pieceBytes {
            try seal(Array(waiting.prefix(FileVault.pieceBytes)), isLast: false)
            waiting.removeFirst(FileVault.pieceBytes)
        }
    }

    private func seal(_ piece: [UInt8], isLast: Bool) throws {
        let sealed = try AES256GCM.seal(
            piece, key: key, authenticating: FileVault.context(number, isLast: isLast),
            randomness: randomness)
        number += 1
        try sealedDigest?.add(sealed)
        try file.write(sealed)
    }

    /// Durable on return, under its name.
    /// - Parameter judge: looks at the content before it has a name; what it throws leaves nothing.
    package func finish(judging judge: (OpenedFile) throws -> Void) throws -> SealedFile {
        try seal(waiting, isLast: true)
        waiting = []
        try file.sync()
        try judge(OpenedFile(at: unfinished, key: key))
        guard let sealedDigest = sealedDigest.take(), let contentDigest = contentDigest.take()
        else { throw Refusal(.attachmentFileMissing, field: "file", ["file": "?"]) }
        let name = Hex.encode(try sealedDigest.finish())
        try Folder.rename(unfinished, to: vault.place(of: name))
        isFinished = true
        return SealedFile(
            file: name, key: key, bytes: bytes, sha256: try contentDigest.finish())
    }
}

/// A file that has its name, and what is needed to open it.
package struct SealedFile: Sendable {
    /// SHA-256 of the sealed form, in hex.
    package let file: String
    package let key: SecretBytes
    /// Octets of content.
    package let bytes: Int64
    /// Of the content.
    package let sha256: [UInt8]

    package init(file: String, key: SecretBytes, bytes: Int64, sha256: [UInt8]) {
        self.file = file
        self.key = key
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// A sealed file that is read, at any place; for one task at a time.
package final class OpenedFile {
    private let file: OpenFile
    private let key: SecretBytes
    /// Octets of content.
    package let count: Int64
    package let pieces: Int64
    private var latest: (number: Int64, bytes: [UInt8])?

    fileprivate init(at path: String, key: SecretBytes) throws {
        file = try OpenFile(reading: path)
        self.key = key
        (pieces, count) = FileVault.contentCount(ofSealed: try file.size())
    }

    /// - Throws: `attachment.fileAltered` where an octet of it is not as it was sealed.
    package func piece(_ number: Int64) throws -> [UInt8] {
        if let latest, latest.number == number { return latest.bytes }
        guard (0..<pieces).contains(number) else { return [] }
        let sealed = try file.read(
            at: number * Int64(FileVault.sealedPieceBytes), FileVault.sealedPieceBytes)
        let bytes: [UInt8]
        do {
            bytes = try AES256GCM.open(
                sealed, key: key,
                authenticating: FileVault.context(number, isLast: number == pieces - 1)
            ).withBytes { $0 }
        } catch {
            throw Refusal(.attachmentFileAltered, field: "file")
        }
        latest = (number, bytes)
        return bytes
    }

    /// Octets from an offset, fewer at the end.
    package func bytes(at offset: Int64, _ wanted: Int) throws -> [UInt8] {
        var result: [UInt8] = []
        var place = offset
        while result.count < wanted, place < count {
            let number = place / Int64(FileVault.pieceBytes)
            let within = Int(place % Int64(FileVault.pieceBytes))
            let part = try piece(number).dropFirst(within).prefix(wanted - result.count)
            guard !part.isEmpty else { break }
            result += part
            place += Int64(part.count)
        }
        return result
    }
}
