package import Messages

/// Who is bound by a clause.
package enum ClauseParty: String, Sendable, Hashable, CaseIterable {
    /// The certification authority.
    case ca
    /// The certification authority, and by name its registration authorities too.
    case caAndRA
    case subscriber
    case relyingParty
    /// The regulator, or the working group of both sides that keeps the policy.
    case regulator
}

/// How strictly a clause binds.
///
/// By footnote 1 of the policy its weaker-sounding verbs of duty are musts as well.
package enum ClauseLevel: String, Sendable, Hashable, CaseIterable {
    case must
    case mustNot
    /// What the policy encourages, or gives for reference.
    case should
}

/// How a system answers a clause.
package enum ClauseKind: String, Sendable, Hashable, CaseIterable {
    /// It makes a breach impossible, or refuses it with an error that names the clause.
    case enforce
    /// It keeps signed records, knows what is due, and reports what is overdue.
    case evidence
    /// It puts something where relying parties can fetch it.
    case publish
    /// It states something in the practice statement, or an agreement, from the real settings.
    case disclose
}

/// One thing that the certificate policy for mutual recognition, version 1.1, asks for.
///
/// The table is ``all``. It says what is asked, never whether it is done: that follows from the
/// operations, records, publications and tests that name the clause.
package struct Clause: Sendable, Hashable {
    /// Chapter and item of the policy, then a letter for the statements or bullets of the item and
    /// a figure for what stands below a bullet: `4.11c`, `5.5B2`, `7.1g4`.
    ///
    /// Without a letter it is the whole item, or the words that open it where its parts follow.
    /// `A1` and `A2` are annexes 1.1 and 1.2; chapters 2 and 12 have no items and count as 2.1
    /// and 12.1.
    package let id: String
    /// Who is bound.
    package let by: ClauseParty
    package let level: ClauseLevel
    /// How it is answered: one kind or more, each once.
    package let kinds: [ClauseKind]

    init(_ id: String, _ by: ClauseParty, _ level: ClauseLevel, _ kinds: [ClauseKind]) {
        self.id = id
        self.by = by
        self.level = level
        self.kinds = kinds
    }

    /// What is asked, in one sentence of our own. The policy's words prevail.
    package var asks: Text { ClauseWords.text(id) }

    /// The clause with this id.
    package static subscript(id: String) -> Clause? {
        byID[id]
    }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
