/// Comma-separated text as spreadsheets open it (RFC 4180), which computes nothing there.
///
/// A field that begins with `=`, `+`, `-`, `@`, a tab, a carriage return, or a fullwidth form of these
/// signs would be a formula: an apostrophe before it keeps it text. ``plain(_:)`` takes that away
/// again, so that what was written is read as it was.
public enum CSVText {
    /// Opens the text as UTF-8 in programs that would guess otherwise.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    public static func rendered(_ records: [[String]]) -> String {
        records.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// One field, guarded and quoted where it has to be.
    public static func field(_ text: String) -> String {
        let text = isGuarded(text) ? "'" + text : text
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        guard needsQuotes else { return text }
        // By scalars: a quotation mark under a combining mark is still one.
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// A field as it was before it was guarded.
    public static func plain(_ text: String) -> String {
        guard text.unicodeScalars.first == "'" else { return text }
        let rest = String(text.unicodeScalars.dropFirst())
        return isGuarded(rest) ? rest : text
    }

    /// Whether a spreadsheet would compute a cell that is not guarded; a plain number it only shows.
    public static func isComputed(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, signs.contains(first) else { return false }
        let isSign = "+-\u{FF0B}\u{FF0D}".unicodeScalars.contains(first)
        let rest = text.unicodeScalars.dropFirst()
        return !isSign || !rest.allSatisfy { "0123456789.,% ".unicodeScalars.contains($0) }
    }

    /// Whether it is a formula, behind any number of apostrophes: they are told apart by one more.
    private static func isGuarded(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        return signs.contains(first)
    }

    private static let signs = Set("=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)
}
