import CanonicalJSON
import Issuance
import Messages
import Testing

@testable import Monitoring

private let now: Int64 = 1_795_363_200_000
private let hour = Milliseconds.hour

/// A server in order, one part of which is then changed.
private func facts(_ change: (inout ServerFacts) -> Void = { _ in }) -> ServerFacts {
    var authority = AuthorityState(name: "hk-rsa", isIssuing: true)
    authority.isValid = true
    authority.notAfterMilliseconds = now + 3650 * Milliseconds.day
    authority.list = .init(
        thisUpdateMilliseconds: now - hour, nextUpdateMilliseconds: now + 47 * hour,
        dueMilliseconds: now + 7 * hour)
    authority.responder = .init(
        isValid: true, notBeforeMilliseconds: now - hour,
        notAfterMilliseconds: now + 30 * Milliseconds.day)
    var ledger = LedgerFacts()
    ledger.entries = 100
    ledger.publishedEntries = 100
    ledger.lastEntryMilliseconds = now - hour
    ledger.authorities = [authority]
    var facts = ServerFacts(clockMilliseconds: now)
    facts.ledger = ledger
    facts.machine.freeBytes = 10 << 30
    facts.machine.freeFiles = 1_000_000
    facts.schedule.startMilliseconds = now - hour
    facts.schedule.lastTurnMilliseconds = now - 1000
    change(&facts)
    return facts
}

private func changing(_ change: @escaping (inout LedgerFacts) -> Void) -> ServerFacts {
    facts {
        guard var ledger = $0.ledger else { return }
        change(&ledger)
        $0.ledger = ledger
    }
}

private func list(due: Int64, end: Int64) -> ServerFacts {
    changing {
        $0.authorities[0].list = .init(
            thisUpdateMilliseconds: end - 48 * hour, nextUpdateMilliseconds: end,
            dueMilliseconds: due)
    }
}

private func responder(remaining: Int64, isValid: Bool = true) -> ServerFacts {
    changing {
        $0.authorities[0].responder = .init(
            isValid: isValid, notBeforeMilliseconds: now + remaining - 40 * hour,
            notAfterMilliseconds: now + remaining)
    }
}

private func witness(_ change: (inout OutsiderFacts) -> Void) -> ServerFacts {
    facts {
        var witness = OutsiderFacts(name: "first")
        witness.entries = 90
        change(&witness)
        $0.witnesses = [witness]
    }
}

private func service(_ change: (inout OutsiderFacts) -> Void) -> ServerFacts {
    facts {
        var service = OutsiderFacts(name: "tsa")
        change(&service)
        $0.timeStamps = [service]
    }
}

private func receiver(behindSince since: Int64?) -> ServerFacts {
    facts { facts in
        var receiver = OutsiderFacts(name: "portal")
        receiver.behindSinceMilliseconds = since
        facts.receivers = [receiver]
    }
}

private func notices(failingSince since: Int64?) -> ServerFacts {
    facts { $0.notices = NoticeFacts(isSet: true, failingSinceMilliseconds: since) }
}

@Suite struct `The health of a server` {
    @Test func `is in order where every part is, and tells each`() {
        let checks = HealthJudge.checks(facts())
        #expect(checks.map(\.name) == HealthJudge.names)
        #expect(checks.level == .ok)
    }

    /// Each bound and both sides of it: what was changed, the code, the level.
    private static let cases: [(ServerFacts, String, HealthLevel)] = [
        (facts { $0.ledger = nil }, "ledger.unreadable", .critical),
        (changing { $0.writeFault = "storage.full" }, "ledger.unwritable", .critical),
        (changing { $0.isRestored = true }, "comparison.restored", .critical),
        (changing { $0.publishedEntries = 99 }, "checkpoint.unpublished", .warning),
        (
            changing {
                $0.publishedEntries = 99
                $0.lastEntryMilliseconds = now - Milliseconds.minute
            }, "checkpoint.ok", .ok
        ),
        (changing { $0.publishedEntries = nil }, "checkpoint.unpublished", .warning),
        (
            changing { $0.unsignedSinceMilliseconds = now - Milliseconds.minute - 1 },
            "checkpoint.unsigned", .warning
        ),
        (
            changing { $0.unsignedSinceMilliseconds = now - Milliseconds.minute },
            "checkpoint.ok", .ok
        ),
        (changing { $0.lastEntryMilliseconds = now - 26 * hour }, "checkpoint.old", .warning),
        (
            changing {
                $0.lastEntryMilliseconds = now - 26 * hour
                $0.authorities = []
            }, "checkpoint.ok", .ok
        ),
        (changing { $0.authorities[0].isValid = false }, "authorities.stopped", .critical),
        (changing { $0.authorities[0].notAfterMilliseconds = now }, "authorities.ended", .critical),
        (
            changing { $0.authorities[0].notAfterMilliseconds = now + 179 * Milliseconds.day },
            "authorities.ending", .warning
        ),
        (changing { $0.authorities[0].list = nil }, "lists.missing", .critical),
        (list(due: now - 14 * Milliseconds.minute, end: now + 40 * hour), "lists.ok", .ok),
        (
            list(due: now - 16 * Milliseconds.minute, end: now + 40 * hour), "lists.overdue",
            .warning
        ),
        (list(due: now - 28 * hour, end: now + 12 * hour), "lists.overdue", .warning),
        (list(due: now - 29 * hour, end: now + 12 * hour - 1), "lists.ending", .critical),
        (list(due: now - 40 * hour, end: now), "lists.ended", .critical),
        (changing { $0.authorities[0].responder = nil }, "responders.missing", .critical),
        (responder(remaining: 30 * hour, isValid: false), "responders.missing", .critical),
        (responder(remaining: 10 * hour), "responders.ok", .ok),
        (responder(remaining: 10 * hour - 1), "responders.ending", .warning),
        (responder(remaining: 4 * hour - 1), "responders.ending", .critical),
        (responder(remaining: 0), "responders.ended", .critical),
        (
            changing { $0.oldestIntentMilliseconds = now - Milliseconds.minute }, "intents.ok", .ok
        ),
        (
            changing { $0.oldestIntentMilliseconds = now - 2 * Milliseconds.minute },
            "intents.waiting", .warning
        ),
        (
            changing { $0.oldestIntentMilliseconds = now - 6 * Milliseconds.minute },
            "intents.waiting", .critical
        ),
        (facts { $0.machine.freeBytes = nil }, "disk.unknown", .warning),
        (facts { $0.machine.freeBytes = 1 << 30 }, "disk.ok", .ok),
        (facts { $0.machine.freeBytes = (1 << 30) - 1 }, "disk.low", .warning),
        (facts { $0.machine.ledgerBytes = 11 << 30 }, "disk.low", .warning),
        (facts { $0.machine.freeBytes = (100 << 20) - 1 }, "disk.full", .critical),
        (facts { $0.machine.freeFiles = 999 }, "disk.files", .critical),
        (changing { $0.lastEntryMilliseconds = now + 5000 }, "clock.ok", .ok),
        (changing { $0.lastEntryMilliseconds = now + 5001 }, "clock.behind", .warning),
        (changing { $0.lastEntryMilliseconds = now + 60_001 }, "clock.behind", .critical),
        (witness { $0.vouchedMilliseconds = now + 60_001 }, "clock.behind", .critical),
        (facts { $0.machine.clockAheadMilliseconds = 1 }, "clock.ahead", .critical),
        (
            witness { $0.behindSinceMilliseconds = now - 10 * Milliseconds.minute },
            "witnesses.ok", .ok
        ),
        (
            witness { $0.behindSinceMilliseconds = now - 11 * Milliseconds.minute },
            "witnesses.behind", .warning
        ),
        (witness { $0.contradicts = true }, "witnesses.contradict", .critical),
        (service { $0.behindSinceMilliseconds = now - 3 * hour }, "timestamps.ok", .ok),
        (receiver(behindSince: nil), "events.ok", .ok),
        (receiver(behindSince: now - hour), "events.ok", .ok),
        (receiver(behindSince: now - hour - 1), "events.behind", .warning),
        (facts { $0.signer = .own }, "signer.own", .ok),
        (facts { $0.signer = .answering(release: "1.0") }, "signer.ok", .ok),
        (facts { $0.signer = .silent(fault: "signer.unreachable") }, "signer.silent", .critical),
        (notices(failingSince: nil), "notices.ok", .ok),
        (notices(failingSince: now - hour / 2), "notices.ok", .ok),
        (notices(failingSince: now - hour / 2 - 1), "notices.failing", .warning),
        (
            service { $0.behindSinceMilliseconds = now - 3 * hour - 1 }, "timestamps.behind",
            .warning
        ),
        (service { $0.vouchedMilliseconds = now + 60_001 }, "clock.behind", .critical),
        (
            facts { $0.schedule.lastTurnMilliseconds = now - 3 * Milliseconds.minute },
            "schedule.stuck", .warning
        ),
        (facts { $0.schedule.lastTurnMilliseconds = nil }, "schedule.stuck", .warning),
        (facts { $0.schedule = ScheduleFacts() }, "schedule.ok", .ok),
        (changing { $0.leaseHolder = "a/b" }, "lease.own", .ok),
        (
            facts {
                $0.ledger?.leaseHolder = "a/b"
                $0.schedule.isLeader = false
            }, "lease.other", .ok
        ),
        (
            facts {
                $0.ledger?.leaseHolder = ""
                $0.schedule.isLeader = false
            }, "lease.nobody", .warning
        ),
        // What a hand wrote into the database ends nothing.
        (changing { $0.lastEntryMilliseconds = .min }, "ledger.ok", .ok),
        (list(due: .max, end: now + 40 * hour), "lists.overdue", .warning),
    ]

    @Test(arguments: cases.indices)
    func `names what is wrong, and how bad it is`(index: Int) throws {
        let (facts, code, level) = Self.cases[index]
        let check = try #require(
            HealthJudge.checks(facts).first { $0.code == code }, "\(code) is not told")
        #expect(check.level == level, "\(code)")
    }

    /// What `/readyz` says: of what is found critical, that which stops a service now.
    @Test(
        arguments: [
            (changing { $0.authorities[0].isValid = false }, "authorities", "hk-rsa"),
            (changing { $0.authorities[0].notAfterMilliseconds = now }, "authorities", "hk-rsa"),
            (changing { $0.authorities[0].list = nil }, "lists", "hk-rsa"),
            (list(due: now - hour, end: now), "lists", "hk-rsa"),
            (list(due: now - hour, end: now + hour), "lists", nil),
            (responder(remaining: hour, isValid: false), "responders", "hk-rsa"),
            (responder(remaining: 0), "responders", "hk-rsa"),
            (responder(remaining: 1), "responders", nil),
            (changing { $0.isRestored = true }, "comparison", "restored"),
            (
                changing {
                    $0.openIntents = 2
                    $0.oldestIntentMilliseconds = now - 5 * Milliseconds.minute - 1
                }, "intents", "2"
            ),
            (
                changing {
                    $0.openIntents = 2
                    $0.oldestIntentMilliseconds = now - 5 * Milliseconds.minute
                }, "intents", nil
            ),
            (facts { $0.ledger = nil }, "ledger", "cannot be read"),
            (facts(), "ledger", nil),
        ] as [(ServerFacts, String, String?)])
    func `is ready but where a service stands still`(
        facts: ServerFacts, part: String, fault: String?
    ) throws {
        let parts = HealthJudge.readiness(facts.ledger, atMilliseconds: now)
        let found = try #require(parts.first { $0.part == part })
        #expect(found.fault == fault)
        #expect(parts.filter { $0.part != part }.allSatisfy { $0.fault == nil })
    }

    @Test func `has a sentence for every finding, whose places are filled`() {
        var told: Set<String> = ["server.ok", "server.absent"]
        for (facts, _, _) in Self.cases + [(facts(), "", .ok)] {
            for check in HealthJudge.checks(facts) {
                told.insert(check.code)
                for language in Language.allCases {
                    let said = check.json(in: language)["message"]?.string ?? ""
                    #expect(!said.isEmpty && !said.contains("{"), "\(check.code): \(said)")
                }
            }
        }
        told.insert("lease.alone")
        #expect(told == HealthWords.codes)
    }
}
