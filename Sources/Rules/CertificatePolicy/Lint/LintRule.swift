public import Messages

/// One thing that certificates, CRLs or OCSP answers have to hold, as data.
///
/// A rule says what it is called, which clause asks for it, to what it applies, and how a breach
/// reads; its check gives one set of arguments for each breach it finds.
public struct LintRule<Subject: Sendable>: Sendable {
    /// Dotted lower camel case, such as `keyUsage.exact`. Stable: findings are recorded by it.
    public let id: String
    /// The clause of the certificate policy, such as `8.15c`, or the section of a standard.
    public let clause: String
    /// How a breach reads; `{name}` marks what the check fills in.
    public let text: Text
    /// Whether there is anything to check.
    public let applies: @Sendable (Subject) -> Bool
    /// The arguments of each breach; none where the rule holds.
    public let breaches: @Sendable (Subject) -> [[String: String]]

    init(
        _ id: String, _ clause: String, _ text: Text,
        where applies: @escaping @Sendable (Subject) -> Bool = { _ in true },
        _ breaches: @escaping @Sendable (Subject) -> [[String: String]]
    ) {
        self.id = id
        self.clause = clause
        self.text = text
        self.applies = applies
        self.breaches = breaches
    }

    /// What this rule finds.
    public func findings(in subject: Subject) -> [LintFinding] {
        guard applies(subject) else { return [] }
        return breaches(subject).map { arguments in
            LintFinding(rule: id, clause: clause, text: text, arguments: arguments)
        }
    }
}

/// One breach of one rule.
public struct LintFinding: Sendable, Hashable {
    /// The id of the rule.
    public let rule: String
    /// The clause that it breaks.
    public let clause: String
    public let text: Text
    /// What fills the places of the text.
    public let arguments: [String: String]

    public init(rule: String, clause: String, text: Text, arguments: [String: String]) {
        self.rule = rule
        self.clause = clause
        self.text = text
        self.arguments = arguments
    }

    public func message(in language: Language) -> String {
        text.text(in: language, arguments)
    }

    /// The refusal that stops what the finding is about.
    public var refusal: Refusal {
        Refusal(.lint(rule: rule, clause: clause, text: text), field: rule, arguments)
    }
}

extension [LintFinding] {
    /// Refuses by the first finding, in its own words; the others are named in the argument `also`.
    public func refuseAny() throws(Refusal) {
        guard let first else { return }
        let others = dropFirst().map(\.rule).joined(separator: ", ")
        throw Refusal(
            first.refusal.code, field: first.rule,
            first.arguments.merging(["also": others]) { mine, _ in mine })
    }
}
