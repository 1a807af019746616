import Logging
import Publication

/// Hands every new checkpoint to one witness, until the task is cancelled.
///
/// Each witness has its own: one that is slow or gone holds up neither the others nor any act.
struct WitnessSchedule: Sendable {
    private let name: String
    private let round: CosignatureRound
    private let logger: Logger

    /// How often is looked whether there is a newer checkpoint.
    private static let period = Duration.seconds(2)
    /// The longest wait after failures; each makes it twice as long.
    private static let longestWait = Duration.seconds(300)

    init(_ setting: WitnessSetting, node: Node, logger: Logger) {
        name = setting.witness.name
        self.logger = logger
        round = CosignatureRound(
            setting.witness, ledger: node.ledger, folder: node.publication.folder,
            exchange: setting.exchange)
    }

    func run() async {
        var wait = Self.period
        while !Task.isCancelled {
            do {
                try await round.run()
                wait = Self.period
            } catch {
                wait = min(wait * 2, Self.longestWait)
                logger.fault("witness", error, ["what": .string(name)])
            }
            try? await Task.sleep(for: wait)
        }
    }
}
