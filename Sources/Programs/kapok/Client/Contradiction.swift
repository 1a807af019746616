import CanonicalJSON
import Cryptography
import Messages

/// Two checkpoints of one journal that do not go together, for whoever has to judge it.
///
/// ```
/// {"type": "kapok-fork/v1", "origin": string, "first": text of a signed note or null,
///  "second": text of a signed note}
/// ```
struct Contradiction {
    let origin: String
    let before: KnownLogs.Seen
    let shown: KnownLogs.Seen

    /// Writes them into one file for each journal and kind: a server that is asked again and again
    /// fills no disk.
    /// - Parameter code: of the refusal.
    func keep(_ code: String, in folder: String) throws(Refusal) {
        LocalFile.makeFolder(folder)
        let name = Hex.encode(Array(DigestAlgorithm.sha256.hash(Array(origin.utf8)).prefix(8)))
        let kind = code.split(separator: ".").last ?? "contradiction"
        let json: JSONValue = [
            "type": "kapok-fork/v1", "origin": .string(origin),
            "first": before.note.map { .string($0) } ?? .null,
            "second": shown.note.map { .string($0) } ?? .null,
        ]
        try LocalFile.write(
            Array((json.formatted() + "\n").utf8), to: "\(folder)/\(name)-\(kind).json",
            mode: 0o600)
    }
}
