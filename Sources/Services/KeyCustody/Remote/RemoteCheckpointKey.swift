import CanonicalJSON
package import Cryptography
package import Ledger
package import MerkleLog
import Messages

/// The checkpoint key as a server sees it: in the signer.
package actor RemoteCheckpointKey: CheckpointKey {
    private let exchange: SignerExchange
    private let origin: String
    /// How far the signer signed; nil where that has to be found out.
    private var size: Int64?

    /// - Parameter origin: the name of the journal.
    package init(_ exchange: SignerExchange, of origin: String) {
        self.exchange = exchange
        self.origin = origin
    }

    package func sign(
        _ checkpoint: Checkpoint, _ piece: @Sendable (_ from: Int64) async throws -> JournalPiece
    ) async throws -> [UInt8] {
        var from = size ?? checkpoint.size
        var isCorrected = false
        while true {
            guard from <= checkpoint.size else { throw CheckpointContradiction.longer(from) }
            let told =
                from < checkpoint.size
                ? try await piece(from)
                : JournalPiece(from: from, hashes: [], root: checkpoint.root)
            do {
                let signature = try await ask(.checkpoint(told, of: origin)).octets(0)
                size = told.size
                if told.size == checkpoint.size { return signature }
                from = told.size
            } catch KeyCustodyError.checkpointAt(let there) {
                // It has all of this journal, and knows of more.
                guard there != from || from < checkpoint.size else {
                    throw CheckpointContradiction.other("it knows a longer one")
                }
                // Back once, after a start of either; else on, where another server over the same storage came between.
                guard there > from || !isCorrected else { throw KeyCustodyError.unintelligible }
                isCorrected = isCorrected || there <= from
                (size, from) = (there, there)
            } catch KeyCustodyError.warrantRefused(let reason) {
                throw CheckpointContradiction.other(reason)
            } catch let refusal as Refusal where refusal.code == .signerJournalRefused {
                throw CheckpointContradiction.other(refusal.arguments["reason"] ?? "")
            }
        }
    }

    package func sign(event: [UInt8]) async throws -> [UInt8] {
        try await ask(.event(event, of: origin)).octets(0)
    }

    /// The key for the name that the journal is about to go on under.
    package func keyForNext() async throws -> PublicKey {
        try PublicKey(told: await ask(.nextCheckpointKey(of: origin)))
    }

    private func ask(_ request: SignerRequest) async throws -> SignerMessage {
        try await exchange.answer(to: request.message, patience: SignerPatience.checkpoint)
    }
}

extension SignerMessage {
    fileprivate func octets(_ place: Int) throws(KeyCustodyError) -> [UInt8] {
        try octets(.integer(Int64(place)))
    }
}
