import CanonicalJSON
import Governance
import Messages

/// Settings that a person wrote or changed: JSON without fractions.
enum SettingsFile {
    static let maximumBytes = 1 << 20

    static func read(_ path: String) throws(Refusal) -> JSONValue {
        let bytes = try LocalFile.read(path, limit: maximumBytes)
        do {
            let json = try JSONValue(parsing: bytes)
            guard json.object != nil else {
                throw Refusal(
                    .commandSettingsUnreadable, field: path,
                    ["path": path, "reason": "{ … } expected"])
            }
            return json
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                .commandSettingsUnreadable, field: path,
                ["path": path, "reason": String(describing: error)])
        }
    }
}

/// One setting that two versions do not share.
struct SettingsChange: Sendable, Equatable {
    /// Names from the outside in, joined by dots.
    let path: String
    /// Nil where it is new.
    let before: JSONValue?
    /// Nil where it is gone.
    let after: JSONValue?

    /// What a proposal of these settings would change: what it does not name keeps its value, as
    /// the executor of the proposal has it.
    static func proposed(_ wanted: JSONValue, over present: JSONValue) -> [SettingsChange] {
        between(present, present.merging(wanted))
    }

    static func between(_ before: JSONValue, _ after: JSONValue) -> [SettingsChange] {
        changes("", before, after)
    }

    /// Objects are compared member by member, everything else as a whole.
    private static func changes(
        _ path: String, _ before: JSONValue?, _ after: JSONValue?
    ) -> [SettingsChange] {
        if before == after { return [] }
        guard let old = before?.object, let new = after?.object else {
            return [SettingsChange(path: path, before: before, after: after)]
        }
        return Set(old.keys).union(new.keys).sorted().flatMap { name in
            changes(path.isEmpty ? name : "\(path).\(name)", old[name], new[name])
        }
    }

    /// The label for the reader, the name for whoever writes the file.
    static func readable(
        _ changes: [SettingsChange], indent: Int = 0, _ reader: Reader
    ) -> String {
        let margin = String(repeating: " ", count: indent)
        return changes.map { change in
            let name = SafeText.of(change.path)
            let label = CommandLineLabel.of(change.path).map { "\(reader.text($0)) (\(name))" }
            return [
                margin + (label ?? name),
                reader.folded(text(change.before), behind: "\(margin)  - "),
                reader.folded(text(change.after), behind: "\(margin)  + "),
            ].joined(separator: "\n")
        }.joined(separator: "\n")
    }

    static func json(_ changes: [SettingsChange]) -> JSONValue {
        [
            "changes": .array(
                changes.map { change in
                    [
                        "setting": .string(change.path), "before": change.before ?? .null,
                        "after": change.after ?? .null,
                    ]
                })
        ]
    }

    private static func text(_ value: JSONValue?) -> String {
        value.map { SafeText.of(String(decoding: $0.canonicalBytes, as: UTF8.self)) } ?? "–"
    }
}
