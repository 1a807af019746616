/// What a source outside the authority is asked for, over a direct connection (CP 5.5c).
package enum ConnectorKind: String, Sendable, CaseIterable {
    /// Whether an identity document is as a recognised database has it (CP 5.5B1).
    case officialDatabase
    /// Whether the person on a picture is the one on the card (CP 5.5B2).
    case faceMatch
    /// Whether an electronic identity is this person's (CP 5.5B4).
    case eID
    /// Whether an account at a bank is this person's (CP 5.5B4).
    case bankMatch
    /// Whether an organisation stands in the register of companies (CP 5.4a).
    case companyRegister
    /// Takes a message to a telephone. It proves nothing about anybody, so that no application asks it.
    case smsGateway

    /// The kind of evidence that an answer makes; nil where it makes none.
    package var evidence: EvidenceKind? {
        switch self {
        case .officialDatabase: EvidenceKind["identityDatabase"]
        case .faceMatch: EvidenceKind["biometricMatch"]
        case .eID, .bankMatch: EvidenceKind["auxiliarySource"]
        case .companyRegister: EvidenceKind["existence"]
        case .smsGateway: nil
        }
    }

    /// What the officer says of the subject beside its name, which comes from the statement.
    package var fields: [RecordField] {
        switch self {
        case .officialDatabase:
            [
                RecordField(
                    "identityDocument",
                    .choice(EvidenceKind.identityDocuments), .required),
                RecordField("number", .text, [.required, .confidential]),
            ]
        case .faceMatch: []
        case .eID: [RecordField("identifier", .text, [.required, .confidential])]
        case .bankMatch:
            [
                RecordField("bank", .text, .required),
                RecordField("account", .text, [.required, .confidential]),
            ]
        case .companyRegister: [RecordField("number", .text, [.required, .confidential])]
        case .smsGateway:
            [
                RecordField("telephone", .text, [.required, .confidential]),
                RecordField("text", .words, [.required, .confidential]),
            ]
        }
    }

    /// The pictures that go with the question, by what is on them.
    package var pictures: [Picture] {
        switch self {
        case .officialDatabase: [.card]
        case .faceMatch: [.card, .face]
        case .eID, .bankMatch, .companyRegister, .smsGateway: []
        }
    }

    package enum Picture: String, Sendable, CaseIterable { case card, face }

    /// The clause by which it is asked.
    package var clause: String { evidence?.clauses[0] ?? "5.5c" }

    /// Whether it is about a person, whose comparison has to be direct (CP 5.5c).
    package var isOfPerson: Bool { self != .companyRegister && self != .smsGateway }

    /// Which connectors could have given an item of evidence; none for what nobody outside answers.
    package static func answering(_ item: EvidenceItem) -> [ConnectorKind] {
        let form = item.values["form"]
        return allCases.filter { kind in
            guard kind.evidence == item.kind else { return false }
            switch kind {
            case .eID: return form == nil || form == "electronicIdentity"
            case .bankMatch: return form == nil || form == "bankAccount"
            default: return true
            }
        }
    }
}
