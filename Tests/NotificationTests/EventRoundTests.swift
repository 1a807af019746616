import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Notification
import Synchronization
import TestSupport
import Testing

/// What receivers took, in order; one of them may refuse.
private final class Receivers: Sendable {
    private struct State {
        var taken: [(receiver: String, body: JSONValue)] = []
        var refusing: Set<String> = []
        var patience = Int.max
    }

    private let state = Mutex(State())

    /// From the next one on, or after so many.
    func refuse(_ receiver: String, after count: Int = 0) {
        state.withLock {
            $0.refusing.insert(receiver)
            $0.patience = count
        }
    }
    func recover() {
        state.withLock {
            $0.refusing = []
            $0.patience = .max
        }
    }

    func taken(by receiver: String) -> [JSONValue] {
        state.withLock { $0.taken.filter { $0.receiver == receiver }.map(\.body) }
    }

    func take(
        _ body: [UInt8], _ receiver: EventReceiver
    ) throws(ConnectorFault) {
        guard let json = try? JSONValue(parsing: body) else { throw .broken }
        let isTaken = state.withLock { state in
            if state.refusing.contains(receiver.name) {
                guard state.patience > 0 else { return false }
                state.patience -= 1
            }
            state.taken.append((receiver.name, json))
            return true
        }
        guard isTaken else { throw .status(503) }
    }
}

@Suite struct `Receivers of public events` {
    private static func setting(_ name: String) -> JSONValue {
        [
            "name": .string(name), "url": "https://receiver.example/hook",
            "root": .string(AuthorityWorld.evidence),
        ]
    }

    private static func made(
        _ names: [String] = ["one"]
    ) async throws -> (AuthorityWorld, Receivers, EventRound) {
        let world = try await AuthorityWorld.make()
        try await world.change(["eventReceivers": .array(names.map(setting))])
        let receivers = Receivers()
        return (world, receivers, round(world, receivers))
    }

    private static func round(_ world: AuthorityWorld, _ receivers: Receivers) -> EventRound {
        EventRound(world.ledger) { body, receiver, _ throws(ConnectorFault) in
            try receivers.take(body, receiver)
        }
    }

    /// Until nothing waits, or somebody refuses.
    private static func turn(_ round: EventRound) async throws {
        for receiver in try await round.receivers() {
            while try await round.deliver(to: receiver) {}
        }
    }

    private static func marks(_ world: AuthorityWorld) async throws -> [JournalEntry] {
        try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: "event.deliver"), limit: 1000)
                .map { try $0.parsed() }
        }
    }

    private static func statuses(_ bodies: [JSONValue]) -> [String] {
        bodies.flatMap { $0["certificates"]?.array ?? [] }.compactMap { $0["status"]?.string }
    }

    @Test func `[4.1b] are told what becomes public, in its order, and of nobody who it is about`()
        async throws
    {
        let (world, receivers, round) = try await Self.made()
        let before = try await world.issued()
        try await Self.turn(round)
        #expect(receivers.taken(by: "one").isEmpty)
        let record = try await world.issued()
        _ = try await world.suspend(record)
        _ = try await world.release(record)
        _ = try await world.suspend(before)
        try await Self.turn(round)
        let bodies = receivers.taken(by: "one")
        #expect(Self.statuses(bodies) == ["issued", "suspended", "released", "suspended"])
        let entries = bodies.compactMap { $0["entry"]?.integer }
        #expect(entries == entries.sorted() && Set(entries).count == 4)
        #expect(bodies[1]["event"] == "certificate.suspended")
        #expect(bodies[1]["type"] == "kapok-event/1" && bodies[1]["environment"] == "test")
        #expect(bodies[1]["journal"] == .string(TestLedger.origin))
        let told = bodies[1]["certificates"]?[0]
        #expect(told?["serial"] == .string(record.serialHex) && told?["authority"] == "hk-rsa")
        // Neither names, nor references, nor who acted or why.
        let members: Set = [
            "certificates", "entry", "environment", "event", "journal", "time", "type",
        ]
        for body in bodies {
            #expect(Set((body.object ?? [:]).keys) == members)
            let text = String(decoding: body.canonicalBytes, as: UTF8.self)
            for word in ["陳", "off-", "app-", "keyLost", "@"] { #expect(!text.contains(word)) }
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[3.3c, 6.12] are told of nothing that its subscriber has not accepted`()
        async throws
    {
        let (world, receivers, round) = try await Self.made()
        try await world.accept(by: .afterwards)
        let subscriber = try world.newSubscriber()
        let (id, _) = try await world.delivered(to: subscriber)
        try await Self.turn(round)
        #expect(receivers.taken(by: "one").isEmpty)
        try await world.accept(id, with: subscriber)
        let (_, late) = try await world.delivered(to: world.newSubscriber())
        world.clock.advance(byMilliseconds: 8 * 86_400_000)
        try await world.revokeLate()
        #expect(try await world.state(of: late) == .revoked)
        try await Self.turn(round)
        let bodies = receivers.taken(by: "one")
        #expect(Self.statuses(bodies) == ["issued"])
        #expect(bodies.first?["event"] == "certificate.issued")
    }

    @Test func `[4.1b] are not told by whom or why, as of a key that somebody showed`() async throws
    {
        let (world, receivers, round) = try await Self.made()
        _ = try await world.issued()
        try await Self.turn(round)
        let record = try await world.issued()
        _ = try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.block(keyHashHex: record.keyHashHex)
            return .null
        }
        try await Self.turn(round)
        #expect(
            receivers.taken(by: "one").map { $0["event"] }
                == ["certificate.issued", "certificate.suspended"])
    }

    @Test func `[4.1b] are told at least once over restarts; one entry says how far`() async throws
    {
        let (world, receivers, round) = try await Self.made()
        try await Self.turn(round)
        let record = try await world.issued()
        _ = try await world.suspend(record)
        try await Self.turn(round)
        let marks = try await Self.marks(world)
        // Where it begins, and one for both.
        #expect(marks.count == 2 && marks.allSatisfy { $0.caseID == "receiver/one" })
        let again = try await world.restarted()
        try await Self.turn(Self.round(again, receivers))
        #expect(receivers.taken(by: "one").count == 2)
        #expect(try await Self.marks(again).count == 2)
    }

    @Test func `[4.1b] a dead one leaves nothing behind, delays no other, and is told all later`()
        async throws
    {
        let (world, receivers, round) = try await Self.made(["one", "two"])
        try await Self.turn(round)
        receivers.refuse("one", after: 1)
        let record = try await world.issued()
        _ = try await world.suspend(record)
        _ = try await world.release(record)
        for receiver in try await round.receivers() {
            do {
                _ = try await round.deliver(to: receiver)
                #expect(receiver.name == "two")
            } catch {
                #expect(error as? ConnectorFault == .status(503) && receiver.name == "one")
            }
        }
        #expect(receivers.taken(by: "two").count == 3)
        // What it took before it failed is done.
        #expect(Self.statuses(receivers.taken(by: "one")) == ["issued"])
        let size = try await world.ledger.read { try $0.journalSize() }
        let one = try await round.receivers()[0]
        for _ in 1...5 {
            await #expect(throws: ConnectorFault.self) { _ = try await round.deliver(to: one) }
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
        #expect(await round.waitingSince("one") != nil)
        #expect(await round.waitingSince("two") == nil)
        receivers.recover()
        try await Self.turn(round)
        #expect(
            Self.statuses(receivers.taken(by: "one")) == ["issued", "suspended", "released"])
        #expect(await round.waitingSince("one") == nil)
    }

    @Test func `[4.1b] one that moves goes on where it was, and one that is new begins now`()
        async throws
    {
        let (world, receivers, round) = try await Self.made()
        try await Self.turn(round)
        let record = try await world.issued()
        let moved = Self.setting("one").merging(["url": "https://other.example/hook"])
        try await world.change(["eventReceivers": [moved, Self.setting("new")]])
        try await Self.turn(round)
        #expect(Self.statuses(receivers.taken(by: "one")) == ["issued"])
        #expect(receivers.taken(by: "new").isEmpty)
        _ = try await world.suspend(record)
        try await Self.turn(round)
        #expect(Self.statuses(receivers.taken(by: "new")) == ["suspended"])
    }

    @Test(
        arguments: [
            [
                [
                    "name": "One", "url": "https://a.example/",
                    "root": .string(AuthorityWorld.evidence),
                ]
            ],
            [
                [
                    "name": "one", "url": "http://a.example/",
                    "root": .string(AuthorityWorld.evidence),
                ]
            ],
            [["name": "one", "url": "https://a.example/", "root": ""]],
            [["name": "one", "url": "https://a.example/"]],
            [setting("one"), setting("one")],
            .array((0...EventReceiver.maximumCount).map { setting("r\($0)") }),
        ] as [JSONValue])
    func `[4.1b] are refused in any other form`(value: JSONValue) async throws {
        let world = try await AuthorityWorld.make()
        let reason = try await refusal { try await world.change(["eventReceivers": value]) }
        #expect(reason == Reason("practice.settingInvalid", "4.1b", "eventReceivers"))
    }
}
