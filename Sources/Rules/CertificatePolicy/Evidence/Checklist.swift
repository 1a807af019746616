package import PKIX

/// What must be proven before one application may be vetted and approved.
///
/// A pure function of who applies, how, and of what the officer answered (CP 5.3–5.6, 6.3). Nothing in it can
/// be switched off; practice only adds.
package struct Checklist: Sendable {
    /// What the evidence is compared with.
    package struct Subject: Sendable {
        package let category: Profile.Kind
        package let method: IdentityVerificationMethod?
        package let attributes: [SubjectAttributeKind: String]
        /// The documents that the applicant named; nil where none was asked for.
        package let documents: [IdentityNumber]?
        /// The number that the applicant got: a recording names it.
        package let reference: String
        /// Whether the applicant said that the contents hold a trademark; nil where nobody asked.
        package let declaresTrademark: Bool?
        /// Whether the authority has to prove itself free of fault (CP 5.5e).
        package let isMainland: Bool
        /// Whether the subscriber signed with the key of the certificate that is renewed (CP 6.14).
        package let renewsBySignature: Bool
        /// SHA-256 of the agreement that has to be signed on paper, where the contents are accepted after their
        /// delivery: nobody is approved who did not agree to it (CP 6.3c). Nil where the acceptance is that, too.
        package let agreementHex: String?

        package init(
            category: Profile.Kind, method: IdentityVerificationMethod?,
            attributes: [SubjectAttributeKind: String],
            documents: [IdentityNumber]? = nil, reference: String,
            declaresTrademark: Bool? = nil, isMainland: Bool = false,
            renewsBySignature: Bool = false, agreementHex: String? = nil
        ) {
            self.category = category
            self.method = method
            self.attributes = attributes
            self.documents = documents
            self.reference = reference
            self.declaresTrademark = declaresTrademark
            self.isMainland = isMainland
            self.renewsBySignature = renewsBySignature
            self.agreementHex = agreementHex
        }

        /// Whether the certificate of an organisation names a person (CP 5.4c).
        fileprivate var namesPerson: Bool {
            Checklist.personAttributes.contains { attributes[$0] != nil }
        }
    }

    /// One thing that is asked for, and by which clause.
    package struct Point: Sendable, Hashable {
        package let kind: EvidenceKind
        package let clause: String

        init(_ id: String, clause: String? = nil) {
            // The table is ours, and a test holds every id against it.
            guard let kind = EvidenceKind[id] else { preconditionFailure("no kind \(id)") }
            self.init(kind, clause: clause ?? kind.clauses[0])
        }

        package init(_ kind: EvidenceKind, clause: String) {
            self.kind = kind
            self.clause = clause
        }
    }

    package let subject: Subject
    package let rules: EvidenceRules
    package let points: [Point]

    /// Attributes that name a person in the certificate of an organisation (CP 5.4c).
    package static let personAttributes: [SubjectAttributeKind] = [.surname, .givenName, .title]

    /// Whether the officer answered that the applicant is under age: then a guardian stands beside the child.
    ///
    /// - Parameter review: what was said in `contentsReview`.
    package static func isOfMinor(_ category: Profile.Kind, _ review: [String: String]) -> Bool {
        category == .personal && review["minor"] == "yes"
    }

    /// - Parameter items: the newest of a kind counts; that of `contentsReview` decides what else is asked for.
    package init(_ subject: Subject, _ rules: EvidenceRules, items: [EvidenceItem]) {
        self.subject = subject
        self.rules = rules
        var points = [Point("contentsReview")]
        let answers = items.last { $0.kind.id == "contentsReview" }?.values ?? [:]
        let answer = answers["trademark"]
        let isOfMinor = Self.isOfMinor(subject.category, answers)
        if answer == "yes" || subject.declaresTrademark == true {
            points.append(Point("trademark"))
        }
        switch subject.category {
        // The key shows who asks, as the earlier identification left it. An organisation may have ended since, and
        // who acts for it may have changed (CP 5.4a, 5.4d).
        case .organisation where subject.renewsBySignature:
            points.append(Point("existence"))
            if subject.namesPerson { points.append(Point("namedPerson")) }
            points.append(Point("authorisation"))
        case .personal where subject.renewsBySignature:
            if isOfMinor { points.append(Point("guardian")) }
        case .organisation:
            points += ["existence", "genuineness", "callBack"].map { Point($0) }
            if subject.namesPerson { points.append(Point("namedPerson")) }
            points += ["authorisation", "representative"].map { Point($0) }
        case .personal:
            switch subject.method {
            case .a: points.append(Point("faceToFace"))
            case .b:
                points += ["identityDatabase", "biometricMatch", "trueIntent", "auxiliarySource"]
                    .map { Point($0) }
            case nil: points.append(Point("faceToFace", clause: "5.5"))
            }
            // Whatever number is stated leads to a subscriber: each document is seen.
            if (subject.documents?.count ?? 0) > 1 {
                points.append(Point("secondDocument", clause: "5.2a"))
            }
            if isOfMinor { points.append(Point("guardian")) }
        case .root, .issuing, .ocspResponder: break
        }
        if subject.agreementHex != nil { points.append(Point("agreement")) }
        let asked = Set(points.map(\.kind))
        points += rules.further.filter {
            $0.category == subject.category && !asked.contains($0.kind)
        }.map {
            Point($0.kind, clause: subject.category == .personal ? "5.5d" : "5.4f")
        }
        self.points = points
    }
}
