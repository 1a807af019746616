import Foundation
import Messages

/// Who may use the files of a data folder: looked at before any of them is opened (CP 8.17).
///
/// What the product keeps there belongs to the user who opens the folder, and to nobody else.
/// `public/` may be read by all, and others may pass through the folder itself (mode 0711) so that
/// a web server reaches it. What is missing is for its own reader to refuse.
///
/// Looked at are the folder, its own files, `keys/` with its files, and of `public/` two levels: the
/// lists, the authorities' certificates and the folders of the subscribers'. Those certificates are
/// not: they are signed and derived from the ledger, and their number would be the cost.
struct FolderPermissions {
    private let path: String
    private let groups: () throws(Refusal) -> [Group]

    /// Files and folders that share a rule, and the command that puts all of them right.
    private struct Group {
        let paths: [String]
        /// The bits that nobody but the owner may have.
        let forbidden: mode_t
        /// Before the paths that have them all the same.
        let remedy: String
        /// What the remedy names in place of the single paths: it is followed into the depth.
        var whole: String?
    }

    init(folder: DataFolder) {
        path = folder.path
        groups = { () throws(Refusal) in try Self.groups(of: folder) }
    }

    /// The same of a signer's folder, through which others may pass to its socket.
    init(signer folder: SignerFolder) {
        path = folder.path
        groups = { () throws(Refusal) in
            [
                Group(paths: [folder.path], forbidden: 0o066, remedy: "chmod go-rw"),
                Group(
                    paths: [
                        folder.configuration, folder.lock, folder.log, folder.modules,
                        folder.journal, folder.certified, folder.checkpoints,
                    ],
                    forbidden: 0o077, remedy: "chmod go="),
                Group(
                    paths: try [folder.keys] + Self.contents(of: folder.keys), forbidden: 0o077,
                    remedy: "chmod -R go=", whole: folder.keys),
            ]
        }
    }

    /// - Parameter user: who opens the folder.
    /// - Throws: `folder.foreignOwner`, `folder.openToOthers`; `folder.fileUnreadable` for a folder
    ///   that is there and cannot be listed.
    func check(user: uid_t = geteuid()) throws(Refusal) {
        var open: [(path: String, permissions: mode_t)] = []
        var commands: [String] = []
        for group in try groups() {
            let found = group.paths.compactMap { path in
                LocalFile.attributes(path).map { (path: path, attributes: $0) }
            }
            if let foreign = found.first(where: { $0.attributes.owner != user }) {
                throw Refusal(
                    .folderForeignOwner, field: foreign.path,
                    [
                        "path": foreign.path, "owner": String(foreign.attributes.owner),
                        "user": String(user),
                        "command": "chown -R \(user) \(Self.quoted(path))",
                    ])
            }
            let faulty = found.filter { $0.attributes.permissions & group.forbidden != 0 }
            guard !faulty.isEmpty else { continue }
            open += faulty.map { ($0.path, $0.attributes.permissions) }
            let named = group.whole.map { [$0] } ?? faulty.map(\.path)
            commands.append("\(group.remedy) \(named.map(Self.quoted).joined(separator: " "))")
        }
        guard let first = open.first else { return }
        throw Refusal(
            .folderOpenToOthers, field: first.path,
            [
                "path": first.path, "mode": Self.octal(first.permissions),
                "command": commands.joined(separator: " && "),
            ])
    }

    private static func groups(of folder: DataFolder) throws(Refusal) -> [Group] {
        [
            Group(paths: [folder.path], forbidden: 0o066, remedy: "chmod go="),
            Group(
                paths: [
                    folder.configuration, folder.originFile, folder.lock, folder.serverFile,
                    folder.database,
                    folder.database + "-wal", folder.database + "-shm",
                ], forbidden: 0o077, remedy: "chmod go="),
            Group(
                paths: try [folder.keys] + contents(of: folder.keys), forbidden: 0o077,
                remedy: "chmod -R go=", whole: folder.keys),
            Group(
                paths: try [folder.published] + publishedPaths(of: folder), forbidden: 0o022,
                remedy: "chmod -R go-w", whole: folder.published),
        ]
    }

    private static func publishedPaths(of folder: DataFolder) throws(Refusal) -> [String] {
        var paths: [String] = []
        for path in try contents(of: folder.published) {
            paths.append(path)
            guard LocalFile.attributes(path)?.isFolder == true else { continue }
            paths += try contents(of: path)
        }
        return paths
    }

    /// Empty where there is no such folder: one that cannot be listed may hold anything.
    private static func contents(of path: String) throws(Refusal) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            return names.sorted().map { "\(path)/\($0)" }
        } catch {
            let fault = error as? CocoaError
            if fault?.code == .fileReadNoSuchFile || fault?.code == .fileNoSuchFile { return [] }
            let number = (fault?.underlying as? POSIXError)?.code.rawValue
            throw Refusal(
                .folderFileUnreadable, field: path,
                ["path": path, "reason": number.map(SystemError.text) ?? "\(error)"])
        }
    }

    private static func octal(_ permissions: mode_t) -> String {
        let digits = String(permissions, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// For a shell: in quotes where a path holds more than letters, digits and `/._-`.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "/._-".unicodeScalars.contains($0)
        }
        return isPlain && !path.isEmpty && !path.hasPrefix("-")
            ? path : "'\(path.replacing("'", with: #"'\''"#))'"
    }
}
