public import CertificatePolicy
public import Messages

/// What a relying party may do. CP 4.4c.
public enum Decision: String, Sendable, Hashable, CaseIterable {
    /// Every check was made and passed.
    case rely
    /// A check failed.
    case doNotRely
    /// No check failed, but one could not be made: never a reason to rely.
    case cannotTell
}

/// One thing that was looked at, and what came of it.
public struct Check: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case passed, failed
        /// It could not be made, for want of something that `message` names.
        case notMade
    }

    /// Dotted lower camel case, such as `status.leaf`. Stable.
    public let id: String
    public let outcome: Outcome
    /// The clause of the certificate policy or section of a standard that asks for it.
    public let clause: String
    public let message: Text
    /// What fills the places of the message.
    public let arguments: [String: String]
    /// What was compared, by name: serials and digests in lower-case hexadecimal, times in
    /// RFC 3339.
    public let facts: [String: String]

    public init(
        id: String, outcome: Outcome, clause: String, message: Text,
        arguments: [String: String] = [:], facts: [String: String] = [:]
    ) {
        self.id = id
        self.outcome = outcome
        self.clause = clause
        self.message = message
        self.arguments = arguments
        self.facts = facts
    }

    public func message(in language: Language) -> String {
        message.text(in: language, Vocabulary.said(arguments, in: language))
    }
}

/// The decision of a relying party, with every check behind it.
public struct ValidationResult: Sendable, Hashable {
    /// `rely` only if there are checks and each one passed.
    public let decision: Decision
    /// What the certificates say they are for; `production` where they say nothing.
    public let environment: Environment
    /// The moment that was judged. Milliseconds since 1970 UTC.
    public let atMilliseconds: Int64
    /// In the order in which they were made.
    public let checks: [Check]

    /// Derives the decision, so that none can contradict its checks.
    init(environment: Environment, atMilliseconds: Int64, checks: [Check]) {
        self.environment = environment
        self.atMilliseconds = atMilliseconds
        self.checks = checks
        decision =
            if checks.contains(where: { $0.outcome == .failed }) {
                .doNotRely
            } else if checks.isEmpty || checks.contains(where: { $0.outcome == .notMade }) {
                .cannotTell
            } else {
                .rely
            }
    }
}
