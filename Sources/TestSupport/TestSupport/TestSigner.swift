package import Cryptography
import Synchronization

/// Holds CA keys in memory, keeps the warrants it was shown, and can be told to fail.
package final class TestSigner: Signer {
    package struct Unavailable: Error {
        package init() {}
    }

    private struct State {
        var keys: [KeyReference: SoftwareKey] = [:]
        var warrants: [Warrant] = []
        /// Of keys that were asked for in a cryptographic module.
        var modules: [String] = []
        /// Calls that are still answered before the failures begin.
        var passes = 0
        var failures = 0
        var forgeries = 0
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ key: SoftwareKey, as reference: KeyReference) {
        state.withLock { $0.keys[reference] = key }
    }

    /// Another signer with the same keys, and a history of its own.
    package func copy() -> TestSigner {
        let copy = TestSigner()
        for (reference, key) in state.withLock({ $0.keys }) { copy.add(key, as: reference) }
        return copy
    }

    package func generate(_ id: String, _ algorithm: KeyAlgorithm) throws -> KeyReference {
        let key = try SoftwareKey.generate(algorithm)
        let reference = KeyReference(id: id)
        add(key, as: reference)
        return reference
    }

    /// A key as a thief would have it.
    package func key(_ id: String) throws -> SoftwareKey {
        guard let key = state.withLock({ $0.keys[KeyReference(id: id)] }) else {
            throw Unavailable()
        }
        return key
    }

    /// So many calls throw `Unavailable`, after so many that are answered.
    package func fail(times: Int, after passes: Int = 0) {
        state.withLock {
            $0.passes = passes
            $0.failures = times
        }
    }

    /// The next so many signatures are over other bytes.
    package func forge(times: Int) { state.withLock { $0.forgeries = times } }

    /// Notes in which module a key was asked for: it lies here all the same.
    package func keep(module serial: String) { state.withLock { $0.modules.append(serial) } }

    package var modules: [String] { state.withLock { $0.modules } }

    package var warrants: [Warrant] { state.withLock { $0.warrants } }

    package func sign(_ warrant: Warrant) async throws -> [UInt8] {
        let (key, isForged): (SoftwareKey, Bool) = try state.withLock { state in
            state.warrants.append(warrant)
            if state.passes > 0 {
                state.passes -= 1
            } else if state.failures > 0 {
                state.failures -= 1
                throw Unavailable()
            }
            guard let key = state.keys[warrant.key] else { throw Unavailable() }
            let isForged = state.forgeries > 0
            if isForged { state.forgeries -= 1 }
            return (key, isForged)
        }
        return try key.sign(
            isForged ? warrant.toBeSigned + [0] : warrant.toBeSigned, with: warrant.algorithm)
    }

    package func publicKey(of key: KeyReference) async throws -> PublicKey {
        guard let found = state.withLock({ $0.keys[key] }) else { throw Unavailable() }
        return found.publicKey
    }
}
