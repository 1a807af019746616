import Messages

/// A list for a terminal: one header, one line a row; where a page is too narrow for that, one
/// paragraph a row.
struct TextTable: Sendable {
    struct Column: Sendable {
        let title: String
        /// A flexible column gives way, with an ellipsis, when the line is too long.
        var isFlexible = false
    }

    /// A flexible column stays readable.
    private static let minimumFlexible = 12
    private static let gap = 2

    let columns: [Column]
    let rows: [[String]]

    /// Whether it can be shown as one line a row.
    func fits(columns limit: Int) -> Bool {
        fitted(natural(safeCells), limit) != nil
    }

    private var safeCells: [[String]] { rows.map { $0.map(SafeText.of) } }

    func rendered(columns limit: Int) -> String {
        let cells = safeCells
        guard let widths = fitted(natural(cells), limit) else { return paragraphs(cells, limit) }
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

    /// Nil where no width of the flexible columns makes the lines fit.
    private func fitted(_ natural: [Int], _ limit: Int) -> [Int]? {
        var widths = natural
        let gaps = Self.gap * max(0, widths.count - 1)
        while widths.reduce(gaps, +) > limit {
            let candidates = widths.indices.filter {
                columns[$0].isFlexible && widths[$0] > Self.minimumFlexible
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    private func paragraphs(_ cells: [[String]], _ limit: Int) -> String {
        let reader = Reader(.english, columns: limit)
        return cells.map { row in
            AlignedLines.rendered(Array(zip(columns.map(\.title), row)), reader)
        }.joined(separator: "\n\n")
    }
}
