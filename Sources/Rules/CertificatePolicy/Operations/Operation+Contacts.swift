extension Operation {
    /// A contact of a subscriber comes or goes without an application. Each of them counts after a while only, and is told
    /// to those who were there before, who can object (`subscriber.keepContact`).
    static let contacts = [
        bySubscriber("contact.addByKey", event: "contact.askedByKey"),
        bySubscriber("contact.endByKey", event: "contact.endedByKey"),
        inPerson("contact.add", event: "contact.asked"),
        inPerson("contact.end", event: "contact.ended"),
        // Whoever reads the mailbox: the request before says that the subscriber wants it.
        Operation(
            id: "contact.prove", actor: .anyone, direction: .loosens, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: ["5.7", "6.14"], event: "contact.codeTold",
            archive: .applications),
    ]

    private static func bySubscriber(_ id: String, event: String) -> Operation {
        Operation(
            id: id, actor: .subscriber, direction: .loosens, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: ["5.8a", "6.14"], event: event,
            archive: .applications)
    }

    private static func inPerson(_ id: String, event: String) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: [.validator]), direction: .loosens, people: 1,
            differsFrom: [], coversList: false,
            documents: [
                DocumentDemand(.dataRequest, in: "evidence"),
                DocumentDemand(.identityDocuments, in: "documents"),
                DocumentDemand(
                    .authorisation, in: "mandate", .given("requester", is: "representative")),
            ], clauses: ["5.3a", "5.8a", "6.14", "6.19a", "12.1"], event: event,
            archive: .applications)
    }
}
