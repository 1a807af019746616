import CanonicalJSON
package import Cryptography

/// A module in a process of its own: one that crashes takes nothing along but what was being asked of it.
package struct RemoteModule: ModuleKeyStore {
    private let exchange: SignerExchange

    package init(_ exchange: SignerExchange) {
        self.exchange = exchange
    }

    private func ask(
        _ request: ModuleRequest, patience: Duration = SignerPatience.module
    ) async throws -> SignerMessage {
        try await exchange.answer(to: request.message, patience: patience)
    }

    package func facts() async throws -> ModuleFacts {
        try ModuleFacts(told: await ask(.facts).head)
    }

    package func generateKey(
        _ algorithm: KeyAlgorithm, as reference: KeyReference
    ) async throws -> PublicKey {
        try PublicKey(
            told: await ask(
                .generateKey(algorithm, as: reference), patience: SignerPatience.makingInModule))
    }

    package func publicKey(of reference: KeyReference) async throws -> PublicKey {
        try PublicKey(told: await ask(.publicKey(reference)))
    }

    package func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key reference: KeyReference
    ) async throws -> [UInt8] {
        try await ask(.sign(message, with: algorithm, key: reference)).octets(0)
    }
}
