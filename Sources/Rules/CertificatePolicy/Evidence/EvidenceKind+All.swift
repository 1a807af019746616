extension EvidenceKind {
    /// Every kind, in the order of the clauses. What is said of people lies sealed in the dossier.
    package static let all: [EvidenceKind] =
        [review] + organisation + person + [agreement] + further

    /// What the officer answers after reading the statement: the answers decide what else is asked for.
    private static let review = EvidenceKind(
        "contentsReview", clauses: ["5.3b"],
        fields: [
            RecordField("trademark", .choice(["yes", "no"]), .required),
            // Asked of persons: under 18 years of age.
            RecordField("minor", .choice(["yes", "no"]), clause: "6.1"),
            RecordField("remark", .words, .confidential),
        ])

    private static let trademark = EvidenceKind(
        "trademark", clauses: ["5.3b"], document: .kept,
        fields: [
            RecordField("register", .text, .required),
            RecordField("number", .text, .required),
            RecordField("owner", .text, [.required, .confidential]),
            RecordField("documentUntil", .day),
        ])

    private static let organisation: [EvidenceKind] = [
        trademark,
        EvidenceKind(
            "existence", clauses: ["5.4a"], document: .kept, isProvenByAnswer: true,
            fields: [
                RecordField("source", .handle, .required),
                RecordField("sourceVersion", .text),
                RecordField("seenAt", .moment, .required),
                RecordField("name", .text, [.required, .confidential]),
                RecordField("number", .text, [.required, .confidential]),
                // Of a register that was asked: an officer who finds nothing puts nothing down.
                RecordField("outcome", .choice(["match", "mismatch"])),
            ]),
        EvidenceKind(
            "genuineness", clauses: ["5.4b"],
            fields: [
                RecordField("seenAt", .moment, .required),
                RecordField("outcome", .choice(["genuine", "doubtful"]), .required),
                RecordField("compared", .words, [.required, .confidential]),
            ]),
        EvidenceKind(
            "callBack", clauses: ["5.4b"],
            fields: [
                RecordField("seenAt", .moment, .required),
                // Not from the application: whoever forged one would answer there, too.
                RecordField(
                    "contactFrom",
                    .choice(["officialRegister", "publicDirectory", "earlierContact"]), .required),
                RecordField("spokenTo", .text, [.required, .confidential]),
                RecordField("outcome", .choice(["confirmed", "denied"]), .required),
            ]),
        EvidenceKind(
            "namedPerson", clauses: ["5.4c"], document: .kept,
            fields: [
                RecordField("name", .text, [.required, .confidential]),
                RecordField("confirmedBy", .text, [.required, .confidential]),
                RecordField("confirmedOn", .day, .required),
            ]),
        EvidenceKind(
            "authorisation", clauses: ["5.4d"], document: .kept,
            fields: [
                RecordField("name", .text, [.required, .confidential]),
                RecordField("act", .choice(["apply", "revoke", "all"]), .required),
                RecordField("from", .day, .required),
                RecordField("until", .day, .required),
            ]),
        EvidenceKind("representative", clauses: ["5.4e"], fields: meeting),
    ]

    private static let person: [EvidenceKind] = [
        // Of a minor: who applies on the child's behalf, with the proof that this is the guardian.
        EvidenceKind(
            "guardian", clauses: ["6.1"], document: .kept,
            fields: meeting + [
                RecordField("relation", .choice(["parent", "legalGuardian"]), .required)
            ]),
        EvidenceKind("faceToFace", clauses: ["5.5A", "5.5"], fields: meeting),
        EvidenceKind(
            // With the photo of the card that was compared.
            "identityDatabase", clauses: ["5.5B1", "5.5"], document: .kept,
            mediaTypes: ["image/jpeg", "image/png"],
            fields: outside + [
                RecordField("name", .text, [.required, .confidential]),
                RecordField("outcome", .choice(["match", "mismatch"]), .required),
            ]),
        EvidenceKind(
            "biometricMatch", clauses: ["5.5B2", "5.5"], document: .named,
            fields: outside + [
                // Thousandths, whatever the source counts in.
                RecordField("score", .number, .required),
                RecordField("threshold", .number, .required),
                RecordField("liveness", .choice(["passed", "failed"]), .required),
            ]),
        EvidenceKind(
            "trueIntent", clauses: ["5.5B3", "5.5"], document: .kept,
            mediaTypes: ["image/jpeg", "image/png"],
            fields: [
                // Voice and film are for when files of theirs can be told and kept.
                RecordField("form", .choice(["photo"]), .required),
                RecordField("seenAt", .moment, .required),
                // Said or shown in the recording, so that none of another application will do.
                RecordField("reference", .text, .required),
            ]),
        EvidenceKind(
            "auxiliarySource", clauses: ["5.5B4", "5.5"], document: .named,
            fields: outside + [
                RecordField(
                    "form", .choice(["electronicIdentity", "bankAccount"]), .required),
                RecordField("outcome", .choice(["match", "mismatch"]), .required),
            ]),
    ]

    /// The subscriber agreement that the applicant signed, where the contents are accepted after their delivery.
    private static let agreement = EvidenceKind(
        "agreement", clauses: ["6.3c"], document: .kept,
        fields: [
            // SHA-256 of the agreement itself, as `kapok application agreement` tells it.
            RecordField("digest", .digest, .required),
            RecordField("seenAt", .moment, .required),
        ])

    /// What an authority may ask for on top.
    private static let further: [EvidenceKind] = [
        EvidenceKind(
            "addressProof", clauses: ["5.5d", "5.4f"], document: .named, isFurther: true,
            fields: [
                RecordField("issuedOn", .day, .required),
                RecordField("issuer", .text, [.required, .confidential]),
            ]),
        EvidenceKind(
            "secondDocument", clauses: ["5.5d", "5.4f"], isFurther: true, fields: meeting),
        EvidenceKind(
            "siteVisit", clauses: ["5.4f", "5.5d"], isFurther: true,
            fields: [
                RecordField("seenAt", .moment, .required),
                RecordField("place", .handle, .required),
                RecordField("outcome", .choice(["confirmed", "denied"]), .required),
            ]),
    ]

    /// Which a person is known by (CP 5.5A).
    static let identityDocuments = IdentityDocumentKind.allCases.filter { $0.holder == .person }
        .map(\.rawValue)

    /// A legal identity document and whoever it shows, before the officer's eyes.
    private static let meeting = [
        RecordField("place", .handle, .required),
        RecordField("seenAt", .moment, .required),
        RecordField(
            "identityDocument",
            .choice(identityDocuments), .required),
        RecordField("name", .text, [.required, .confidential]),
        RecordField("documentUntil", .day),
        RecordField("remark", .words, .confidential),
    ]

    /// What a source outside the authority answered.
    private static let outside = [
        RecordField("source", .handle, .required),
        RecordField("sourceVersion", .text, .required),
        RecordField("seenAt", .moment, .required),
        // Its number in the register of contracts.
        RecordField("agreement", .text),
    ]
}
