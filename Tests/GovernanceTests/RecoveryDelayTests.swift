import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Synchronization
import Testing
import TestSupport

/// From when the delay of a recovery runs, and what time counts for it.
@Suite struct `The delay of a recovery` {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    private static let missing = Reason("authorisation.roleMissing", "7.10")
    private static let digest = String(repeating: "5a", count: 32)

    /// An authority where three custodians have just put lin in place.
    private struct Waiting {
        let authority: AuthorityWorld
        let lin: TestOfficer
        let payload: JSONValue
        /// When lin begins where nothing holds it up.
        let from: Int64

        init() async throws {
            authority = try await AuthorityWorld.make()
            try await authority.change(["recoveryAddresses": "board@example.hk"])
            lin = try TestOfficer(id: "off-lin", roles: [.securityOfficer])
            payload = ["name": "lin", "publicKey": .string(Base64.encode(lin.publicKey))]
            let people = [authority.fay, authority.gus, authority.hal]
            let outcome = try await authority.decide("operator.recover", payload, by: people)
            from = try #require(outcome.result["result"]?["from"]?.integer)
        }

        private init(
            _ authority: AuthorityWorld, _ lin: TestOfficer, _ payload: JSONValue, _ from: Int64
        ) {
            self.authority = authority
            self.lin = lin
            self.payload = payload
            self.from = from
        }

        /// Stopped, and started again after a time; restored from a backup in between, and compared since.
        func restarted(
            afterMilliseconds pause: Int64, isRestored: Bool = false
        ) async throws -> Waiting {
            if isRestored {
                await authority.ledger.close()
                try Ledger.markRestored(
                    authority.test.settings.driver, atMilliseconds: authority.clock.nowMilliseconds)
            }
            authority.clock.advance(byMilliseconds: pause)
            let again = Waiting(try await authority.restarted(), lin, payload, from)
            if isRestored {
                _ = try await again.authority.ledger.act(
                    again.authority.test.systemRequest(Ledger.recovery)
                ) { _ in .null }
            }
            // As a server begins.
            try await again.authority.ledger.act(again.authority.test.systemRequest()) { _ in .null
            }
            return again
        }

        /// Why lin may not suspend somebody now; nil where it was done.
        func acts() async throws -> Reason? {
            let payload: JSONValue = ["name": "iss", "reason": "absence"]
            let request = try await authority.test.request(
                "operator.suspend", by: lin, caseID: "off-iss", payload: payload)
            return try await refusal {
                try await authority.ledger.act(request) { transaction in
                    try OfficerStandingChange(Payload(payload)).suspend(
                        &transaction, scopes: transaction.caseScopes())
                }
            }
        }

        func begins() async throws -> Int64? {
            try await authority.ledger.read { try $0.grants(of: "off-lin") }.first?.fromMilliseconds
        }

        func postponements() async throws -> [JournalEntry] {
            try await authority.ledger.read { snapshot in
                try snapshot.entries(
                    matching: EntryFilter(operation: "operator.postpone"), limit: 100
                ).map { try $0.parsed() }
            }
        }
    }

    @Test(arguments: [false, true])
    func `[7.11b] what passed before a start counts for an hour, refused also after a restore`(
        isRestored: Bool
    ) async throws {
        let told = try await Waiting()
        try await told.authority.tell(of: "off-lin")
        let world = try await told.restarted(
            afterMilliseconds: 8 * Self.day, isRestored: isRestored)
        #expect(try await world.acts() == Self.missing)
        #expect(try await world.begins().map { $0 > told.from + 7 * Self.day } == true)
        let findings = try await world.authority.ledger.verify().findings
        #expect(findings == [], "\(findings)")
    }

    // MARK: Whether anybody was told

    @Test func `[7.11b] nobody outside was told: it is refused at its end, and begins anew`()
        async throws
    {
        let world = try await Waiting()
        world.authority.clock.set(toMilliseconds: world.from)
        #expect(try await world.acts() == Self.missing)
        #expect(try await world.begins() == world.from + 7 * Self.day)
        let entries = try await world.postponements()
        #expect(
            entries.map(\.facts) == [
                ["officer": "off-lin", "from": .integer(world.from + 7 * Self.day)]
            ])
        #expect(entries.map(\.changes.count) == [1] && entries.first?.actor == "system")
        #expect(try await world.authority.ledger.verify().findings == [])
    }

    @Test func `[7.11b] it runs from the first address that was told, and no earlier`()
        async throws
    {
        let world = try await Waiting()
        world.authority.clock.advance(byMilliseconds: 3 * Self.day)
        try await world.authority.tell(of: "off-lin")
        let told = world.authority.clock.nowMilliseconds
        world.authority.clock.set(toMilliseconds: told + 7 * Self.day - 1)
        #expect(try await world.acts() == Self.missing)
        world.authority.clock.set(toMilliseconds: told + 7 * Self.day)
        #expect(try await world.acts() == nil)
        #expect(try await world.authority.ledger.verify().findings == [])
    }

    @Test func `[7.11b] who is not named by the practice is told in vain, so it is refused`()
        async throws
    {
        let world = try await Waiting()
        try await world.authority.tell(of: "off-lin", to: "friend@example.hk")
        world.authority.clock.set(toMilliseconds: world.from)
        #expect(try await world.acts() == Self.missing)
    }

    @Test func `[7.11b] without mail three custodians sign that they were told, and how`()
        async throws
    {
        let world = try await Waiting()
        world.authority.clock.advance(byMilliseconds: Self.day)
        let told = world.payload.merging(["told": .string(Self.digest)])
        let people = [world.authority.fay, world.authority.gus, world.authority.hal]
        let two = try await world.authority.decide(
            "operator.recover", told, by: Array(people.prefix(2)))
        #expect(two.result["state"] == "pending")
        let done = try await world.authority.sign(
            try #require(two.result["proposal"]?.string), "operator.recover", told, by: people[2])
        #expect(done.result["result"] == ["officer": "off-lin", "told": .string(Self.digest)])
        let moment = world.authority.clock.nowMilliseconds
        world.authority.clock.set(toMilliseconds: moment + 7 * Self.day - 1)
        #expect(try await world.acts() == Self.missing)
        world.authority.clock.set(toMilliseconds: moment + 7 * Self.day)
        #expect(try await world.acts() == nil)
        #expect(try await world.authority.ledger.verify().findings == [])
    }

    @Test func `[7.11b] of who does not wait it cannot be said; it is refused`() async throws {
        let world = try await Waiting()
        let people = [world.authority.fay, world.authority.gus, world.authority.hal]
        let told: JSONValue = ["told": .string(Self.digest)]
        let val: JSONValue = [
            "name": "val",
            "publicKey": .string(Base64.encode(try world.authority.validator.publicKey)),
        ]
        let other = try TestOfficer(id: "off-lin", roles: [])
        let breaches: [(JSONValue, Reason)] = [
            (world.payload.merging(["told": "x"]), Reason("payload.invalid", nil, "told")),
            (val.merging(told), Reason("recovery.notWaiting", "7.11b", "name")),
            (
                world.payload.merging(told).merging([
                    "publicKey": .string(Base64.encode(other.publicKey))
                ]), Reason("recovery.notWaiting", "7.11b", "name")
            ),
        ]
        for (payload, reason) in breaches {
            #expect(
                try await refusal {
                    try await world.authority.decide("operator.recover", payload, by: people)
                } == reason)
        }
    }

    // MARK: What time counts

    @Test(arguments: [8 * day, 400 * day])
    func `[7.11b] a start with the clock ahead ends no delay; what it acts is refused`(
        ahead: Int64
    ) async throws {
        let before = try await Waiting()
        try await before.authority.tell(of: "off-lin")
        let world = try await before.restarted(afterMilliseconds: ahead)
        #expect(try await world.acts() == Self.missing)
        #expect(try await world.begins() == world.from + ahead - Self.hour)
        // What passes while it runs counts.
        world.authority.clock.set(toMilliseconds: world.from + ahead - Self.hour - 1)
        #expect(try await world.acts() == Self.missing)
        world.authority.clock.set(toMilliseconds: world.from + ahead - Self.hour)
        #expect(try await world.acts() == nil)
        #expect(try await world.postponements().count == 1)
        #expect(try await world.authority.ledger.verify().findings == [])
    }

    @Test func `[7.11b] a start within the hour costs nothing`() async throws {
        let before = try await Waiting()
        try await before.authority.tell(of: "off-lin")
        let world = try await before.restarted(afterMilliseconds: Self.hour)
        world.authority.clock.set(toMilliseconds: world.from)
        #expect(try await world.acts() == nil)
        #expect(try await world.postponements().isEmpty)
    }

    @Test func `[7.11b] a quiet week of a server that runs counts`() async throws {
        let world = try await Waiting()
        try await world.authority.tell(of: "off-lin")
        world.authority.clock.set(toMilliseconds: world.from)
        #expect(try await world.acts() == nil)
    }

    @Test func `[7.11b] where witnesses are asked it ends no earlier than they saw, or is refused`()
        async throws
    {
        let world = try await Waiting()
        try await world.authority.tell(of: "off-lin")
        let seen = Witnessed()
        await world.authority.ledger.register(
            waiting: OfficerRecovery.postponements, witnessed: { seen.milliseconds })
        world.authority.clock.set(toMilliseconds: world.from)
        // None has cosigned anything; then the newest is too old.
        for time in [Int64.min, world.from - Self.hour - 1] {
            seen.set(time)
            #expect(try await world.acts() == Self.missing)
            world.authority.clock.advance(byMilliseconds: 300_000)
        }
        seen.set(world.authority.clock.nowMilliseconds - Self.hour)
        #expect(try await world.acts() == nil)
        #expect(try await world.postponements().count == 2)
        #expect(try await world.authority.ledger.verify().findings == [])
    }
}

/// What a witness saw last, as a test says.
private final class Witnessed: Sendable {
    private let time = Mutex(Int64.min)
    var milliseconds: Int64 { time.withLock { $0 } }
    func set(_ value: Int64) { time.withLock { $0 = value } }
}
