package import CanonicalJSON
package import Messages

/// How well something is. In the order of severity; the numbers are those of monitoring plugins
/// (Nagios, Icinga) and never change.
package enum HealthLevel: Int, Sendable, Comparable, CaseIterable {
    case ok = 0
    /// Somebody should look, in working hours.
    case warning = 1
    /// Something is not served, or will not be soon.
    case critical = 2

    package static func < (one: HealthLevel, other: HealthLevel) -> Bool {
        one.rawValue < other.rawValue
    }

    package var name: String { "\(self)" }
}

/// One thing looked at, and what was found.
package struct HealthCheck: Sendable, Hashable {
    /// What was looked at: `ledger`, `lists` …; see `HealthJudge.names`.
    package let name: String
    package let level: HealthLevel
    /// A stable code of `HealthWords`, such as `lists.ended`.
    package let code: String
    /// What fills the sentence's places.
    package let facts: [String: String]

    package init(
        _ name: String, _ level: HealthLevel, _ code: String, _ facts: [String: String] = [:]
    ) {
        self.name = name
        self.level = level
        self.code = code
        self.facts = facts
    }

    package func json(in language: Language) -> JSONValue {
        [
            "check": .string(name), "level": .string(level.name), "code": .string(code),
            "message": .string(HealthWords.text(code).text(in: language, facts)),
            "facts": .object(facts.mapValues { .string($0) }),
        ]
    }
}

extension [HealthCheck] {
    /// The worst of them.
    package var level: HealthLevel { map(\.level).max() ?? .ok }
}
