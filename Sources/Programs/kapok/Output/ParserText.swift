import Messages

/// The argument parser speaks English only: its fixed words are replaced here.
enum ParserText {
    static func translated(_ text: String, to language: Language) -> String {
        guard language != .english else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0), language) }.joined(separator: "\n")
    }

    private static func line(_ line: String, _ language: Language) -> String {
        for (start, replacement) in CommandLineParserWords.lineStarts where line.hasPrefix(start) {
            return replacement.text(in: language) + line.dropFirst(start.count)
        }
        var line = line
        for (phrase, replacement) in CommandLineParserWords.phrases {
            guard let found = range(of: phrase, in: line) else { continue }
            line.replaceSubrange(found, with: replacement.text(in: language))
        }
        return line
    }

    private static func range(of phrase: String, in line: String) -> Range<String.Index>? {
        var start = line.startIndex
        while start < line.endIndex {
            if line[start...].hasPrefix(phrase) {
                return start..<line.index(start, offsetBy: phrase.count)
            }
            start = line.index(after: start)
        }
        return nil
    }
}
