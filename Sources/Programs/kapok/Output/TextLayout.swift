/// Lines that fit a terminal, in scripts with and without spaces between words.
enum TextLayout {
    /// Breaks at spaces, and between wide characters, which need none; line feeds stay. A line
    /// never begins with closing punctuation.
    static func wrapped(_ text: String, to columns: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { lines(of: String($0), columns: max(20, columns - indent)) }
            .map { $0.isEmpty ? "" : margin + $0 }
            .joined(separator: "\n")
    }

    private static func lines(of paragraph: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for piece in pieces(of: paragraph) {
            let pieceWidth = DisplayWidth.of(piece)
            if width + pieceWidth > columns, !line.isEmpty, !startsClosing(piece) {
                lines.append(trimmed(line))
                line = ""
                width = 0
                if piece == " " { continue }
            }
            line += piece
            width += pieceWidth
        }
        lines.append(trimmed(line))
        return lines
    }

    /// Words, single spaces, and single wide characters.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in text {
            let isWide = DisplayWidth.of(String(character)) > 1
            if character == " " || isWide {
                if !word.isEmpty { pieces.append(word) }
                word = ""
                pieces.append(String(character))
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { pieces.append(word) }
        return pieces
    }

    private static func startsClosing(_ piece: String) -> Bool {
        piece.first.map { "，。；：、！？）」』》".contains($0) } ?? false
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// Text of others, made safe to show: what would move the cursor, hide or turn text is spelled out.
enum SafeText {
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
