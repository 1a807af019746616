extension Operation {
    /// What officers do of the contacts of subscribers.
    static let contacts = [
        // Somebody who was told of a further contact objected: it never counts.
        Operation(
            id: "subscriber.keepContact", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.14"], event: "subscriber.contactKept", archive: .applications)
    ]
}
