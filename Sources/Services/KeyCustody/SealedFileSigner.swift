import CanonicalJSON
package import Cryptography

/// Signs with keys that lie in sealed files; for environment `test` only (CP 8.3).
///
/// The same contract as the separate signer process will have: it signs nothing but the exact bytes
/// of a warrant, and these only with a key for that use. A key is sealed under its whole name, so
/// that a file that was renamed does not open. Parsed keys are kept, since reading one costs more than signing with it.
package actor SealedFileSigner: Signer {
    private let folder: SealedFolder
    private let randomness: any Randomness
    private nonisolated let judge = WarrantJudge()
    private var parsed: [KeyReference: SoftwareKey] = [:]

    package init(folder: SealedFolder, randomness: any Randomness = SystemRandomness()) {
        self.folder = folder
        self.randomness = randomness
    }

    package nonisolated func sign(_ warrant: Warrant) async throws -> [UInt8] {
        try await sign([warrant])[0]
    }

    /// Outside the actor, which only keeps the keys: signatures are made on as many threads as ask.
    @concurrent
    package nonisolated func sign(_ warrants: [Warrant]) async throws -> [[UInt8]] {
        for warrant in warrants { try judge.judge(warrant) }
        var signatures: [[UInt8]] = []
        for warrant in warrants {
            let key = try await key(warrant.key)
            guard warrant.algorithm.suits(key.publicKey.algorithm) else {
                throw KeyCustodyError.warrantRefused("algorithm")
            }
            signatures.append(try key.sign(warrant.toBeSigned, with: warrant.algorithm))
        }
        return signatures
    }

    package func publicKey(of reference: KeyReference) async throws -> PublicKey {
        try key(reference).publicKey
    }

    /// Makes a key, seals it, and returns its name; durable on return.
    package func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse
    ) async throws -> KeyReference {
        let reference = KeyReference(
            id: "\(use.rawValue)-" + Base32.encode(randomness.bytes(16)))
        try seal(SoftwareKey.generate(algorithm), as: reference)
        return reference
    }

    /// Seals a key that was made elsewhere, unless it is here already; durable on return.
    package func adopt(_ key: SoftwareKey, as reference: KeyReference) throws {
        do {
            _ = try self.key(reference)
        } catch KeyCustodyError.missing {
            try seal(key, as: reference)
        }
    }

    private func seal(_ key: SoftwareKey, as reference: KeyReference) throws {
        try key.pkcs8().withBytes { bytes in
            try folder.store(bytes, as: reference.id)
        }
        parsed[reference] = key
    }

    private func key(_ reference: KeyReference) throws -> SoftwareKey {
        if let key = parsed[reference] { return key }
        let key = try folder.load(reference.id).withBytes { try SoftwareKey(pkcs8: $0) }
        parsed[reference] = key
        return key
    }
}
