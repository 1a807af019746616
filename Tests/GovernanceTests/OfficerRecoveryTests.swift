import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
@testable import Ledger
import PKIX
import Testing
import TestSupport

@Suite struct `The recovery of lost security officers` {
    private static let operation = "operator.recover"
    private static let day: Int64 = 86_400_000
    private static let addresses: JSONValue = [
        "recoveryAddresses": "board@example.hk regulator@example.hk"
    ]

    private func payload(_ officer: TestOfficer) -> JSONValue {
        [
            "name": .string(String(officer.id.dropFirst(4))),
            "publicKey": .string(Base64.encode(officer.publicKey)),
        ]
    }

    private func world() async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.change(Self.addresses)
        return world
    }

    /// fay, gus and hal hold secrets. Those outside are told at once, unless the recovery still waits for people.
    private func recover(
        _ officer: TestOfficer, by people: [TestOfficer]? = nil, in world: AuthorityWorld
    ) async throws -> JSONValue {
        let result = try await world.decide(
            Self.operation, payload(officer), by: people ?? [world.fay, world.gus, world.hal]
        ).result
        if result["state"] == "done" { try await world.tell(of: officer.id) }
        return result
    }

    private func newcomer() throws -> TestOfficer {
        try TestOfficer(id: "off-lin", roles: [.securityOfficer])
    }

    /// Whether lin can suspend somebody now.
    private func acts(_ lin: TestOfficer, in world: AuthorityWorld) async throws -> Reason? {
        let payload: JSONValue = ["name": "iss", "reason": "absence"]
        let request = try await world.test.request(
            "operator.suspend", by: lin, caseID: "off-iss", payload: payload)
        return try await refusal {
            try await world.ledger.act(request) { transaction in
                try OfficerStandingChange(Payload(payload)).suspend(
                    &transaction, scopes: transaction.caseScopes())
            }
        }
    }

    @Test func `[7.11b, 7.11c] three custodians put one in place, who acts after the delay`()
        async throws
    {
        let world = try await world()
        let lin = try newcomer()
        let outcome = try await recover(lin, in: world)
        let from = world.clock.nowMilliseconds + 7 * Self.day
        #expect(
            outcome["result"] == [
                "officer": "off-lin", "role": "securityOfficer", "from": .integer(from),
                "tell": ["board@example.hk", "regulator@example.hk"],
            ])
        let waiting = try await world.ledger.read { try OfficerRecovery.underWay($0) }
        #expect(waiting.map(\.officer) == ["off-lin"] && waiting.map(\.from) == [from])
        world.clock.set(toMilliseconds: from - 1)
        #expect(
            try await acts(lin, in: world) == Reason("authorisation.roleMissing", "7.10"))
        world.clock.set(toMilliseconds: from)
        #expect(try await acts(lin, in: world) == nil)
        #expect(try await world.ledger.read { try OfficerRecovery.underWay($0) }.isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b, 7.11c] is refused to two, to one three times and to people of other roles`()
        async throws
    {
        let world = try await world()
        let lin = try newcomer()
        let two = try await recover(lin, by: [world.fay, world.gus], in: world)
        #expect(two["state"] == "pending" && two["needed"] == 1)
        let tan = try TestOfficer(id: "off-tan", roles: [.securityOfficer])
        #expect(
            try await refusal { try await recover(tan, by: [world.fay, world.fay], in: world) }
                == Reason("authorisation.alreadyTookPart", "7.11b"))
        #expect(
            try await refusal { try await recover(lin, by: [world.test.ada], in: world) }
                == Reason("act.roleWrong", "7.10", "role"))
        #expect(try await world.ledger.read { try $0.get(Officer.self, .text("off-lin")) } == nil)
    }

    @Test(arguments: ["operator.end", "operator.suspend", "operator.withdraw"])
    func `[7.11b, 7.15] any one security officer contests it during the delay`(
        _ operation: String
    ) async throws {
        let world = try await world()
        let lin = try newcomer()
        _ = try await recover(lin, in: world)
        let payloads: [String: JSONValue] = [
            "operator.end": ["name": "lin", "reason": "recoveryContested"],
            "operator.suspend": ["name": "lin", "reason": "investigation"],
            "operator.withdraw": ["name": "lin", "role": "securityOfficer"],
        ]
        let payload = try #require(payloads[operation])
        let request = try await world.test.request(
            operation, by: world.eva, caseID: "off-lin", payload: payload)
        try await world.ledger.act(request) { transaction in
            let scopes = try transaction.caseScopes()
            return switch operation {
            case "operator.end":
                try OfficerStandingChange(Payload(payload)).end(&transaction, scopes: scopes)
            case "operator.suspend":
                try OfficerStandingChange(Payload(payload)).suspend(&transaction, scopes: scopes)
            default: try RoleWithdrawal(Payload(payload)).withdraw(&transaction, scopes: scopes)
            }
        }
        #expect(try await world.ledger.read { try OfficerRecovery.underWay($0) }.isEmpty)
        world.clock.advance(byMilliseconds: 8 * Self.day)
        #expect(try await acts(lin, in: world) != nil)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b] nobody outside to tell, no recovery`() async throws {
        let world = try await AuthorityWorld.make()
        #expect(
            try await refusal { try await recover(newcomer(), in: world) }
                == Reason("recovery.nobodyToTell", "7.11b"))
    }

    @Test func `[7.11b] the delay is the practice's`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(Self.addresses.merging(["recoveryDelayHours": 24]))
        let outcome = try await recover(newcomer(), in: world)
        #expect(
            outcome["result"]?["from"] == .integer(world.clock.nowMilliseconds + Self.day))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.13] gives no other role, and takes nobody in twice`() async throws {
        let world = try await world()
        let lin = try newcomer()
        let breaches: [(JSONValue, Reason)] = [
            (["roles": ["caAdministrator"]], Reason("payload.memberUnknown", nil, "roles")),
            (["name": "val"], Reason("officer.exists", nil, "name")),
            (["publicKey": "AAAA"], Reason("officer.keyUnusable", "3.1b", "publicKey")),
        ]
        for (changes, reason) in breaches {
            #expect(
                try await refusal {
                    try await world.decide(
                        Self.operation, payload(lin).merging(changes),
                        by: [world.fay, world.gus, world.hal])
                } == reason)
        }
    }

    /// A security officer whose key is lost, and the same person under another id.
    private func lost(
        _ world: AuthorityWorld
    ) async throws -> (sec: TestOfficer, lin: TestOfficer, from: Int64) {
        let sec = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(sec)
        let lin = try newcomer()
        let outcome = try await world.decide(
            Self.operation, payload(lin).merging(["formerly": "sec"]),
            by: [world.fay, world.gus, world.hal]
        ).result
        try await world.tell(of: lin.id)
        return (sec, lin, try #require(outcome["result"]?["from"]?.integer))
    }

    @Test func `[7.11b] the lost key of the person acts no more once the new one does`()
        async throws
    {
        let world = try await world()
        let (sec, lin, from) = try await lost(world)
        world.clock.set(toMilliseconds: from)
        #expect(
            try await acts(sec, in: world) == Reason("authorisation.keyRetired", "7.13c"))
        #expect(try await acts(lin, in: world) == nil)
        let able = try await world.ledger.read { snapshot in
            try snapshot.staffing(scopes: [], atMilliseconds: snapshot.atMilliseconds)
                .officers(holding: [.securityOfficer])
        }
        #expect(able.contains("off-lin") && !able.contains("off-sec"))
        // Not even when the new one leaves.
        world.clock.advance(byMilliseconds: 1)
        try await world.end("lin")
        #expect(
            try await acts(sec, in: world) == Reason("authorisation.keyRetired", "7.13c"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.15] the lost key opens no connection any more, and did until then`() async throws
    {
        let world = try await world()
        let (sec, _, from) = try await lost(world)
        world.clock.set(toMilliseconds: from - 1)
        let shown = try await TransportCertificate(
            by: sec.key.publicKey, of: TestLedger.origin,
            Validity(notBeforeMilliseconds: from - 1000, notAfterMilliseconds: from + 1000)
        ) { try sec.key.sign($0, with: .ecdsaWithSHA256) }.certificate.derEncoded
        #expect(
            try await world.ledger.read {
                try $0.officer(presenting: shown, of: [TestLedger.origin]).id
            } == "off-sec")
        world.clock.set(toMilliseconds: from)
        #expect(
            try await refusal {
                try await world.ledger.read {
                    try $0.officer(presenting: shown, of: [TestLedger.origin])
                }
            } == Reason("transport.officerStopped", "7.15"))
    }

    @Test(arguments: [false, true])
    func `[7.13c] an audit takes no act of the lost key once the new one holds its role`(
        isContested: Bool
    ) async throws {
        let world = try await world()
        let (sec, _, from) = try await lost(world)
        if isContested { try await world.end("lin") }
        let followed = try await world.ledger.read { snapshot in
            var officers = SignedOfficers()
            for stored in try snapshot.entries(limit: 1000) {
                let entry = try stored.parsed()
                if entry.operation == "ledger.genesis" {
                    let founders = entry.facts["payload"]?["founders"]?.array ?? []
                    let isFounded = officers.takeIn(founders: founders)
                    #expect(isFounded)
                } else if entry.operation.hasPrefix("operator."), entry.outcome == .done {
                    let proposal = try entry.facts["proposal"]?.string.flatMap {
                        try snapshot.get(Proposal.self, .text($0))
                    }
                    // What was only proposed so far puts nobody in place.
                    if let proposal, !entry.changes.contains(where: { $0.table == "officer" }),
                        proposal.operation != "operator.end"
                    {
                        continue
                    }
                    let payload = try (proposal?.payload).map {
                        try JSONValue(parsing: Array($0.utf8))
                    }
                    let isFollowed = officers.follow(entry, payload)
                    #expect(isFollowed, "\(entry.operation)")
                }
            }
            return officers
        }
        let role = Role.securityOfficer.rawValue
        #expect(followed.publicKey(of: sec.id) == sec.publicKey)
        #expect(followed.mayAct(sec.id, as: role, atMilliseconds: from - 1))
        #expect(followed.mayAct(sec.id, as: role, atMilliseconds: from) == isContested)
    }

    @Test func `[7.11b] the key that is there after all goes on until then, and once it contested`()
        async throws
    {
        let world = try await world()
        let (sec, lin, from) = try await lost(world)
        let contest: JSONValue = ["name": "lin", "reason": "recoveryContested"]
        let request = try await world.test.request(
            "operator.end", by: sec, caseID: "off-lin", payload: contest)
        try await world.ledger.act(request) { transaction in
            try OfficerStandingChange(Payload(contest)).end(
                &transaction, scopes: transaction.caseScopes())
        }
        world.clock.set(toMilliseconds: from)
        #expect(try await acts(lin, in: world) != nil)
        #expect(try await acts(sec, in: world) == nil)
        #expect(try await world.ledger.verify().isClean)
    }
}
