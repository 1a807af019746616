import Messages

/// A list for a terminal: one header, one line a row, at most 100 columns where it can be.
struct TextTable: Sendable {
    struct Column: Sendable {
        let title: String
        /// A flexible column gives way, with an ellipsis, when the line is too long.
        var isFlexible = false
    }

    static let maximumColumns = 100
    /// A flexible column stays readable.
    private static let minimumFlexible = 12
    private static let gap = 2

    let columns: [Column]
    let rows: [[String]]

    func rendered() -> String {
        let cells = rows.map { $0.map(SafeText.of) }
        let widths = fitted(natural(cells))
        let lines = [columns.map(\.title)] + cells
        return lines.map { row in
            let line = zip(row, widths).map { cell, width in
                DisplayWidth.padded(DisplayWidth.shortened(cell, to: width), to: width)
            }.joined(separator: String(repeating: " ", count: Self.gap))
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    private func natural(_ cells: [[String]]) -> [Int] {
        columns.indices.map { index in
            cells.reduce(DisplayWidth.of(columns[index].title)) {
                max($0, DisplayWidth.of($1[index]))
            }
        }
    }

    private func fitted(_ natural: [Int]) -> [Int] {
        var widths = natural
        let gaps = Self.gap * max(0, widths.count - 1)
        while widths.reduce(gaps, +) > Self.maximumColumns {
            let candidates = widths.indices.filter {
                columns[$0].isFlexible && widths[$0] > Self.minimumFlexible
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}

/// A list for a spreadsheet. RFC 4180, with cells that a spreadsheet would compute defused.
enum CSV {
    static func rendered(header: [String], rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A leading `=`, `+`, `-`, `@`, tab or carriage return makes a formula of a cell: an
    /// apostrophe before it keeps it text.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            text = "'" + text
        }
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
}
