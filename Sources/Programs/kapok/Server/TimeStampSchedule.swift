import Logging
import Publication

/// Has the journal's checkpoint time-stamped by one service, until the task is cancelled.
///
/// Each service has its own: one that is slow or gone holds up neither the others nor any act.
struct TimeStampSchedule: Sendable {
    private let name: String
    private let round: TimeStampRound
    private let logger: Logger

    /// The time between two time-stamps of one service: services ask not to be asked too often, and
    /// the journal's order within an hour is what witnesses attest.
    private static let period = Duration.seconds(3600)
    /// The first wait after a failure; each further one makes it twice as long, up to the period.
    private static let firstWait = Duration.seconds(60)

    init(_ service: TimeStampService, _ setting: TimeStampSetting, node: Node, logger: Logger) {
        name = service.name
        self.logger = logger
        round = TimeStampRound(
            service, ledger: node.ledger, folder: node.publication.folder,
            clock: NodeClock.shared.read,
            exchange: setting.exchange)
    }

    func run() async {
        var wait = Self.firstWait
        while !Task.isCancelled {
            var pause = Self.period
            do {
                try await round.run()
                wait = Self.firstWait
            } catch {
                pause = wait
                wait = min(wait * 2, Self.period)
                guard !Task.isCancelled else { return }
                logger.fault("timestamp", error, ["what": .string(name)])
            }
            try? await Task.sleep(for: pause)
        }
    }
}
