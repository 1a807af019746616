import Ledger
import Logging
import Monitoring
import Notification

/// Tells by mail what has to be told, until the task is cancelled.
///
/// A mail server that is slow or gone holds up nothing else. Of several servers over one database, the one
/// that does the scheduled work tells.
struct NoticeSchedule: Sendable {
    private let node: Node
    private let round: NoticeRound
    private let logger: Logger

    /// How often is looked whether somebody outside has to be told.
    private static let period = Duration.seconds(20)
    /// How often is looked what is due: more often, and each thing would be a message of its own.
    private static let periodOfDuties = Duration.seconds(3600)
    /// The first wait after a failure; each further one makes it twice as long.
    private static let firstWait = Duration.seconds(60)
    private static let longestWait = Duration.seconds(3600)

    init(_ setting: MailSetting, node: Node, logger: Logger) {
        self.node = node
        self.logger = logger
        let folder = node.folder
        round = NoticeRound(node.ledger, mailbox: setting.mailbox) { message in
            try await setting.send(message, in: folder)
        }
    }

    func run() async {
        guard !node.ledger.isRestored else { return }
        var wait = Self.firstWait
        var duties: ContinuousClock.Instant?
        while !Task.isCancelled {
            var pause = Self.period
            do {
                if node.watch.schedule.facts.isLeader {
                    try await round.tellOutsiders()
                    let now = ContinuousClock.now
                    if duties.map({ now - $0 >= Self.periodOfDuties }) ?? true {
                        try await round.tellOfDuties()
                        duties = now
                    }
                }
                node.watch.notices.succeeded()
                wait = Self.firstWait
            } catch {
                guard !Task.isCancelled else { return }
                node.watch.notices.failed(atMilliseconds: NodeClock.shared.read())
                logger.fault("mail", error)
                pause = wait
                wait = min(wait * 2, Self.longestWait)
            }
            try? await Task.sleep(for: pause)
        }
    }
}
