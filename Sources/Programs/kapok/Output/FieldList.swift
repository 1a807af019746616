import CanonicalJSON
import Messages
import PKIX

/// An object of the API for a person: one line a member, named and worded in their language.
///
/// What a table does not know is shown under its own name, so that nothing is left out silently.
struct FieldList: Sendable {
    private let language: Language
    /// A nested object deeper than this is shown as JSON.
    private static let maximumDepth = 4
    /// Long encodings say nothing to a person; `--json` and the `--out` options give them.
    private static let hidden: Set<String> = [
        "list", "contentsDER", "acceptanceStatement", "statementKey", "note", "checkpoint",
    ]

    init(_ language: Language) {
        self.language = language
    }

    func rendered(_ value: JSONValue) -> String {
        lines(of: value, depth: 0).joined(separator: "\n")
    }

    private func lines(of value: JSONValue, depth: Int) -> [String] {
        guard let members = value.object else { return [Self.scalar("", value, language)] }
        let shown = ordered(members).filter { !isHidden($0.key, $0.value) }
        let width = shown.reduce(0) { max($0, DisplayWidth.of(label($1.key))) }
        return shown.flatMap { name, value in
            member(name, value, width: width, depth: depth)
        }.map { String(repeating: "  ", count: depth > 0 ? 1 : 0) + $0 }
    }

    private func member(_ name: String, _ value: JSONValue, width: Int, depth: Int) -> [String] {
        let title = DisplayWidth.padded(label(name), to: width)
        switch value {
        case .object where depth < Self.maximumDepth:
            return [label(name)] + lines(of: value, depth: depth + 1)
        case .array(let elements) where elements.contains { $0.object != nil }:
            return [label(name)]
                + elements.map { "  " + line(of: $0) }
        case .array(let elements):
            let text = elements.map { Self.scalar(name, $0, language) }.joined(separator: ", ")
            return ["\(title)  \(elements.isEmpty ? "–" : text)"]
        default:
            return ["\(title)  \(Self.scalar(name, value, language))"]
        }
    }

    /// A small object inside a list, on one line.
    private func line(of value: JSONValue) -> String {
        guard let members = value.object else { return Self.scalar("", value, language) }
        return ordered(members).filter { !$0.value.isNull && !isHidden($0.key, $0.value) }
            .map { name, value in
                CommandLineLabel.isSelfEvident(name)
                    ? Self.scalar(name, value, language)
                    : "\(label(name)) \(Self.scalar(name, value, language))"
            }.joined(separator: "  ")
    }

    private func isHidden(_ name: String, _ value: JSONValue) -> Bool {
        // A certificate by name is short and said; one in base64 is long and left out.
        let isEncoding = name == "certificate" && (value.string?.utf8.count ?? 0) > 120
        return isEncoding || Self.hidden.contains(name)
    }

    private func ordered(
        _ members: [String: JSONValue]
    ) -> [(key: String, value: JSONValue)] {
        members.sorted { one, other in
            let places = (
                CommandLineLabel.place(of: one.key), CommandLineLabel.place(of: other.key)
            )
            return places.0 == places.1 ? one.key < other.key : places.0 < places.1
        }
    }

    private func label(_ name: String) -> String {
        CommandLineLabel.of(name)?.text(in: language) ?? SafeText.of(name)
    }

    /// One value: words of the product in the reader's language, everything else as it is.
    static func scalar(_ name: String, _ value: JSONValue, _ language: Language) -> String {
        switch value {
        case .null: "–"
        case .bool(let flag): (flag ? CommandLineWord.yes : CommandLineWord.no).text(in: language)
        case .integer(let number):
            CommandLineLabel.isTime(name) ? Time.rfc3339(number) : String(number)
        case .string(let text):
            CommandLineLabel.isWord(name)
                ? (CommandLineWord.of(text)?.text(in: language) ?? SafeText.of(text))
                : SafeText.of(text)
        case .array, .object: SafeText.of(String(decoding: value.canonicalBytes, as: UTF8.self))
        }
    }
}
