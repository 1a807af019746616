import CanonicalJSON
package import Cryptography

/// Keys in sealed files; for environment `test` only (CP 8.3).
///
/// A key is sealed under its whole name, so that a file that was renamed does not open. Parsed keys are kept, since
/// reading one costs more than signing with it.
package actor SealedKeyStore: KeyStore {
    private let folder: SealedFolder
    private var parsed: [KeyReference: SoftwareKey] = [:]

    package init(folder: SealedFolder) {
        self.folder = folder
    }

    package func publicKey(of reference: KeyReference) throws -> PublicKey {
        try key(reference).publicKey
    }

    package func generateKey(
        _ algorithm: KeyAlgorithm, as reference: KeyReference
    ) throws -> PublicKey {
        let key = try SoftwareKey.generate(algorithm)
        try seal(key, as: reference)
        return key.publicKey
    }

    /// Seals a key that was made elsewhere, unless it is here already; durable on return.
    package func adopt(_ key: SoftwareKey, as reference: KeyReference) throws {
        do {
            _ = try self.key(reference)
        } catch KeyCustodyError.missing {
            try seal(key, as: reference)
        }
    }

    /// Outside the actor, which only keeps the keys: signatures are made on as many threads as ask.
    @concurrent
    package nonisolated func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key reference: KeyReference
    ) async throws -> [UInt8] {
        try await key(reference).sign(message, with: algorithm)
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
