import Foundation
import Issuance
import Ledger
import Logging
import Publication

/// The work of `kapok serve` that nobody asks for: what is due is looked for again and again.
///
/// Of several servers over one database, the one that holds the lease does it. The others publish in
/// their own folders what it and they did.
struct NodeSchedule: Sendable {
    let node: Node
    let logger: Logger

    /// How often what is due is looked for.
    private static let period = Duration.seconds(20)
    /// Between two beats of the lease, and two looks at what other servers did.
    private static let beat = Duration.seconds(2)
    /// A server whose lease did not beat for so long is taken for dead.
    private static let patienceMilliseconds: Int64 = 15_000
    /// A signature that takes longer may have lost its server. Made twice, it counts once.
    private static let orphanedAfterMilliseconds: Int64 = 10_000
    private static let lease = "schedule"

    /// What one turn leaves for the next.
    private struct Memory {
        var holder: String?
        var epoch: Int64?
        var wasDoneAt: ContinuousClock.Instant?
        var journalSize: Int64?
    }

    /// The first turn at once: listeners never wait for it, so that a full disk or a lost key stops
    /// no status answer. What fails is logged and tried again at the next turn.
    func run() async {
        let start = ContinuousClock.now
        var memory = Memory()
        while !Task.isCancelled {
            await turn(since: start, &memory)
            try? await Task.sleep(for: node.isShared ? Self.beat : Self.period)
        }
        guard let holder = memory.holder else { return }
        do {
            try await node.ledger.giveUp(Self.lease, holder: holder)
        } catch {
            report("schedule", error)
        }
    }

    private func report(_ name: String, _ fault: any Error) {
        logger.error("due", metadata: ["what": .string(name), "cause": .string("\(fault)")])
    }

    private func turn(since start: ContinuousClock.Instant, _ memory: inout Memory) async {
        // The folder's lock is lease enough.
        guard node.isShared else { return await payAll() }
        let now = ContinuousClock.now
        do {
            let holder =
                try memory.holder
                ?? node.folder.serverID() + "/" + UUID().uuidString.lowercased()
            memory.holder = holder
            let lease = try await node.ledger.lead(
                Self.lease, holder: holder,
                atMilliseconds: Int64((now - start) / .milliseconds(1)),
                patienceMilliseconds: Self.patienceMilliseconds)
            let size = try await node.ledger.read { try $0.journalSize() }
            let isNews = size != memory.journalSize
            memory.journalSize = size
            let isTime = memory.wasDoneAt.map { now - $0 >= Self.period } ?? true
            let isTakenOver = lease?.epoch != memory.epoch
            memory.epoch = lease?.epoch
            if isTakenOver || isTime { memory.wasDoneAt = now }
            guard let lease else {
                if isNews || isTime { await node.publication.publishAll(report: report) }
                return
            }
            try await Lease.$current.withValue(lease) {
                try await lead(
                    isNews: isNews, isTime: isTakenOver || isTime, isTakenOver: isTakenOver)
            }
        } catch {
            // Without the database nothing is due; what is public stays so.
            report("schedule", error)
        }
    }

    private func lead(isNews: Bool, isTime: Bool, isTakenOver: Bool) async throws {
        let now = try await node.ledger.read { $0.atMilliseconds }
        // The announcements of a server that died, which nobody else ends.
        await node.intents.resumeOrphans(
            openedUntilMilliseconds: now - (isTakenOver ? 0 : Self.orphanedAfterMilliseconds),
            report: report)
        if isTime {
            await payAll()
        } else if isNews {
            await node.publication.publishAll(report: report)
            await node.publication.publishListsDue(report: report)
        }
    }

    private func payAll() async {
        await node.publication.tick(report: report)
        guard let now = try? await node.ledger.read({ $0.atMilliseconds }) else { return }
        await node.intents.resumeDue(atMilliseconds: now, report: report)
    }
}
