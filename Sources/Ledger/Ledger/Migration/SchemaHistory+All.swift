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
            .addColumn("officer", Column("person", .text, nullable: true)),
            .addColumn("role_grant", Column("kind", .text, nullable: true)),
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
        ])
    ])
}
