extension RecordKind {
    /// Who works here, what they learned, and under which terms (CP 7.12 to 7.15).
    static let people: [RecordKind] = [
        RecordKind(
            "personnel", roles: [.securityOfficer], key: ["person"],
            clauses: ["7.13", "7.13a", "7.13b", "7.13d", "7.15"], expected: true,
            fields: [
                RecordField("person", .handle, .required),
                RecordField("name", .text, [.required, .confidential]),
                RecordField("post", .text, .required, clause: "7.13a"),
                RecordField("identityDocument", .text, [.required, .confidential]),
                RecordField("screenedOn", .day, .required),
                RecordField("screenedBy", .handle, .required),
                RecordField("screenedUntil", .day, .required),
                RecordField(
                    "qualification", .text, [.required, .confidential], clause: "7.13a"),
                RecordField("contractTerms", .text, .required),
                RecordField("tokens", .text),
                RecordField("appraisedOn", .day),
                RecordField("leftOn", .day),
                RecordField("remark", .words, .confidential),
                // Whose approval a revocation takes that no subscriber asked for.
                RecordField("designatedFor", .choice(["revocations"]), clause: "6.19c"),
            ],
            rules: [
                .inOrder("screenedOn", "screenedUntil"),
                .differ("person", "screenedBy", clause: "7.13b"),
            ]),
        RecordKind(
            "training", roles: [.securityOfficer], key: ["person", "topic", "heldOn"],
            clauses: ["7.14a", "7.14b"], expected: true,
            fields: [
                RecordField("person", .handle, .required),
                RecordField(
                    "topic", .choice(["technique", "rules", "incidents", "post"]), .required),
                RecordField("heldOn", .day, .required),
                RecordField("goodUntil", .day, .required),
                RecordField("trainer", .text),
                RecordField("outcome", .choice(["passed", "failed"]), .required),
                RecordField("document", .digest),
                RecordField("remark", .words, .confidential),
                // The role that it is for, where it is not for every role of the person.
                RecordField("role", .choice(Role.allCases.map(\.rawValue))),
            ],
            // Core posts are trained at least yearly.
            rules: [
                .inOrder("heldOn", "goodUntil"),
                .within(366, from: "heldOn", until: "goodUntil", clause: "7.14b"),
            ]),
    ]
}
