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

    static func fetch(from server: Server, _ known: KnownLogs) async throws -> LedgerContext {
        try LedgerContext(await server.get("/api/v1/context"), known)
    }

    /// - Throws: `journal.noteInvalid` if the checkpoint is not what its own key signed, or what
    ///   ``KnownLogs`` refuses.
    init(_ json: JSONValue, _ known: KnownLogs) throws {
        origin = try json.requiredString("origin")
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
        let seen = KnownLogs.Seen(
            size: try shown.required("size") { $0.integer },
            root: try shown.requiredBytes(hex: "root"), verifierKey: verifierKey)
        try Self.checkNote(
            shown.requiredString("note"), origin: origin, seen, verifierKey: verifierKey)
        try known.check(origin: origin, seen)
        checkpoint = ActStatement.SeenCheckpoint(size: seen.size, root: seen.root)
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
