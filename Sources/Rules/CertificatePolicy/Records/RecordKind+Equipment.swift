extension RecordKind {
    /// What keys are made and kept with, and what the authority runs on (CP 7.1, 7.4, 7.5, 8.6 to 8.9).
    static let equipment: [RecordKind] = [
        RecordKind(
            "cryptographicModule", roles: [.deviceCustodian, .caAdministrator], key: ["serial"],
            clauses: ["7.17d", "8.1a", "8.6", "8.8", "8.8a", "8.8b", "A2.5"], expected: true,
            fields: [
                RecordField("serial", .text, .required),
                RecordField("maker", .text, .required),
                RecordField("model", .text, .required),
                RecordField("firmware", .text, .required),
                RecordField(
                    "standard", .choice(["fips140-2", "fips140-3", "gmt0028"]), .required),
                RecordField("certificateNumber", .text, .required),
                RecordField("approvedUntil", .day, .required),
                RecordField("stage", .choice(moduleStages), .required),
                RecordField("stageOn", .day, .required),
                RecordField("place", .text, .required),
                RecordField("seal", .text, .confidential),
                RecordField("doneBy", .handle, .required),
                RecordField("supervisedBy", .handle, .required),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .differ("doneBy", "supervisedBy", clause: "8.8b"),
                .stages(
                    "stage", first: ["bought"],
                    next: [
                        "bought": ["received"], "received": ["installed", "disposed"],
                        "installed": ["accepted", "disposed"], "accepted": ["trial"],
                        "trial": ["inUse", "repair", "disposed"],
                        "inUse": ["repair", "retired"], "repair": ["accepted", "retired"],
                        "retired": ["disposed"],
                    ], clause: "8.8"),
            ],
            dues: [
                RecordDue(
                    "approvedUntil", while: "stage",
                    is: openModuleStages)
            ]),
        RecordKind(
            "device", roles: operators, key: ["tag"],
            clauses: ["7.1c", "7.1g", "8.19", "8.20", "8.22g"], expected: true,
            fields: [
                RecordField("tag", .text, .required),
                RecordField(
                    "form",
                    .choice([
                        "server", "network", "firewall", "detection", "antivirus", "door",
                        "other",
                    ]), .required),
                RecordField("model", .text, .required),
                RecordField("place", .text, .required),
                RecordField("securityLevel", .choice(["low", "medium", "high"]), .required),
                RecordField("operators", .text),
                RecordField("version", .text),
                RecordField("updatedOn", .day),
                RecordField("nextBy", .day, .required),
                RecordField("stage", .choice(["inUse", "retired", "disposed"]), .required),
                RecordField("wipedOn", .day),
                RecordField("doneBy", .handle),
                RecordField("confirmedBy", .handle),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .needs(
                    ["wipedOn", "doneBy", "confirmedBy"], when: "stage", is: ["disposed"],
                    clause: "8.20"),
                .differ("doneBy", "confirmedBy", clause: "8.20"),
                .stages(
                    "stage", first: ["inUse"],
                    next: ["inUse": ["retired"], "retired": ["inUse", "disposed"]],
                    clause: "8.20"),
            ],
            dues: [RecordDue("nextBy", while: "stage", is: ["inUse"])]),
        RecordKind(
            "medium", roles: [.deviceCustodian, .caAdministrator, .systemOperator],
            key: ["label"], clauses: ["7.4", "7.5", "8.9", "8.10b"],
            fields: [
                RecordField("label", .text, .required),
                RecordField(
                    "form", .choice(["smartCard", "token", "disk", "tape", "paper"]), .required),
                RecordField("holds", .text, .required),
                RecordField("place", .text, .required),
                RecordField("holder", .handle, .required),
                RecordField("stage", .choice(mediumStages), .required),
                RecordField("stageOn", .day, .required),
                RecordField("nextBy", .day, .required),
                RecordField(
                    "destroyedHow", .choice(["shredded", "degaussed", "overwritten", "burnt"])),
                RecordField("doneBy", .handle),
                RecordField("confirmedBy", .handle),
                RecordField("remark", .words, .confidential),
            ],
            rules: [
                .needs(
                    ["destroyedHow", "doneBy", "confirmedBy"], when: "stage",
                    is: ["destroyed"], clause: "7.5"),
                .differ("doneBy", "confirmedBy", clause: "7.5"),
                .stages(
                    "stage", first: ["prepared"],
                    next: [
                        "prepared": ["enabled", "destroyed"], "enabled": ["inUse", "ended"],
                        "inUse": ["handedOut", "ended"], "handedOut": ["inUse", "ended"],
                        "ended": ["destroyed"],
                    ], clause: "8.9"),
            ],
            // One that is used no more waits for its destruction.
            dues: [
                RecordDue(
                    "nextBy", while: "stage", is: openMediumStages)
            ]),
    ]

    /// Who runs the rooms and machines, and who answers for them.
    static let operators: [Role] = [.systemOperator, .caAdministrator, .securityOfficer]

    private static let moduleStages = [
        "bought", "received", "installed", "accepted", "trial", "inUse", "repair", "retired",
        "disposed",
    ]
    private static let mediumStages = [
        "prepared", "enabled", "inUse", "handedOut", "ended", "destroyed",
    ]
    private static let openModuleStages = moduleStages.filter {
        !["retired", "disposed"].contains($0)
    }
    private static let openMediumStages = mediumStages.filter { $0 != "destroyed" }
}
