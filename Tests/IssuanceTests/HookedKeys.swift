import AuthorityTestSupport
import Cryptography
import Issuance
import TestSupport

/// The test signer, with something that happens before each key that it makes.
struct HookedKeys: KeyGenerating {
    let signer: TestSigner
    let beforeKey: @Sendable () async throws -> Void

    func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse, inModule serial: String?
    ) async throws -> KeyReference {
        try await beforeKey()
        return try await signer.generateKey(algorithm, for: use, inModule: serial)
    }

    func facts(ofModule serial: String) async throws -> ModuleFacts {
        try await signer.facts(ofModule: serial)
    }

    func sign(_ warrant: Warrant) async throws -> [UInt8] { try await signer.sign(warrant) }

    func publicKey(of key: KeyReference) async throws -> PublicKey {
        try await signer.publicKey(of: key)
    }
}
