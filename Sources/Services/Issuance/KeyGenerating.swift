package import Cryptography

/// Makes keys that stay where they were made, and signs with them.
///
/// A key is durable when its reference is returned. A key whose reference was never entered in the
/// ledger is unused and harmless.
package protocol KeyGenerating: Signer {
    /// - Parameter use: what the key signs for ever; its name says so (see `KeyReference`).
    func generateKey(_ algorithm: KeyAlgorithm, for use: KeyUse) async throws -> KeyReference
}
