import CanonicalJSON
import Foundation
import Ledger
import Testing
import TestSupport

@Suite struct `A data folder` {
    @Test func `belongs to one server: the second is told whose it is`() throws {
        let folder = try TemporaryFolder()
        let first = try FolderLock(folder: folder.path)
        #expect(throws: LedgerError.folderInUse(processID: getpid())) {
            try FolderLock(folder: folder.path)
        }
        withExtendedLifetime(first) {}
    }

    @Test func `that cannot be locked is told with the file and the reason`() throws {
        let detail = "/nowhere/lock: No such file or directory"
        #expect(throws: LedgerError.cannotOpen(detail: detail)) {
            try FolderLock(folder: "/nowhere")
        }
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/lock", withIntermediateDirectories: false)
        #expect(throws: LedgerError.cannotOpen(detail: "\(folder.path)/lock: Is a directory")) {
            try FolderLock(folder: folder.path)
        }
    }

    @Test func `is free again when its server ends`() throws {
        let folder = try TemporaryFolder()
        var lock: FolderLock? = try FolderLock(folder: folder.path)
        #expect(lock != nil)
        lock = nil
        _ = try FolderLock(folder: folder.path)
    }

    @Test func `is given back although a child that is being made has it open`() throws {
        let folder = try TemporaryFolder()
        var lock: FolderLock? = try FolderLock(folder: folder.path)
        // As such a child has it: another descriptor of the same open file.
        let path = folder.path + "/lock"
        let own = try #require(
            FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
                .first { number in
                    let target = try? FileManager.default.destinationOfSymbolicLink(
                        atPath: "/proc/self/fd/\(number)")
                    return target == path
                })
        let inherited = dup(own)
        defer { close(inherited) }
        #expect(inherited >= 0 && lock != nil)
        lock = nil
        _ = try FolderLock(folder: folder.path)
    }

    @Test func `without a ledger is not opened, and with one not made again`() async throws {
        let world = try await TestLedger.make()
        let genesis = TestLedger.genesis(of: world.officers, world.settings)
        let signatures = try TestLedger.signatures(under: genesis, by: world.officers)
        await #expect(throws: LedgerError.ledgerExists) {
            try await Ledger.create(world.settings, genesis: genesis, signatures: signatures)
        }
        let empty = try TemporaryFolder()
        let settings = LedgerSettings(
            driver: try TestStorage.driver(in: empty.path), tables: [],
            checkpointSigner: world.settings.checkpointSigner, vaultKey: world.settings.vaultKey,
            policyVersion: "1.1", clock: world.clock.reading)
        await #expect(throws: LedgerError.noLedger) { try await Ledger.open(settings) }
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own tables and plans"))
    func `makes clustered tables and indexes of some rows, and finds rows by both`()
        async throws
    {
        let world = try await TestLedger.make(tables: [ClusteredNote.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            for id in ["a", "b"] { try transaction.put(ClusteredNote(id: id, isOpen: id == "b")) }
            return .null
        }
        let connection = try world.settings.driver.connect(.readOnly)
        defer { connection.close() }
        let made = try connection.query(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'clustered_note' AND sql IS NOT NULL"
        ).compactMap { $0["sql"]?.text }
        #expect(made.count == 2)
        #expect(made.contains { $0.hasSuffix("WITHOUT ROWID") })
        #expect(made.contains { $0.hasSuffix("WHERE is_open = 1") })
        let plan = try connection.query(
            "EXPLAIN QUERY PLAN SELECT id FROM clustered_note WHERE is_open = 1 ORDER BY id")
        #expect(try plan.first?.text("detail").contains("clustered_note_by_id") ?? false)
        let open = try await world.ledger.read {
            try $0.select(ClusteredNote.self, where: "is_open = 1").map(\.id)
        }
        #expect(open == ["b"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `refuses two different tables of one name, and the journal's own`() async throws {
        await #expect(throws: LedgerError.misuse(detail: "two tables are named note")) {
            try await TestLedger.make(tables: [NoteRecord.table, OlderNote.table])
        }
        let entry = Table("journal_entry", columns: [Column("place", .integer)], key: ["place"])
        await #expect(throws: LedgerError.misuse(detail: "two tables are named journal_entry")) {
            try await TestLedger.make(tables: [entry])
        }
    }
}

private struct ClusteredNote: Record {
    static let table = Table(
        "clustered_note", columns: [Column("id", .text), Column("is_open", .integer)], key: ["id"],
        indexes: [Index(["id"], where: "is_open = 1")], clustered: true)

    let id: String
    let isOpen: Bool

    init(id: String, isOpen: Bool) {
        self.id = id
        self.isOpen = isOpen
    }

    init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        isOpen = try row.flag("is_open")
    }

    /// Not in the order of the columns, which costs a search and nothing else.
    var values: KeyValuePairs<String, Value> { ["is_open": Value(isOpen), "id": .text(id)] }
}
