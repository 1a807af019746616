package import Cryptography

/// Where private keys are made and stay.
package protocol KeyStore: Sendable {
    /// Makes a key under a name that nothing has yet; durable on return.
    func generateKey(
        _ algorithm: KeyAlgorithm, as reference: KeyReference
    ) async throws -> PublicKey
    /// - Throws: `KeyCustodyError.missing` or `.keyNowhere` where no key of that name is here.
    func publicKey(of reference: KeyReference) async throws -> PublicKey
    /// Signs with a key that is here; who calls has judged whether it may.
    func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key: KeyReference
    ) async throws -> [UInt8]
}

/// A key with what is known of where it lies.
struct KeyPlace: Sendable {
    let publicKey: PublicKey
    /// The serial number of the module that holds it; nil for a sealed file.
    let module: String?
}

/// A store in a cryptographic module of its own, which says what it is.
package protocol ModuleKeyStore: KeyStore {
    /// What the device says of itself now. Needs nothing that opens its keys.
    func facts() async throws -> ModuleFacts
}
