extension Operation {
    /// Keys that the authority makes for applicants who bring none, and how they reach them; likewise media by whose
    /// receipt a certificate is accepted, and what opens them (CP 6.12).
    ///
    /// Whoever had the key made is told the password, and so never has the container in hand, nor does whoever hands
    /// the password over (CP 8.2b).
    static let madeKeys = [
        Operation(
            id: "application.makeKey", actor: .officer(anyOf: [.validator]), direction: .loosens,
            people: 1, differsFrom: apartFromMaking, coversList: false, documents: [],
            clauses: ["6.7a", "6.7b", "6.30", "8.2a"],
            event: "application.keyMade", archive: .applications),
        delivering(
            "application.deliverKey", .loosens,
            apartFrom: ["makeKey", "prepareToken", "deliverPassword"],
            clauses: ["6.7a", "8.2a", "8.2b"], event: "application.keySent"),
        // From here on the authority has nothing of it.
        delivering(
            "application.receiveKey", .neutral,
            apartFrom: ["makeKey", "prepareToken", "deliverPassword"],
            documents: [DocumentDemand(.deliveryReceipt, in: "evidence")],
            clauses: ["6.12", "6.30", "8.2a", "8.2b"], event: "application.keyReceived"),
        delivering(
            "application.deliverPassword", .loosens, apartFrom: ["deliverKey", "receiveKey"],
            clauses: ["6.12", "8.2b"], event: "application.passwordSent"),
    ]

    /// Tokens in which such a key is made in place of a container, from the first PIN to the end.
    ///
    /// What unblocks one is told to another person than who identified the bearer: two people, as for a release.
    static let tokens = [
        Operation(
            id: "application.prepareToken", actor: .officer(anyOf: [.validator]),
            direction: .loosens, people: 1, differsFrom: apartFromMaking, coversList: false,
            documents: [], clauses: ["6.7a", "8.2a", "8.16"], event: "application.tokenPrepared",
            archive: .applications),
        Operation(
            id: "application.identifyBearer", actor: .officer(anyOf: [.validator]),
            direction: .neutral, people: 1, differsFrom: ["application.unblockToken"],
            coversList: false, documents: [DocumentDemand(.bearerDocuments, in: "documents")],
            clauses: ["5.8a", "8.16"], event: "application.bearerIdentified",
            archive: .applications),
        Operation(
            id: "application.unblockToken", actor: .officer(anyOf: [.approver]),
            direction: .loosens, people: 1, differsFrom: ["application.identifyBearer"],
            coversList: false, documents: [], clauses: ["5.8a", "7.11a", "8.16"],
            event: "application.tokenUnblocked", archive: .applications),
        Operation(
            id: "application.wipeToken", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.7b", "8.2a", "8.16"], event: "application.tokenWiped",
            archive: .applications),
        Operation(
            id: "application.loseToken", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.7b", "6.17a", "6.19b"], event: "application.tokenLost",
            archive: .applications),
    ]

    /// Whoever knows password or PIN never has container or token in hand.
    private static let apartFromMaking = [
        "application.deliverKey", "application.receiveKey", "application.waiveFee",
        "subscriber.decide",
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
