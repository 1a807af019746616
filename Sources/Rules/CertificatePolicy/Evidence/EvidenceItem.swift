/// One proof as an officer put it down.
package struct EvidenceItem: Sendable, Hashable {
    package let kind: EvidenceKind
    /// What is said about it, by field; no value is empty.
    package let values: [String: String]
    /// SHA-256 of the paper or recording in lower-case hex; nil where none was named.
    package let documentHex: String?
    /// Whether that file lies in the dossier.
    package let isKept: Bool
    /// What a connector was asked that answered it. Nil where an officer says it.
    package let asked: Asked?

    package struct Asked: Sendable, Hashable {
        /// Of the subject.
        package let name: String
        /// The number of the contract.
        package let agreement: String
        /// The kind of document that a number was of; nil where none was asked about.
        package let document: String?
        /// SHA-256 of the card's picture in lower-case hex; nil where none was compared.
        package let cardHex: String?

        package init(
            name: String, agreement: String, document: String? = nil, cardHex: String? = nil
        ) {
            self.name = name
            self.agreement = agreement
            self.document = document
            self.cardHex = cardHex
        }

        package init(_ question: ConnectorQuestion) {
            self.init(
                name: question.subject["name"] ?? "", agreement: question.agreement,
                document: question.subject["identityDocument"],
                cardHex: question.pictures.first { $0.role == .card }?.sha256Hex)
        }
    }

    /// Of the person's document that was seen or asked about; nil where it tells none.
    package var documentKind: IdentityDocumentKind? {
        (values["identityDocument"] ?? asked?.document).flatMap(IdentityDocumentKind.init)
    }

    package init(
        _ kind: EvidenceKind, _ values: [String: String], documentHex: String? = nil,
        isKept: Bool = false, asked: Asked? = nil
    ) {
        self.kind = kind
        self.values = values.filter { !$0.value.isEmpty }
        self.documentHex = documentHex
        self.isKept = isKept
        self.asked = asked
    }

    /// Whether a connector gave it: nobody typed what it says.
    package var isAnswered: Bool { asked != nil }

    /// What is wrong with it by itself, whoever applies: all of it.
    package var defects: [EvidenceFinding] {
        var found = values.keys.sorted().filter { kind.field($0) == nil }
            .map { finding(.fieldUnknown, $0) }
        for field in kind.fields {
            guard let value = values[field.name] else {
                if field.isRequired { found.append(finding(.fieldMissing, field.name)) }
                continue
            }
            if !field.form.allows(value) { found.append(finding(.fieldInvalid, field.name)) }
        }
        switch kind.document {
        case .none: break
        case .named where documentHex == nil: found.append(finding(.documentMissing))
        case .kept where !isKept:
            // A register's own answer stands for a copy of it.
            if !(isAnswered && kind.isProvenByAnswer) { found.append(finding(.fileMissing)) }
        case .named, .kept: break
        }
        if let from = RecordDay(values["from"]), let until = RecordDay(values["until"]),
            from > until
        {
            found.append(finding(.daysWrong, "until"))
        }
        return found
    }

    func finding(
        _ problem: EvidenceFinding.Problem, _ field: String? = nil, clause: String? = nil
    ) -> EvidenceFinding {
        EvidenceFinding(problem, kind, field: field, clause: clause)
    }
}

/// What a checklist still lacks, and which clause asks for it.
package struct EvidenceFinding: Sendable, Hashable {
    package enum Problem: String, Sendable, CaseIterable {
        case missing
        case fieldUnknown, fieldMissing, fieldInvalid, daysWrong
        case documentMissing, fileMissing
        case notYet, outOfDate, otherAct
        case otherName, otherNumber, otherPicture, otherDocument
        case otherRepresentative, otherApplication
        case negative, sourceUnknown, scoreLow, agreementMissing, declaredOtherwise, relayed
        case otherAgreement
    }

    package let problem: Problem
    /// An id of ``EvidenceKind``.
    package let kind: String
    package let field: String?
    package let clause: String

    init(
        _ problem: Problem, _ kind: EvidenceKind, field: String? = nil, clause: String? = nil
    ) {
        self.problem = problem
        self.kind = kind.id
        self.field = field
        self.clause = clause ?? kind.clauses[0]
    }
}
