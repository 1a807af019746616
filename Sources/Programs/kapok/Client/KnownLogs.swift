import CanonicalJSON
import Glibc
import MerkleLog
import Messages

/// The last checkpoint that this user's commands saw of each journal.
///
/// A small file; a server that shows a smaller journal, another root for the same size, or another
/// checkpoint key is refused: its history was changed, or it is not the server of before.
struct KnownLogs: Sendable {
    static let type = "kapok-checkpoints/v1"
    private static let maximumBytes = 1 << 20

    let path: String

    /// `$KAPOK_STATE`, else `checkpoints.json` under the user's state folder.
    init(_ surroundings: Surroundings) {
        if let path = surroundings["KAPOK_STATE"] {
            self.path = path
        } else if let state = surroundings["XDG_STATE_HOME"] {
            path = "\(state)/kapok/checkpoints.json"
        } else {
            path = "\(surroundings["HOME"] ?? ".")/.local/state/kapok/checkpoints.json"
        }
    }

    /// What was seen last of one journal.
    struct Seen: Sendable, Equatable {
        let size: Int64
        let root: [UInt8]
        let verifierKey: String
    }

    func seen(origin: String) throws(Refusal) -> Seen? {
        try record(of: origin, in: stored())
    }

    /// Compares with what was seen before, then remembers the newer one.
    /// - Throws: `journal.shrunk`, `journal.differs`, `journal.keyChanged`.
    func check(origin: String, _ shown: Seen) throws(Refusal) {
        LocalFile.makeFolder(LocalFile.folder(of: path))
        let lock = unsafe Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            let reason = SystemError.text(errno)
            if lock >= 0 { close(lock) }
            throw Refusal(.commandFileUnwritable, field: path, ["path": path, "reason": reason])
        }
        defer { close(lock) }
        var logs = try stored()
        if let before = record(of: origin, in: logs) {
            let arguments = [
                "origin": origin, "before": String(before.size), "now": String(shown.size),
                "file": path,
            ]
            guard before.verifierKey.utf8.elementsEqual(shown.verifierKey.utf8) else {
                throw Refusal(.commandJournalKeyChanged, arguments)
            }
            guard shown.size >= before.size else { throw Refusal(.commandJournalShrunk, arguments) }
            guard shown.size > before.size || shown.root == before.root else {
                throw Refusal(.commandJournalDiffers, arguments)
            }
            if shown == before { return }
        }
        logs[origin] = [
            "size": .integer(shown.size), "root": .string(Hex.encode(shown.root)),
            "verifierKey": .string(shown.verifierKey),
        ]
        let json: JSONValue = ["type": .string(Self.type), "logs": .object(logs)]
        try LocalFile.write(Array(json.formatted().utf8), to: path, mode: 0o600)
    }

    private func record(of origin: String, in logs: [String: JSONValue]) -> Seen? {
        guard let log = JSONValue.object(logs)[origin], let size = log["size"]?.integer,
            let root = log["root"]?.string.flatMap(Hex.decode),
            let key = log["verifierKey"]?.string
        else { return nil }
        return Seen(size: size, root: root, verifierKey: key)
    }

    private func stored() throws(Refusal) -> [String: JSONValue] {
        guard LocalFile.exists(path) else { return [:] }
        let bytes = try LocalFile.read(path, limit: Self.maximumBytes)
        guard let json = try? JSONValue(parsing: bytes), json["type"]?.string == Self.type,
            let logs = json["logs"]?.object
        else { throw Refusal(.commandStateFileDamaged, field: path, ["path": path]) }
        return logs
    }
}
