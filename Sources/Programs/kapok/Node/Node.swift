import API
import Campaigns
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Egress
import Foundation
import Governance
import Issuance
import KeyCustody
import Ledger
import MerkleLog
import Messages
import Monitoring
import Publication
import Records
import Recovery
import Registration
import StatusEndpoints
import Status
import Transfer

extension WarrantSigner: KeyGenerating, KeyPacking {}

/// A ledger whose end is not what was signed last: only `audit verify` may look at it.
struct DamagedLedger: Error {
    let settings: LedgerSettings
    let fault: LedgerError
}

/// A data folder opened: its ledger and every service over it. The composition of the server.
struct Node: Sendable {
    let folder: DataFolder
    /// In force at start: what the file says, and the command line in place of it.
    let configuration: NodeConfiguration
    /// What the file said at start.
    let settings: NodeConfiguration
    let ledger: Ledger
    let watch: ServerWatch
    let api: API
    let publication: PublicationService
    let responder: OCSPResponder
    let intents: IntentRunner
    /// Who keeps the keys; nil where this process does.
    let remote: RemoteSigner?
    /// The way out to sources, gateways and receivers.
    let egress: Egress
    /// Signs what receivers are told, with the key of the journal.
    let signer: CheckpointSigner
    /// Held as long as the node lives: one process a folder.
    private let lock: FolderLock

    static let tables = [
        Authority.table, CertificateRecord.table, KnownKey.table, StatusEvent.table,
        ResponderKey.table, Application.table, EvidenceRecord.table,
        CRLRecord.table, ImportBatch.table,
        CalendarDay.table, CalendarYear.table, DutyFulfilment.table,
        RecordVersion.table, RecordImport.table, Subscriber.table, SubscriberKey.table,
        CollisionDecision.table, ContactProof.table, MadeKey.table, SubscriberToken.table,
        Campaign.table, Draft.table,
    ]

    /// Opens a folder that no other process has open, and ends what a crash left open.
    ///
    /// - Parameter listen: HOST:PORT in place of the configuration's.
    static func open(
        _ folder: DataFolder, listen: String? = nil,
        report: @escaping @Sendable (String, any Error) -> Void
    ) async throws -> Node {
        try FolderPermissions(folder: folder).check()
        let settings = try folder.readConfiguration()
        var configuration = settings
        if let listen {
            (configuration.listenHost, configuration.listenPort) =
                try NodeConfiguration.address(listen, field: "listen")
        }
        let lock = try FolderLock(folder: folder.path)
        let sealed = try folder.unseal(folder.unlockSecret(configuration))
        let exchange = try configuration.signer.map { try SignerExchange(socket: $0) }
        let ledgerSettings = try Self.settings(
            of: folder, sealed, storage: folder.storage(configuration), asking: exchange)
        try markIfBehind(ledgerSettings, folder)
        let ledger = try await openLedger(ledgerSettings)
        do {
            try await ledger.claimFiles()
        } catch {
            await ledger.close()
            throw error
        }
        let remote = exchange.map { RemoteSigner($0, journalOf: ledger) }
        let keys: any KeyGenerating & KeyPacking =
            remote
            ?? WarrantSigner(
                files: SealedKeyStore(folder: sealed),
                modules: TokenKeyStore.all(configuration.modules, in: folder.path))
        let node = Node(
            folder: folder, configuration: configuration, settings: settings, ledger: ledger,
            keys: keys, watching: remote, signer: ledgerSettings.checkpointSigner, lock: lock,
            report: report)
        await ledger.register(operation: "operator.enrol", executor: OfficerEnrolment.execute)
        await ledger.register(
            operation: "operator.reinstate", executor: OfficerStandingChange.reinstate)
        await ledger.register(operation: "operator.recover", executor: OfficerRecovery.execute)
        let published = node.publication.folder
        await ledger.register(
            waiting: OfficerRecovery.postponements, witnessed: { published.witnessedMilliseconds })
        await ledger.register(operation: "operator.grant") {
            try RoleGranting.execute(
                &$0, $1, $2, scopes: $0.caseScopes(), sites: $0.sites())
        }
        let environment = ledger.certificateEnvironment
        await ledger.register(operation: "authority.create") {
            try AuthorityCreation.execute(&$0, $1, $2, environment: environment)
        }
        await ledger.register(operation: "authority.import") {
            try AuthorityImport.execute(&$0, $1, $2, environment: environment)
        }
        await ledger.register(operation: "register.import", executor: ImportBatch.execute)
        await ledger.register(operation: "practice.change", executor: PracticeChange.execute)
        await ledger.register(operation: "calendar.enter", executor: CalendarEntry.execute)
        await ledger.register(
            operation: "certificate.revokeByAuthority", executor: CertificateStatusChange.execute)
        await ledger.register(
            operation: "certificate.revokeOfAuthority", executor: CertificateStatusChange.execute)
        await ledger.register(operation: "campaign.open", executor: CampaignOrder.execute)
        await ledger.register(
            operation: "certificate.releaseOfAuthority", executor: CertificateStatusChange.execute)
        // Of a ledger that several servers share, one of them retries, and only what is due. Where a signer has to know the
        // journal first, it is done beside the listeners.
        if !node.isShared, remote == nil { await node.intents.resume(report: report) }
        return node
    }

    /// A ledger that is behind what this folder published went back: a database after a failover,
    /// or a file that was put back alone. It serves what it has and takes nothing until it was
    /// compared.
    static func markIfBehind(_ settings: LedgerSettings, _ folder: DataFolder) throws {
        let published = PublicFolder.checkpoint(
            in: folder.published, of: settings.checkpointSigner.verifier)
        // What cannot be read is for the opening to tell.
        guard let published, let head = try? JournalHead(of: settings.driver),
            published.size > head.size
        else { return }
        try Ledger.markRestored(settings.driver, atMilliseconds: settings.clock())
    }

    /// A ledger that contradicts itself is not opened; its audit is possible all the same.
    static func openLedger(_ settings: LedgerSettings) async throws -> Ledger {
        do {
            return try await Ledger.open(settings)
        } catch let fault as LedgerError {
            guard case .journalDamaged = fault else { throw fault }
            throw DamagedLedger(settings: settings, fault: fault)
        }
    }

    private init(
        folder: DataFolder, configuration: NodeConfiguration, settings: NodeConfiguration,
        ledger: Ledger, keys signer: any KeyGenerating & KeyPacking, watching remote: RemoteSigner?,
        signer checkpoints: CheckpointSigner, lock: FolderLock,
        report: @escaping @Sendable (String, any Error) -> Void
    ) {
        let randomness = SystemRandomness()
        let contents = ContentsJudge(ledger.certificateEnvironment)
        let intents = IntentRunner(
            ledger: ledger, signer: signer,
            endings: Self.endings(contents, ledger.certificateEnvironment))
        self.folder = folder
        self.configuration = configuration
        self.settings = settings
        self.ledger = ledger
        self.lock = lock
        self.intents = intents
        self.remote = remote
        self.signer = checkpoints
        egress = Egress(
            clock: NodeClock.shared.read, credentials: ConnectorFolder(folder).credentials)
        responder = OCSPResponder(ledger: ledger, signer: signer) { report("ocsp", $0) }
        let published = PublicFolder(
            path: folder.published, ledger: ledger,
            witnesses: configuration.witnesses.map(\.witness),
            timeStampServices: configuration.timeStamps.compactMap {
                try? $0.service(in: folder)
            })
        publication = PublicationService(
            folder: published, ledger: ledger, signer: signer, intents: intents,
            randomness: randomness)
        watch = ServerWatch(
            ledger: ledger, folder: published, clock: NodeClock.shared.read,
            machine: { MachineFacts(folder: folder) }, signer: { await SignerFacts(remote) })
        api = API(
            ledger: ledger,
            registration: RegistrationService(
                ledger: ledger, intents: intents, contents: contents, keys: signer,
                randomness: randomness,
                connectors: egress),
            publication: publication,
            backups: BackupService(
                ledger: ledger, folder: folder.asBackedUp, version: Version.number),
            attachmentBytes: Int64(configuration.attachmentMegabytes) << 20,
            post: {
                // What SIGHUP would have read again.
                guard let mail = try folder.readConfiguration().mail else { return nil }
                return { try await mail.send($0, in: folder) }
            }, watch: watch,
            version: Version.number, report: report)
    }

    /// What each kind of signature leads to.
    private static func endings(
        _ contents: ContentsJudge, _ environment: Environment
    ) -> [String: IntentRunner.Ending] {
        RegistrationService.endings(contents)
            .merging(AuthorityEstablishment.endings(environment)) { first, _ in first }
            .merging(CRLIssuing.endings(environment)) { first, _ in first }
    }

    /// The same for a ledger that is not opened.
    static func endings(of settings: LedgerSettings) throws -> [String: IntentRunner.Ending] {
        let environment = try JournalHead(of: settings.driver).environment.ofCertificates
        return endings(ContentsJudge(environment), environment)
    }

    func close() async {
        await ledger.close()
    }

    /// Whether other servers may work on the same ledger.
    var isShared: Bool { ledger.storage.isShared }

    // MARK: Settings of the ledger

    /// The names under which the folder's own secrets are sealed.
    private enum Sealed {
        static let vaultKey = "dossier-vault"
    }

    /// The checkpoint key of a name that the journal bears: that of a later chapter has one of its own, here or, its
    /// public half being here, in a signer.
    static func checkpointKey(of origin: String, in sealed: SealedFolder) throws -> KeyReference {
        let (named, names) = (KeyReference.checkpoints(of: origin), try sealed.names())
        let isThere = names.contains(named.id) || names.contains(named.publicHalf)
        return isThere ? named : .firstCheckpoints
    }

    /// Of a ledger that is there: its last chapter says under which name and key it goes on.
    ///
    /// - Parameter signer: has the checkpoint key, if the folder has not; nil for who signs nothing.
    static func settings(
        of folder: DataFolder, _ sealed: SealedFolder, storage: any StorageDriver,
        asking signer: SignerExchange? = nil
    ) throws -> LedgerSettings {
        _ = try folder.followChapter(of: storage)
        let origin = try origin(of: folder)
        return try settings(
            folder, sealed, storage: storage, origin: origin,
            key: checkpointKey(of: origin, in: sealed),
            remote: signer.map { RemoteCheckpointKey($0, of: origin) })
    }

    /// - Parameter remote: leads to the key, if the folder has it not.
    static func settings(
        _ folder: DataFolder, _ sealed: SealedFolder, storage: any StorageDriver, origin: String,
        key: KeyReference, remote: (any CheckpointKey)? = nil
    ) throws -> LedgerSettings {
        LedgerSettings(
            driver: storage, tables: tables,
            checkpointSigner: try checkpointSigner(of: origin, key, in: sealed, remote),
            vaultKey: try sealed.load(Sealed.vaultKey),
            policyVersion: Governance.Practice.policyVersion,
            clock: NodeClock.shared.read, program: Version.number,
            qualifications: PersonnelRegisters(), files: FileVault(path: folder.sharedFiles))
    }

    /// With the key, or with its public half alone where a signer has it.
    private static func checkpointSigner(
        of origin: String, _ key: KeyReference, in sealed: SealedFolder,
        _ remote: (any CheckpointKey)?
    ) throws -> CheckpointSigner {
        do {
            let key = try sealed.load(key.id).withBytes { try SoftwareKey(pkcs8: $0) }
            return try CheckpointSigner(origin: origin, key: key)
        } catch KeyCustodyError.missing(let path) {
            guard try sealed.names().contains(key.publicHalf) else {
                throw KeyCustodyError.missing(path)
            }
            let publicKey = try sealed.load(key.publicHalf).withBytes {
                try PublicKey(SubjectPublicKeyInfo(derEncoded: $0))
            }
            let verifier = try NoteVerifier(
                name: origin, key: publicKey.subjectPublicKeyInfo.key)
            return CheckpointSigner(verifier: verifier, key: remote ?? NoCheckpointKey())
        }
    }

    /// Keeps the public half of a checkpoint key that a signer has: what the ledger itself says of it proves nothing.
    static func keepPublic(
        _ publicKey: PublicKey, of key: KeyReference, in sealed: SealedFolder
    ) throws {
        guard try !sealed.names().contains(key.publicHalf) else { return }
        try sealed.store(publicKey.subjectPublicKeyInfo.derEncoded, as: key.publicHalf)
    }

    /// Makes the folder's own secrets, once.
    static func makeSecrets(_ sealed: SealedFolder) throws {
        try SoftwareKey.generate(.ed25519).pkcs8().withBytes {
            try sealed.store($0, as: KeyReference.firstCheckpoints.id)
        }
        try SecretBytes.random(32).withBytes { try sealed.store($0, as: Sealed.vaultKey) }
    }

    /// The journal's name, as `init` wrote it beside the database: needed to open the ledger, which
    /// then compares it with the genesis.
    static func origin(of folder: DataFolder) throws -> String {
        do {
            let bytes = try DurableFile.read(folder.originFile, limit: 1024)
            return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
        } catch {
            guard case .missing = error else { throw error }
            throw Refusal(.folderMissing, field: "data", ["path": folder.path])
        }
    }
}
