extension RecordKind {
    /// Rooms, who enters them, and what is measured there (CP 7.1 to 7.3, 7.8); where applicants are received.
    static let premises: [RecordKind] = [
        RecordKind(
            "zone", roles: operators, key: ["label"], clauses: ["7.1a", "7.1d", "7.1g2"],
            expected: true,
            fields: [
                RecordField("label", .text, .required),
                RecordField("site", .text, .required),
                RecordField(
                    "level", .choice(["public", "office", "sensitive", "core"]), .required),
                RecordField("factors", .choice(["one", "two", "biometric"]), .required),
                RecordField("controls", .text, .required),
                RecordField("nextBy", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            // Two factors or more, one of them biometric.
            rules: [
                .limits(
                    "factors", to: ["biometric"], when: "level", is: ["sensitive", "core"],
                    clause: "7.1g2")
            ],
            dues: [RecordDue("nextBy")]),
        RecordKind(
            "door", roles: operators, key: ["label"], clauses: ["7.1b", "7.1d", "7.1f"],
            expected: true,
            fields: [
                RecordField("label", .text, .required),
                RecordField("zone", .text, .required),
                RecordField("tag", .text),
                RecordField("overtimeMinutes", .number, .required),
                RecordField("nextBy", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            dues: [RecordDue("nextBy")]),
        RecordKind(
            "visit", roles: operators, key: ["number"], clauses: ["7.1b"],
            fields: [
                RecordField("number", .text, .required),
                RecordField("visitor", .text, [.required, .confidential]),
                RecordField("organisation", .text, .confidential),
                RecordField("purpose", .text, .required),
                RecordField("zone", .text, .required),
                RecordField("escort", .handle, .required),
                RecordField("enteredAt", .moment, .required),
                RecordField("leftAt", .moment),
            ],
            rules: [.momentsInOrder("enteredAt", "leftAt")],
            // Nobody stays overnight: a day's work and the half of one.
            watch: .overtime(
                from: "enteredAt", until: "leftAt", of: "number", maximumMinutes: 12 * 60,
                clause: "7.1b")),
        // Of the doors themselves, by import. CP 7.1f: kept at least three months.
        RecordKind(
            "access", roles: operators, key: ["door", "happenedAt", "badge", "direction"],
            clauses: ["7.1d", "7.1f", "7.1g2"], expected: true, retentionMonths: 24,
            fields: [
                RecordField("door", .text, .required),
                RecordField("happenedAt", .moment, .required),
                RecordField("badge", .text, .required),
                RecordField(
                    "direction", .choice(["in", "out", "denied", "overtime"]), .required),
                RecordField("factors", .choice(["one", "two", "biometric"])),
            ],
            // A door without an `overtimeMinutes` of its own is held to a day's work.
            watch: .passages(
                at: "happenedAt", of: ["badge", "door"], direction: "direction", bound: "door",
                maximumMinutes: 12 * 60, clause: "7.1f")),
        // CP 7.1e: kept at least three months.
        RecordKind(
            "environment", roles: operators, key: ["sensor", "happenedAt"],
            clauses: ["7.1e", "7.1g5", "7.2"], expected: true, retentionMonths: 24,
            fields: [
                RecordField("sensor", .text, .required),
                RecordField("happenedAt", .moment, .required),
                RecordField(
                    "quantity",
                    .choice(["temperature", "humidity", "power", "water", "smoke", "watch"]),
                    .required),
                RecordField("value", .text, .required),
                RecordField("condition", .choice(["normal", "alarm"]), .required),
            ],
            // Watched around the clock: a sensor that says nothing for an hour was not.
            watch: .gaps(at: "happenedAt", of: "sensor", maximumMinutes: 60, clause: "7.1e")),
        RecordKind(
            "facility", roles: operators, key: ["tag"], clauses: ["7.2", "7.3", "7.8"],
            expected: true,
            fields: [
                RecordField("tag", .text, .required),
                RecordField("site", .text, .required),
                RecordField(
                    "form",
                    .choice([
                        "power", "backupPower", "airConditioning", "water", "fire",
                        "heatDetector", "smokeDetector", "disaster",
                    ]), .required),
                RecordField("measure", .text, .required),
                RecordField("testedOn", .day, .required),
                RecordField("nextBy", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [.inOrder("testedOn", "nextBy")],
            dues: [RecordDue("nextBy")]),
        // Where applicants are received: grants and applications name the code (CP 7.10), so that it stays with
        // its place.
        RecordKind(
            Site.register, roles: keepers, key: ["code"], clauses: ["3.1c", "7.10"],
            fields: [
                RecordField("code", .handle, .required),
                RecordField("siteName", .text, .required),
                RecordField("address", .text, .required),
                RecordField("telephone", .text, .required),
                RecordField("openingHours", .text, .required),
                RecordField("jurisdiction", .choice(["hongKong", "mainland"]), .required),
                RecordField("from", .day, .required),
                RecordField("until", .day),
                RecordField("remark", .words),
            ],
            rules: [.inOrder("from", "until")]),
    ]
}
