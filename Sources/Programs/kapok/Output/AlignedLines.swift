/// Labels and values in two columns; long values go on below themselves.
enum AlignedLines {
    static func rendered(
        _ lines: [(String, String)], indent: Int = 0, _ reader: Reader
    ) -> String {
        let width = lines.reduce(0) { max($0, DisplayWidth.of($1.0)) }
        let margin = String(repeating: " ", count: indent)
        return lines.map { label, value in
            reader.folded(
                value, behind: margin + DisplayWidth.padded(label, to: width) + "  ")
        }.joined(separator: "\n")
    }
}
