import CanonicalJSON
import Ledger
import Testing
import TestSupport

/// From the storage of this run into one of each kind.
@Suite final class `A copy of a ledger` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func world() async throws -> TestLedger {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        for number in 0..<3 {
            try await world.ledger.act(world.systemRequest()) { transaction in
                let id = "n\(number)"
                try transaction.put(NoteRecord(id, "木棉 \(id)", number: 7, bytes: [0, 255]))
                return .null
            }
        }
        await world.ledger.close()
        return world
    }

    private func isEmpty(_ storage: any StorageDriver) throws -> Bool {
        let reader = try storage.connect(.readOnly)
        defer { reader.close() }
        return try [NoteRecord.table.name, "meta", "journal_entry"].allSatisfy {
            try reader.columnNames(ofTable: $0).isEmpty
        }
    }

    @Test(arguments: Storage.all)
    func `has the same checkpoint, passes its audit, and goes on`(storage: Storage) async throws {
        let world = try await world()
        let target = try storage.driver(in: folder)
        let note = try await Ledger.copy(world.settings, to: target)
        #expect(note == (try JournalHead(of: world.settings.driver).note))
        let copy = world.settings.with(target)
        #expect(try await Ledger.verify(copy).isClean)
        let ledger = try await Ledger.open(copy)
        try await ledger.act(world.systemRequest()) { transaction in
            try transaction.put(NoteRecord("n9", "later"))
            return .null
        }
        // The indexes came as well: this one allows a text once.
        await #expect {
            try await ledger.act(world.systemRequest()) { transaction in
                try transaction.put(NoteRecord("n10", "later"))
                return .null
            }
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        #expect(try await ledger.verify().isClean)
        await ledger.close()
        await #expect(throws: LedgerError.ledgerExists) {
            try await Ledger.copy(world.settings, to: target)
        }
        #expect(try await Ledger.verify(copy).isClean)
    }

    @Test(arguments: Storage.all)
    func `leaves nothing where a row breaks a rule, or the end cannot be kept`(
        storage: Storage
    ) async throws {
        let world = try await world()
        let target = try storage.driver(in: folder)
        // Made before the copy, so that there is something to look at.
        try target.connect(.readWrite).close()
        let plan = FailurePlan()
        plan.failCommits()
        await #expect(throws: LedgerError.diskFull) {
            try await Ledger.copy(world.settings, to: FailingDriver(target, plan: plan))
        }
        #expect(try isEmpty(target))
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute("DROP INDEX note_by_text", [])
        try hand.execute("INSERT INTO note (id, text) VALUES (?, ?)", ["n8", "木棉 n1"])
        hand.close()
        await #expect {
            try await Ledger.copy(world.settings, to: target)
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        #expect(try isEmpty(target))
    }
}
