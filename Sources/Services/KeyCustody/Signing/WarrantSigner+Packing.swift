package import Cryptography
import Ledger
package import PKIX

extension WarrantSigner {
    /// Makes a subscriber's key pair and packs it; nothing of it is kept (CP 6.30, 8.2a).
    ///
    /// One at a time, for it takes seconds of a processor; outside the actor, for no key of the authority has to do
    /// with it.
    package nonisolated func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey {
        try await Self.packing.run {
            try PackedKey.generate(algorithm, provenBy: signature)
        }
    }

    /// On which all of this process are made.
    private static let packing = QueueExecutor(label: "kapok.keys.packing")
}
