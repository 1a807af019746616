extension RecordKind {
    /// How the authority is changed, what befell it, what it practised, and what it is bound to
    /// (CP 3.1, 7.12, 7.17, 7.25, 7.26, 8.17 and 8.22).
    static let work: [RecordKind] = [
        RecordKind(
            "change", roles: [.systemOperator, .caAdministrator], key: ["number"],
            clauses: ["7.17e", "8.22", "8.22a", "8.22e"],
            fields: [
                RecordField("number", .text, .required),
                RecordField("title", .text, .required),
                RecordField("form", .choice(["normal", "emergency"]), .required),
                RecordField("standard", .text, .required),
                RecordField("developer", .text, .required),
                RecordField("requestedBy", .handle, .required),
                RecordField("approvedBy", .handle),
                RecordField("testedBy", .handle),
                RecordField("document", .digest),
                RecordField("stage", .choice(changeStages), .required),
                RecordField("stageOn", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .needs(
                    ["approvedBy"], when: "stage", is: ["approved", "tested", "rolledOut"],
                    clause: "8.22e"),
                .needs(
                    ["testedBy", "document"], when: "stage", is: ["tested", "rolledOut"],
                    clause: "8.22e"),
                .differ("requestedBy", "approvedBy", clause: "8.22"),
                .differ("approvedBy", "testedBy", clause: "8.22"),
                .stages(
                    "stage", first: ["requested"],
                    next: [
                        "requested": ["approved", "withdrawn"],
                        "approved": ["tested", "withdrawn"],
                        "tested": ["rolledOut", "withdrawn"],
                    ], clause: "8.22e"),
            ]),
        RecordKind(
            "release", roles: [.systemOperator, .caAdministrator], key: ["version"],
            clauses: ["8.22e", "8.22f"],
            fields: [
                RecordField("version", .text, .required),
                RecordField("document", .digest, .required),
                RecordField("checkedOn", .day, .required, clause: "8.22f"),
                RecordField("checkedBy", .handle, .required, clause: "8.22f"),
                RecordField(
                    "weaknesses", .choice(["none", "closed", "accepted"]), .required,
                    clause: "8.22f"),
                RecordField("approvedBy", .handle, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [.differ("checkedBy", "approvedBy", clause: "8.22f")]),
        RecordKind(
            "incident", roles: operators, key: ["number"],
            clauses: ["7.17c", "6.20", "7.18d", "7.25"],
            fields: [
                RecordField("number", .text, .required),
                RecordField("happenedAt", .moment, .required),
                RecordField(
                    "form",
                    .choice(["key", "intrusion", "outage", "disclosure", "production", "other"]),
                    .required),
                // What went wrong in making a certificate; revocations for it name the record.
                RecordField("mistake", .choice(productionMistakes), clause: "6.20"),
                RecordField("description", .words, [.required, .confidential]),
                // What somebody outside reported is nobody's until an officer decides on it.
                RecordField("owner", .handle),
                RecordField("certificate", .text),
                RecordField(
                    "stage", .choice(["reported", "found", "contained", "closed"]), .required),
                // The duty that it held up: it tells an assessor the cause.
                RecordField("duty", .choice(Duty.all.map(\.id))),
                RecordField("action", .words, .confidential),
                RecordField("toldOn", .day),
                RecordField("closedOn", .day),
            ],
            rules: [
                .needs(
                    ["owner"], when: "stage", is: ["found", "contained", "closed"],
                    clause: "7.18d"),
                .needs(["mistake"], when: "form", is: ["production"], clause: "6.20"),
                .needs(["action"], when: "stage", is: ["contained", "closed"], clause: "7.18d"),
                .needs(["closedOn"], when: "stage", is: ["closed"], clause: "7.18d"),
                .stages(
                    "stage", first: ["reported", "found", "contained"],
                    next: [
                        "reported": ["found", "contained", "closed"], "found": ["contained"],
                        "contained": ["closed"],
                    ], clause: "7.18d"),
            ],
            // A reported key is in somebody's hands: an officer decides within half an hour (CP 6.18).
            dues: [
                RecordDue(minutes: 30, after: "happenedAt", while: "stage", is: ["reported"])
            ]),
        RecordKind(
            "drill", roles: operators, key: ["number"],
            clauses: ["7.25a", "7.25b", "7.25c", "7.26"], expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField(
                    "form", .choice(["disaster", "registrationStop", "key", "restore"]),
                    .required),
                RecordField("heldOn", .day, .required),
                RecordField("participants", .text, .required),
                RecordField("absent", .text),
                RecordField("repeatBy", .day),
                RecordField("outcome", .choice(["passed", "failed"]), .required),
                RecordField("document", .digest),
                RecordField("nextBy", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .inOrder("heldOn", "nextBy"),
                // Key people take part, or it is held again.
                .together("absent", "repeatBy", clause: "7.26"),
                .needs(["repeatBy"], when: "outcome", is: ["failed"], clause: "7.26"),
            ],
            // The one of disasters is a duty of the ledger; whoever missed it repeats it.
            dues: [
                RecordDue(
                    "nextBy", while: "form", is: ["registrationStop", "key", "restore"]),
                RecordDue("repeatBy"),
            ], series: RecordSeries(["form"], by: "heldOn")),
        RecordKind(
            "document", roles: keepers, key: ["number", "version"],
            clauses: ["7.12", "7.24b", "7.25", "8.17", "8.22", "8.22a"], expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField("version", .text, .required),
                RecordField("title", .text, .required),
                RecordField(
                    "form", .choice(["policy", "procedure", "plan", "standard", "paper"]),
                    .required),
                RecordField("document", .digest),
                RecordField("approvedBy", .handle, .required),
                RecordField("from", .day, .required),
                RecordField("nextBy", .day, .required),
                RecordField("place", .text),
                RecordField("holder", .handle),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .inOrder("from", "nextBy"),
                .needs(
                    ["document"], when: "form", is: ["policy", "procedure", "plan", "standard"],
                    clause: "8.17"),
                // Paper without a copy has its place and its keeper.
                .needs(["place", "holder"], when: "form", is: ["paper"], clause: "7.24b"),
            ],
            dues: [RecordDue("nextBy")], series: RecordSeries(["number"], by: "from")),
        RecordKind(
            "obligation", roles: keepers, key: ["number"], clauses: ["3.1c", "4.1d", "7.9"],
            expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField("source", .text, .required),
                RecordField("title", .text, .required),
                RecordField("site", .text),
                RecordField("owner", .handle, .required),
                RecordField("dueOn", .day, .required),
                RecordField("stage", .choice(["due", "closed"]), .required),
                RecordField("closedOn", .day),
                RecordField("document", .digest),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .needs(
                    ["closedOn", "document"], when: "stage", is: ["closed"], clause: "3.1c")
            ],
            dues: [RecordDue("dueOn", while: "stage", is: ["due"])]),
    ]

    /// What can go wrong where a certificate is made (CP 6.20): the form `production` of an incident, and the
    /// cause of the revocations that follow.
    package static let productionMistakes = [
        "wrongDownload", "keyPairMismatch", "wrongContents", "madeTwice", "otherMistake",
    ]

    private static let changeStages = [
        "requested", "approved", "tested", "rolledOut", "withdrawn",
    ]
}
