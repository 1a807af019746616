import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Ledger
import Testing
import TestSupport

/// Grants that wait for a signature while what they rest on changes.
@Suite struct `A grant that is open` {
    private static let operation = "operator.grant"

    /// A grant as one security officer proposed it.
    private struct Open {
        let id: String
        let payload: JSONValue
    }

    private func propose(
        _ role: Role, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> Open {
        let payload: JSONValue = ["name": "kit", "role": .string(role.rawValue)]
        let outcome = try await world.decide(
            Self.operation, payload, by: [officer], caseID: "off-kit")
        return Open(id: try #require(outcome.result["proposal"]?.string), payload: payload)
    }

    private func sign(
        _ open: Open, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.sign(
            open.id, Self.operation, open.payload, by: officer, caseID: "off-kit")
    }

    @Test
    func
        `[7.11a, 7.13] of two roles that exclude each other the second is refused when it is carried out`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        _ = try await world.newcomer()
        let first = try await propose(.validator, by: world.dai, world)
        let second = try await propose(.approver, by: world.dai, world)
        #expect(try await sign(first, by: world.eva, world).result["state"] == "done")
        #expect(
            try await refusal { try await sign(second, by: world.eva, world) }
                == Reason("role.conflict", "7.13", "role"))
        let roles = try await world.ledger.read { try $0.grants(of: "off-kit").map(\.role) }
        #expect(roles == [.validator])
    }

    @Test func `[7.10, 7.11b] who proposed it and lost the role since counts no longer`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        _ = try await world.newcomer()
        let sec = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(sec)
        let open = try await propose(.validator, by: sec, world)
        _ = try await world.withdraw(.securityOfficer, of: "sec")
        world.clock.advance(byMilliseconds: 1)
        let signed = try await sign(open, by: world.eva, world)
        #expect(signed.result["state"] == "pending" && signed.result["signatures"] == 1)
        #expect(try await world.ledger.read { try $0.grants(of: "off-kit") }.isEmpty)
        let last = try await sign(open, by: world.dai, world)
        #expect(last.result["state"] == "done")
        let entry = try await world.ledger.read { try $0.entry(at: last.entryIndex).parsed() }
        #expect(entry.signed.map(\.officer) == ["officer-eva", "officer-dai"])
        #expect(try await world.ledger.verify().findings == [])
    }
}
