import CanonicalJSON
import Glibc
import Governance
import MerkleLog
import Messages

/// The last checkpoint that this user's commands saw of each journal.
///
/// A small file; a server that shows a smaller journal, another root for the same size, another
/// checkpoint key, or a longer journal that it cannot prove to begin with the one of before is
/// refused: its history was changed, or it is not the server of before.
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

        /// Signatures may differ: witnesses add theirs.
        func isSame(as other: Seen) -> Bool {
            size == other.size && root == other.root
                && verifierKey.utf8.elementsEqual(other.verifierKey.utf8)
        }
    }

    /// A name that a journal had before, as its server tells it.
    struct Predecessor: Sendable {
        let origin: String
        let verifierKey: String
        /// How many of its entries were kept.
        let keptSize: Int64
        /// The entry that says so, signed by security officers.
        let entry: Int64
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
                lock: lock, path: path, acceptsSuccession: acceptsSuccession, logs: try stored())
        } catch {
            close(lock)
            throw error
        }
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

extension KnownLogs {
    /// The memory, held by one command. Given back when it is gone.
    struct OpenMemory: ~Copyable {
        /// Asks a server to prove that its journal of one size begins with that of another.
        typealias Prover = (_ from: Int64, _ to: Int64) async throws -> [[UInt8]]

        private let lock: Int32
        private let path: String
        private let acceptsSuccession: Bool
        private var logs: [String: JSONValue]

        fileprivate init(
            lock: Int32, path: String, acceptsSuccession: Bool, logs: [String: JSONValue]
        ) {
            self.lock = lock
            self.path = path
            self.acceptsSuccession = acceptsSuccession
            self.logs = logs
        }

        deinit { close(lock) }

        /// Compares what a server shows with what was seen before; a longer journal has to be
        /// proven to begin with the one of before. Then remembers what was shown.
        /// What contradicts is kept as evidence, and what was seen before stays in the memory.
        /// - Parameter predecessors: the names that it says it had before, oldest first.
        /// - Throws: `journal.shrunk`, `.differs`, `.forked`, `.keyChanged`, `.succeeded`, `.ended`; what
        ///   `prove` throws.
        mutating func admit(
            origin: String, after predecessors: [Predecessor] = [], _ shown: Seen, prove: Prover
        ) async throws {
            if let next = logs[origin]?["succeededBy"]?.string {
                throw Refusal(
                    .commandJournalEnded, ["origin": origin, "next": next, "file": path])
            }
            if try seen(origin: origin) == nil {
                try await admit(origin, after: predecessors, shown, prove)
                end(predecessors, with: origin)
            }
            if let before = try seen(origin: origin) {
                if shown.isSame(as: before) && before.note != nil { return }
                do {
                    try await compare(before, shown, origin, prove)
                } catch let refusal as Refusal {
                    // Where it cannot be kept, the contradiction is what has to be told.
                    try? Contradiction(origin: origin, before: before, shown: shown)
                        .keep(refusal.code.id, in: KnownLogs.evidenceFolder(of: path))
                    throw refusal
                }
            }
            logs[origin] = [
                "size": .integer(shown.size), "root": .string(Hex.encode(shown.root)),
                "verifierKey": .string(shown.verifierKey),
                "note": shown.note.map { .string($0) } ?? .null,
            ]
            let json: JSONValue = ["type": .string(KnownLogs.type), "logs": .object(logs)]
            try LocalFile.write(Array(json.formatted().utf8), to: path, mode: 0o600)
        }

        /// A journal that this user does not know takes the place of one that the user does.
        ///
        /// What was seen and kept has to be proven as ever. What was lost is told: whether it may be is
        /// the user's to say.
        private func admit(
            _ origin: String, after predecessors: [Predecessor], _ shown: Seen, _ prove: Prover
        ) async throws {
            for last in predecessors.reversed() {
                guard let before = try seen(origin: last.origin) else { continue }
                guard before.verifierKey.utf8.elementsEqual(last.verifierKey.utf8) else {
                    throw Refusal(
                        .commandJournalKeyChanged, ["origin": last.origin, "file": path])
                }
                if before.size <= last.keptSize {
                    let own = Seen(
                        size: before.size, root: before.root, verifierKey: shown.verifierKey)
                    try await compare(own, shown, origin, prove)
                }
                guard acceptsSuccession else {
                    throw Refusal(
                        .commandJournalSucceeded,
                        [
                            "before": last.origin, "origin": origin,
                            "kept": String(last.keptSize), "seen": String(before.size),
                            "lost": String(max(0, before.size - last.keptSize)),
                            "entry": String(last.entry),
                        ])
                }
                return
            }
        }

        /// Nobody signs for a journal any more whose successor was accepted: a server of before that
        /// still shows it is an old copy.
        private mutating func end(_ predecessors: [Predecessor], with origin: String) {
            for before in predecessors {
                logs[before.origin] = logs[before.origin]?
                    .merging(["succeededBy": .string(origin)])
            }
        }

        private func compare(
            _ before: Seen, _ shown: Seen, _ origin: String, _ prove: Prover
        ) async throws {
            let arguments = [
                "origin": origin, "before": String(before.size), "now": String(shown.size),
                "file": path, "evidence": KnownLogs.evidenceFolder(of: path),
            ]
            guard before.verifierKey.utf8.elementsEqual(shown.verifierKey.utf8) else {
                throw Refusal(.commandJournalKeyChanged, arguments)
            }
            guard shown.size >= before.size else { throw Refusal(.commandJournalShrunk, arguments) }
            guard shown.size > before.size else {
                guard shown.root == before.root else {
                    throw Refusal(.commandJournalDiffers, arguments)
                }
                return
            }
            // Every journal extends the empty one.
            guard before.size > 0 else { return }
            let proof: [[UInt8]]
            do {
                proof = try await prove(before.size, shown.size)
            } catch let failure as CommandFailure where failure.status == .refused {
                // A server that cannot prove it is as good as one that proves it wrongly.
                throw Refusal(.commandJournalForked, arguments)
            }
            guard
                Proofs.verifyConsistency(
                    from: before.size, root: before.root, to: shown.size, root: shown.root,
                    proof: proof)
            else { throw Refusal(.commandJournalForked, arguments) }
        }

        /// A record that cannot be read is not one that was never made: else whoever damages it
        /// makes the user forget.
        func seen(origin: String) throws(Refusal) -> Seen? {
            guard let log = JSONValue.object(logs)[origin] else { return nil }
            guard let size = log["size"]?.integer, size >= 0,
                let root = log["root"]?.string.flatMap(Hex.decode), root.count == 32,
                let key = log["verifierKey"]?.string
            else { throw Refusal(.commandStateFileDamaged, field: path, ["path": path]) }
            return Seen(size: size, root: root, verifierKey: key, note: log["note"]?.string)
        }
    }
}
