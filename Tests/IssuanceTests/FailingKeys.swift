import AuthorityTestSupport
import Cryptography
import Issuance
import Synchronization
import TestSupport

/// Lets the making of keys fail.
final class FailingKeys: Sendable {
    struct Failed: Error {}

    private let remaining = Mutex<Int?>(nil)

    /// Keys beyond the next so many are not made.
    func fail(after count: Int) { remaining.withLock { $0 = count } }

    func recover() { remaining.withLock { $0 = nil } }

    func wrap(_ signer: TestSigner) -> any KeyGenerating {
        Wrapped(signer: signer, keys: self)
    }

    private func check() throws {
        try remaining.withLock { remaining in
            guard let left = remaining else { return }
            guard left > 0 else { throw Failed() }
            remaining = left - 1
        }
    }

    private struct Wrapped: KeyGenerating {
        let signer: TestSigner
        let keys: FailingKeys

        func generateKey(
            _ algorithm: KeyAlgorithm, for use: KeyUse
        ) async throws -> KeyReference {
            try keys.check()
            return try await signer.generateKey(algorithm, for: use)
        }

        func sign(_ warrant: Warrant) async throws -> [UInt8] { try await signer.sign(warrant) }

        func publicKey(of key: KeyReference) async throws -> PublicKey {
            try await signer.publicKey(of: key)
        }
    }
}
