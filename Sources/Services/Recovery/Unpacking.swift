import Archives
import Cryptography
import Ledger
import Messages

/// A backup being taken apart into a folder of its own. Used by one task at a time.
///
/// Only names that a data folder has are made, each once, as new plain files.
final class Unpacking {
    private let work: String
    private var members: [BackupManifest.Member] = []
    private var current: (header: TarHeader, file: OpenFile)?
    private var digest: RunningDigest?
    private var names: Set<String> = []
    /// Keys are few: hundreds in the largest authority. Sealed files are as many as the manifest can name.
    private static let maximumMembers = 200_000

    private static let folders = [MemberName.keys, MemberName.files]

    /// - Parameter work: an empty folder.
    init(into work: String) throws {
        self.work = work
        for folder in Self.folders { try Folder.make("\(work)/\(folder)") }
    }

    /// Unpacks all, and compares it with the manifest.
    func run(_ path: String, _ identity: AgeIdentity) throws -> BackupManifest {
        let source = try OpenFile(reading: path)
        var age = AgeReader(identity)
        var tar = TarReader()
        while case let piece = try source.read(), !piece.isEmpty {
            try tar.read(try age.read(piece)) { try take($0) }
        }
        try tar.read(try age.finish()) { try take($0) }
        try tar.finish()
        for folder in Self.folders { try Folder.sync("\(work)/\(folder)") }
        return try manifest()
    }

    private func take(_ part: TarReader.Part) throws {
        switch part {
        case .member(let header): try begin(header)
        case .content(let bytes):
            try digest?.add(bytes)
            try current?.file.write(bytes)
        case .memberEnd: try end()
        }
    }

    private func begin(_ header: TarHeader) throws {
        let name = header.name
        // The manifest is the end: what follows it was not in it.
        guard MemberName.isKnown(name), members.last?.name != BackupManifest.name,
            members.count < Self.maximumMembers, header.size <= MemberName.limit(name) ?? .max,
            names.insert(name).inserted
        else { throw ArchiveError.malformedMember }
        let path = "\(work)/\(name)"
        let file = try OpenFile(creating: path)
        current = (header, file)
        digest = try RunningDigest(.sha256)
    }

    private func end() throws {
        guard let (header, file) = current, let digest = digest.take() else { return }
        try file.sync()
        current = nil
        members.append(
            .init(name: header.name, size: header.size, sha256: try digest.finish()))
    }

    private func manifest() throws -> BackupManifest {
        let path = "\(work)/\(BackupManifest.name)"
        guard members.popLast()?.name == BackupManifest.name,
            let manifest = BackupManifest(
                parsing: try DurableFile.read(path, limit: BackupManifest.maximumBytes))
        else {
            throw Refusal(.restoreInconsistent, ["reason": "the manifest cannot be read"])
        }
        let needed = [MemberName.configuration, MemberName.origin, MemberName.ledger]
        guard manifest.members == members,
            needed.allSatisfy({ name in
                members.contains { $0.name == name }
            })
        else {
            throw Refusal(.restoreInconsistent, ["reason": "the members are not its own"])
        }
        // It told what it had to; a data folder has no such file.
        Folder.remove(file: path)
        return manifest
    }

    /// Leaves nothing of what was made.
    static func remove(_ work: String) {
        for folder in folders.map({ "\(work)/\($0)" }) + [work] {
            for name in (try? Folder.files(in: folder)) ?? [] {
                Folder.remove(file: "\(folder)/\(name)")
            }
            Folder.remove(folder: folder)
        }
    }
}
