import API
import Campaigns
import Foundation
import Issuance
import KeyCustody
import Ledger
import Logging
import Messages
import Monitoring
import Publication
import Registration
import Status
import Synchronization

/// The work of `kapok serve` that nobody asks for: what is due is looked for again and again.
///
/// Of several servers over one database, the one that holds the lease does it. The others publish
/// in their own folders what it and they did.
struct NodeSchedule: Sendable {
    private let node: Node
    private let logger: Logger

    init(node: Node, logger: Logger) {
        self.node = node
        self.logger = logger
    }

    /// How often what is due is looked for.
    private static let period = Duration.seconds(20)
    /// Between two beats of the lease, and two looks at what other servers did.
    private static let beat = Duration.seconds(2)
    /// A server whose lease did not beat for so long is taken for dead.
    private static let patienceMilliseconds: Int64 = 15_000
    /// A signature that takes longer may have lost its server. Made twice, it counts once.
    private static let orphanedAfterMilliseconds: Int64 = 10_000
    private static let lease = "schedule"
    private static let sweepingPeriod = Duration.seconds(3600)
    private let sweptAt = LastTime()

    func run() async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await tellSigner() }
            tasks.addTask { await payWhatIsDue() }
        }
    }

    /// Who is to sign need not wait until the signer knows the journal: at each of its starts it is told all of it. That of
    /// a ledger that came from a backup is still to be compared. What was committed without it is signed then.
    private func tellSigner() async {
        guard let remote = node.remote else { return }
        var last: String?
        while !Task.isCancelled {
            do {
                if !node.ledger.isRestored {
                    let fault = await node.ledger.settleCheckpoint()
                    try await remote.tellJournal()
                    if let fault { throw fault }
                }
                last = nil
            } catch let refusal as Refusal where refusal.code == .signerUnreachable {
                // Health says so.
            } catch is CancellationError {
                return
            } catch {
                // Said once, as long as it stays the same.
                if last != "\(error)" { report("signer", error) }
                last = "\(error)"
            }
            try? await Task.sleep(for: Self.period)
        }
    }

    /// The first turn at once: listeners never wait for it, so that a full disk or a lost key stops
    /// no status answer. What fails is logged and tried again at the next turn.
    private func payWhatIsDue() async {
        // The folder's lock is lease enough.
        guard node.isShared else {
            if node.remote != nil { await node.intents.resume(report: report) }
            while !Task.isCancelled {
                await payAll()
                record.ended(turnAtMilliseconds: NodeClock.shared.read())
                try? await Task.sleep(for: Self.period)
            }
            return
        }
        let held = HeldLease()
        // Apart from the work: a long turn must not look like a dead server.
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await keepLease(held) }
            tasks.addTask { await work(under: held) }
        }
    }

    private var record: ScheduleRecord { node.watch.schedule }

    private func report(_ name: String, _ fault: any Error) {
        logger.fault("due", fault, ["what": .string(name)])
    }

    private func payAll() async {
        await actAsSystem()
        await node.publication.tick(report: report)
        guard let now = try? await node.ledger.read({ $0.atMilliseconds }) else { return }
        await node.intents.resumeDue(atMilliseconds: now, report: report)
        await sweepFiles()
    }

    /// What is done at its time and by nobody, before the lists, which tell of what was revoked.
    private func actAsSystem() async {
        await carryOnCampaigns()
        await revokeUnaccepted()
        await eraseDrafts()
    }

    /// Never in a ledger that came from a backup: what was done after it was made is still to be compared.
    private func eraseDrafts() async {
        guard !node.ledger.isRestored else { return }
        do {
            try await DraftRound(node.ledger).eraseDue()
        } catch {
            report("drafts", error)
        }
    }

    private func carryOnCampaigns() async {
        guard !node.ledger.isRestored else { return }
        do {
            try await CampaignRound(node.ledger).carryOn()
        } catch {
            report("campaigns", error)
        }
    }

    private func revokeUnaccepted() async {
        guard !node.ledger.isRestored else { return }
        do {
            try await AcceptanceRound(node.ledger).revokeLate()
        } catch {
            report("acceptance", error)
        }
    }

    /// Files that no row names: once an hour, since each is looked at. Never by a ledger that came from a backup:
    /// what was attached after it was made is still to be compared.
    private func sweepFiles() async {
        let now = ContinuousClock.now
        let isTime = sweptAt.isTime(now, every: Self.sweepingPeriod)
        guard isTime, !node.ledger.isRestored else { return }
        do {
            try await node.api.sweepFiles()
        } catch {
            report("files", error)
        }
    }

    /// When something was done last.
    private final class LastTime: Sendable {
        private let last = Mutex<ContinuousClock.Instant?>(nil)

        /// Whether it is to be done again; if so, it counts as done.
        func isTime(_ now: ContinuousClock.Instant, every period: Duration) -> Bool {
            last.withLock { last in
                if let before = last, now - before < period { return false }
                last = now
                return true
            }
        }
    }

    // MARK: Several servers

    /// The lease as the last beat left it.
    private final class HeldLease: Sendable {
        let lease = Mutex<Lease?>(nil)
    }

    private func keepLease(_ held: HeldLease) async {
        let start = ContinuousClock.now
        var holder: String?
        while !Task.isCancelled {
            do {
                let name = try holder ?? node.folder.serverID() + "/" + UUID().uuidString
                holder = name
                let lease = try await node.ledger.lead(
                    Self.lease, holder: name,
                    atMilliseconds: Int64((ContinuousClock.now - start) / .milliseconds(1)),
                    patienceMilliseconds: Self.patienceMilliseconds)
                held.lease.withLock { $0 = lease }
                record.leads(lease != nil)
            } catch {
                // The acts of this epoch go on being judged by the ledger.
                report("lease", error)
            }
            try? await Task.sleep(for: Self.beat)
        }
        do {
            if let holder { try await node.ledger.giveUp(Self.lease, holder: holder) }
        } catch {
            report("lease", error)
        }
    }

    /// What one turn leaves for the next.
    private struct Memory {
        var epoch: Int64?
        var wasDoneAt: ContinuousClock.Instant?
        var journalSize: Int64?
    }

    private func work(under held: HeldLease) async {
        var memory = Memory()
        while !Task.isCancelled {
            do {
                try await turn(held.lease.withLock { $0 }, &memory)
                record.ended(turnAtMilliseconds: NodeClock.shared.read())
            } catch {
                // Without the database nothing is due; what is public stays so.
                report("schedule", error)
            }
            try? await Task.sleep(for: Self.beat)
        }
    }

    private func turn(_ lease: Lease?, _ memory: inout Memory) async throws {
        let now = ContinuousClock.now
        let size = try await node.ledger.read { try $0.journalSize() }
        let isNews = size != memory.journalSize
        memory.journalSize = size
        let isTakenOver = lease?.epoch != memory.epoch
        memory.epoch = lease?.epoch
        let isTime = isTakenOver || memory.wasDoneAt.map { now - $0 >= Self.period } ?? true
        if isTime { memory.wasDoneAt = now }
        guard let lease else {
            if isNews || isTime { await node.publication.publishAll(report: report) }
            return
        }
        try await Lease.$current.withValue(lease) {
            try await lead(isNews: isNews, isTime: isTime, isTakenOver: isTakenOver)
        }
    }

    private func lead(isNews: Bool, isTime: Bool, isTakenOver: Bool) async throws {
        let now = try await node.ledger.read { $0.atMilliseconds }
        // Among them the announcements of a server that died, which nobody else ends.
        await node.intents.resumeDue(
            atMilliseconds: now,
            patienceMilliseconds: isTakenOver ? 0 : Self.orphanedAfterMilliseconds,
            report: report)
        if isTime {
            await sweepFiles()
            await actAsSystem()
            await node.publication.tick(report: report)
        } else if isNews {
            await node.publication.publishAll(report: report)
            await node.publication.publishListsDue(report: report)
        }
    }
}
