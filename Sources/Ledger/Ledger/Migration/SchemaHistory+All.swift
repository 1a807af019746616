extension SchemaHistory {
    /// The forms that releases wrote. A change of any table is a step of the last migration until
    /// a release wrote it; then of a new one. `ReleaseTests` find a change that has none.
    package static let all = SchemaHistory([
        // 2: the ledger says which program gave it its form, for one that does not know it; registers of
        // other systems, which tell from when on a key was not to be trusted.
        Migration([
            .addColumn("meta", Column("text", .text, nullable: true)),
            .addColumn("certificate", Column("invalidity_at", .integer, nullable: true)),
            .addColumn("status_event", Column("invalidity_at", .integer, nullable: true)),
            .addTable(
                Table(
                    "import_batch",
                    columns: [
                        Column("root", .text), Column("authority", .text),
                        Column("rows", .integer), Column("next", .integer),
                        Column("state", .text), Column("proposal", .text),
                    ],
                    key: ["root"])),
            // The names that a journal went on under, after acts were lost.
            .addTable(
                Table(
                    "succession",
                    columns: [
                        Column("place", .integer), Column("origin", .text),
                        Column("checkpoint_key", .text), Column("created_at", .integer),
                    ],
                    key: ["place"], clustered: true)),
            // Registers of people, contracts, equipment and the like.
            .addTable(
                Table(
                    "record_version",
                    columns: [
                        Column("record", .text), Column("version", .integer),
                        Column("kind", .text), Column("state", .text),
                        Column("unique_key", .text), Column("person", .text, nullable: true),
                        Column("content", .text), Column("salt", .text),
                        Column("dossier", .text, nullable: true),
                        Column("sealed_name", .text, nullable: true),
                        Column("commitment", .blob, nullable: true), Column("at", .integer),
                        Column("actor", .text), Column("entry", .integer),
                        Column("import_id", .text, nullable: true),
                        Column("line", .integer, nullable: true),
                    ],
                    key: ["record", "version"],
                    indexes: [
                        Index(["kind", "at"]), Index(["kind", "unique_key"]),
                        Index(["kind", "person"], where: "person IS NOT NULL"),
                        Index(["kind", "entry"], where: "import_id IS NULL OR version > 1"),
                    ])),
            .addTable(
                Table(
                    "record_import",
                    columns: [
                        Column("id", .text), Column("kind", .text), Column("salt", .text),
                        Column("rows", .integer), Column("next", .integer),
                        Column("digest", .blob), Column("state", .text),
                        Column("began_entry", .integer),
                        Column("decided_entry", .integer, nullable: true),
                        Column("at", .integer),
                    ],
                    key: ["id"], indexes: [Index(["kind", "decided_entry"])])),
        ])
    ])
}
