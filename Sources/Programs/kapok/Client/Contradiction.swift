import CanonicalJSON
import Cryptography
import MerkleLog
import Messages

/// What a client saw of a journal, and what it was shown instead.
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
        let record = ForkRecord(origin: origin, first: before.note, second: shown.note)
        try LocalFile.write(
            Array((record.json.formatted() + "\n").utf8), to: "\(folder)/\(name)-\(kind).json",
            mode: 0o600)
    }
}
