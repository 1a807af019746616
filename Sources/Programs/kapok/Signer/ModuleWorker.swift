import Foundation
import HTTPListeners
import KeyCustody
import LocalProcesses
import Logging
import Messages

/// A module in a process of its own, `kapok signer module`: one that crashes takes only that process.
///
/// Process and signer speak through a socket in the signer's folder. The process is started again when it ended, and
/// ends with the signer.
struct ModuleWorker: Sendable {
    private let setting: ModuleSetting
    private let client: LocalSocketClient
    private let process: SupervisedProcess

    /// More than the pool of a module lets wait: it says by itself when it is too much.
    private static let requestsAtOnce = 12_000
    /// How long who asks waits for a process that is just being started.
    private static let starting = Duration.seconds(10)

    init(_ setting: ModuleSetting, in folder: SignerFolder, logger: Logger) throws {
        self.setting = setting
        client = try LocalSocketClient(
            socket: folder.socket(of: setting), maximumBytes: SignerMessage.maximumBytes,
            requestsAtOnce: Self.requestsAtOnce)
        process = SupervisedProcess([
            "/proc/self/exe", "signer", "module", setting.name, "--setting", setting.text,
            "--state", folder.path,
        ]) { status in
            logger.error(
                "module ended",
                metadata: ["serial": .string(setting.serial), "status": .stringConvertible(status)])
        }
    }

    func run() throws { try process.run() }

    func stop() { process.stop() }

    /// The module as the signer sees it.
    var store: RemoteModule {
        let (client, serial) = (client, setting.serial)
        return RemoteModule(
            SignerExchange { request, patience in
                let deadline = ContinuousClock.now + Self.starting
                while true {
                    do throws(LocalSocketError) {
                        return try await client.answer(to: request, patience: patience)
                    } catch .unreachable where ContinuousClock.now < deadline {
                        try await Task.sleep(for: .milliseconds(20))
                    } catch {
                        throw Refusal(
                            .moduleUnusable, field: "module",
                            ["serial": serial, "reason": "module process: \(error.reason)"])
                    }
                }
            })
    }

    /// What the process itself does, until the signer ends.
    ///
    /// - Parameter setting: as the signer read it at its start, whatever the file says by now.
    static func serve(
        _ setting: ModuleSetting, in folder: SignerFolder, logger: Logger
    ) async throws {
        try SupervisedProcess.endWithInput()
        let stop = await StopSignals()
        let desk = ModuleDesk(store: TokenKeyStore(setting, in: folder.path)) {
            logger.fault("not done", $0, ["serial": .string(setting.serial)])
        }
        let user = geteuid()
        let server = try LocalSocketServer(
            socket: folder.socket(of: setting), maximumBytes: SignerMessage.maximumBytes,
            requestsAtOnce: requestsAtOnce, for: { $0 == user },
            handler: { await desk.answer(to: $0) })
        try server.run()
        // Signals to all of a group are for the signer, with which this process ends.
        while true { await stop.first() }
    }
}

extension LocalSocketError {
    /// For refusals.
    var reason: String {
        switch self {
        case .unreachable(let number), .cannotListen(let number): SystemError.text(number)
        case .broken: "connection ended"
        case .timedOut: "timed out"
        default: "\(self)"
        }
    }
}
