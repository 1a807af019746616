import CanonicalJSON
import Governance
import Messages
import Monitoring

/// What a server said of its health, and whether one was there to say it.
struct HealthReport: Sendable {
    private let answer: JSONValue
    private let checks: [JSONValue]
    let level: HealthLevel

    init(_ answer: JSONValue, isServed: Bool, _ language: Language) {
        let server = HealthCheck(
            "server", isServed ? .ok : .critical, isServed ? "server.ok" : "server.absent")
        let told = answer["checks"]?.array ?? []
        self.answer = answer
        checks = [server.json(in: language)] + told
        // Of a server that says no more than that it is not well.
        let least: HealthLevel = answer["ok"]?.bool == false && told.isEmpty ? .warning : .ok
        level = max(checks.map(Self.level).max() ?? .ok, least)
    }

    var status: ExitStatus {
        switch level {
        case .ok: .done
        case .warning: .healthWarning
        case .critical: .healthCritical
        }
    }

    var json: JSONValue {
        answer.merging(["level": .string(level.name), "checks": .array(checks)])
    }

    /// The verdict first, since monitoring shows the first line; then the worst, and the rest.
    func readable(_ reader: Reader) -> String {
        let bad = checks.filter { Self.level($0) > .ok }
        let verdict = reader.text(
            CommandLineSentence.health[level.name] ?? CommandLineSentence.healthUnknown,
            ["count": String(bad.count), "all": String(checks.count)])
        let sorted =
            bad.sorted { Self.level($0) > Self.level($1) }
            + checks.filter { Self.level($0) == .ok }
        return ([verdict] + sorted.map { Self.line($0, reader) }).joined(separator: "\n")
    }

    private static func line(_ check: JSONValue, _ reader: Reader) -> String {
        let mark =
            switch level(check) {
            case .ok: "✓ "
            case .warning: "! "
            case .critical: "✗ "
            }
        return reader.folded(SafeText.of(check["message"]?.string ?? ""), behind: mark)
    }

    /// What a later server says in other words counts as a warning.
    private static func level(_ check: JSONValue) -> HealthLevel {
        HealthLevel.allCases.first { $0.name == check["level"]?.string } ?? .warning
    }
}
