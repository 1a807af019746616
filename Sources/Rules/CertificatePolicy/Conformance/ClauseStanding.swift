/// How one clause stands, with all that answers it.
package struct ClauseStanding: Sendable, Hashable {
    package let clause: Clause
    package let states: [ClauseKind: ConformanceState]
    package let answers: [ClauseAnswer]
    /// Nil where no results were given.
    package let tests: ClauseTestResults?
    /// Why it has no object; nil where it applies.
    package let inapplicable: Inapplicability?

    /// Judges a clause by what answers it. No state is ever typed by hand.
    ///
    /// - Parameter tests: nil where no test results are at hand; then nothing that has to be enforced
    ///   is shown.
    /// - Parameter inapplicable: the rule by which it has no object, whatever answers it.
    package init(
        _ clause: Clause, answers: [ClauseAnswer], tests: ClauseTestResults?,
        inapplicable: Inapplicability? = nil
    ) {
        self.clause = clause
        self.answers = answers
        self.tests = tests
        self.inapplicable = inapplicable
        states = Dictionary(
            uniqueKeysWithValues: clause.kinds.map { kind in
                guard inapplicable == nil else { return (kind, .notApplicable) }
                return (
                    kind, Self.state(of: kind, answers.filter { $0.kinds.contains(kind) }, tests)
                )
            })
    }

    /// The worst of its kinds.
    package var state: ConformanceState { states.values.min() ?? .open }

    /// The newest entry among what answers it.
    package var newestEntry: Int64? { answers.compactMap(\.entry).max() }

    private static func state(
        of kind: ClauseKind, _ answers: [ClauseAnswer], _ tests: ClauseTestResults?
    ) -> ConformanceState {
        guard kind == .enforce else { return answers.map(\.state).min() ?? .open }
        // A test that names the clause is an answer by itself: it shows the refusal.
        guard let tests, tests.passed + tests.failed > 0 else { return .open }
        return tests.failed > 0 ? .missing : .held
    }
}

extension ClauseAnswer {
    /// The operations and rules that name a clause, whatever happened.
    package static func standing(for clause: String) -> [ClauseAnswer] {
        Operation.all.filter { $0.clauses.contains(clause) }.map {
            ClauseAnswer(source: .operation, id: $0.id)
        }
            + Lint.rulesByClause[clause, default: []].map {
                ClauseAnswer(source: .lintRule, id: $0)
            }
    }
}

extension Lint {
    /// The ids of all rules, by the clause that each one keeps.
    static let rulesByClause: [String: [String]] = Dictionary(
        grouping: certificateRules.map { ($0.clause, $0.id) }
            + certificateListRules.map { ($0.clause, $0.id) }
            + statusAnswerRules.map { ($0.clause, $0.id) },
        by: \.0
    ).mapValues { $0.map(\.1) }
}
