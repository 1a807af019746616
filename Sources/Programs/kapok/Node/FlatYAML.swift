import CertificatePolicy

/// The part of YAML in which `kapok.yaml` is written: sections, and `name: text` indented in them.
///
/// An own reader instead of a library: settings of text need one level, and whatever else
/// YAML allows (aliases that expand without a bound, mappings as names, any depth, tags) stopped a
/// server that only had to refuse it.
enum FlatYAML {
    /// Why a text is not read, with the line counted from one.
    enum Fault: Error, Equatable {
        /// Neither a section nor a setting, or a name for the second time.
        case unreadable(line: Int)
        /// An anchor, an alias or a tag.
        case alias(line: Int)
    }

    /// Settings by section and name; the inner nil stands for what is no text: nothing, a list, a
    /// mapping or a block.
    typealias Sections = [String: [String: String?]]

    static func sections(in source: String) throws(Fault) -> Sections {
        var sections: Sections = [:]
        var section: (name: String, indent: Int?)?
        var isBegun = false
        // A carriage return and a line feed are one character, and one line end.
        let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let number = index + 1
            guard line.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else { throw .unreadable(line: number) }
            let content = line.drop { $0 == " " }
            if content.isEmpty || content.hasPrefix("#") { continue }
            if !isBegun && line == "---" {
                isBegun = true
                continue
            }
            isBegun = true
            let indent = line.count - content.count
            let (name, rest) = try setting(content, number)
            let value = try text(rest, number)
            if indent == 0 {
                guard rest.isEmpty || rest.hasPrefix("#"),
                    sections.updateValue([:], forKey: name) == nil
                else {
                    throw .unreadable(line: number)
                }
                section = (name, nil)
            } else {
                guard let (sectionName, known) = section, known == nil || known == indent,
                    sections[sectionName]?.updateValue(value, forKey: name) == nil
                else { throw .unreadable(line: number) }
                section = (sectionName, indent)
            }
        }
        return sections
    }

    /// A text as it can stand behind a name: in quotes where it could be read as something else.
    static func written(_ text: String) -> String {
        let isPlain =
            text.utf8.first.map { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "/") } == true
            && text.utf8.last != UInt8(ascii: ":")
            && text.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-._~/:@+=,".utf8.contains($0) }
        return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
    }

    /// The line on which a setting such as `node.listen`, or a section, is named first; for telling
    /// where something is wrong with its value.
    static func line(of name: String, in source: String) -> Int? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let section = parts.first else { return nil }
        let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let head = lines.firstIndex(where: { $0.hasPrefix("\(section):") }) else {
            return nil
        }
        guard parts.count == 2 else { return head + 1 }
        let body = lines[(head + 1)...].prefix {
            $0.isEmpty || $0.hasPrefix(" ") || $0.hasPrefix("#")
        }
        let found = body.firstIndex { $0.drop { $0 == " " }.hasPrefix("\(parts[1]):") }
        return found.map { $0 + 1 }
    }

    private static func setting(
        _ line: Substring, _ number: Int
    ) throws(Fault) -> (name: String, rest: Substring) {
        let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let rest = line[name.endIndex...]
        guard !name.isEmpty, rest.first == ":", rest.dropFirst().first.map({ $0 == " " }) ?? true
        else {
            throw rest.first.map { "&*!".contains($0) } == true
                ? .alias(line: number) : .unreadable(line: number)
        }
        return (String(name), rest.dropFirst().drop { $0 == " " })
    }

    private static func text(_ value: Substring, _ number: Int) throws(Fault) -> String? {
        switch value.first {
        case nil, "#", "[", "{", "|", ">": return nil
        case "&", "*", "!": throw .alias(line: number)
        case "\"", "'": return try quoted(value, number)
        default:
            let end = value.firstRange(of: " #")?.lowerBound ?? value.endIndex
            var plain = value[..<end]
            while plain.last == " " { plain.removeLast() }
            let isIndicator = ["-", "?", ":"].contains(plain.prefix { $0 != " " })
            guard !isIndicator, !"%@`,]}".contains(plain.first ?? "%"), !plain.hasSuffix(":"),
                !plain.contains(": ")
            else { throw .unreadable(line: number) }
            return String(plain)
        }
    }

    /// `''` is a quote in single quotes; `\"` and `\\` are all that double quotes escape here.
    private static func quoted(_ value: Substring, _ number: Int) throws(Fault) -> String {
        let mark = value.first
        var text = ""
        var rest = value.dropFirst()
        while let character = rest.popFirst() {
            if character == mark {
                guard mark == "'", rest.first == mark else {
                    let comment = rest.drop { $0 == " " }
                    guard comment.isEmpty || (comment.first == "#" && rest.first == " ") else {
                        break
                    }
                    return text
                }
                rest.removeFirst()
            } else if character == "\\" && mark == "\"" {
                guard let escaped = rest.popFirst(), escaped == "\"" || escaped == "\\" else {
                    break
                }
                text.append(escaped)
                continue
            }
            text.append(character)
        }
        throw .unreadable(line: number)
    }
}
