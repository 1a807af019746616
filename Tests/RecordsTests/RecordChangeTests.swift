import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Foundation
import Ledger
import Messages
import Records
import Testing
import TestSupport

@Suite struct `Records of a register` {
    @Test func `[7.13] are added, changed and ended, and every version stays`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        #expect(id.hasPrefix("rec-"))
        let changed = try await world.change(id, ["post": "approver", "remark": "moved"])
        #expect(changed["version"] == 2 && changed["state"] == "inForce")
        let ended = try await world.act(
            "record.end", ["record": .string(id), "version": 2, "reason": "over"])
        #expect(ended["version"] == 3 && ended["state"] == "ended")
        let history = try await world.history(id)
        #expect(history.map(\.version) == [1, 2, 3])
        #expect(history.map(\.state) == [.inForce, .inForce, .ended])
        #expect(try history.map { try $0.open["post"] } == ["validator", "approver", "approver"])
        #expect(history.allSatisfy { $0.person == "chan" && $0.actor == world.authority.dai.id })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[12.1] hold what is confidential sealed, each version its own`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        // What is not confidential changes: the sealed values stay where they are.
        try await world.change(id, ["post": "approver"])
        try await world.change(id, version: 2, ["name": "陳小文"])
        let history = try await world.history(id)
        #expect(history.map { $0.sealed?.name } == ["v1", "v1", "v3"])
        #expect(history[0].sealed == history[1].sealed)
        #expect(history[0].sealed?.commitment != history[2].sealed?.commitment)
        let names = try await world.ledger.read { snapshot in
            try history.map { try $0.confidential(snapshot)["name"] }
        }
        #expect(names == ["陳大文", "陳大文", "陳小文"])
        #expect(history.allSatisfy { !$0.content.contains("A123456") })
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "looks into the file"))
    func `[12.1] leave nothing confidential in the clear, in rows or journal`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        _ = try await world.act(
            "record.reveal", ["record": .string(id), "version": 1, "reason": "ownTask"])
        await world.ledger.close()
        let path = world.authority.test.folder.path + "/ledger.sqlite"
        let file = try #require(FileManager.default.contents(atPath: path))
        #expect(file.range(of: Data("2025-1".utf8)) != nil)
        for secret in ["陳大文", "A123456(3)", "BSc"] {
            #expect(file.range(of: Data(secret.utf8)) == nil, "\(secret)")
        }
    }

    @Test func `[12.1] are read with a reason, which stands in the journal, and refused to others`()
        async throws
    {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        let asked: JSONValue = [
            "record": .string(id), "version": 1, "reason": "investigation",
        ]
        for officer in [world.authority.dai, world.authority.hal] {
            let result = try await world.act("record.reveal", asked, by: officer)
            // The result is kept with the request: no value is in it.
            #expect(result.object?.keys.sorted() == ["kind", "record", "state", "version"])
        }
        let entry = try await world.ledger.read { snapshot in
            try snapshot.newestEntry(of: "record.reveal", until: .max)?.parsed()
        }
        #expect(entry?.actor == world.authority.hal.id)
        #expect(
            try await refusal {
                _ = try await world.act("record.reveal", asked, by: world.authority.test.ada)
            } == Reason("record.roleWrong", "7.10", "role"))
        #expect(
            try await refusal {
                _ = try await world.act(
                    "record.reveal",
                    ["record": .string(id), "version": 1, "reason": "curious"])
            }?.code == "payload.choiceUnknown")
        let contract = try await world.add(
            "contract",
            [
                "number": "C-1", "partner": "Guard Ltd", "scope": "guards",
                "from": "2026-01-01", "securityTerms": "yes",
            ])
        #expect(
            try await refusal {
                _ = try await world.act(
                    "record.reveal",
                    ["record": .string(contract), "version": 1, "reason": "ownTask"])
            }?.code == "record.nothingConfidential")
    }

    @Test func `are kept in the roles of their register`() async throws {
        let world = try await RecordWorld.make()
        #expect(
            try await refusal {
                try await world.add("personnel", RecordWorld.chan, by: world.authority.test.ada)
            } == Reason("record.roleWrong", "7.10", "role"))
        for officer in [world.authority.hal, try world.authority.validator] {
            #expect(
                try await refusal {
                    try await world.add("personnel", RecordWorld.chan, by: officer)
                } == Reason("act.roleWrong", "7.10", "role"))
        }
    }

    @Test func `are one for each key, as long as it is in force`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        #expect(
            try await refusal { try await world.add("personnel", RecordWorld.chan) }
                == Reason("record.exists", nil, "person"))
        let other = try await world.add(
            "personnel", RecordWorld.chan.merging(["person": "lee"]) { $1 })
        #expect(
            try await refusal { try await world.change(other, ["person": "chan"]) }
                == Reason("record.exists", nil, "person"))
        _ = try await world.act(
            "record.end", ["record": .string(id), "version": 1, "reason": "wrong"])
        try await world.change(other, ["person": "chan"])
        try await world.add("personnel", RecordWorld.chan.merging(["person": "lee"]) { $1 })
    }

    @Test func `are decided on as they are now`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        try await world.change(id, ["post": "approver"])
        #expect(
            try await refusal { try await world.change(id, ["post": "auditor"]) }
                == Reason("record.versionOld", nil, "version"))
        _ = try await world.act(
            "record.end", ["record": .string(id), "version": 2, "reason": "over"])
        #expect(
            try await refusal { try await world.change(id, version: 3, ["post": "auditor"]) }
                == Reason("record.ended", nil, "record"))
        #expect(
            try await refusal { try await world.change("rec-none", ["post": "auditor"]) }
                == Reason("record.unknown", nil, "record"))
        #expect(
            try await refusal { try await world.add("people", [:]) }
                == Reason("recordKind.unknown", nil, "kind"))
    }

    @Test(arguments: ["", "00", "0011223344556677889 ", "00112233445566778899AABBCCDDEEFF"])
    func `are signed with a salt, so that nobody guesses them`(salt: String) async throws {
        let world = try await RecordWorld.make()
        let payload: JSONValue = [
            "kind": "personnel", "salt": .string(salt),
            "values": .object(RecordWorld.chan.mapValues { .string($0) }),
        ]
        #expect(
            try await refusal { _ = try await world.act("record.add", payload) }
                == Reason("record.saltInvalid", nil, "salt"))
    }

    @Test func `[12.1] keep what was signed with sealed values sealed`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("personnel", RecordWorld.chan)
        try await world.change(id, ["post": "approver"])
        let salts = try await world.history(id).map(\.salt)
        #expect(Set(salts).count == 2 && !salts.contains(RecordWorld.salt.string ?? ""))
        try await world.ledger.read { snapshot in
            for version in 1...2 {
                let kept = try snapshot.vault.read("salt-v\(version)", dossier: id)
                #expect(kept.map { String(decoding: $0, as: UTF8.self) } == RecordWorld.salt.string)
            }
        }
        // A kind with nothing sealed has no need of it.
        let lesson = try await world.add("training", RecordWorld.lesson)
        let isSealed = try #require(RecordKind["training"]).confidentialNames.isEmpty == false
        #expect(
            try await world.history(lesson).map(\.salt).contains(RecordWorld.salt.string ?? "")
                == !isSealed)
    }

    @Test func `[8.8] go through their stages in order, and in no other`() async throws {
        let world = try await RecordWorld.make()
        let module = [
            "serial": "HSM-1", "maker": "Maker", "model": "M", "firmware": "1",
            "standard": "gmt0028", "certificateNumber": "GM-1", "approvedUntil": "2030-01-01",
            "stage": "bought", "stageOn": "2026-01-01", "place": "safe", "doneBy": "chan",
            "supervisedBy": "lee",
        ]
        let ada = world.authority.test.ada
        #expect(
            try await refusal {
                try await world.add(
                    "cryptographicModule", module.merging(["stage": "inUse"]) { $1 }, by: ada)
            } == Reason("record.stageWrong", "8.8", "stage"))
        let id = try await world.add("cryptographicModule", module, by: ada)
        #expect(
            try await refusal {
                try await world.change(id, ["stage": "inUse"], by: ada)
            } == Reason("record.stageWrong", "8.8", "stage"))
        var version: Int64 = 1
        for stage in ["received", "installed", "accepted", "trial", "inUse"] {
            try await world.change(id, version: version, ["stage": stage], by: ada)
            version += 1
        }
        #expect(try await world.history(id).last?.open["stage"] == "inUse")
    }
}
