import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import Publication
import Records
import Testing
import TestSupport

@Suite struct `The module of an authority's key` {
    @discardableResult private func create(
        _ world: AuthorityWorld, module: String
    ) async throws -> ActOutcome {
        try await world.decide(
            "authority.create",
            AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
                .merging(["module": .string(module)]),
            by: world.administrators)
    }

    private func authority(_ world: AuthorityWorld) async throws -> Authority {
        try await world.ledger.read { try $0.authority("hk-new") }
    }

    @Test func `[8.6] is one that the register has in use, and is remembered`() async throws {
        let world = try await AuthorityWorld.make()
        #expect(
            try await refusal { try await create(world, module: "5e21") }
                == Reason("module.unregistered", "8.6", "module"))
        _ = try await world.addModule("5e22")
        #expect(
            try await refusal { try await create(world, module: "5e22") }
                == Reason("module.notInUse", "8.8", "module"))
        try await world.useModule(world.addModule("5e23"), "5e23")
        try await create(world, module: "5e23")
        try await world.publication.bringUp("hk-new")
        let authority = try await authority(world)
        #expect(authority.state == .active && authority.module == "5e23")
        #expect(world.signer.modules == ["5e23"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `is asked what it is before a key is made`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.useModule(world.addModule("exchanged"), "exchanged")
        try await create(world, module: "exchanged")
        #expect(
            try await refusal { try await world.publication.bringUp("hk-new") }
                == Reason("module.changed", "8.8a", "module"))
        #expect(try await authority(world).key == nil)
        #expect(world.signer.modules.isEmpty)
    }

    @Test func `[8.8] is still in use when the key is made`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.addModule("5e21")
        try await world.useModule(record, "5e21")
        try await create(world, module: "5e21")
        try await world.changeModule(record, "5e21", version: 6, stage: "repair")
        #expect(
            try await refusal { try await world.publication.bringUp("hk-new") }
                == Reason("module.notInUse", "8.8", "module"))
        #expect(try await authority(world).key == nil)
        #expect(world.signer.modules.isEmpty)
    }

    @Test func `[A2.4] is refused for a family that no module makes keys of`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.useModule(world.addModule("5e21"), "5e21")
        #expect(
            try await refusal {
                try await world.decide(
                    "authority.create",
                    AuthorityWorld.creation("gd-new", .sm2, issuer: "root-sm2")
                        .merging(["module": "5e21"]),
                    by: world.administrators)
            } == Reason("module.familyMissing", "A2.4", "module"))
    }

    @Test func `is there in production`() async throws {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        #expect(
            try await refusal {
                try await world.ledger.read {
                    try AuthorityCreation(Payload(payload)).judge($0, .production)
                }
            } == Reason("module.needed", "8.3", "module"))
        try await world.ledger.read { try AuthorityCreation(Payload(payload)).judge($0, .test) }
    }
}
