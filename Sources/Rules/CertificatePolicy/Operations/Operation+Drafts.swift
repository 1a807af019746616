extension Operation {
    /// What applicants wrote and did not hand in yet. Nobody decides on it; it is handed in by `application.apply`,
    /// which erases it in the same act.
    static let drafts = [
        byHolder("draft.save", event: "draft.saved"),
        byHolder("draft.discard", event: "draft.discarded"),
        // Nobody wrote on it for as long as the practice allows.
        Operation(
            id: "draft.erase", actor: .system, direction: .neutral, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: ["12.1"], event: "draft.erased",
            archive: .drafts),
    ]

    /// Whoever knows the draft's code.
    private static func byHolder(_ id: String, event: String) -> Operation {
        Operation(
            id: id, actor: .anyone, direction: .neutral, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: ["6.1", "6.7b", "12.1"], event: event,
            archive: .drafts)
    }
}
