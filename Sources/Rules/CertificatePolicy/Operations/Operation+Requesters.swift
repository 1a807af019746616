extension Operation {
    /// What each kind of requester shows beside who they are: that the subscriber's right to ask is theirs (CP 6.19a).
    ///
    /// `basis` is what happened to the subscriber, `mandate` who acts in the subscriber's place since. A subscriber needs
    /// neither, a court's request is the basis by itself (CP 5.8c), and the authority has its own procedure (CP 6.19c).
    static let standing: [DocumentDemand] = [
        DocumentDemand(
            .authorisation, in: "mandate", .given("requester", is: "representative")),
        DocumentDemand(.deathProof, in: "basis", .given("requester", is: "estate")),
        DocumentDemand(.estateGrant, in: "mandate", .given("requester", is: "estate")),
        DocumentDemand(.windingUp, in: "basis", .given("requester", is: "liquidator")),
        DocumentDemand(.appointment, in: "mandate", .given("requester", is: "liquidator")),
    ]
}
