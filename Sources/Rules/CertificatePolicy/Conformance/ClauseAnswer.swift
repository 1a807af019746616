/// One thing in the product that answers a clause.
package struct ClauseAnswer: Sendable, Hashable {
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case operation, duty, publication, record, lintRule
    }

    package let source: Source
    /// As its own table names it.
    package let id: String
    /// Of what: the name of an authority where each of them has its own.
    package let object: String?
    /// Of a duty, publication or register: how it stands. Of an operation or rule: held.
    package let state: ConformanceState
    /// When it is due; nil where nothing is.
    package let dueMilliseconds: Int64?
    /// The place in the journal of the newest entry that shows it.
    package let entry: Int64?

    package init(
        source: Source, id: String, object: String? = nil, state: ConformanceState = .held,
        dueMilliseconds: Int64? = nil, entry: Int64? = nil
    ) {
        self.source = source
        self.id = id
        self.object = object
        self.state = state
        self.dueMilliseconds = dueMilliseconds
        self.entry = entry
    }

    /// Which kinds this source is evidence for. What is enforced counts by tests alone: a lint rule is
    /// shown beside them. What is disclosed waits for documents.
    var kinds: [ClauseKind] {
        switch source {
        case .operation, .duty, .record: [.evidence]
        case .publication: [.publish]
        case .lintRule: []
        }
    }
}
