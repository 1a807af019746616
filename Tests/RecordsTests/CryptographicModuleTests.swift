import AuthorityTestSupport
import Cryptography
import Ledger
import Records
import Testing
import TestSupport

@Suite struct `A cryptographic module in the register` {
    private func found(
        _ world: AuthorityWorld, _ serial: String = "5e21"
    ) async throws -> CryptographicModule {
        try await world.ledger.read { try $0.moduleInUse(serial) }
    }

    @Test func `[8.6] may hold keys while it is in use, and is as its record says`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.useModule(world.addModule("5e21"), "5e21")
        let module = try await found(world)
        #expect(module.serial == "5e21" && module.model == "HSM 3" && module.firmware == "7.03")
        try module.judge(ModuleFacts(model: "HSM 3", firmware: "7.03"))
    }

    @Test func `[8.6] is refused where nobody entered it`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.useModule(world.addModule("5e21"), "5e21")
        #expect(
            try await refusal { try await found(world, "5e22") }
                == Reason("module.unregistered", "8.6", "module"))
    }

    @Test(arguments: 0..<5)
    func `[8.8] is refused before it came to its use`(steps: Int) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.useModule(world.addModule("5e21"), "5e21", steps: steps)
        #expect(
            try await refusal { try await found(world) }
                == Reason("module.notInUse", "8.8", "module"))
    }

    @Test(arguments: ["repair", "retired"])
    func `[8.8] is refused once it went out of use`(stage: String) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let record = try await world.addModule("5e21")
        try await world.useModule(record, "5e21")
        try await world.changeModule(record, "5e21", version: 6, stage: stage)
        #expect(
            try await refusal { try await found(world) }
                == Reason("module.notInUse", "8.8", "module"))
    }

    @Test func `[8.6] is refused from the day after its approval ended`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        // The clock stands at that day, nine in the morning.
        let today = "2026-01-05"
        try await world.useModule(
            world.addModule("5e21", approvedUntil: today), "5e21", approvedUntil: today)
        _ = try await found(world)
        world.clock.advance(byMilliseconds: 86_400_000)
        #expect(
            try await refusal { try await found(world) }
                == Reason("module.approvalEnded", "8.6", "module"))
    }

    @Test(arguments: [
        ("HSM 3 ", "7.03"), ("HSM 3", "7.3"), ("hsm 3", "7.03"), ("", ""),
    ])
    func `is refused where it tells something else of itself`(
        model: String, firmware: String
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        try await world.useModule(world.addModule("5e21"), "5e21")
        let module = try await found(world)
        #expect(
            try await refusal {
                try module.judge(ModuleFacts(model: model, firmware: firmware))
            } == Reason("module.changed", "8.8a", "module"))
    }
}
