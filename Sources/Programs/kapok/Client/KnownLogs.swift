import CanonicalJSON
import Glibc
import MerkleLog
import Messages

/// The last checkpoint that this user's commands saw of each journal.
///
/// A small file; a server that shows a smaller journal, another root for the same size, another
/// checkpoint key, or a longer journal that it cannot prove to begin with the one of before is
/// refused: its history was changed, or it is not the server of before. So is a place that shows another
/// journal than before, unless officers signed that the one follows the other.
struct KnownLogs: Sendable {
    static let type = "kapok-checkpoints/v1"
    private static let maximumBytes = 1 << 20

    let path: String
    /// Whether a journal may take the place of one that this user knows.
    var acceptsSuccession = false

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

    /// Where checkpoints are kept that contradict each other.
    static func evidenceFolder(of path: String) -> String {
        "\(LocalFile.folder(of: path))/evidence"
    }

    /// What was seen last of one journal.
    struct Seen: Sendable {
        let size: Int64
        let root: [UInt8]
        let verifierKey: String
        /// The signed checkpoint; nil in what earlier versions remembered.
        var note: String?

        init(size: Int64, root: [UInt8], verifierKey: String, note: String? = nil) {
            self.size = size
            self.root = root
            self.verifierKey = verifierKey
            self.note = note
        }

        /// Nil for what cannot be read. That is not the same as what was never remembered: else whoever
        /// damages the file makes the user forget.
        init?(json: JSONValue) {
            guard let size = json["size"]?.integer, size >= 0,
                let root = json["root"]?.string.flatMap(Hex.decode), root.count == 32,
                let key = json["verifierKey"]?.string
            else { return nil }
            self.init(size: size, root: root, verifierKey: key, note: json["note"]?.string)
        }

        var json: JSONValue {
            [
                "size": .integer(size), "root": .string(Hex.encode(root)),
                "verifierKey": .string(verifierKey), "note": note.map { .string($0) } ?? .null,
            ]
        }
    }

    /// A name that a journal had before, as its server tells it.
    struct Predecessor: Sendable {
        let origin: String
        let verifierKey: String
        /// The entry that ended it, signed by security officers: so many were kept.
        let entry: Int64
    }

    /// What a server is asked to prove. It throws what the server refuses.
    struct Prover {
        /// That its journal of one size begins with that of another.
        let consistency: (_ from: Int64, _ to: Int64) async throws -> [[UInt8]]
        /// That an entry is in it.
        let entry: (_ index: Int64) async throws -> InclusionBundle

        /// Whether one tree is the beginning of another.
        func begins(
            _ size: Int64, _ root: [UInt8], _ laterSize: Int64, _ laterRoot: [UInt8]
        ) async throws -> Bool {
            guard size < laterSize else { return size == laterSize && root == laterRoot }
            // Every journal extends the empty one.
            guard size > 0 else { return true }
            return Proofs.verifyConsistency(
                from: size, root: root, to: laterSize, root: laterRoot,
                proof: try await consistency(size, laterSize))
        }
    }

    /// Takes the memory for one look at one server. Other commands of the same user wait until it is
    /// given back, so that none judges a server by another one's half-finished look.
    func open() throws(Refusal) -> OpenMemory {
        LocalFile.makeFolder(LocalFile.folder(of: path))
        let lock = unsafe Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            let reason = SystemError.text(errno)
            if lock >= 0 { close(lock) }
            throw Refusal(.commandFileUnwritable, field: path, ["path": path, "reason": reason])
        }
        do throws(Refusal) {
            return OpenMemory(
                lock: lock, path: path, acceptsSuccession: acceptsSuccession, try stored())
        } catch {
            close(lock)
            throw error
        }
    }

    /// The journal that a place showed last. Nil where nothing is known of it, or the memory cannot be read: who
    /// looks at the server after says that.
    func journal(at place: String) -> String? {
        (try? stored())?["places"]?[place]?.string
    }

    private func stored() throws(Refusal) -> JSONValue {
        guard LocalFile.exists(path) else { return ["logs": [:]] }
        let bytes = try LocalFile.read(path, limit: Self.maximumBytes)
        guard let json = try? JSONValue(parsing: bytes), json["type"]?.string == Self.type,
            let logs = json["logs"]?.object,
            // Earlier versions had no places.
            let places = (json["places"] ?? [:]).object,
            places.values.allSatisfy({ $0.string != nil }),
            logs.values.allSatisfy({ $0["succeededBy"].map { $0.string != nil } ?? true })
        else { throw Refusal(.commandStateFileDamaged, field: path, ["path": path]) }
        return json
    }
}
