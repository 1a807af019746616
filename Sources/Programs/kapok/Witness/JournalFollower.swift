import MerkleLog
import Messages
import Witness

/// Fetches the checkpoint of a journal from its public address, proves from its tiles that it
/// continues what was cosigned last, and has the witness judge it.
struct JournalFollower {
    let base: String
    let log: NoteVerifier
    let witness: Witness
    /// Where the evidence of a refusal lies, to be told.
    let folder: String
    let web: WebObject

    /// A proof has at most 64 hashes, each out of one tile.
    static let maximumRequests = 80
    private static let maximumNoteBytes = 1 << 16

    /// The checkpoint with the witness's line below.
    /// - Throws: `witness.logUnreachable`, `.checkpointInvalid`, `.logShrunk`, `.logForked`; what
    ///   ``Witness/add(_:)`` throws.
    func cosigned() async throws -> SignedNote {
        let place = "\(base)/journal/checkpoint"
        let fetched = try await fetch(place, maximumBytes: Self.maximumNoteBytes)
        guard let note = try? SignedNote(parsing: fetched), log.verifies(note),
            let new = try? Checkpoint(parsing: note.text),
            new.origin.utf8.elementsEqual(log.name.utf8)
        else {
            throw Refusal(
                .witnessCheckpointInvalid, field: "URL", ["place": place, "origin": log.name])
        }
        let old = await witness.size(of: log.name) ?? 0
        let told = [
            "origin": log.name, "before": String(old), "now": String(new.size),
            "path": "\(folder)/evidence",
        ]
        guard new.size >= old else { throw Refusal(.witnessLogShrunk, told) }
        let proof = old == 0 || old == new.size ? [] : try await proof(from: old, to: new.size)
        let request = try AddCheckpoint(oldSize: old, proof: proof, note: note)
        guard case .cosigned(let line) = try await witness.add(request.encoded) else {
            throw Refusal(.witnessLogForked, told)
        }
        return try note.adding(line)
    }

    /// Fetches tile after tile, as the proof asks for them.
    private func proof(from old: Int64, to new: Int64) async throws -> [[UInt8]] {
        var tiles: [Tile: [UInt8]] = [:]
        for _ in 0..<Self.maximumRequests {
            let known = tiles
            let reader = TileHashReader(treeSize: new) { tile throws in
                guard let bytes = known[tile] else { throw MissingTile(tile: tile) }
                return bytes
            }
            do {
                return try Proofs.consistency(from: old, to: new, reader: reader)
            } catch let missing as MissingTile {
                tiles[missing.tile] = try await fetch(
                    "\(base)/journal/\(missing.tile.path)",
                    maximumBytes: Tile.fullWidth * MerkleTree.hashLength)
            } catch is MerkleLogError {
                // A tile that is none proves nothing.
                return []
            }
        }
        return []
    }

    private struct MissingTile: Error {
        let tile: Tile
    }

    private func fetch(_ place: String, maximumBytes: Int) async throws -> [UInt8] {
        if let bytes = await web.fetch(place, maximumBytes: maximumBytes) { return bytes }
        throw Refusal(
            .witnessLogUnreachable, field: "URL",
            ["place": place, "reason": await web.failures.last?.reason ?? ""])
    }
}
