extension RecordKind {
    /// What the authority may do, who vouches for it, and who found what (CP 1.1, 7.7, 10 and 11.2).
    static let assurance: [RecordKind] = [
        RecordKind(
            "contract", roles: keepers, key: ["number"],
            clauses: ["7.7", "8.22g", "5.5B4", "5.5e"],
            fields: [
                RecordField("number", .text, .required),
                RecordField("partner", .text, .required),
                RecordField("scope", .text, .required),
                RecordField("from", .day, .required),
                RecordField("until", .day),
                RecordField("securityTerms", .choice(["yes", "no"]), .required),
                // With whoever helps to verify identity (CP 5.5B4, 5.5e).
                RecordField("dividesLiability", .choice(["yes", "no"]), clause: "5.5e"),
                RecordField("amount", .number, .confidential),
                RecordField("document", .digest),
                RecordField("remark", .words, .confidential),
            ],
            rules: [.inOrder("from", "until")],
            dues: [RecordDue("until")]),
        RecordKind(
            "insurance", roles: keepers, key: ["number"], clauses: ["11.2"], expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField("form", .choice(["insurance", "guarantee"]), .required),
                RecordField("insurer", .text, .required),
                RecordField("cover", .number, .required),
                RecordField("currency", .choice(["HKD", "CNY"]), .required),
                RecordField("from", .day, .required),
                RecordField("until", .day, .required),
                RecordField("acceptedOn", .day),
                RecordField("document", .digest),
                RecordField("remark", .words, .confidential),
            ],
            rules: [.inOrder("from", "until")]),
        RecordKind(
            "licence", roles: keepers, key: ["number"], clauses: ["1.1", "3.1c", "13.1"],
            expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField("form", .choice(["licence", "recognition"]), .required),
                RecordField("regulator", .text, .required),
                RecordField("covers", .text, .required),
                RecordField("from", .day, .required),
                RecordField("until", .day, .required),
                RecordField("document", .digest),
                RecordField("remark", .words, .confidential),
            ],
            rules: [.inOrder("from", "until")],
            dues: [RecordDue("until")]),
        RecordKind(
            "assessment", roles: keepers, key: ["number"],
            clauses: ["8.19", "8.21", "10.1", "10.2"], expected: true,
            fields: [
                RecordField("number", .text, .required),
                RecordField("form", .choice(["internal", "independent"]), .required),
                RecordField("assessor", .text, .required),
                RecordField("independence", .text),
                RecordField("scope", .text, .required),
                RecordField("heldOn", .day, .required),
                RecordField("document", .digest),
                RecordField("nextBy", .day, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .inOrder("heldOn", "nextBy"),
                .within(366, from: "heldOn", until: "nextBy", clause: "10.2"),
                // It counts only with who is independent, and with the signed report.
                .needs(
                    ["independence", "document"], when: "form", is: ["independent"],
                    clause: "10.2"),
            ],
            // The independent one is a duty of the ledger.
            dues: [RecordDue("nextBy", while: "form", is: ["internal"])],
            series: RecordSeries(["form"], by: "heldOn")),
        RecordKind(
            "finding", roles: keepers, key: ["number"], clauses: ["7.18d", "10.3"],
            fields: [
                RecordField("number", .text, .required),
                RecordField("assessment", .text, .required),
                RecordField("finding", .words, [.required, .confidential]),
                RecordField("owner", .handle, .required),
                RecordField("dueOn", .day, .required),
                RecordField("stage", .choice(["found", "answered", "closed"]), .required),
                RecordField("answer", .words, .confidential),
                RecordField("improvement", .words, .confidential),
                RecordField("prevention", .words, .confidential),
                RecordField("submittedOn", .day),
                RecordField("closedOn", .day),
            ],
            rules: [
                .needs(
                    ["answer", "improvement", "prevention", "submittedOn"], when: "stage",
                    is: ["answered", "closed"], clause: "10.3"),
                .needs(["closedOn"], when: "stage", is: ["closed"], clause: "10.3"),
                .stages(
                    "stage", first: ["found", "answered"],
                    next: ["found": ["answered"], "answered": ["closed"]], clause: "10.3"),
            ],
            dues: [RecordDue("dueOn", while: "stage", is: ["found", "answered"])]),
    ]

    /// Who answers for what the authority is bound to.
    static let keepers: [Role] = [.caAdministrator, .securityOfficer]
}
