import CanonicalJSON
import Ledger
import MerkleLog
import Messages

/// What the server says about itself before an officer signs anything, checked against what this
/// user saw before.
struct LedgerContext: Sendable {
    let origin: String
    let environment: LedgerEnvironment
    let policy: String
    let practice: Int64
    let checkpoint: ActStatement.SeenCheckpoint
    let timeMilliseconds: Int64
    /// The checkpoint as it is remembered.
    let seen: KnownLogs.Seen
    /// The names that the journal had before, oldest first.
    let predecessors: [KnownLogs.Predecessor]

    /// Asks a server, and remembers what it shows.
    /// - Throws: `journal.noteInvalid` if the checkpoint is not what its own key signed, or what
    ///   ``KnownLogs`` refuses.
    static func fetch(from server: Server, _ known: KnownLogs) async throws -> LedgerContext {
        var memory = try known.open()
        let context = try LedgerContext(await server.get("/api/v1/context"))
        try await memory.admit(
            origin: context.origin, at: server.place, after: context.predecessors, context.seen,
            KnownLogs.Prover(server))
        return context
    }

    /// Whether the journal that was shown continues another checkpoint of it.
    func continues(_ note: SignedNote, _ server: Server) async throws -> Bool {
        guard let verifier = try? NoteVerifier(parsing: seen.verifierKey), verifier.verifies(note),
            let other = try? Checkpoint(parsing: note.text),
            other.origin.utf8.elementsEqual(origin.utf8), other.size > 0, other.size <= seen.size
        else { return false }
        return try await KnownLogs.Prover(server)
            .begins(other.size, other.root, seen.size, seen.root)
    }

    private init(_ json: JSONValue) throws {
        origin = try Self.origin(in: json)
        environment = try json.required("environment") {
            $0.string.flatMap(LedgerEnvironment.init(rawValue:))
        }
        policy = try json.requiredString("policy")
        practice = try json.required("practice") { $0.integer }
        timeMilliseconds = try json.required("time") {
            $0.string.flatMap(Moment.init(argument:))?.milliseconds
        }
        let verifierKey = try json.requiredString("verifierKey")
        let shown = try json.required("checkpoint") { $0 }
        let note = try shown.requiredString("note")
        seen = KnownLogs.Seen(
            size: try shown.required("size") { $0.integer },
            root: try shown.requiredBytes(hex: "root"), verifierKey: verifierKey, note: note)
        predecessors = try (json["predecessors"]?.array ?? []).map { before in
            KnownLogs.Predecessor(
                origin: try Self.origin(in: before),
                verifierKey: try before.requiredString("verifierKey"),
                entry: try before.required("entry") { $0.integer })
        }
        checkpoint = ActStatement.SeenCheckpoint(size: seen.size, root: seen.root)
        try Self.checkNote(note, origin: origin, seen, verifierKey: verifierKey)
    }

    /// Names are octets to a journal, and text to the memory: only where both agree is one remembered.
    private static func origin(in json: JSONValue) throws(Refusal) -> String {
        try json.required("origin") { value in
            value.string.flatMap { name in
                (1...255).contains(name.utf8.count)
                    && name.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? name : nil
            }
        }
    }

    private static func checkNote(
        _ text: String, origin: String, _ seen: KnownLogs.Seen, verifierKey: String
    ) throws(Refusal) {
        guard let note = try? SignedNote(parsing: Array(text.utf8)),
            let verifier = try? NoteVerifier(parsing: verifierKey), verifier.verifies(note),
            let checkpoint = try? Checkpoint(parsing: note.text),
            checkpoint.origin.utf8.elementsEqual(origin.utf8), checkpoint.size == seen.size,
            checkpoint.root == seen.root
        else { throw Refusal(.commandJournalNoteInvalid, field: "checkpoint", ["origin": origin]) }
    }
}

extension KnownLogs.Prover {
    init(_ server: Server) {
        consistency = { from, to in
            let answer = try await server.get(
                "/api/v1/journal/consistency",
                [APIQueryItem("from", String(from)), APIQueryItem("to", String(to))])
            return try answer.required("proof") { proof in
                let hashes = proof.array?.compactMap { $0.string.flatMap(Base64.decode) }
                return hashes?.count == proof.array?.count ? hashes : nil
            }
        }
        entry = {
            try InclusionBundle(json: await server.get("/api/v1/journal/\($0)/proof"))
        }
    }
}
