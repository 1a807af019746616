package import CanonicalJSON
package import CertificatePolicy
package import Cryptography
package import Ledger
import MerkleLog
import Messages

/// A ledger in a temporary folder with five founders, a fixed clock and seeded randomness.
package final class TestLedger: Sendable {
    package static let origin = "test.kapok.example/journal"
    package static let policyVersion = "1.1"
    /// The version of the program, as the ledger keeps it.
    package static let program = "0.0.1"

    package let folder: TemporaryFolder
    package let clock: FixedClock
    package let randomness: SeededRandomness
    package let settings: LedgerSettings
    package let ledger: Ledger
    /// ada, ben, cho, dai, eva: see `makeOfficers`.
    package let officers: [TestOfficer]

    init(
        folder: TemporaryFolder, clock: FixedClock, randomness: SeededRandomness,
        settings: LedgerSettings, ledger: Ledger, officers: [TestOfficer]
    ) {
        self.folder = folder
        self.clock = clock
        self.randomness = randomness
        self.settings = settings
        self.ledger = ledger
        self.officers = officers
    }

    /// - Parameters:
    ///   - further: founders beside the five.
    ///   - driver: wraps the storage, to let it fail.
    package static func make(
        checkpointKey: SoftwareKey? = nil, tables: [Table] = [], further: [TestOfficer] = [],
        seed: UInt64 = 1,
        history: SchemaHistory = .all, qualifications: (any QualificationRegister)? = nil,
        driver: (any StorageDriver) -> any StorageDriver = { $0 }
    ) async throws -> TestLedger {
        try await make(
            in: try TemporaryFolder(), officers: try makeOfficers() + further,
            checkpointKey: try checkpointKey ?? SoftwareKey.generate(.ed25519), tables: tables,
            seed: seed,
            history: history, qualifications: qualifications, driver: driver)
    }

    /// The same in a folder and with people that are given.
    static func make(
        in folder: TemporaryFolder, officers: [TestOfficer], checkpointKey: SoftwareKey,
        tables: [Table], seed: UInt64, history: SchemaHistory = .all,
        qualifications: (any QualificationRegister)? = nil,
        driver: (any StorageDriver) -> any StorageDriver
    ) async throws -> TestLedger {
        let clock = FixedClock()
        let randomness = SeededRandomness(seed: seed)
        let settings = try settings(
            in: folder, checkpointKey: checkpointKey, tables: tables, clock: clock,
            randomness: randomness, history: history, qualifications: qualifications,
            driver: driver)
        let genesis = genesis(of: officers, settings)
        let ledger = try await Ledger.create(
            settings, genesis: genesis, signatures: try signatures(under: genesis, by: officers))
        return TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: ledger, officers: officers)
    }

    static func settings(
        in folder: TemporaryFolder, checkpointKey: SoftwareKey, tables: [Table],
        clock: FixedClock, randomness: SeededRandomness, history: SchemaHistory = .all,
        qualifications: (any QualificationRegister)? = nil,
        driver: (any StorageDriver) -> any StorageDriver
    ) throws -> LedgerSettings {
        LedgerSettings(
            driver: driver(try TestStorage.driver(in: folder.path)), tables: tables,
            checkpointSigner: try CheckpointSigner(origin: origin, key: checkpointKey),
            vaultKey: SecretBytes([UInt8](repeating: 7, count: 32)),
            policyVersion: policyVersion, clock: clock.reading, randomness: randomness,
            program: program, history: history, qualifications: qualifications,
            files: FileVault(path: "\(folder.path)/files"))
    }

    /// The same folder opened once more, for services to go on with; the caller closed the ledger or
    /// let it crash.
    package func restarted() async throws -> TestLedger {
        TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: try await reopened(), officers: officers)
    }

    /// The same world over a ledger that was opened otherwise.
    package func over(_ ledger: Ledger) -> TestLedger {
        TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: ledger, officers: officers)
    }

    /// The same folder opened by another program, for another version of the policy.
    package func restarted(policyVersion: String, program: String) async throws -> TestLedger {
        let other = LedgerSettings(
            driver: settings.driver, tables: settings.tables,
            checkpointSigner: settings.checkpointSigner, vaultKey: settings.vaultKey,
            policyVersion: policyVersion, clock: settings.clock,
            randomness: settings.randomness, program: program, history: settings.history,
            qualifications: settings.qualifications, files: settings.files)
        return TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: other,
            ledger: try await Ledger.open(other), officers: officers)
    }

    /// Opens the same folder once more; the caller closed the ledger or let it crash.
    package func reopened(
        tables: [Table]? = nil, history: SchemaHistory = .all
    ) async throws -> Ledger {
        try await Ledger.open(settings(tables: tables, history: history))
    }

    /// What the same folder is opened with by a program that has other tables or another past.
    package func settings(tables: [Table]? = nil, history: SchemaHistory) -> LedgerSettings {
        LedgerSettings(
            driver: settings.driver, tables: tables ?? settings.tables,
            checkpointSigner: settings.checkpointSigner, vaultKey: settings.vaultKey,
            policyVersion: settings.policyVersion, clock: settings.clock,
            randomness: settings.randomness, program: settings.program, history: history,
            qualifications: settings.qualifications, files: settings.files)
    }

    /// Roles so that every operation of the spine has its people.
    package static func makeOfficers() throws -> [TestOfficer] {
        [
            try TestOfficer(id: "officer-ada", roles: [.validator, .caAdministrator]),
            try TestOfficer(id: "officer-ben", roles: [.approver, .caAdministrator]),
            try TestOfficer(id: "officer-cho", roles: [.issuingOfficer, .caAdministrator]),
            try TestOfficer(id: "officer-dai", roles: [.validator, .approver, .securityOfficer]),
            try TestOfficer(id: "officer-eva", roles: [.approver, .securityOfficer]),
        ]
    }

    package static func genesis(
        of officers: [TestOfficer], _ settings: LedgerSettings
    ) -> Genesis {
        Genesis(
            origin: settings.checkpointSigner.verifier.name, environment: .test,
            founders: officers.map {
                Genesis.Founder(id: $0.id, publicKey: $0.publicKey, roles: $0.roles)
            },
            practice: [:], checkpointKey: settings.checkpointSigner.verifier.description)
    }

    package static func signatures(
        under genesis: Genesis, by officers: [TestOfficer]
    ) throws -> [String: [UInt8]] {
        var signatures: [String: [UInt8]] = [:]
        for officer in officers {
            signatures[officer.id] = try officer.sign(genesis.canonicalBytes)
        }
        return signatures
    }

    package var ada: TestOfficer { officers[0] }
    package var ben: TestOfficer { officers[1] }
    package var cho: TestOfficer { officers[2] }
    package var dai: TestOfficer { officers[3] }
    package var eva: TestOfficer { officers[4] }

    // MARK: Signed acts

    /// The least that an act may decide: the documents that its operation demands.
    package static func payload(of operation: String) -> JSONValue {
        let demands = Operation[operation]?.documents ?? []
        guard !demands.isEmpty else { return .null }
        let digest = JSONValue.string(String(repeating: "ab", count: 32))
        return .object(
            Dictionary(
                demands.map { ($0.member, [digest]) }, uniquingKeysWith: { first, _ in first }))
    }

    /// What an officer signs to do an operation now; in the operation's first role the officer has.
    ///
    /// - Parameter payload: of this and the following, nil stands for the least.
    package func statement(
        of operation: String, by officer: TestOfficer, caseID: String? = nil,
        payload: JSONValue? = nil, role: Role? = nil
    ) async throws -> ActStatement {
        let payload = payload ?? Self.payload(of: operation)
        let seen = try await ledger.read { try $0.seenCheckpoint() }
        let practice = try await ledger.read { try $0.practiceInForce()?.version ?? 0 }
        let fitting = Operation[operation]?.roles.first { officer.roles.contains($0) }
        return ActStatement(
            origin: Self.origin, environment: .test, operation: operation, caseID: caseID,
            decides: DigestAlgorithm.sha256.hash(payload.canonicalBytes),
            role: (role ?? fitting ?? officer.roles[0]).rawValue, policy: settings.policyVersion,
            practice: practice, key: officer.keyID,
            expiresMilliseconds: clock.nowMilliseconds + 3_600_000,
            nonce: randomness.bytes(16), checkpoint: seen)
    }

    package func signed(
        _ operation: String, by officer: TestOfficer, caseID: String? = nil,
        payload: JSONValue? = nil, role: Role? = nil
    ) async throws -> SignedAct {
        try officer.sign(
            try await statement(
                of: operation, by: officer, caseID: caseID, payload: payload, role: role))
    }

    /// A request by an officer, signed as it must be, under a fresh id.
    package func request(
        _ operation: String, by officer: TestOfficer, caseID: String? = nil,
        authority: String? = nil, payload: JSONValue? = nil, facts: JSONValue = [:]
    ) async throws -> ActRequest {
        let payload = payload ?? Self.payload(of: operation)
        return ActRequest(
            id: newRequestID(), operation: operation,
            actor: .officer(
                try await signed(operation, by: officer, caseID: caseID, payload: payload)),
            caseID: caseID, authority: authority, facts: facts, payload: payload)
    }

    /// A request by the system under a fresh id.
    package func systemRequest(
        _ operation: String = "serve.start", caseID: String? = nil, payload: JSONValue = .null
    ) -> ActRequest {
        ActRequest(
            id: newRequestID(), operation: operation, actor: .system, caseID: caseID,
            payload: payload)
    }

    package func newRequestID() -> String {
        "req-" + Base32.encode(randomness.bytes(16))
    }
}
