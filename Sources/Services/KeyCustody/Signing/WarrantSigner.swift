import CanonicalJSON
package import Cryptography

/// The port to all private keys of this process: it signs nothing but the exact bytes of a warrant, and these only
/// with a key for that use, wherever the key lies.
package actor WarrantSigner: Signer {
    private let files: SealedKeyStore
    /// By the serial number under which the register has them.
    private let modules: [String: any ModuleKeyStore]
    private let randomness: any Randomness
    private nonisolated let log: SignatureLog?
    private nonisolated let judge: WarrantJudge
    private nonisolated let journal: SignerJournal?
    private var found: [KeyReference: Found] = [:]

    private struct Found {
        let store: any KeyStore
        let place: KeyPlace
    }

    /// - Parameters:
    ///   - log: what is signed stands in it before it leaves.
    ///   - journal: which tells whether an announcement stands in it, and what stands behind it. Without one the
    ///     entry of a warrant is believed: for who keeps that journal himself.
    package init(
        files: SealedKeyStore, modules: [String: any ModuleKeyStore] = [:],
        log: SignatureLog? = nil, journal: SignerJournal? = nil,
        randomness: any Randomness = SystemRandomness()
    ) {
        self.journal = journal
        judge = WarrantJudge(leavingEntries: journal != nil)
        self.files = files
        self.modules = modules
        self.log = log
        self.randomness = randomness
    }

    /// - Throws: `KeyCustodyError.warrantRefused`, what the follower of the journal, the store of the key and the log
    ///   throw.
    package nonisolated func sign(_ warrant: Warrant) async throws -> [UInt8] {
        let position = try await judge([warrant])
        let store = try await store(of: warrant)
        async let logged: Void? = log?.record([warrant], at: position)
        let signature = try await store.sign(
            warrant.toBeSigned, with: warrant.algorithm, key: warrant.key)
        try await logged
        return signature
    }

    /// All are judged before one is signed; at once, since a module signs in several sessions.
    @concurrent
    package nonisolated func sign(_ warrants: [Warrant]) async throws -> [[UInt8]] {
        let position = try await judge(warrants)
        var stores: [any KeyStore] = []
        for warrant in warrants { stores.append(try await store(of: warrant)) }
        async let logged: Void? = log?.record(warrants, at: position)
        let signatures = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for (place, (warrant, store)) in zip(warrants, stores).enumerated() {
                group.addTask {
                    (
                        place,
                        try await store.sign(
                            warrant.toBeSigned, with: warrant.algorithm, key: warrant.key)
                    )
                }
            }
            return try await group.reduce(
                into: [[UInt8]](repeating: [], count: warrants.count)
            ) { $0[$1.0] = $1.1 }
        }
        try await logged
        return signatures
    }

    /// - Returns: how far the journal was followed that allows it; nil where none was asked.
    private nonisolated func judge(_ warrants: [Warrant]) async throws -> JournalPosition? {
        for warrant in warrants { try judge.judge(warrant) }
        let announced = warrants.compactMap { warrant in
            warrant.announcement.map { (warrant: warrant, entry: $0.index) }
        }
        guard let journal, !announced.isEmpty else { return nil }
        return try await journal.judge(announced) { try await self.place(of: $0) }
    }

    /// Keeps in its log how far the journal was followed, whether it signs or not.
    package nonisolated func note(followed position: JournalPosition) async throws {
        try await log?.note(followed: position)
    }

    /// Where the key lies that suits the warrant: what could not be signed is not logged.
    private nonisolated func store(of warrant: Warrant) async throws -> any KeyStore {
        let found = try await find(warrant.key)
        guard warrant.algorithm.suits(found.place.publicKey.algorithm) else {
            throw KeyCustodyError.warrantRefused("algorithm")
        }
        return found.store
    }

    package func publicKey(of reference: KeyReference) async throws -> PublicKey {
        try await find(reference).place.publicKey
    }

    private func place(of reference: KeyReference) async throws -> KeyPlace {
        try await find(reference).place
    }

    /// What a module says of itself now. - Throws: `.moduleUnknown`.
    package func facts(ofModule serial: String) async throws -> ModuleFacts {
        try await module(serial).facts()
    }

    /// Makes a key in a module, or in a sealed file where none is named, and returns its name; durable on return.
    package func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse, inModule serial: String?
    ) async throws -> KeyReference {
        let reference = KeyReference(
            id: "\(use.rawValue)-" + Base32.encode(randomness.bytes(16)))
        let store: any KeyStore = if let serial { try module(serial) } else { files }
        let key = try await store.generateKey(algorithm, as: reference)
        found[reference] = Found(store: store, place: KeyPlace(publicKey: key, module: serial))
        return reference
    }

    private func module(_ serial: String) throws(KeyCustodyError) -> any ModuleKeyStore {
        guard let module = modules[serial] else { throw .moduleUnknown(serial) }
        return module
    }

    /// Keys do not move; one that is in a file needs no module to be there, nor does one of a responder, which is in none.
    private func find(_ reference: KeyReference) async throws -> Found {
        if let found = found[reference] { return found }
        var faults: [any Error] = []
        let stores: [(module: String?, store: any KeyStore)] =
            [(nil, files)] + modules.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        for (module, store) in reference.use == .authority ? stores : [stores[0]] {
            do {
                let here = Found(
                    store: store,
                    place: KeyPlace(
                        publicKey: try await store.publicKey(of: reference), module: module))
                found[reference] = here
                return here
            } catch {
                // It may be in the next one.
                faults.append(error)
            }
        }
        guard faults.count > 1 else { throw faults[0] }
        // A store that could not look tells more than all that looked and have it not.
        throw faults.first { !Self.meansAbsence($0) } ?? KeyCustodyError.keyNowhere(reference.id)
    }

    private static func meansAbsence(_ error: any Error) -> Bool {
        switch error {
        case KeyCustodyError.missing, KeyCustodyError.keyNowhere: true
        default: false
        }
    }
}
