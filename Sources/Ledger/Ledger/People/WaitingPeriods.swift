import CanonicalJSON
import Cryptography

/// What is known of the time at a commit, for periods that an officer has to wait before a role begins.
package struct WaitingMoment: Sendable {
    /// The time of the newest entry: whatever began by then has begun.
    package let lastMilliseconds: Int64
    /// For the first commit of a process, how long after the newest entry it is: nobody here saw that time
    /// pass. 0 for every later one, whose clock runs with the process.
    package let unseenMilliseconds: Int64
    /// The newest time that somebody outside confirmed; `.min` where nobody has yet. Nil where nobody is asked.
    package let witnessedMilliseconds: Int64?

    package init(
        lastMilliseconds: Int64, unseenMilliseconds: Int64, witnessedMilliseconds: Int64?
    ) {
        self.lastMilliseconds = lastMilliseconds
        self.unseenMilliseconds = unseenMilliseconds
        self.witnessedMilliseconds = witnessedMilliseconds
    }
}

/// Says which grants begin later than they say, from the state before a batch of acts.
///
/// Nil where no grant waits, so that nobody need ask again until a grant changes. Each grant that it answers has
/// the id of one that is there, and a later beginning. It throws for failures of the storage alone.
package typealias WaitingRule =
    @Sendable (_ snapshot: Snapshot, _ moment: WaitingMoment) throws -> [Grant]?

/// What a ledger keeps in memory to know when grants that wait have to be looked at.
struct WaitingPeriods {
    var rule: WaitingRule?
    /// The newest time that somebody outside confirmed, see `WaitingMoment`.
    var witnessed: @Sendable () -> Int64? = { nil }
    /// Whether a grant may wait, as far as is known.
    var mayWait = true
    /// Whether this process has committed anything.
    var hasCommitted = false
}

extension Ledger {
    /// Enters that a role begins later than it was said to: its waiting period did not pass. CP 7.11b.
    static let postponement = "operator.postpone"

    /// What is entered before a ledger is at work: by its time nobody saw anything pass.
    static let preliminaries: Set<String> = [recovery, migration, succession, enterLost]

    /// Names who judges waiting periods, and whom outside the time can be had from. Called at start.
    package func register(
        waiting rule: @escaping WaitingRule, witnessed: @escaping @Sendable () -> Int64? = { nil }
    ) {
        waitingPeriods.rule = rule
        waitingPeriods.witnessed = witnessed
    }

    /// Before the acts of a batch, so that they are judged by it: a role whose waiting period did not pass begins
    /// later. Stands in the journal by itself, and only ever takes away.
    func postponeWaiting(_ tail: inout JournalTail) throws(LedgerError) {
        guard let rule = waitingPeriods.rule,
            waitingPeriods.mayWait || settings.driver.isShared
        else { return }
        let now = max(settings.clock(), tail.atMilliseconds)
        let reading = Reading(connection, cache: statementCache, vaultKey: vaultKey)
        defer { reading.end() }
        let postponed: [Grant]?
        do {
            let snapshot = Snapshot(reading, atMilliseconds: now)
            let seen =
                waitingPeriods.hasCommitted
                ? self.tail.atMilliseconds : try Self.lastSeen(self.tail, snapshot)
            postponed = try rule(
                snapshot,
                WaitingMoment(
                    lastMilliseconds: seen,
                    unseenMilliseconds: waitingPeriods.hasCommitted ? 0 : now - seen,
                    witnessedMilliseconds: waitingPeriods.witnessed()))
        } catch {
            throw LedgerError(error)
        }
        waitingPeriods.mayWait = postponed != nil
        for grant in postponed ?? [] {
            let record = ActRecord()
            try record.put(grant, on: reading)
            var entry = JournalEntry(
                timeMilliseconds: now, operation: Self.postponement, actor: "system",
                caseID: grant.officer, practice: 0, nonce: settings.randomness.bytes(16),
                request: nil)
            entry.facts = [
                "officer": .string(grant.officer), "from": .integer(grant.fromMilliseconds),
            ]
            entry.changes = record.changes
            tail.append(entry, bytes: try Self.bytes(of: entry))
        }
    }

    /// The time of the newest entry that a ledger at work made; what nobody saw pass lies behind it.
    private static func lastSeen(
        _ tail: JournalTail, _ snapshot: Snapshot
    ) throws -> Int64 {
        var index = tail.size - 1
        while index >= 0 {
            let entry = try snapshot.entry(at: index).parsed()
            guard preliminaries.contains(entry.operation) else { return entry.timeMilliseconds }
            index -= 1
        }
        return tail.atMilliseconds
    }

    /// A grant was put or ended: whether one waits has to be asked again.
    func lookForWaiting(after entry: JournalEntry) {
        if entry.changes.contains(where: { $0.table == Grant.table.name }) {
            waitingPeriods.mayWait = true
        }
    }
}
