package import Cryptography
package import PKIX

extension SealedFileSigner {
    /// Makes a subscriber's key pair and packs it; nothing of it is kept (CP 6.30, 8.2a).
    ///
    /// Outside the actor: it takes seconds, and no key of the authority has to do with it.
    @concurrent
    package nonisolated func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey {
        try PackedKey.generate(algorithm, provenBy: signature)
    }
}
