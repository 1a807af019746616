import CanonicalJSON
import Messages
import PKIX

/// An object of the API for a person: one line a member, named and worded in their language.
///
/// What a table does not know is shown under its own name, so that nothing is left out silently.
struct FieldList: Sendable {
    private let reader: Reader
    /// A nested object deeper than this is shown as JSON.
    private static let maximumDepth = 4
    /// Encodings and names of our own inner parts say nothing to a person; `--json` and the `--out`
    /// options give them.
    private static let hidden: Set<String> = [
        "list", "contentsDER", "acceptanceStatement", "statementKey", "note", "checkpoint",
        "intent", "payloadHash",
    ]

    init(_ reader: Reader) {
        self.reader = reader
    }

    func rendered(_ value: JSONValue, indent: Int = 0) -> String {
        lines(of: value, depth: 0, indent: indent).joined(separator: "\n")
    }

    private func lines(of value: JSONValue, depth: Int, indent: Int) -> [String] {
        guard let members = value.object else { return [reader.scalar("", value)] }
        let shown = ordered(members).filter { isShown($0.key, $0.value) }
        let width = shown.reduce(0) { max($0, DisplayWidth.of(label($1.key))) }
        return shown.flatMap { name, value in
            member(name, value, width: width, depth: depth, indent: indent)
        }
    }

    private func member(
        _ name: String, _ value: JSONValue, width: Int, depth: Int, indent: Int
    ) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let title = margin + DisplayWidth.padded(label(name), to: width) + "  "
        switch value {
        case .object where depth < Self.maximumDepth:
            return [margin + label(name)] + lines(of: value, depth: depth + 1, indent: indent + 2)
        case .array(let elements) where elements.contains { $0.object != nil }:
            return [margin + label(name)]
                + elements.map {
                    reader.folded(line(of: $0), behind: margin + "  ", hanging: 2)
                }
        case .array(let elements):
            let words = elements.map { reader.scalar(name, $0) }
            return [reader.folded(words.isEmpty ? "–" : reader.joined(words), behind: title)]
        default:
            return [reader.folded(reader.scalar(name, value), behind: title)]
        }
    }

    /// A small object inside a list, on one line.
    private func line(of value: JSONValue) -> String {
        guard let members = value.object else { return reader.scalar("", value) }
        return ordered(members).filter { isShown($0.key, $0.value) }
            .map { name, value in
                CommandLineLabel.isSelfEvident(name)
                    ? reader.scalar(name, value)
                    : "\(label(name)) \(reader.scalar(name, value))"
            }.joined(separator: "  ")
    }

    private func isShown(_ name: String, _ value: JSONValue) -> Bool {
        // A certificate by name is short and said; one in base64 is long and left out.
        let isEncoding = name == "certificate" && (value.string?.utf8.count ?? 0) > 120
        let saysNothing = value.isNull || name == "needed" && value == 0
        return !isEncoding && !saysNothing && !Self.hidden.contains(name)
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
        CommandLineLabel.of(name).map { reader.text($0) } ?? SafeText.of(name)
    }
}

extension Reader {
    /// One value: words of the product in the reader's language, everything else as it is.
    func scalar(_ name: String, _ value: JSONValue) -> String {
        switch value {
        case .null: "–"
        case .bool(let flag): text(flag ? Vocabulary.yes : Vocabulary.no)
        case .integer(let number):
            CommandLineLabel.isTime(name) ? Time.rfc3339(number) : String(number)
        case .string(let text): word(text, under: name)
        case .array, .object: SafeText.of(String(decoding: value.canonicalBytes, as: UTF8.self))
        }
    }
}
