import CanonicalJSON
import Foundation
import Ledger
import MerkleLog
import Messages
import Transfer

/// Entries of the journal with all that a stranger needs to check them: proofs under one checkpoint, the
/// keys of those who signed, and the entries that those keys come from.
///
/// Everything that the server gives is checked before it is kept. Memory grows with the entries that are
/// taken, not with the journal.
struct EvidencePackage {
    static let type = "kapok-evidence/v1"

    private let server: Server
    private let context: LedgerContext
    private let verifier: NoteVerifier
    /// The text of the key that signs the checkpoint: that of today, or of the name that the journal had then.
    let verifierKey: String
    /// The checkpoint that all proofs lead to.
    let checkpoint: Checkpoint
    /// Its note, with the lines of the witnesses that cosigned it.
    let note: String
    private(set) var proofs: [Int64: InclusionBundle] = [:]
    /// Other checkpoints that witnesses cosigned, each proven to be of the same journal.
    private(set) var cosigned: [ConsistencyBundle] = []
    private var signers = SigningKeys()

    /// - Parameter size: of the checkpoint that everything leads to; nil for the one that the server showed
    ///   when it was reached.
    /// - Throws: `command.evidenceUnproven`.
    init(_ server: Server, size: Int64? = nil) async throws {
        guard let context = server.context else {
            throw Refusal(.commandServerAnswerIncomplete, field: "verifierKey")
        }
        let size = size ?? context.seen.size
        // A checkpoint bears the name of the last entry that it covers.
        let ended = context.predecessors.first { $0.entry >= size }
        verifierKey = ended?.verifierKey ?? context.seen.verifierKey
        guard let verifier = try? NoteVerifier(parsing: verifierKey) else {
            throw Refusal(.commandServerAnswerIncomplete, field: "verifierKey")
        }
        self.server = server
        self.context = context
        self.verifier = verifier
        let first = try await Self.bundle(0, size, server)
        guard first.check(verifier).isValid,
            let note = try? SignedNote(parsing: Array(first.checkpoint.utf8)),
            let checkpoint = try? Checkpoint(parsing: note.text), checkpoint.size == size,
            try await Self.isOneJournal(checkpoint, context, server)
        else { throw Self.unproven(0) }
        self.checkpoint = checkpoint
        self.note = first.checkpoint
        proofs[0] = first
        signers.takeIn(founders: first.entry)
        for ended in context.predecessors where ended.entry < size { try await add(ended.entry) }
    }

    var environment: String { context.environment.rawValue }

    /// The parsed entries, by their places.
    var entries: [Int64: JournalEntry] {
        get throws { try proofs.mapValues { try JournalEntry(parsing: $0.entry) } }
    }

    /// Takes one entry, proven to be under the checkpoint.
    mutating func add(_ index: Int64) async throws {
        guard proofs[index] == nil else { return }
        let bundle = try await Self.bundle(index, checkpoint.size, server)
        let lasting = InclusionBundle(
            origin: bundle.origin, index: index, entry: bundle.entry, proof: bundle.proof,
            checkpoint: note)
        guard bundle.index == index, lasting.check(verifier).isValid else {
            throw Self.unproven(index)
        }
        proofs[index] = lasting
    }

    /// Finds where the key of everybody who signed comes from, and takes those entries, too.
    mutating func addEnrolments() async throws {
        while true {
            let missing = try signers.missing(among: entries.values)
            guard !missing.isEmpty else { return }
            let before = signers.count
            for operation in SigningKeys.enrolling { try await follow(operation, missing) }
            // Somebody whom nothing brought in: told by whoever verifies, and by `audit verify`.
            guard signers.count > before else { return }
        }
    }

    private mutating func follow(_ operation: String, _ missing: Set<String>) async throws {
        var after: Int64 = -1
        repeat {
            let page = try await server.get(
                "/api/v1/journal",
                [
                    APIQueryItem("operation", operation), APIQueryItem("outcome", "done"),
                    APIQueryItem("size", "500"),
                ] + (after < 0 ? [] : [APIQueryItem("after", String(after))]))
            for listed in page["entries"]?.array ?? [] {
                guard let index = listed["index"]?.integer, index < checkpoint.size else {
                    continue
                }
                let bundle = try await Self.bundle(index, checkpoint.size, server)
                let entry = try JournalEntry(parsing: bundle.entry)
                guard let officer = SigningKeys.enrolled(in: entry), missing.contains(officer),
                    let proposal = entry.facts["proposal"]?.string
                else { continue }
                let payload = try await server.get("/api/v1/proposals/\(proposal)")["payload"]
                signers.add(officer, payload, entry: index)
                try await add(index)
            }
            guard let next = page["next"]?.integer, next > after else { return }
            after = next
        } while true
    }

    /// Takes what witnesses cosigned last, besides the checkpoint itself.
    mutating func addCosigned() async throws {
        for text in try await server.get("/api/v1/journal/cosigned")["cosigned"]?.array ?? [] {
            guard let text = text.string,
                let other = (try? SignedNote(parsing: Array(text.utf8)))
                    .flatMap({ try? Checkpoint(parsing: $0.text) }),
                other.origin.utf8.elementsEqual(checkpoint.origin.utf8),
                other.size > 0, other.size != checkpoint.size
            else { continue }
            let isEarlier = other.size < checkpoint.size
            let (first, second) = isEarlier ? (other, checkpoint) : (checkpoint, other)
            let bundle = ConsistencyBundle(
                origin: checkpoint.origin, first: isEarlier ? text : note,
                second: isEarlier ? note : text,
                proof: try await KnownLogs.Prover(server).consistency(first.size, second.size))
            guard bundle.check(verifier).isValid else { throw Self.unproven(other.size - 1) }
            cosigned.append(bundle)
        }
    }

    /// Everything but what says what the package is for.
    func write(kind: String, to folder: ExportFolder) throws {
        try folder.write(
            "package.json",
            [
                "type": .string(Self.type), "kind": .string(kind),
                "origin": .string(checkpoint.origin),
                "environment": .string(context.environment.rawValue),
                "size": .integer(checkpoint.size), "root": .string(Hex.encode(checkpoint.root)),
                "verifierKey": .string(verifierKey),
                "entries": .array(proofs.keys.sorted().map { .integer($0) }),
                "cosigned": .integer(Int64(cosigned.count)),
            ])
        try folder.write("checkpoint", Array(note.utf8))
        try folder.write("keys.json", keys)
        for (number, bundle) in cosigned.enumerated() {
            try folder.write("cosigned/\(number + 1).json", bundle.json)
        }
        for (index, proof) in proofs.sorted(by: { $0.key < $1.key }) {
            try folder.write("entries/\(index).json", proof.entry)
            try folder.write("proofs/\(index).json", proof.json)
        }
        try folder.write("verify.py", PackageResources.verify_py)
    }

    /// Whose keys they are, and which entry of the package says so.
    var keys: JSONValue {
        let names = context.predecessors.filter { $0.entry < checkpoint.size }
        let chapters = zip(names, [0] + names.map(\.entry)).map { ended, from -> JSONValue in
            [
                "origin": .string(ended.origin), "verifierKey": .string(ended.verifierKey),
                "entry": .integer(from),
            ]
        }
        let last: JSONValue = [
            "origin": .string(checkpoint.origin), "verifierKey": .string(verifierKey),
            "entry": .integer(names.last?.entry ?? 0),
        ]
        return [
            "type": "kapok-keys/v1", "journal": .array(chapters + [last]),
            "officers": signers.json,
        ]
    }

    // MARK: What the server gives

    private static func bundle(
        _ index: Int64, _ size: Int64, _ server: Server
    ) async throws -> InclusionBundle {
        let json = try await server.get(
            "/api/v1/journal/\(index)/proof", [APIQueryItem("size", String(size))])
        guard let bundle = try? InclusionBundle(json: json) else { throw unproven(index) }
        return bundle
    }

    /// Whether a checkpoint is of the journal that the server showed when it was reached.
    private static func isOneJournal(
        _ checkpoint: Checkpoint, _ context: LedgerContext, _ server: Server
    ) async throws -> Bool {
        let seen = context.seen
        let prover = KnownLogs.Prover(server)
        return checkpoint.size <= seen.size
            ? try await prover.begins(checkpoint.size, checkpoint.root, seen.size, seen.root)
            : try await prover.begins(seen.size, seen.root, checkpoint.size, checkpoint.root)
    }

    private static func unproven(_ index: Int64) -> Refusal {
        Refusal(.commandEvidenceUnproven, field: String(index), ["entry": String(index)])
    }
}

extension ExportFolder {
    /// Laid out for people, who read these files, too.
    func write(_ name: String, _ json: JSONValue) throws {
        try write(name, Array((json.formatted() + "\n").utf8))
    }
}

/// Makes a folder from what a command gathered, once all of it is there.
enum EvidenceFolder {
    /// Refused before the work, and once more when the folder is made.
    /// - Throws: `export.targetExists`.
    static func target(_ path: String) throws(Refusal) -> String {
        let target = URL(fileURLWithPath: path).path
        for taken in [target, "\(target).exporting"] where LocalFile.exists(taken) {
            throw Refusal(.exportTargetExists, field: "--out", ["path": SafeText.of(target)])
        }
        return target
    }

    /// - Returns: the digest of the list of digests.
    /// - Throws: `export.targetExists`, `.targetUnwritable`.
    static func make(
        _ target: String, _ body: (ExportFolder) throws -> Void
    ) throws -> String {
        do {
            let folder = try ExportFolder(target)
            try body(folder)
            return Hex.encode(try folder.finish())
        } catch let fault as DurableFileError {
            throw Refusal(.exportTargetUnwritable, field: "--out", fault.arguments)
        }
    }
}
