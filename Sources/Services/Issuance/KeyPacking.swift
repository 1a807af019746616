package import Cryptography
package import PKIX

/// Makes key pairs for subscribers and packs them, both behind one door, so that nothing outside it ever holds a
/// private key.
///
/// Nothing is kept on return, neither key nor password: what comes back is all there is, and is used once or
/// thrown away. Calls may be made at the same time, and wait for one another; each makes another key.
package protocol KeyPacking: Sendable {
    /// - Parameter signature: what the request's proof of possession is signed with.
    func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey
}
