import Cryptography
import Glibc
import HTTPListeners
import KeyCustody
import Ledger
import LocalProcesses
import Logging
import Messages

/// `kapok signer serve`: keeps the keys, judges warrants, answers one server.
///
/// Restarts and upgrades of the server do not touch it.
struct SignerServer: Sendable {
    private let folder: SignerFolder
    private let configuration: SignerConfiguration
    private let desk: SignerDesk
    private let log: SignatureLog
    private let workers: [ModuleWorker]
    private let logger: Logger
    /// Held as long as this lives: two signers would keep two logs.
    private let lock: FolderLock

    init(_ folder: SignerFolder, logger: Logger) async throws {
        configuration = try folder.readConfiguration()
        try FolderPermissions(signer: folder).check()
        lock = try FolderLock(folder: folder.path)
        workers = try configuration.modules.map {
            try ModuleWorker($0, in: folder, logger: logger)
        }
        log = try SignatureLog(path: folder.log, clock: NodeClock.shared.read)
        let genesis = try folder.readGenesis().map(SignerJournal.Which.known)
        // What it signed, it signed for some journal: which one is not for a server to say.
        guard genesis != nil || log.isNew else {
            throw Refusal(.signerJournalUnknown, field: "--state", ["path": folder.path])
        }
        let files = SealedKeyStore(folder: try folder.unseal(configuration))
        let checkpoints = try CheckpointSigning(
            path: folder.checkpoints, keys: files, log: log, after: await log.position)
        let before = [await log.position, await checkpoints.position].compactMap(\.self)
        let journal = SignerJournal(
            genesis ?? .first(keep: { try folder.keep(genesis: $0) }), after: before,
            certified: try CertifiedAuthorities(path: folder.certified), clock: NodeClock.wall)
        let signer = WarrantSigner(
            files: files,
            modules: Dictionary(
                zip(configuration.modules.map(\.serial), workers.map(\.store)),
                // Refused where the settings are read.
                uniquingKeysWith: { first, _ in first }),
            log: log, journal: journal)
        desk = SignerDesk(
            signer: signer, journal: journal, checkpoints: checkpoints, release: Version.number
        ) { logger.fault("not done", $0) }
        self.folder = folder
        self.logger = logger
    }

    /// Serves until the process is told to stop.
    func run() async throws {
        let stop = await StopSignals()
        let (desk, user) = (desk, configuration.server ?? geteuid())
        let path = folder.socket(configuration)
        let server: LocalSocketServer
        do throws(LocalSocketError) {
            server = try LocalSocketServer(
                socket: path, maximumBytes: SignerMessage.maximumBytes,
                for: { $0 == user }, handler: { await desk.answer(to: $0) })
            try server.run()
        } catch {
            throw Refusal(ofListening: error, at: path)
        }
        for worker in workers { try worker.run() }
        logger.info("signing", metadata: ["socket": .string(path), "server": .string("\(user)")])
        SystemdNotification.own.ready("signing")
        await stop.first()
        SystemdNotification.own.stopping()
        server.stop()
        for worker in workers { worker.stop() }
        try await log.close()
        logger.notice("stopped")
    }
}

extension Refusal {
    fileprivate init(ofListening error: LocalSocketError, at path: String) {
        switch error {
        case .inUse: self.init(.listenAddressInUse, field: path, ["address": path])
        case .notASocket: self.init(.listenNotASocket, field: path, ["path": path])
        case .pathTooLong: self.init(.listenPathTooLong, field: path, ["path": path])
        default:
            self.init(.listenImpossible, field: path, ["address": path, "reason": error.reason])
        }
    }
}
