import CanonicalJSON
import Cryptography
import Glibc
import Ledger
import Messages

/// A folder that an export is written to: under another name until all is durable, with the digest of
/// every file in the order in which they were written.
final class ExportFolder {
    /// As `sha256sum --check` reads it.
    static let digests = "SHA256SUMS"

    let target: String
    private let path: String
    private var sums: ExportFile?
    private var made: Set<String> = []
    private(set) var files: Int64 = 0

    /// - Throws: `export.targetInvalid`, `.targetExists`, `.targetUnwritable`.
    init(_ target: String) throws {
        guard target.hasPrefix("/"), !target.hasSuffix("/"), !target.utf8.contains(0) else {
            throw Refusal(.exportTargetInvalid, field: "to", ["path": target])
        }
        self.target = target
        path = "\(target).exporting"
        guard unsafe access(target, F_OK) != 0, unsafe access(path, F_OK) != 0 else {
            throw Refusal(.exportTargetExists, field: "to", ["path": target])
        }
        guard unsafe mkdir(path, 0o700) == 0 else { throw unwritable(errno) }
        sums = try ExportFile("\(path)/\(Self.digests)", shownAs: target)
    }

    /// Writes one file piece by piece, and its digest.
    ///
    /// - Parameter name: relative, of our own making.
    func write(_ name: String, _ body: (ExportFile) throws -> Void) throws {
        try makeFolders(above: name)
        let file = try ExportFile("\(path)/\(name)", shownAs: target)
        try body(file)
        let digest = try file.finish()
        try sums?.add("\(Hex.encode(digest))  \(name)\n")
        files += 1
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try write(name) { try $0.add(bytes) }
    }

    /// Makes it durable and gives it its name.
    /// - Returns: the digest of the list of digests, which stands for the whole.
    func finish() throws -> [UInt8] {
        guard let sums else { throw unwritable(EBADF) }
        let digest = try sums.finish()
        self.sums = nil
        // One call for a million small files; Linux returns when all is written.
        sync()
        guard unsafe rename(path, target) == 0 else { throw unwritable(errno) }
        sync()
        return digest
    }

    private func makeFolders(above name: String) throws {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            guard made.insert(folder).inserted else { continue }
            guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
                throw unwritable(errno)
            }
        }
    }

    private func unwritable(_ number: Int32) -> Refusal {
        Refusal(
            .exportTargetUnwritable, field: "to", ["path": target, "reason": "errno \(number)"])
    }
}

/// One file of an export, for this user alone.
final class ExportFile {
    private let descriptor: Int32
    private let shown: String
    private var digest: RunningDigest?
    private var waiting: [UInt8] = []

    private static let pieceBytes = 1 << 18

    init(_ path: String, shownAs shown: String) throws {
        self.shown = shown
        descriptor = unsafe open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        digest = try RunningDigest(.sha256)
        guard descriptor >= 0 else { throw unwritable() }
    }

    deinit { close(descriptor) }

    func add(_ bytes: [UInt8]) throws {
        waiting += bytes
        if waiting.count >= Self.pieceBytes { try flush() }
    }

    func add(_ text: String) throws { try add(Array(text.utf8)) }

    /// One line of canonical JSON.
    func add(_ json: JSONValue) throws { try add(json.canonicalBytes + [0x0A]) }

    func finish() throws -> [UInt8] {
        try flush()
        guard let digest = digest.take() else { throw unwritable() }
        return try digest.finish()
    }

    private func flush() throws {
        try digest?.add(waiting)
        var written = 0
        while written < waiting.count {
            let count = unsafe waiting.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor, $0.baseAddress.map { unsafe $0 + written },
                    waiting.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw unwritable() }
            written += count
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private func unwritable() -> Refusal {
        Refusal(
            .exportTargetUnwritable, field: "to", ["path": shown, "reason": "errno \(errno)"])
    }
}
