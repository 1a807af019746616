extension Operation {
    /// What holders of certificates, and whoever knows a private key, do without an officer.
    ///
    /// What it does to certificates tightens: a release has to be decided by people (CP 6.17a).
    static let holders = [
        byHolder(
            "certificate.suspendByKey", .subscriber, clauses: ["5.8a", "6.17a", "6.19b"],
            event: "certificate.suspendedByKey"),
        // The signature identifies who asks, and the reason is the subscriber's own.
        byHolder(
            "certificate.revokeByKey", .subscriber,
            clauses: ["5.8a", "6.17b", "6.19a", "6.19b", "6.23", "6.28"],
            event: "certificate.revokedByKey"),
        // Whoever knows the code that the applicant got with the acceptance.
        byHolder(
            "certificate.suspendByCode", .anyone, clauses: ["6.17a", "6.19b"],
            event: "certificate.suspendedByCode"),
        // Whoever shows that a private key is known: as `key.block`, without the key being sent.
        byHolder(
            "certificate.proveCompromise", .anyone,
            clauses: ["6.7b", "6.17a", "6.19b", "8.15b"], event: "certificate.compromiseProven"),
        // By whoever has neither: it opens an incident, and an officer decides.
        Operation(
            id: "incident.report", actor: .anyone, direction: .neutral, people: 0,
            differsFrom: [], coversList: false, documents: [], clauses: ["6.18", "6.25e", "7.17c"],
            event: "incident.reported", archive: .registers),
    ]

    private static func byHolder(
        _ id: String, _ actor: OperationActor, clauses: [String], event: String
    ) -> Operation {
        Operation(
            id: id, actor: actor, direction: .tightens, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: clauses, event: event,
            archive: .certificates)
    }
}
