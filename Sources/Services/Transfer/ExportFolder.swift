package import CanonicalJSON
import Cryptography
import Glibc
import Ledger
import Messages

/// A folder that an export is written to: under another name until all is durable, with the digest of
/// every file in the order in which they were written.
package final class ExportFolder {
    /// As `sha256sum --check` reads it.
    package static let digests = "SHA256SUMS"

    private let target: String
    private let path: String
    private let sums: ExportFile
    private var made: Set<String> = []
    package private(set) var files: Int64 = 0

    /// - Throws: `export.targetInvalid`, `.targetExists`, also for what an export left that was cut
    ///   off; `DurableFileError`, as all that follows.
    package init(_ target: String) throws {
        guard target.hasPrefix("/"), !target.hasSuffix("/"), !target.utf8.contains(0) else {
            throw Refusal(.exportTargetInvalid, field: "to", ["path": target])
        }
        self.target = target
        path = "\(target).exporting"
        for taken in [target, path] where Folder.holds(taken) {
            throw Refusal(.exportTargetExists, field: "to", ["path": taken])
        }
        try Folder.make(path)
        sums = try ExportFile("\(path)/\(Self.digests)")
    }

    /// Writes one file piece by piece, and its digest.
    ///
    /// - Parameter name: relative, of our own making.
    package func write(_ name: String, _ body: (ExportFile) throws -> Void) throws {
        try makeFolders(above: name)
        let file = try ExportFile("\(path)/\(name)")
        try body(file)
        let digest = try file.finish()
        try sums.add("\(Hex.encode(digest))  \(name)\n")
        files += 1
    }

    package func write(_ name: String, _ bytes: [UInt8]) throws {
        try write(name) { try $0.add(bytes) }
    }

    /// Makes it durable and gives it its name.
    /// - Returns: the digest of the list of digests, which stands for the whole.
    package func finish() throws -> [UInt8] {
        let digest = try sums.finish()
        // One call for a million small files. It tells of no failure: the digests do.
        sync()
        try Folder.rename(path, to: target)
        return digest
    }

    private func makeFolders(above name: String) throws {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            if made.insert(folder).inserted { try Folder.make(folder) }
        }
    }
}

/// One file of an export, for this user alone.
package final class ExportFile {
    private let file: OpenFile
    private var digest: RunningDigest?
    private var waiting: [UInt8] = []

    init(_ path: String) throws {
        file = try OpenFile(creating: path)
        digest = try RunningDigest(.sha256)
    }

    package func add(_ bytes: [UInt8]) throws {
        waiting += bytes
        if waiting.count >= OpenFile.pieceCount { try flush() }
    }

    package func add(_ text: String) throws { try add(Array(text.utf8)) }

    /// One line of canonical JSON.
    package func add(_ json: JSONValue) throws { try add(json.canonicalBytes + [0x0A]) }

    /// Once, at the end.
    func finish() throws -> [UInt8] {
        try flush()
        return try digest.take()?.finish() ?? []
    }

    private func flush() throws {
        try digest?.add(waiting)
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
