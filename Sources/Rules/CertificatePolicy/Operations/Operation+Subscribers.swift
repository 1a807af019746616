extension Operation {
    /// Whose an application is, and what is done with what is held on somebody.
    static let subscribers = [
        // Whose it is, where a number or a name is known already; by another than who vets it.
        of(
            "subscriber.decide", [.approver], .loosens,
            differsFrom: ["application.vet", "application.evidence", "application.check"],
            .collisionProof, clauses: ["5.2a", "5.2b"], event: "subscriber.decided"),
        of(
            "subscriber.reveal", [.validator, .approver, .subscriberDataOfficer, .auditor],
            .neutral, clauses: ["12.1"], event: "subscriber.revealed"),
        // Somebody who was told of a further contact objected: it never counts.
        of(
            "subscriber.keepContact", [.validator, .approver], .tightens, clauses: ["6.14"],
            event: "subscriber.contactKept"),
        // All that is held on somebody, for who has a right to it.
        of(
            "subscriber.export", [.approver, .subscriberDataOfficer, .auditor], .neutral,
            .dataRequest,
            clauses: ["12.1"], event: "subscriber.exported"),
        of(
            "subscriber.restrict", [.approver, .subscriberDataOfficer], .neutral, .dataRequest,
            clauses: ["7.21", "12.1"], event: "subscriber.restricted"),
        of(
            "subscriber.unrestrict", [.approver], .loosens, differsFrom: ["subscriber.restrict"],
            .dataRequest, clauses: ["12.1"], event: "subscriber.unrestricted"),
    ]

    private static func of(
        _ id: String, _ roles: [Role], _ direction: Direction, differsFrom: [String] = [],
        _ document: DocumentKind? = nil, clauses: [String], event: String
    ) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: roles), direction: direction, people: 1,
            differsFrom: differsFrom, coversList: false,
            documents: document.map { [DocumentDemand($0, in: "evidence")] } ?? [],
            clauses: clauses, event: event, archive: .applications)
    }
}
