extension Operation {
    /// Keys that the authority makes for applicants who bring none, and how they reach them; likewise media by whose
    /// receipt a certificate is accepted, and what opens them (CP 6.12).
    ///
    /// Whoever had the key made is told the password, and so never has the container in hand, nor does whoever hands
    /// the password over (CP 8.2b).
    static let madeKeys = [
        Operation(
            id: "application.makeKey", actor: .officer(anyOf: [.validator]), direction: .loosens,
            people: 1,
            differsFrom: [
                "application.deliverKey", "application.receiveKey", "application.waiveFee",
                "subscriber.decide",
            ], coversList: false, documents: [], clauses: ["6.7a", "6.7b", "6.30", "8.2a"],
            event: "application.keyMade", archive: .applications),
        delivering(
            "application.deliverKey", .loosens, apartFrom: ["makeKey", "deliverPassword"],
            clauses: ["6.7a", "8.2a", "8.2b"], event: "application.keySent"),
        // From here on the authority has nothing of it.
        delivering(
            "application.receiveKey", .neutral, apartFrom: ["makeKey", "deliverPassword"],
            documents: [DocumentDemand(.deliveryReceipt, in: "evidence")],
            clauses: ["6.12", "6.30", "8.2a", "8.2b"], event: "application.keyReceived"),
        delivering(
            "application.deliverPassword", .loosens, apartFrom: ["deliverKey", "receiveKey"],
            clauses: ["6.12", "8.2b"], event: "application.passwordSent"),
    ]

    private static func delivering(
        _ id: String, _ direction: Direction, apartFrom steps: [String],
        documents: [DocumentDemand] = [], clauses: [String], event: String
    ) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: [.validator, .approver]), direction: direction,
            people: 1, differsFrom: steps.map { "application." + $0 }, coversList: false,
            documents: documents, clauses: clauses, event: event, archive: .applications)
    }
}
