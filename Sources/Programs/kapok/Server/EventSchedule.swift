import CertificatePolicy
import Egress
import Ledger
import Logging
import Monitoring
import Notification
import Synchronization

/// Tells the receivers of the practice what becomes public, until the task is cancelled.
///
/// Each receiver has a task of its own, so that one that is slow or gone holds up neither the others nor any act. Of several
/// servers over one database, the one that does the scheduled work tells.
struct EventSchedule: Sendable {
    private let node: Node
    private let round: EventRound
    private let logger: Logger

    /// How often is looked whether something became public, and whether the practice has other receivers.
    private static let period = Duration.seconds(5)
    /// The longest wait after failures; each makes it twice as long.
    private static let longestWait = Duration.seconds(600)

    init(node: Node, logger: Logger) {
        self.node = node
        self.logger = logger
        let folder = ConnectorFolder(node.folder)
        let (egress, signer) = (node.egress, node.signer)
        round = EventRound(node.ledger) { body, receiver, networks throws(ConnectorFault) in
            try await egress.tell(
                body, to: receiver, root: try folder.root(of: receiver), by: signer,
                allowing: networks)
        }
    }

    func run() async {
        await withTaskGroup(of: Void.self) { tasks in
            let told = Told()
            while !Task.isCancelled {
                // What cannot be read now is read in a moment.
                for receiver in (try? await round.receivers()) ?? []
                where told.begin(receiver.name) {
                    tasks.addTask {
                        await tell(receiver.name)
                        node.watch.events.forget(receiver.name)
                        told.end(receiver.name)
                    }
                }
                try? await Task.sleep(for: Self.period)
            }
        }
    }

    /// As long as the practice has a receiver of this name; where it leads to may change meanwhile.
    private func tell(_ name: String) async {
        var wait = Self.period
        while !Task.isCancelled {
            var pause = Self.period
            do {
                let receivers = try await round.receivers()
                guard let receiver = receivers.first(where: { $0.name == name }) else { return }
                // A ledger that came from a backup says nothing until it was compared with what is public.
                if node.watch.schedule.facts.isLeader, !node.ledger.isRestored {
                    if try await round.deliver(to: receiver) {
                        pause = .zero
                        // There is more: how far behind it is, is seen.
                        if let since = await round.waitingSince(name) {
                            node.watch.events.behind(name, sinceMilliseconds: since)
                        }
                    } else {
                        node.watch.events.told(name)
                    }
                    wait = Self.period
                } else {
                    // Another server tells, or nobody does yet.
                    node.watch.events.forget(name)
                }
            } catch {
                guard !Task.isCancelled else { return }
                node.watch.events.behind(
                    name,
                    sinceMilliseconds: await round.waitingSince(name)
                        ?? NodeClock.shared.read())
                logger.fault("event", error, ["what": .string(name)])
                wait = min(wait * 2, Self.longestWait)
                pause = wait
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Which receivers have a task.
    private final class Told: Sendable {
        private let names: Mutex<Set<String>> = Mutex([])

        func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }
        func end(_ name: String) { _ = names.withLock { $0.remove(name) } }
    }
}
