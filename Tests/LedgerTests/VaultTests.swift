import CanonicalJSON
import Cryptography
import Foundation
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `Personal data` {
    private let name = Array("陳大文 Chan Tai Man, A123456(3)".utf8)

    private func stored() async throws -> TestLedger {
        let world = try await TestLedger.make()
        try await world.ledger.act(world.systemRequest()) { [name] transaction in
            let commitment = try transaction.vault.put(name, name: "name", dossier: "app-1")
            try transaction.vault.put([1, 2, 3], name: "photo", dossier: "app-1")
            try transaction.vault.put(name, name: "name", dossier: "app-2")
            #expect(commitment.count == 32)
            return .null
        }
        return world
    }

    @Test func `can be read back and replaced`() async throws {
        let world = try await stored()
        let read = try await world.ledger.read {
            (
                try $0.vault.read("name", dossier: "app-1"),
                try $0.vault.names(dossier: "app-1"), try $0.vault.read("none", dossier: "app-1")
            )
        }
        #expect(read.0 == name)
        #expect(read.1 == ["name", "photo"])
        #expect(read.2 == nil)
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.vault.put([9], name: "name", dossier: "app-1")
            #expect(try transaction.vault.read("name", dossier: "app-1") == [9])
            return .null
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[12.1] stands nowhere in the clear`() async throws {
        let world = try await stored()
        await world.ledger.close()
        for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let path = world.folder.path + "/" + file
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            #expect(bytes.range(of: Data("Chan Tai Man".utf8)) == nil)
            #expect(bytes.range(of: Data("陳大文".utf8)) == nil)
        }
    }

    @Test func `has a commitment that tells nothing about equal values`() async throws {
        let world = try await stored()
        let rows = try await world.ledger.read {
            try $0.rows("SELECT commitment, sealed FROM personal WHERE name = 'name'")
        }
        #expect(Set(rows).count == 2)
        let plain = DigestAlgorithm.sha256.hash(name)
        #expect(try rows.allSatisfy { try $0.blob("commitment") != plain })
    }

    @Test func `is gone once erased, and the journal still verifies`() async throws {
        let world = try await stored()
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.vault.erase(dossier: "app-1")
            return .null
        }
        let left = try await world.ledger.read {
            (
                try $0.vault.names(dossier: "app-1"), try $0.vault.read("name", dossier: "app-1"),
                try $0.vault.read("name", dossier: "app-2"),
                try $0.rows("SELECT dossier FROM dossier_key")
            )
        }
        #expect(left.0.isEmpty)
        #expect(left.1 == nil)
        #expect(left.2 == name)
        #expect(left.3.count == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [
        "UPDATE personal SET dossier = 'app-3' WHERE dossier = 'app-2'",
        "UPDATE personal SET name = 'title' WHERE dossier = 'app-2'",
        "UPDATE personal SET commitment = zeroblob(32)",
        "UPDATE personal SET sealed = zeroblob(80)",
        "UPDATE dossier_key SET wrapped = zeroblob(60)",
        "DELETE FROM dossier_key",
    ])
    func `[12.1] that was changed or moved by hand is found, and not opened`(sql: String)
        async throws
    {
        let world = try await stored()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute(TestStorage.byHand(sql), [])
        for (name, dossier) in [("name", "app-2"), ("title", "app-2"), ("name", "app-3")] {
            do {
                let value = try await world.ledger.read {
                    try $0.vault.read(name, dossier: dossier)
                }
                #expect(value == nil)
            } catch let refusal as Refusal {
                #expect(refusal.code.id == "vault.damaged")
            }
        }
    }

    @Test func `longer than 4 MiB is refused`() async throws {
        let world = try await TestLedger.make()
        await expectRefusal(.vaultValueTooLong) {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.vault.put(
                    [UInt8](repeating: 0, count: DossierVault.maximumValueBytes + 1),
                    name: "photo", dossier: "app-1")
                return .null
            }
        }
    }

    @Test func `of what was asked cannot be guessed from the request's row`() async throws {
        let world = try await TestLedger.make()
        let payload: JSONValue = ["name": "Chan Tai Man"]
        let request = ActRequest(
            id: "r1", operation: "application.apply", actor: .anyone, payload: payload)
        try await world.ledger.act(request) { _ in .null }
        let content = try await world.ledger.read {
            try $0.rows("SELECT content FROM request WHERE id = 'anyone/r1'")[0].blob("content")
        }
        #expect(content != DigestAlgorithm.sha256.hash(payload.canonicalBytes))
    }
}
