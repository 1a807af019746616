/// A test whose name begins with clauses of the policy, and what the rest of the name says of it.
///
/// What shows a breach says so in its name: it is refused, found, stopped or not relied on. A bound
/// (`at most`, `no later`, `no others`) shows both of its sides. What only says what is not so shows
/// neither by its name.
struct NamedTest: Sendable {
    let path: String
    let clauses: [String]
    /// What is behind the brackets.
    let title: String

    /// Every test of the tree that names a clause, in the order of the files.
    static let all: [NamedTest] = Repository.shared.tests.flatMap { file in
        file.text.matches(of: #/func\s+`((?:\[[^\]]+\]\s*)+)([^`]*)`/#).map { match in
            NamedTest(
                path: file.path,
                // What has a standard's name before it, such as `RFC 5280 7.1`, is none.
                clauses: match.1.split { "[],".contains($0) }
                    .map { String($0.trimmingPrefix(while: \.isWhitespace)) }
                    .filter(isClause),
                title: String(match.2))
        }
    }.filter { !$0.clauses.isEmpty }

    /// Has the form of a clause, and not of a section of a standard.
    static func isClause(_ text: String) -> Bool {
        text.wholeMatch(of: #/(?:[1-9][0-9]?|A[12])\.[0-9]+[A-Za-z0-9]*/#) != nil
    }

    var showsBreach: Bool { isBound || title.firstMatch(of: Self.refused) != nil }

    var showsHolding: Bool {
        isBound
            || title.firstMatch(of: Self.refused) == nil
                && title.firstMatch(of: Self.denied) == nil
    }

    private var isBound: Bool { title.firstMatch(of: Self.bound) != nil }

    private static var refused: Regex<Substring> {
        #/\b(?:refused|refuses|found|finds|stops|not relied on|nobody relies)\b/#
    }
    private static var bound: Regex<Substring> {
        #/\b(?:at most|at least|no others?|no later|no longer|not before|not a second)\b/#
    }
    private static var denied: Regex<Substring> {
        #/\b(?:no|not|never|nobody|none|nothing|nowhere|cannot|nor|neither|without)\b/#
    }
}
