/// The tables of the journal itself. They stand in no change list: `verify()` recomputes them.
enum JournalTables {
    /// Each entry as its exact bytes; the other columns repeat what they say, to be found by.
    static let entry = Table(
        "journal_entry",
        columns: [
            Column("place", .integer), Column("bytes", .blob), Column("at", .integer),
            Column("operation", .text), Column("actor", .text),
            Column("case_id", .text, nullable: true),
        ],
        key: ["place"],
        indexes: [
            Index(["operation", "place"]), Index(["actor", "place"]), Index(["case_id", "place"]),
            Index(["at"]),
        ])

    /// Tiles of C2SP tlog-tiles: up to 256 hashes each; the last of a level grows in place.
    static let tile = Table(
        "journal_tile",
        columns: [Column("level", .integer), Column("number", .integer), Column("hashes", .blob)],
        key: ["level", "number"])

    /// One checkpoint for each commit; the last one is the journal's tail. The note is empty where none was
    /// signed: of the last commits, until their key is to be had, or where a later one was signed for them.
    static let checkpoint = Table(
        "journal_checkpoint",
        columns: [
            Column("size", .integer), Column("root", .blob), Column("note", .text),
        ],
        key: ["size"])

    /// Leases are no part of the journal, but stand in no change list either.
    static let all = [entry, tile, checkpoint, Lease.table]

    static let insertEntry =
        "INSERT INTO journal_entry (place, bytes, at, operation, actor, case_id) "
        + "VALUES (?, ?, ?, ?, ?, ?)"
    static let putTile =
        "INSERT INTO journal_tile (level, number, hashes) VALUES (?, ?, ?) "
        + "ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes"
    static let insertCheckpoint =
        "INSERT INTO journal_checkpoint (size, root, note) VALUES (?, ?, ?)"
    static let lastCheckpoint =
        "SELECT size, root, note FROM journal_checkpoint ORDER BY size DESC LIMIT 1"
    static let lastSigned =
        "SELECT size, root, note FROM journal_checkpoint WHERE note <> '' "
        + "ORDER BY size DESC LIMIT 1"
    static let signCheckpoint =
        "UPDATE journal_checkpoint SET note = ? WHERE size = ? AND root = ?"
    static let lastEntry =
        "SELECT place, bytes FROM journal_entry ORDER BY place DESC LIMIT 1"
    static let lastEntryTime =
        "SELECT at FROM journal_entry ORDER BY place DESC LIMIT 1"
    static let rootOfSize = "SELECT root FROM journal_checkpoint WHERE size = ?"
    static let selectTile = "SELECT hashes FROM journal_tile WHERE level = ? AND number = ?"
}
