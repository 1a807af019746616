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
            .addColumn("status_event", Column("identified", .text, nullable: true)),
            .addColumn("officer", Column("person", .text, nullable: true)),
            // Applications that are given back and corrected.
            .addColumn("application", Column("version", .integer, nullable: true)),
            .addColumn("application", Column("returned_field", .text, nullable: true)),
            .addColumn("application", Column("returned_reason", .text, nullable: true)),
            .addColumn("role_grant", Column("kind", .text, nullable: true)),
            // A grant and a case may be of one site.
            .addColumn("role_grant", Column("site", .text, nullable: true)),
            .addColumn("application", Column("site", .text, nullable: true)),
            .addColumn("application", Column("renews", .text, nullable: true)),
            .addColumn("application", Column("continued_reference", .text, nullable: true)),
            .addIndex("application", Index(["renews"], where: "renews IS NOT NULL")),
            .addColumn("certificate", Column("site", .text, nullable: true)),
            .addIndex(
                "certificate",
                Index(["not_after"], where: "state = 'valid' AND application IS NOT NULL")),
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
            // Working days, and what officers did that is due again and again.
            .addTable(
                Table(
                    "calendar_day",
                    columns: [
                        Column("region", .text), Column("day", .text), Column("exception", .text),
                        Column("reason", .text), Column("entry", .integer),
                    ],
                    key: ["region", "day"], clustered: true)),
            .addTable(
                Table(
                    "calendar_year",
                    columns: [
                        Column("region", .text), Column("year", .integer),
                        Column("entry", .integer),
                    ],
                    key: ["region", "year"], clustered: true)),
            .addTable(
                Table(
                    "duty_fulfilment",
                    columns: [
                        Column("duty", .text), Column("at", .integer), Column("entry", .integer),
                        Column("officer", .text), Column("result", .text),
                        Column("evidence", .text, nullable: true),
                        Column("object", .text, nullable: true),
                    ],
                    key: ["duty", "entry"],
                    indexes: [Index(["object"], where: "object IS NOT NULL")],
                    clustered: true)),
            // Proposals are judged again by what holds when they are carried out, and corrected.
            .addColumn("proposal", Column("newest_practice", .integer, nullable: true)),
            .addColumn("proposal", Column("policy", .text, nullable: true)),
            .addColumn("proposal", Column("program", .text, nullable: true)),
            .addColumn("proposal", Column("version", .integer, nullable: true)),
            .addColumn("proposal", Column("corrects", .text, nullable: true)),
            .addColumn("proposal", Column("kind", .text, nullable: true)),
            .addColumn("proposal", Column("site", .text, nullable: true)),
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
            // Files of dossiers, which lie sealed beside the ledger.
            .addTable(
                Table(
                    "vault_file",
                    columns: [
                        Column("file", .text), Column("dossier", .text),
                        Column("media_type", .text), Column("bytes", .integer),
                        Column("commitment", .blob), Column("at", .integer),
                        Column("actor", .text), Column("entry", .integer),
                    ],
                    key: ["file"], indexes: [Index(["dossier"])], writtenOnce: true)),
            // What proves who applies, one row each.
            .addTable(
                Table(
                    "evidence",
                    columns: [
                        Column("application", .text), Column("number", .integer),
                        Column("kind", .text), Column("commitment", .blob),
                        Column("officer", .text),
                        Column("at", .integer), Column("entry", .integer),
                        Column("place", .text, nullable: true),
                        Column("source", .text, nullable: true),
                        Column("source_version", .text, nullable: true),
                        Column("rules", .integer), Column("file", .text, nullable: true),
                    ],
                    key: ["application", "number"],
                    indexes: [
                        Index(["source", "source_version"], where: "source IS NOT NULL"),
                        Index(["place"], where: "place IS NOT NULL"), Index(["officer"]),
                    ], writtenOnce: true)),
            // Persons and organisations, each under one reference number for life.
            .addColumn("application", Column("subscriber", .text, nullable: true)),
            .addIndex(
                "application",
                Index(["subscriber", "created_at"], where: "subscriber IS NOT NULL")),
            .addTable(
                Table(
                    "subscriber",
                    columns: [
                        Column("reference", .text), Column("category", .text),
                        Column("created_at", .integer), Column("entry", .integer),
                        Column("restricted_at", .integer, nullable: true),
                        Column("restricted_reason", .text, nullable: true),
                    ],
                    key: ["reference"],
                    indexes: [Index(["created_at"]), Index(["category", "created_at"])],
                    clustered: true)),
            .addTable(
                Table(
                    "subscriber_key",
                    columns: [
                        Column("purpose", .text), Column("lookup", .text),
                        Column("subscriber", .text), Column("application", .text),
                        Column("entry", .integer),
                        Column("from_at", .integer, nullable: true),
                    ],
                    key: ["purpose", "lookup", "subscriber", "application"],
                    indexes: [
                        Index(["subscriber"]), Index(["application"]),
                        Index(["entry"], where: "from_at IS NOT NULL"),
                    ],
                    clustered: true)),
            .addTable(
                Table(
                    "collision_decision",
                    columns: [
                        Column("application", .text), Column("version", .integer),
                        Column("subscriber", .text), Column("choice", .text),
                        Column("officer", .text), Column("at", .integer),
                    ],
                    key: ["application", "version", "subscriber"], clustered: true)),
            .addTable(
                Table(
                    "contact_proof",
                    columns: [
                        Column("application", .text), Column("number", .integer),
                        Column("lookup", .text), Column("code", .text, nullable: true),
                        Column("drawn_at", .integer), Column("tries", .integer),
                        Column("proven_at", .integer, nullable: true),
                        Column("entry", .integer), Column("way", .text, nullable: true),
                    ],
                    key: ["application", "number"],
                    indexes: [
                        Index(["lookup", "drawn_at"]),
                        Index(["drawn_at"], where: "way IS NOT NULL"),
                    ], clustered: true)),
            // Revocations of many at once.
            .addTable(
                Table(
                    "campaign",
                    columns: [
                        Column("id", .text), Column("cohort", .text), Column("as_of", .integer),
                        Column("count", .integer), Column("digest", .text),
                        Column("reason", .text), Column("mistake", .text, nullable: true),
                        Column("incident", .text, nullable: true),
                        Column("opened_at", .integer), Column("opened_entry", .integer),
                        Column("begins", .integer), Column("deadline", .integer),
                        Column("first_slice", .integer), Column("state", .text),
                        Column("is_released", .integer), Column("passed", .integer),
                        Column("last_authority", .text, nullable: true),
                        Column("last_serial", .text, nullable: true),
                        Column("revoked", .integer), Column("slices", .integer),
                        Column("first_at", .integer, nullable: true),
                        Column("last_at", .integer, nullable: true),
                    ],
                    key: ["id"],
                    indexes: [
                        Index(["opened_at"]), Index(["state"], where: "state <> 'done'"),
                    ], clustered: true)),
            // Which cryptographic module holds an authority's key.
            .addColumn("authority", Column("module", .text, nullable: true)),
            // Numbers that can be read over the telephone, and who works on what.
            .addColumn("application", Column("case_number", .text, nullable: true)),
            .addColumn("application", Column("claimed_by", .text, nullable: true)),
            .addColumn("application", Column("claimed_until", .integer, nullable: true)),
            .addColumn("application", Column("fee", .text, nullable: true)),
            .addColumn("application", Column("fee_settled", .text, nullable: true)),
            // Which agreement was accepted.
            .addColumn("application", Column("agreement", .text, nullable: true)),
            // Since which item of evidence the documents are those of today.
            .addColumn("application", Column("documents_since", .integer, nullable: true)),
            // Keys that the authority made, and how they were delivered.
            .addTable(
                Table(
                    "made_key",
                    columns: [
                        Column("application", .text), Column("key_hash", .text),
                        Column("made_at", .integer, nullable: true),
                        Column("route", .text, nullable: true),
                        Column("package", .text, nullable: true),
                        Column("sent_at", .integer, nullable: true),
                        Column("received_at", .integer, nullable: true),
                        Column("password_route", .text, nullable: true),
                        Column("password_package", .text, nullable: true),
                        Column("password_sent_at", .integer, nullable: true),
                        Column("entry", .integer),
                    ],
                    key: ["application"], clustered: true)),
            // Tokens in which such keys lie.
            .addTable(
                Table(
                    "subscriber_token",
                    columns: [
                        Column("serial", .text), Column("model", .text),
                        Column("application", .text), Column("state", .text),
                        Column("at", .integer), Column("entry", .integer),
                    ],
                    key: ["serial"],
                    indexes: [Index(["application"]), Index(["at"]), Index(["state", "at"])],
                    clustered: true)),
            // What applicants wrote and did not hand in yet.
            .addTable(
                Table(
                    "draft",
                    columns: [
                        Column("id", .text), Column("code", .text), Column("saves", .integer),
                        Column("created_at", .integer), Column("saved_at", .integer),
                        Column("erase_at", .integer), Column("entry", .integer),
                    ],
                    key: ["id"],
                    indexes: [Index(["code"], unique: true), Index(["erase_at"])],
                    clustered: true)),
            // Certificates that are on hold until they are accepted.
            .addColumn("application", Column("acceptance", .text, nullable: true)),
            .addColumn("certificate", Column("accept_until", .integer, nullable: true)),
            .addColumn("certificate", Column("accepted_at", .integer, nullable: true)),
            .addIndex(
                "certificate",
                Index(
                    ["accept_until"], where: "accept_until IS NOT NULL AND accepted_at IS NULL")),
            .addIndex(
                "certificate", Index(["accepted_at"], where: "accepted_at IS NOT NULL")),
            .addIndex("application", Index(["case_number"], unique: true)),
            .addIndex(
                "application", Index(["claimed_by"], where: "claimed_by IS NOT NULL")),
        ])
    ])
}
