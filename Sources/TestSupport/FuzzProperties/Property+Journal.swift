import CanonicalJSON
import Cryptography
import Ledger
import MerkleLog

extension Property {
    /// JSON that is hashed and signed, and the text codings inside it.
    static let canonicalJSON = Property("canonicalJSON") { input throws(Violation) in
        if let value = try? JSONValue(parsing: input) {
            let bytes = value.canonicalBytes
            let again = try? JSONValue(parsing: bytes)
            try require(again == value, "the canonical form says the same")
            try require(again?.canonicalBytes == bytes, "the canonical form is its own")
            // Indenting makes short lines long.
            let formatted = try? JSONValue(
                parsing: Array(value.formatted().utf8), maximumBytes: 1 << 26)
            try require(formatted == value, "the form for people says the same")
        }
        let text = String(decoding: input, as: UTF8.self)
        if let bytes = Base64.decode(text) {
            try require(Base64.encode(bytes).utf8.elementsEqual(input), "one Base64 for each bytes")
        }
        if let bytes = Base32.decode(text) {
            try require(Base32.encode(bytes).utf8.elementsEqual(input), "one Base32 for each bytes")
        }
        if let bytes = Hex.decode(text) {
            try require(
                Hex.encode(bytes).utf8.elementsEqual(input.map { $0 | 0x20 }),
                "one hexadecimal for each bytes")
        }
        try require(Base64.decode(Base64.encode(input)) == input, "Base64 comes back")
        try require(Base32.decode(Base32.encode(input)) == input, "Base32 comes back")
        try require(Hex.decode(Hex.encode(input)) == input, "hexadecimal comes back")
    }

    /// Signed notes, the checkpoints in them, and verifier keys.
    static let note = Property("note") { input throws(Violation) in
        let text = String(decoding: input, as: UTF8.self)
        if let note = try? SignedNote(parsing: input) {
            try require(note.encoded == input, "a note is encoded as it was read")
            try require(!note.signatures.isEmpty, "a note that was read has a signature")
            if let checkpoint = try? Checkpoint(parsing: note.text) {
                try require(
                    checkpoint.text.utf8.elementsEqual(note.text.utf8),
                    "a checkpoint has one writing")
            }
        }
        if let checkpoint = try? Checkpoint(parsing: text) {
            try require(
                checkpoint.text.utf8.elementsEqual(text.utf8), "a checkpoint has one writing")
            try require(checkpoint.root.count == 32, "a root has 32 octets")
            let note = try require(
                try? SignedNote(text: checkpoint.text), "a checkpoint can be signed")
            try require(note.signatures.isEmpty, "nobody signed it yet")
        }
        if let verifier = try? NoteVerifier(parsing: text) {
            try require(
                verifier.description.utf8.elementsEqual(text.utf8), "a verifier key has one writing"
            )
            let line = try require(
                verifier.line(holding: [UInt8](repeating: 0, count: 64)),
                "a verifier key has a line")
            let note = try require(
                try? SignedNote(text: "text\n", signatures: [line]), "a line stands in a note")
            try require(!verifier.verifies(note), "zeros are no signature")
            try require((try? SignedNote(parsing: note.encoded)) == note, "a note can be read")
        }
    }

    /// Witnesses: what logs hand to them, their keys, and the cosignatures on a note.
    static let witness = Property("witness") { input throws(Violation) in
        if let request = try? AddCheckpoint(parsing: input) {
            try require(request.encoded == input, "a request has one writing")
            try require(request.oldSize >= 0 && request.proof.count <= 63, "within its limits")
            let again = try? AddCheckpoint(
                oldSize: request.oldSize, proof: request.proof, note: request.note)
            try require(again == request, "what was read can be made")
        }
        let text = String(decoding: input, as: UTF8.self)
        guard let verifier = try? CosignatureVerifier(parsing: text) else { return }
        try require(
            verifier.description.utf8.elementsEqual(text.utf8), "a witness key has one writing")
        try require((try? NoteVerifier(parsing: text)) == nil, "a witness key is no log key")
        let line = try require(
            verifier.line(holding: [UInt8](repeating: 0, count: 64), atSeconds: .max),
            "a witness has a line at any time")
        let note = try require(
            try? SignedNote(text: "text\n", signatures: [line]), "a line stands in a note")
        try require(verifier.seconds(of: note) == nil, "zeros are no cosignature")
        try require((try? SignedNote(parsing: note.encoded)) == note, "a note can be read")
    }

    /// Proof bundles as outsiders get them.
    static let bundle = Property("bundle") { input throws(Violation) in
        guard let json = try? JSONValue(parsing: input) else { return }
        let verifier = try? NoteVerifier(name: "ca.example/journal", key: verifierKey)
        if let bundle = try? InclusionBundle(json: json) {
            try require(bundle.json == json, "an inclusion bundle is written as it was read")
            if let verifier { _ = bundle.check(verifier) }
        }
        if let bundle = try? ConsistencyBundle(json: json) {
            try require(bundle.json == json, "a consistency bundle is written as it was read")
            if let verifier { _ = bundle.check(verifier) }
        }
    }

    /// Paths and contents of tiles.
    static let tile = Property("tile") { input throws(Violation) in
        let text = String(decoding: input, as: UTF8.self)
        if let tile = Tile(path: text) {
            let path = text.utf8.starts(with: "tile/entries/".utf8) ? tile.entriesPath : tile.path
            try require(path?.utf8.elementsEqual(input) ?? false, "a tile has one path")
        }
        if let entries = try? EntryBundle.decode(input) {
            try require(
                (try? EntryBundle.encode(entries)) == input, "entries are written as read")
        }
        if let width = input.first, let tile = Tile(level: 0, index: 0, width: Int(width)),
            let hashes = try? tile.decode(Array(input.dropFirst()))
        {
            try require(
                (try? tile.encode(hashes))
                    == Array(input.dropFirst().prefix(32 * Int(width))),
                "hashes are written as read")
        }
    }

    /// What officers sign.
    static let actStatement = Property("actStatement") { input throws(Violation) in
        guard let statement = try? ActStatement(parsing: input) else { return }
        try require(statement.canonicalBytes == input, "a statement has one spelling")
        try require(
            (try? SignedAct(bytes: input, signature: []))?.bytes == input, "an act keeps its bytes")
    }

    /// What the journal holds.
    static let journalEntry = Property("journalEntry") { input throws(Violation) in
        guard let entry = try? JournalEntry(parsing: input) else { return }
        let bytes = entry.canonicalBytes
        let again = try require(try? JournalEntry(parsing: bytes), "an entry can be read")
        try require(again.canonicalBytes == bytes, "an entry is written as it was read")
    }

    /// Of nobody's private key.
    private static let verifierKey: [UInt8] = Array(repeating: 0x58, count: 32)
}
