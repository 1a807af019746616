import CanonicalJSON
import Cryptography

/// Answers what the signer asks of one module. Judges nothing: only the signer reaches it.
package struct ModuleDesk: Sendable {
    private let store: any ModuleKeyStore
    private let report: @Sendable (any Error) -> Void

    /// - Parameter report: told of what was not done.
    package init(store: any ModuleKeyStore, report: @escaping @Sendable (any Error) -> Void) {
        self.store = store
        self.report = report
    }

    package func answer(to request: [UInt8]) async -> [UInt8] {
        await SignerExchange.answered(request, report: report) {
            try await answer(to: ModuleRequest($0))
        }
    }

    private func answer(to request: ModuleRequest) async throws -> SignerMessage {
        switch request {
        case .facts: try await store.facts().message
        case .generateKey(let algorithm, let key):
            try await store.generateKey(algorithm, as: key).message
        case .publicKey(let key): try await store.publicKey(of: key).message
        case .sign(let bytes, let algorithm, let key):
            SignerMessage([:], [try await store.sign(bytes, with: algorithm, key: key)])
        }
    }
}
