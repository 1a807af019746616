import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import SQLiteDriver
import Testing
import TestSupport

@Suite struct `The journal` {
    /// So many entries, in commits of different sizes.
    private func grown(_ count: Int) async throws -> TestLedger {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                let request = world.systemRequest(caseID: "case-\(number % 3)")
                group.addTask {
                    try await world.ledger.act(request) { transaction in
                        try transaction.put(NoteRecord("n\(number)", "t\(number)"))
                        return .null
                    }
                }
            }
            try await group.waitForAll()
        }
        return world
    }

    @Test(arguments: [0, 1, 254, 255, 256, 600])
    func `proves each entry to an outsider, also after a restart`(count: Int) async throws {
        let world = try await grown(count)
        let verifier = world.settings.checkpointSigner.verifier
        await world.ledger.close()
        let ledger = try await world.reopened()
        for index in Set([0, count / 2, count]) {
            let bundle = try await ledger.proof(ofEntry: Int64(index))
            #expect(bundle.check(verifier).isValid)
            #expect(try InclusionBundle(json: bundle.json).check(verifier).isValid)
        }
        try await ledger.act(world.systemRequest()) { _ in .null }
        #expect(try await ledger.proof(ofEntry: Int64(count + 1)).check(verifier).isValid)
        #expect(try await ledger.verify().isClean)
    }

    @Test func `[7.18a, 7.18b] proves that it only grew`() async throws {
        let world = try await grown(20)
        let first = try await world.ledger.checkpoint()
        for _ in 0..<3 { try await world.ledger.act(world.systemRequest()) { _ in .null } }
        let second = try await world.ledger.checkpoint()
        let proof = try await world.ledger.read { try $0.consistencyProof(from: 21, to: 24) }
        let bundle = ConsistencyBundle(
            origin: TestLedger.origin, first: first, second: second, proof: proof)
        #expect(bundle.check(world.settings.checkpointSigner.verifier).isValid)
        await #expect(throws: MerkleLogError.invalidSize) {
            try await world.ledger.read { try $0.consistencyProof(from: 24, to: 25) }
        }
    }

    @Test func `hands out tiles and entry bundles from which others rebuild the tree`()
        async throws
    {
        let world = try await grown(300)
        try await world.ledger.read { snapshot in
            let size = try snapshot.journalSize()
            var range = CompactRange()
            for number in 0...1 {
                let width = min(256, size - Int64(number) * 256)
                let tile = try #require(Tile(level: 0, index: Int64(number), width: Int(width)))
                let hashes = try tile.decode(try #require(try snapshot.tile(tile)))
                let bundle = try #require(try snapshot.entryBundle(tile))
                let entries = try EntryBundle.decode(bundle)
                #expect(entries.map { MerkleTree.leafHash(of: $0) } == hashes)
                for hash in hashes { range.append(hash) }
            }
            #expect(try snapshot.seenCheckpoint().root == range.root)
            let upper = try #require(Tile(level: 1, index: 0, width: 1))
            #expect(try snapshot.tile(upper) != nil)
            let wider = try #require(Tile(level: 1, index: 0, width: 2))
            #expect(try snapshot.tile(wider) == nil)
        }
    }

    @Test func `lists entries by operation, case, actor and time`() async throws {
        let world = try await grown(6)
        world.clock.advance(byMilliseconds: 1000)
        let vet = try await world.request("application.vet", by: world.ada, caseID: "case-1")
        try await world.ledger.act(vet) { _ in .null }
        let filters: [(EntryFilter, Int)] = [
            (EntryFilter(), 8), (EntryFilter(operation: "serve.start"), 6),
            (EntryFilter(caseID: "case-1"), 3), (EntryFilter(actor: "officer-ada"), 1),
            (EntryFilter(fromMilliseconds: FixedClock.start + 1), 1),
            (EntryFilter(untilMilliseconds: FixedClock.start + 1), 7),
            (EntryFilter(operation: "serve.start", caseID: "case-0", actor: "system"), 2),
        ]
        for (filter, count) in filters {
            let found = try await world.ledger.read {
                try $0.entries(matching: filter, limit: 100)
            }
            #expect(found.count == count)
            #expect(found.map(\.index) == found.map(\.index).sorted())
        }
        let page = try await world.ledger.read { try $0.entries(from: 3, limit: 2) }
        #expect(page.map(\.index) == [3, 4])
    }

    @Test func `refuses an entry above 60 KiB and goes on`() async throws {
        let world = try await TestLedger.make()
        await expectRefusal(.entryTooLarge) {
            try await world.ledger.act(world.systemRequest()) { transaction in
                transaction.note("much", .string(String(repeating: "x", count: 60 << 10)))
                return .null
            }
        }
        try await world.ledger.act(world.systemRequest()) { _ in .null }
        #expect(try await world.ledger.verify().isClean)
    }

    /// The hashes were made by an independent program from the documented encoding.
    @Test func `names a row by the documented hash, whatever columns come later`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let cases = [
            (
                NoteRecord("n1", "木棉", number: -2, bytes: [0, 255]),
                "8164f489d34de27a4004d873b6ac59d8da928e98c0be6b9ca7806651b20d2179"
            ),
            (
                NoteRecord("n1", ""),
                "3e7fe82afea696daad78d2094be3e75a55c9fb257a0a0af29025cdf5e4c61d4b"
            ),
            (
                NoteRecord("n1", "", bytes: []),
                "0bb451fdd8155f997b23cf3191560dbbfd19dc015d35fb9f1e0c78f7354c190a"
            ),
        ]
        for (record, hex) in cases {
            let outcome = try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.put(record)
                return .null
            }
            let entry = try await world.ledger.read {
                try $0.entry(at: outcome.entryIndex).parsed()
            }
            #expect(entry.changes[0].rowHash == Hex.decode(hex))
            #expect(entry.changes[0].key == ["n1"])
        }
    }

    @Test func `lists each changed row once, with the hash it ends with`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            for number in 0..<3 { try transaction.put(NoteRecord("n", "t\(number)")) }
            try transaction.put(NoteRecord("m", "other"))
            #expect(try transaction.remove(NoteRecord.self, "m"))
            #expect(try !transaction.remove(NoteRecord.self, "nobody"))
            return .null
        }
        let entry = try await world.ledger.read { try $0.entry(at: 1).parsed() }
        let notes = entry.changes.filter { $0.table == "note" }
        #expect(notes.map(\.key) == [["n"], ["m"]])
        #expect(notes.map { $0.rowHash == nil } == [false, true])
        #expect(try await world.ledger.verify().isClean)
    }
}

@Suite struct `A founding` {
    private func founders(
        _ count: Int
    ) throws -> (settings: LedgerSettings, officers: [TestOfficer], folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let settings = LedgerSettings(
            driver: try TestStorage.driver(in: folder.path), tables: [],
            checkpointSigner: try CheckpointSigner(
                origin: TestLedger.origin, key: .generate(.ed25519)),
            vaultKey: SecretBytes([UInt8](repeating: 1, count: 32)), policyVersion: "1.1",
            clock: FixedClock().reading)
        return (settings, Array(try TestLedger.makeOfficers().prefix(count)), folder)
    }

    @Test func `[7.11b] needs three founders, each with a signature`() async throws {
        let two = try founders(2)
        let small = TestLedger.genesis(of: two.officers, two.settings)
        await expectFounding(
            .genesisInvalid, two.settings, small,
            try TestLedger.signatures(under: small, by: two.officers))
        let three = try founders(3)
        let genesis = TestLedger.genesis(of: three.officers, three.settings)
        var signatures = try TestLedger.signatures(under: genesis, by: three.officers)
        signatures["officer-ben"] = signatures["officer-ada"]
        await expectFounding(.genesisSignaturesMissing, three.settings, genesis, signatures)
        signatures["officer-ben"] = nil
        await expectFounding(.genesisSignaturesMissing, three.settings, genesis, signatures)
        let good = try TestLedger.signatures(under: genesis, by: three.officers)
        let ledger = try await Ledger.create(
            three.settings, genesis: genesis, signatures: good)
        #expect(ledger.identity.origin == TestLedger.origin)
        #expect(ledger.identity.environment == .test)
        #expect(try await ledger.verify().isClean)
    }

    @Test func `refuses one person or key twice`() async throws {
        let three = try founders(3)
        let double = [three.officers[0], three.officers[1], three.officers[0]]
        let genesis = TestLedger.genesis(of: double, three.settings)
        await expectFounding(
            .genesisInvalid, three.settings, genesis,
            try TestLedger.signatures(under: genesis, by: double))
        let sameKey = TestOfficer(
            id: "officer-x", roles: [.auditor], key: three.officers[0].key)
        let borrowed = [three.officers[0], three.officers[1], sameKey]
        let other = TestLedger.genesis(of: borrowed, three.settings)
        await expectFounding(
            .genesisInvalid, three.settings, other,
            try TestLedger.signatures(under: other, by: borrowed))
    }

    private func expectFounding(
        _ code: RefusalCode, _ settings: LedgerSettings, _ genesis: Genesis,
        _ signatures: [String: [UInt8]]
    ) async {
        await expectRefusal(code) {
            _ = try await Ledger.create(settings, genesis: genesis, signatures: signatures)
            return ActOutcome(result: .null, entryIndex: 0, replayed: false)
        }
    }
}
