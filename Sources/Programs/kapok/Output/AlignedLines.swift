/// Labels and values in two columns; long values go on below themselves.
enum AlignedLines {
    static func rendered(_ lines: [(String, String)], indent: Int) -> String {
        let width = lines.reduce(0) { max($0, DisplayWidth.of($1.0)) }
        let margin = String(repeating: " ", count: indent)
        let column = indent + width + 2
        return lines.map { label, value in
            let wrapped = TextLayout.wrapped(
                value, to: TextTable.maximumColumns, indent: column)
            return margin + DisplayWidth.padded(label, to: width) + "  "
                + wrapped.drop { $0 == " " }
        }.joined(separator: "\n")
    }
}
