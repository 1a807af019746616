import CanonicalJSON
import Foundation
import HTTPListeners
import Ledger
import Logging
import Messages
import Publication

/// Reads `kapok.yaml` again while the server runs: what can change without a restart is taken over,
/// what cannot is told, and a file that is not good changes nothing.
actor NodeReload {
    private let node: Node
    private let logger: Logger
    private let threshold: LogThreshold
    private let manager: SystemdNotification
    /// What officers' clients are shown; nil where none are listened to.
    private let officers: TLSIdentity?
    /// The settings in force.
    private(set) var settings: NodeConfiguration
    private let changes = AsyncStream<NodeConfiguration>.makeStream()

    init(
        node: Node, logger: Logger, threshold: LogThreshold, manager: SystemdNotification,
        officers: TLSIdentity? = nil
    ) {
        self.officers = officers
        self.node = node
        self.logger = logger
        self.threshold = threshold
        self.manager = manager
        settings = node.configuration
        threshold.level = node.configuration.logLevel.loggerLevel
    }

    /// Takes the file over as far as it goes.
    func reload() {
        manager.reloading()
        defer { manager.ready("serving") }
        let wanted: NodeConfiguration
        let services: [TimeStampService]
        do {
            // Whoever may write the file could name witnesses and services of their own.
            try FolderPermissions(folder: node.folder).check()
            wanted = try node.folder.readConfiguration()
            services = try wanted.timeStamps.map { try $0.service(in: node.folder) }
            if let files = try wanted.officers?.files(in: node.folder) {
                // A renewed certificate has the name of the old one.
                try officers?.replace(certificate: files.certificate, key: files.key)
                OfficerListener.tellEnd(of: files, logger)
            }
        } catch {
            return tellRefused(error)
        }
        let fixed = node.settings.needingRestart(for: wanted)
        let changed = settings.changing(to: wanted)
        settings.takeOver(wanted)
        threshold.level = settings.logLevel.loggerLevel
        node.publication.folder.cosignatures.replace(settings.witnesses.map(\.witness))
        node.publication.folder.timeStamps.replace(services)
        changes.continuation.yield(settings)
        logger.notice(
            "reloaded",
            metadata: [
                "changed": .string(changed.joined(separator: " ")),
                "needRestart": .string(fixed.joined(separator: " ")),
            ])
        if !fixed.isEmpty {
            logger.warning(
                "settings that a restart takes over",
                metadata: ["settings": .string(fixed.joined(separator: " "))])
        }
    }

    /// Runs a work under the settings in force, and anew when they were read again, until
    /// cancelled.
    nonisolated func keepRunning(
        _ work: @escaping @Sendable (NodeConfiguration) async -> Void
    ) async {
        var current = await settings
        var running = Task { [current] in await work(current) }
        await withTaskCancellationHandler {
            for await settings in changes.stream {
                current = settings
                running.cancel()
                await running.value
                running = Task { [current] in await work(current) }
            }
        } onCancel: {
            changes.continuation.finish()
        }
        running.cancel()
        await running.value
    }

    /// The old settings stay. Names, places and codes alone: a value may be a secret.
    private func tellRefused(_ error: any Error) {
        var metadata: Logger.Metadata = ["file": .string(node.folder.configuration)]
        if let refusal = error as? Refusal {
            if let field = refusal.field { metadata["setting"] = .string(field) }
            if let line = line(of: refusal) { metadata["line"] = .string(line) }
        }
        logger.fault("settings refused, the old ones stay", error, metadata)
    }

    private func line(of refusal: Refusal) -> String? {
        if let line = refusal.arguments["line"] { return line }
        guard let field = refusal.field,
            let bytes = try? DurableFile.read(
                node.folder.configuration, limit: NodeConfiguration.maximumBytes)
        else { return nil }
        return FlatYAML.line(of: field, in: String(decoding: bytes, as: UTF8.self))
            .map { String($0) }
    }
}

extension NodeConfiguration {
    /// The names of settings that only a start reads, and that another file says otherwise.
    func needingRestart(for other: NodeConfiguration) -> [String] {
        var names: [String] = []
        if (listenHost, listenPort) != (other.listenHost, other.listenPort) {
            names.append("node.listen")
        }
        if baseURL != other.baseURL { names.append("node.baseURL") }
        if unlockFile != other.unlockFile { names.append("node.unlock") }
        if database != other.database { names.append("node.database") }
        if metrics != other.metrics { names.append("node.metrics") }
        if officers?.place != other.officers?.place { names.append("officers.listen") }
        if files != other.files { names.append("node.files") }
        if modules != other.modules { names.append("modules") }
        if signer != other.signer { names.append("node.signer") }
        if attachmentMegabytes != other.attachmentMegabytes {
            names.append("node.attachmentMegabytes")
        }
        return names
    }

    /// The names of settings that change at once.
    func changing(to other: NodeConfiguration) -> [String] {
        var names: [String] = []
        if logLevel != other.logLevel { names.append("node.logLevel") }
        if witnesses != other.witnesses { names.append("witnesses") }
        if timeStamps != other.timeStamps { names.append("timestamps") }
        if mail != other.mail { names.append("mail") }
        if let now = officers, let next = other.officers,
            (now.certificateFile, now.keyFile) != (next.certificateFile, next.keyFile)
        {
            names.append("officers.certificate")
        }
        return names
    }

    /// What a running server works with from now on.
    mutating func takeOver(_ other: NodeConfiguration) {
        logLevel = other.logLevel
        witnesses = other.witnesses
        timeStamps = other.timeStamps
        mail = other.mail
        if let now = officers, let next = other.officers { officers = now.showing(next) }
    }
}

extension NodeConfiguration.LogLevel {
    var loggerLevel: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
