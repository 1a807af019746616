import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Messages
import Records
import Testing
import TestSupport

@Suite struct `An import of records` {
    private static func lesson(_ place: Int) -> [String: String] {
        RecordWorld.lesson.merging(["person": "person-\(place)", "remark": "秘密 \(place)"]) { $1 }
    }

    private static func rows(_ lessons: [[String: String]], from line: Int64 = 2) -> JSONValue {
        .array(
            lessons.enumerated().map { place, values in
                [
                    "line": .integer(line + Int64(place)),
                    "values": .object(values.mapValues { .string($0) }),
                ]
            })
    }

    private static func stage(
        _ rows: JSONValue, number: Int64 = 0, kind: String = "training", on world: RecordWorld
    ) async throws -> JSONValue {
        let chunk = try RecordChunk(
            Payload([
                "number": .integer(number), "kind": .string(kind), "salt": RecordWorld.salt,
                "rows": rows,
            ]), of: "imp-one")
        return try await world.ledger.act(
            ActRequest(
                id: world.authority.test.newRequestID(), operation: "record.stage",
                actor: .system)
        ) { try chunk.stage(&$0) }.result
    }

    private static func decide(
        _ operation: String, _ payload: JSONValue, _ world: RecordWorld
    ) async throws -> JSONValue {
        let request = try await world.authority.test.request(
            operation, by: world.authority.dai, caseID: "imp-one", payload: payload)
        return try await world.ledger.act(request) { transaction in
            operation == "record.import"
                ? try RecordAdoption(Payload(payload)).adopt(&transaction)
                : try RecordReversal(Payload(payload)).reverse(&transaction)
        }.result
    }

    private static func adoption(_ rows: Int64, _ chunks: [JSONValue]) -> JSONValue {
        let digest = chunks.reduce(
            RecordImport.firstDigest(
                kind: "training", salt: RecordWorld.salt.string ?? "")
        ) { RecordImport.digest(after: $0, rows: $1) }
        return [
            "import": "imp-one", "kind": "training", "rows": .integer(rows),
            "digest": .string(Hex.encode(digest)),
        ]
    }

    private static func inForce(_ world: RecordWorld) async throws -> [RecordVersion] {
        try await world.ledger.read {
            try $0.select(
                RecordVersion.self, where: "kind = 'training' AND " + RecordVersion.isNewest,
                orderBy: "line")
        }
    }

    /// Two chunks, staged and adopted.
    private static func adopted(_ world: RecordWorld) async throws {
        let chunks = [
            rows((0..<5).map(lesson)), rows((5..<8).map(lesson), from: 7),
        ]
        for (number, rows) in chunks.enumerated() {
            let staged = try await stage(rows, number: Int64(number), on: world)
            #expect(staged["state"] == "staging" && staged["next"] == .integer(Int64(number + 1)))
        }
        #expect(try await inForce(world).isEmpty)
        let outcome = try await decide("record.import", adoption(8, chunks), world)
        #expect(outcome["state"] == "adopted" && outcome["rows"] == 8)
    }

    @Test func `counts as a whole from the one act that adopts it`() async throws {
        let world = try await RecordWorld.make()
        try await Self.adopted(world)
        let records = try await Self.inForce(world)
        #expect(records.map { $0.origin?.line } == Array(2...9))
        let remarks = try await world.ledger.read { snapshot in
            try records.map { try $0.confidential(snapshot) }
        }
        #expect(remarks == (0..<8).map { ["remark": "秘密 \($0)"] })
        #expect(records.allSatisfy { !$0.content.contains("秘密") })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `is reversed by one act, with what was changed in its records since`()
        async throws
    {
        let world = try await RecordWorld.make()
        try await Self.adopted(world)
        let first = try #require(try await Self.inForce(world).first)
        try await world.change(first.record, ["outcome": "failed"])
        #expect(try await Self.inForce(world).count == 8)
        let reversal: JSONValue = ["import": "imp-one", "reason": "wrong"]
        #expect(try await Self.decide("record.reverse", reversal, world)["state"] == "reversed")
        #expect(try await Self.inForce(world).isEmpty)
        #expect(
            try await refusal { _ = try await world.history(first.record) }?.code
                == "record.unknown")
        #expect(
            try await refusal { _ = try await Self.decide("record.reverse", reversal, world) }
                == Reason("recordImport.state", nil, "import"))
        // Their keys are free again, and the journal agrees with all of it.
        try await world.add("training", Self.lesson(0))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `counts for nothing in part, or where anything differs from what was signed`()
        async throws
    {
        let world = try await RecordWorld.make()
        let chunks = [Self.rows([Self.lesson(0)]), Self.rows([Self.lesson(1)], from: 3)]
        _ = try await Self.stage(chunks[0], on: world)
        for payload in [
            Self.adoption(2, chunks), Self.adoption(1, [chunks[1]]), Self.adoption(2, [chunks[0]]),
        ] {
            #expect(
                try await refusal { _ = try await Self.decide("record.import", payload, world) }
                    == Reason("recordImport.differs", nil, "digest"))
        }
        #expect(
            try await refusal { _ = try await Self.stage(chunks[1], number: 2, on: world) }
                == Reason("recordImport.order", nil, "number"))
        #expect(try await Self.inForce(world).isEmpty)
    }

    @Test func `names the line that cannot be entered, and keeps nothing of its chunk`()
        async throws
    {
        let world = try await RecordWorld.make()
        try await world.add("training", Self.lesson(7))
        let good = Self.lesson(0)
        for (bad, field) in [
            (good.merging(["heldOn": "today"]) { $1 }, "heldOn"),
            (good.merging(["outcome": ""]) { $1 }, "outcome"),
            (good.merging(["colour": "red"]) { $1 }, "colour"), (good, "person"),
            (Self.lesson(7), "person"),
        ] {
            let refused = try await refusal {
                _ = try await Self.stage(Self.rows([good, bad]), on: world)
            }
            #expect(refused == Reason("record.lineRefused", nil, field))
        }
        #expect(
            try await refusal { _ = try await world.ledger.read { try $0.recordImport("imp-one") } }
                == Reason("recordImport.unknown", nil, "import"))
        // A key that an earlier chunk has.
        _ = try await Self.stage(Self.rows([good]), on: world)
        #expect(
            try await refusal { _ = try await Self.stage(Self.rows([good]), number: 1, on: world) }?
                .code
                == "record.lineRefused")
    }

    @Test func `is refused where others entered the same key meanwhile`() async throws {
        let world = try await RecordWorld.make()
        let rows = Self.rows([Self.lesson(0)])
        _ = try await Self.stage(rows, on: world)
        let other = try await world.add("training", Self.lesson(1))
        #expect(!other.isEmpty)
        let twin = try await world.add("training", Self.lesson(0))
        #expect(
            try await refusal {
                _ = try await Self.decide("record.import", Self.adoption(1, [rows]), world)
            } == Reason("recordImport.overtaken", nil, "import"))
        #expect(try await world.history(twin).count == 1)
    }

    @Test func `may take equipment over at any stage, which adding may not`() async throws {
        let world = try await RecordWorld.make()
        let device: [String: String] = [
            "tag": "D-1", "form": "server", "model": "M", "place": "room", "securityLevel": "high",
            "nextBy": "2026-12-01", "stage": "retired",
        ]
        let staged = try await Self.stage(Self.rows([device]), kind: "device", on: world)
        #expect(staged["rows"] == 1)
        #expect(
            try await refusal {
                try await world.add("device", device)
            } == Reason("record.stageWrong", "8.20", "stage"))
    }

    @Test func `takes as many lines a chunk as fit one entry, and no more`() async throws {
        let world = try await RecordWorld.make()
        let full = Self.rows((0..<RecordChunk.maximumRows).map(Self.lesson))
        #expect(
            try await Self.stage(full, on: world)["rows"]
                == .integer(Int64(RecordChunk.maximumRows)))
        #expect(
            try await refusal {
                _ = try await Self.stage(
                    Self.rows((0...RecordChunk.maximumRows).map(Self.lesson)), number: 1, on: world)
            } == Reason("payload.invalid", nil, "rows"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[12.1] keeps the salt of what is confidential out of its row`() async throws {
        let world = try await RecordWorld.make()
        let rows = Self.rows([Self.lesson(0)])
        _ = try await Self.stage(rows, on: world)
        let salt = try #require(RecordWorld.salt.string)
        let (row, sealed) = try await world.ledger.read {
            (try $0.recordImport("imp-one"), try $0.vault.read("salt", dossier: "imp-one"))
        }
        #expect(row.salt != salt && row.salt.utf8.count == 32)
        #expect(sealed == Array(salt.utf8))
        // Whoever goes on with it has to know the salt.
        let chunk = try RecordChunk(
            Payload([
                "number": 1, "kind": "training",
                "salt": .string(String(repeating: "0", count: 32)),
                "rows": Self.rows([Self.lesson(1)]),
            ]), of: "imp-one")
        #expect(
            try await refusal {
                try await world.ledger.act(world.authority.test.systemRequest("record.stage")) {
                    try chunk.stage(&$0)
                }
            } == Reason("recordImport.order", nil, "number"))
        let adopted = try await Self.decide("record.import", Self.adoption(1, [rows]), world)
        #expect(adopted["state"] == "adopted")
    }

    @Test func `[7.20] rows that another operation wrote are found by the audit`() async throws {
        let world = try await RecordWorld.make()
        let id = try await world.add("training", RecordWorld.lesson)
        _ = try await Self.stage(Self.rows([Self.lesson(0)]), on: world)
        #expect(try await world.ledger.verify().findings == [])
        let before = try #require(try await world.history(id).last)
        let test = world.authority.test
        // What the system may do, with rows that are not its own.
        let written = try await world.ledger.act(test.systemRequest("backup.make")) {
            try $0.put(Self.copy(of: before, version: 2, $0))
            return .null
        }.entryIndex
        let staged = try await world.ledger.act(test.systemRequest("record.stage")) {
            try $0.put(Self.copy(of: before, version: 3, $0))
            return .null
        }.entryIndex
        let batch = try await world.ledger.read { try $0.recordImport("imp-one") }
        try await world.ledger.act(test.systemRequest("record.stage")) {
            var batch = batch
            batch.state = .adopted
            batch.decidedEntry = staged
            try $0.put(batch)
            return .null
        }
        #expect(
            try await Set(world.ledger.verify().findings)
                == [
                    .entryUnauthorised(index: written),
                    .rowContradicted(table: "record_version", key: "[\"\(id)\",3]"),
                    .rowContradicted(table: "record_import", key: "[\"imp-one\"]"),
                ])
    }

    private static func copy(
        of record: RecordVersion, version: Int64, _ transaction: Transaction
    ) throws -> RecordVersion {
        var values = Dictionary(
            uniqueKeysWithValues: record.values.map { ($0.key, $0.value) })
        values["version"] = .integer(version)
        values["entry"] = .integer(transaction.entryIndex)
        let columns = values.keys.sorted()
        return try RecordVersion(
            row: Row(columns: columns, values: columns.compactMap { values[$0] }))
    }
}
