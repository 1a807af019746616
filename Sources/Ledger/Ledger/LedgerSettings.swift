package import Cryptography

/// What a ledger is opened with.
package struct LedgerSettings: Sendable {
    package let driver: any StorageDriver
    /// The tables of the services; the ledger's own need not be named.
    package let tables: [Table]
    package let checkpointSigner: CheckpointSigner
    /// 32 bytes or more; what the keys of dossiers are sealed under.
    package let vaultKey: SecretBytes
    /// The version of the certificate policy that signed acts must name.
    package let policyVersion: String
    /// Milliseconds since 1970 UTC.
    package let clock: @Sendable () -> Int64
    package let randomness: any Randomness
    /// How many snapshots may be read at the same time.
    package let readers: Int
    /// The version of this program, as a stored form names who gave it.
    package let program: String
    /// The forms that it knows; tests give their own.
    package let history: SchemaHistory
    /// Whoever keeps the registers of people in the tables of services; nil where nobody does.
    package let qualifications: (any QualificationRegister)?
    /// Where sealed files lie; nil where nobody looks at them.
    package let files: FileVault?

    package init(
        driver: any StorageDriver, tables: [Table], checkpointSigner: CheckpointSigner,
        vaultKey: SecretBytes, policyVersion: String, clock: @escaping @Sendable () -> Int64,
        randomness: any Randomness = SystemRandomness(), readers: Int = 2, program: String = "",
        history: SchemaHistory = .all, qualifications: (any QualificationRegister)? = nil,
        files: FileVault? = nil
    ) {
        self.driver = driver
        self.tables = tables
        self.checkpointSigner = checkpointSigner
        self.vaultKey = vaultKey
        self.policyVersion = policyVersion
        self.clock = clock
        self.randomness = randomness
        self.readers = max(1, readers)
        self.program = program
        self.history = history
        self.qualifications = qualifications
        self.files = files
    }

    /// The same ledger in another storage.
    package func with(_ driver: any StorageDriver) -> LedgerSettings {
        with(driver, checkpointSigner)
    }

    /// The same ledger under another name.
    package func with(_ checkpointSigner: CheckpointSigner) -> LedgerSettings {
        with(driver, checkpointSigner)
    }

    private func with(
        _ driver: any StorageDriver, _ checkpointSigner: CheckpointSigner
    ) -> LedgerSettings {
        LedgerSettings(
            driver: driver, tables: tables, checkpointSigner: checkpointSigner, vaultKey: vaultKey,
            policyVersion: policyVersion, clock: clock, randomness: randomness, readers: readers,
            program: program, history: history, qualifications: qualifications, files: files)
    }
}
