package import Cryptography

/// Makes keys that stay where they were made, and signs with them.
///
/// A key is durable when its reference is returned. A key whose reference was never entered in the
/// ledger is unused and harmless.
package protocol KeyGenerating: Signer {
    /// - Parameters:
    ///   - use: what the key signs for ever; its name says so (see `KeyReference`).
    ///   - serial: the cryptographic module in which it is made; nil for a sealed file.
    func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse, inModule serial: String?
    ) async throws -> KeyReference

    /// What a cryptographic module says of itself now.
    func facts(ofModule serial: String) async throws -> ModuleFacts
}
