import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Testing
import TestSupport

@Suite struct `Taking in an officer` {
    private static let operation = "operator.enrol"

    private func payload(
        _ officer: TestOfficer, _ changes: JSONValue = [:]
    ) -> JSONValue {
        JSONValue.object([
            "name": .string(String(officer.id.dropFirst(4))),
            "publicKey": .string(Base64.encode(officer.publicKey)),
            "roles": .array(officer.roles.map { .string($0.rawValue) }),
        ]).merging(changes)
    }

    private func enrol(_ payload: JSONValue, _ world: AuthorityWorld) async throws -> ActOutcome {
        try await world.decide(Self.operation, payload, by: [world.dai, world.eva])
    }

    @Test func `[7.10] [7.11b] takes two security officers, and grants the roles from now on`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let officer = try TestOfficer(id: "off-kit", roles: [.securityOfficer, .secretCustodian])
        let outcome = try await enrol(payload(officer), world)
        #expect(outcome.result["result"]?["officer"] == "off-kit")
        #expect(
            outcome.result["result"]?["roles"] == ["securityOfficer", "secretCustodian"])
        let (row, standing) = try await world.ledger.read { snapshot in
            let row = try snapshot.officer(keyID: officer.keyID)
            return (row, try row.map { try snapshot.standing(of: $0) })
        }
        #expect(row?.id == "off-kit" && row?.isSuspended == false)
        #expect(
            standing?.roles(authority: "any", atMilliseconds: world.clock.nowMilliseconds)
                == [.securityOfficer, .secretCustodian])
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        #expect(entry.signed.map(\.officer) == ["officer-dai", "officer-eva"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.1g1, 7.10, 7.13c] an officer can act only once taken in`() async throws {
        let world = try await AuthorityWorld.make()
        let officer = try TestOfficer(id: "off-kit", roles: [.validator])
        let id = try await world.apply(world.newSubscriber())
        #expect(
            try await refusal { try await world.vet(id, by: officer) }
                == Reason("act.keyUnknown", "7.10", "key"))
        _ = try await enrol(payload(officer), world)
        try await world.vet(id, by: officer)
    }

    @Test func `[7.11b] is not for one person, nor for people of other roles`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let officer = try TestOfficer(id: "off-kit", roles: [.validator])
        #expect(
            try await refusal {
                try await world.decide(
                    Self.operation, payload(officer), by: [world.dai, world.dai])
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        for other in world.administrators {
            #expect(
                try await refusal {
                    try await world.decide(Self.operation, payload(officer), by: [other])
                } == Reason("act.roleWrong", "7.10", "role"))
        }
        #expect(try await world.ledger.read { try $0.officer(keyID: officer.keyID) } == nil)
    }

    static let breaches: [(String, JSONValue, Reason)] = [
        ("no name", ["name": .null], Reason("payload.invalid", nil, "name")),
        ("one letter", ["name": "k"], Reason("officer.nameInvalid", nil, "name")),
        (
            "33 letters", ["name": .string(String(repeating: "k", count: 33))],
            Reason("payload.invalid", nil, "name")
        ),
        ("a capital", ["name": "Kit"], Reason("officer.nameInvalid", nil, "name")),
        ("a full name", ["name": "陳大文"], Reason("officer.nameInvalid", nil, "name")),
        ("a space", ["name": "kit chan"], Reason("officer.nameInvalid", nil, "name")),
        ("no key", ["publicKey": .null], Reason("payload.invalid", nil, "publicKey")),
        (
            "a key that is none", ["publicKey": "AAAA"],
            Reason("officer.keyUnusable", "3.1b", "publicKey")
        ),
        (
            "no base64", ["publicKey": "*"],
            Reason("officer.keyUnusable", "3.1b", "publicKey")
        ),
        ("no roles", ["roles": .null], Reason("payload.invalid", nil, "roles")),
        ("roles in words", ["roles": "validator"], Reason("payload.invalid", nil, "roles")),
        ("an unknown role", ["roles": ["king"]], Reason("role.unknown", nil, "roles")),
        (
            "twelve roles", ["roles": .array(Array(repeating: "validator", count: 12))],
            Reason("payload.invalid", nil, "roles")
        ),
    ]

    @Test func `each breach is refused, by its clause and field, and leaves nobody`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        let officer = try TestOfficer(id: "off-kit", roles: [.validator])
        let before = try await world.ledger.read {
            [try $0.select(Officer.self).count, try $0.select(Grant.self).count]
        }
        for (name, changes, reason) in Self.breaches {
            #expect(
                try await refusal { try await enrol(payload(officer, changes), world) }
                    == reason, "\(name)")
        }
        for algorithm in [KeyAlgorithm.rsa(bits: 2048), .sm2, .p384, .ed25519] {
            let key = try SoftwareKey.generate(algorithm).publicKey.subjectPublicKeyInfo
            let changes: JSONValue = ["publicKey": .string(Base64.encode(key.derEncoded))]
            #expect(
                try await refusal { try await enrol(payload(officer, changes), world) }
                    == Reason("officer.keyUnusable", "3.1b", "publicKey"), "\(algorithm)")
        }
        let after = try await world.ledger.read {
            [try $0.select(Officer.self).count, try $0.select(Grant.self).count]
        }
        #expect(after == before)
    }

    @Test func `[7.1g1] a name or a key that is taken is refused`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let officer = try TestOfficer(id: "off-kit", roles: [.validator])
        _ = try await enrol(payload(officer), world)
        let exists = Reason("officer.exists", nil, "name")
        #expect(try await refusal { try await enrol(payload(officer), world) } == exists)
        #expect(
            try await refusal { try await enrol(payload(officer, ["name": "kim"]), world) }
                == exists)
        let namesake = try TestOfficer(id: "off-kit", roles: [.validator])
        #expect(try await refusal { try await enrol(payload(namesake), world) } == exists)
        // A founder's key is taken, too.
        #expect(
            try await refusal {
                try await enrol(
                    payload(
                        officer,
                        [
                            "name": "kim",
                            "publicKey": .string(Base64.encode(world.test.ada.publicKey)),
                        ]), world)
            } == exists)
    }

    // MARK: Roles that exclude each other

    /// Every pair that one person may not hold, one line for each role beside those of the lines before.
    private static let excluded: [(Role, [Role])] = [
        (.validator, [.approver, .issuingOfficer, .subscriberDataOfficer, .caAdministrator]),
        (.validator, [.systemOperator, .secretCustodian, .deviceCustodian]),
        (.approver, [.issuingOfficer, .subscriberDataOfficer, .caAdministrator]),
        (.approver, [.systemOperator, .secretCustodian, .deviceCustodian]),
        (.issuingOfficer, [.subscriberDataOfficer, .caAdministrator, .systemOperator]),
        (.issuingOfficer, [.secretCustodian, .deviceCustodian]),
        (.subscriberDataOfficer, [.caAdministrator, .systemOperator, .secretCustodian]),
        (.subscriberDataOfficer, [.deviceCustodian]),
        (.caAdministrator, [.systemOperator, .secretCustodian, .deviceCustodian]),
        (.systemOperator, [.secretCustodian, .deviceCustodian]),
        (.secretCustodian, [.deviceCustodian]),
        (.securityOfficer, [.validator, .approver, .issuingOfficer, .subscriberDataOfficer]),
        (.securityOfficer, [.systemOperator]),
        (.auditor, [.validator, .approver, .issuingOfficer, .subscriberDataOfficer]),
        (.auditor, [.caAdministrator, .systemOperator, .secretCustodian, .deviceCustodian]),
        (.auditor, [.securityOfficer]),
        (.assessor, [.validator, .approver, .issuingOfficer, .subscriberDataOfficer]),
        (.assessor, [.caAdministrator, .systemOperator, .secretCustodian, .deviceCustodian]),
        (.assessor, [.securityOfficer, .auditor]),
    ]
    static let conflicts: [(Role, Role)] = excluded.flatMap { first, others in
        others.map { second in (first, second) }
    }

    @Test
    func
        `[7.11a] each two of the policy's eight exclude each other, and none is free beside another`()
    {
        #expect(Role.separated.count == 8 && Role.conflicts.count == Self.conflicts.count)
        for first in Role.separated {
            for second in Role.separated where first != second { #expect(first.excludes(second)) }
            let free = Role.allCases.filter { $0 != first && !first.excludes($0) }
            let isFree = [.caAdministrator, .secretCustodian, .deviceCustodian].contains(first)
            #expect(free == (isFree ? [.securityOfficer] : []), "\(first)")
        }
    }

    @Test func `[7.13] no one person gets two roles that exclude each other`() async throws {
        var refused = 0
        for (place, first) in Role.allCases.enumerated() {
            for second in Role.allCases.dropFirst(place + 1) {
                let excludes = Self.conflicts.contains {
                    ($0 == first && $1 == second) || ($0 == second && $1 == first)
                }
                for names in [[first, second], [second, first]] {
                    let reason = try await refusal {
                        try OfficerEnrolment.roles(names.map(\.rawValue))
                    }
                    #expect(
                        reason == (excludes ? Reason("role.conflict", "7.13", "roles") : nil),
                        "\(names)")
                    if reason != nil { refused += 1 }
                }
            }
        }
        #expect(refused == 2 * Self.conflicts.count)
    }
}
