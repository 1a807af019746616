import Ledger
import Logging
import Monitoring
import Notification
import Registration

/// Tells by mail and short message what has to be told, until the task is cancelled.
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
        let notices = node.watch.notices
        round = NoticeRound(
            node.ledger, mailbox: setting.mailbox,
            shortMessages: ShortMessages(node.ledger, by: node.egress),
            report: { fault in
                guard let fault else { return notices.succeeded("sms") }
                notices.failed("sms", atMilliseconds: NodeClock.shared.read())
                logger.fault("sms", fault)
            },
            send: { try await setting.send($0, in: folder) })
    }

    /// Each kind waits for itself: a mailbox of a role that is refused holds up no notice to outsiders.
    func run() async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await repeating("outsiders", every: Self.period, round.tellOutsiders) }
            tasks.addTask { await repeating("reports", every: Self.period, round.tellOfReports) }
            tasks.addTask { await repeating("news", every: Self.period, round.tellOfNews) }
            tasks.addTask {
                await repeating("campaigns", every: Self.period, round.tellOfCampaigns)
            }
            tasks.addTask {
                await repeating(
                    "subscribers", every: Self.periodOfDuties, round.tellSubscribers)
            }
            tasks.addTask {
                await repeating("duties", every: Self.periodOfDuties, round.tellOfDuties)
            }
        }
    }

    private func repeating(
        _ kind: String, every period: Duration, _ tell: @Sendable () async throws -> Void
    ) async {
        var wait = Self.firstWait
        var last: ContinuousClock.Instant?
        while !Task.isCancelled {
            var pause = Self.period
            do {
                let now = ContinuousClock.now
                // A ledger that came from a backup says nothing until it was compared with what is public.
                if node.watch.schedule.facts.isLeader, !node.ledger.isRestored,
                    last.map({ now - $0 >= period }) ?? true
                {
                    try await tell()
                    last = now
                    node.watch.notices.succeeded(kind)
                    wait = Self.firstWait
                }
            } catch {
                guard !Task.isCancelled else { return }
                node.watch.notices.failed(kind, atMilliseconds: NodeClock.shared.read())
                logger.fault("mail", error, ["what": .string(kind)])
                pause = wait
                wait = min(wait * 2, Self.longestWait)
            }
            try? await Task.sleep(for: pause)
        }
    }
}
