package import Ledger
package import Publication
import CanonicalJSON
import Governance
import Issuance
import MerkleLog
import Messages
import PKIX
import Status
import Synchronization

/// Measures a server: reads its ledger, tries one write, and asks the machine.
package struct ServerWatch: Sendable {
    private let ledger: Ledger
    private let folder: PublicFolder
    private let clock: @Sendable () -> Int64
    private let machine: @Sendable () -> MachineFacts
    private let signer: @Sendable () async -> SignerFacts
    /// What the schedule tells of itself.
    package let schedule: ScheduleRecord
    /// What the sender of notices tells of itself.
    package let notices = NoticeRecord()
    /// What those who tell receivers of public events say.
    package let events = EventRecord()

    /// - Parameters:
    ///   - machine: asked at each measure; may take milliseconds.
    ///   - signer: the same; may take seconds where it does not answer.
    package init(
        ledger: Ledger, folder: PublicFolder, schedule: ScheduleRecord = ScheduleRecord(),
        clock: @escaping @Sendable () -> Int64,
        machine: @escaping @Sendable () -> MachineFacts = { MachineFacts() },
        signer: @escaping @Sendable () async -> SignerFacts = { .own }
    ) {
        self.ledger = ledger
        self.folder = folder
        self.schedule = schedule
        self.clock = clock
        self.machine = machine
        self.signer = signer
    }

    /// Costs one write and a few reads; a thousand authorities cost a thousand times as many.
    package func facts() async -> ServerFacts {
        var facts = ServerFacts(clockMilliseconds: clock())
        facts.machine = machine()
        facts.signer = await signer()
        facts.schedule = schedule.facts
        facts.notices = notices.facts
        facts.receivers = events.facts
        guard var found = await ledgerFacts() else { return facts }
        found.publishedEntries = folder.published?.size
        if !found.isRestored { found.writeFault = await writeFault() }
        facts.ledger = found
        facts.witnesses = await witnesses(ledgerEntries: found.entries)
        facts.timeStamps = await timeStamps(ledgerEntries: found.entries)
        return facts
    }

    /// Whether it can serve; reads alone, for anyone may ask. See `HealthJudge.readiness`.
    package func readiness() async -> [(part: String, fault: String?)] {
        HealthJudge.readiness(await ledgerFacts(), atMilliseconds: clock())
    }

    /// Nil where it cannot be read.
    private func ledgerFacts() async -> LedgerFacts? {
        let isShared = ledger.storage.isShared
        var found = try? await ledger.read { try Self.ledger($0, isShared: isShared) }
        found?.isRestored = ledger.isRestored
        return found
    }

    /// Of the year 9999: what a witness claims beyond would not fit.
    private static let lastSecond: Int64 = 253_402_300_799

    private func writeFault() async -> String? {
        do {
            try await ledger.tryWriting(atMilliseconds: clock())
            return nil
        } catch {
            return error.refusal.code.id
        }
    }

    private func witnesses(ledgerEntries: Int64) async -> [OutsiderFacts] {
        var all: [OutsiderFacts] = []
        let cosignatures = folder.cosignatures
        for witness in cosignatures.witnesses {
            var facts = OutsiderFacts(name: witness.name)
            let last = cosignatures.last(of: witness)
            facts.entries = last?.checkpoint.size
            facts.vouchedMilliseconds = last.flatMap { witness.verifier.seconds(of: $0.note) }
                .map { min($0, Self.lastSecond) * 1000 }
            facts.contradicts = cosignatures.isContradicted(by: witness)
            facts.behindSinceMilliseconds = await time(
                ofEntry: last?.checkpoint.size ?? 0, of: ledgerEntries)
            all.append(facts)
        }
        return all
    }

    private func timeStamps(ledgerEntries: Int64) async -> [OutsiderFacts] {
        var all: [OutsiderFacts] = []
        for service in folder.timeStamps.services {
            var facts = OutsiderFacts(name: service.name)
            let last = folder.timeStamps.last(of: service)
            facts.entries = last?.checkpoint.size
            facts.vouchedMilliseconds = last?.info.atMilliseconds
            facts.behindSinceMilliseconds = await time(
                ofEntry: last?.checkpoint.size ?? 0, of: ledgerEntries)
            all.append(facts)
        }
        return all
    }

    /// Nil where there is no such entry.
    private func time(ofEntry index: Int64, of size: Int64) async -> Int64? {
        guard index < size else { return nil }
        return try? await ledger.read { try $0.entry(at: index).parsed().timeMilliseconds }
    }

    // MARK: The ledger

    private static func ledger(_ snapshot: Snapshot, isShared: Bool) throws -> LedgerFacts {
        var facts = LedgerFacts()
        facts.entries = try snapshot.journalSize()
        facts.lastEntryMilliseconds = try snapshot.lastEntryMilliseconds()
        let signed = try snapshot.seenCheckpoint().size
        facts.unsignedSinceMilliseconds = try snapshot.time(ofEntry: signed)
        let open = try snapshot.rows(
            "SELECT COUNT(*) AS number, MIN(opened_at) AS oldest FROM intent WHERE state = 'open'"
        ).first
        facts.openIntents = Int(try open?.integer("number") ?? 0)
        facts.oldestIntentMilliseconds = try open?.optionalInteger("oldest")
        // A practice that cannot be read leaves the lists' own terms to be judged by.
        let practice = try? snapshot.practice()
        facts.authorities = try snapshot.select(
            Authority.self, where: "state = 'active'", orderBy: "name", limit: 1000
        ).map { try state(of: $0, practice, snapshot) }
        if isShared {
            let rows = try snapshot.rows("SELECT holder FROM lease WHERE name = 'schedule'")
            facts.leaseHolder = try rows.first?.text("holder") ?? ""
        }
        return facts
    }

    private static func state(
        of authority: Authority, _ practice: Practice?, _ snapshot: Snapshot
    ) throws -> AuthorityState {
        var state = AuthorityState(name: authority.name, isIssuing: authority.kind == .issuing)
        if let own = try snapshot.certificateRecord(of: authority) {
            state.isValid = own.state == .valid
            state.notAfterMilliseconds = own.notAfterMilliseconds
        }
        if let list = try snapshot.lastCRLHeading(authority.name) {
            let due = practice.map { list.dueMilliseconds(kind: authority.kind, $0) }
            state.list = AuthorityState.ListState(
                thisUpdateMilliseconds: list.thisUpdateMilliseconds,
                nextUpdateMilliseconds: list.nextUpdateMilliseconds,
                dueMilliseconds: due ?? list.nextUpdateMilliseconds)
        }
        if let serial = authority.responderSerialHex,
            let record = try snapshot.get(
                CertificateRecord.self, .text(authority.name), .text(serial))
        {
            state.responder = AuthorityState.ResponderState(
                isValid: record.state == .valid,
                notBeforeMilliseconds: record.notBeforeMilliseconds,
                notAfterMilliseconds: record.notAfterMilliseconds)
        }
        return state
    }
}

/// What the schedule of a server tells of itself; written by it, read by who watches.
package final class ScheduleRecord: Sendable {
    private let kept = Mutex(ScheduleFacts())

    package init() {}

    package var facts: ScheduleFacts { kept.withLock { $0 } }

    package func started(atMilliseconds now: Int64, isLeader: Bool) {
        kept.withLock {
            $0.startMilliseconds = now
            $0.isLeader = isLeader
        }
    }

    package func ended(turnAtMilliseconds now: Int64) {
        kept.withLock { $0.lastTurnMilliseconds = now }
    }

    package func leads(_ isLeader: Bool) {
        kept.withLock { $0.isLeader = isLeader }
    }
}

/// How the sending of notices goes, as its tasks tell it.
package final class NoticeRecord: Sendable {
    private struct Kept {
        var isSet = false
        /// Since when, by kind.
        var failing: [String: Int64] = [:]
    }

    private let kept = Mutex(Kept())

    package init() {}

    package var facts: NoticeFacts {
        kept.withLock {
            NoticeFacts(isSet: $0.isSet, failingSinceMilliseconds: $0.failing.values.min())
        }
    }

    package func isSet(_ isSet: Bool) {
        kept.withLock { $0 = Kept(isSet: isSet) }
    }

    package func succeeded(_ kind: String) {
        kept.withLock { $0.failing[kind] = nil }
    }

    package func failed(_ kind: String, atMilliseconds now: Int64) {
        kept.withLock { $0.failing[kind] = $0.failing[kind] ?? now }
    }
}

/// How far receivers of public events are, as the tasks that tell them say.
package final class EventRecord: Sendable {
    /// Since when each was not told, by name; nil where it was told all.
    private let kept: Mutex<[String: Int64?]> = Mutex([:])

    package init() {}

    package var facts: [OutsiderFacts] {
        kept.withLock { kept in
            kept.sorted { $0.key < $1.key }.map { name, since in
                var facts = OutsiderFacts(name: name)
                facts.behindSinceMilliseconds = since
                return facts
            }
        }
    }

    package func told(_ receiver: String) { kept.withLock { $0[receiver] = .some(nil) } }

    package func behind(_ receiver: String, sinceMilliseconds since: Int64) {
        kept.withLock { $0[receiver] = since }
    }

    package func forget(_ receiver: String) { kept.withLock { $0[receiver] = nil } }
}
