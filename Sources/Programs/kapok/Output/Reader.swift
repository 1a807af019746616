import Messages

/// Who reads what a command says: in which language, on how wide a page.
struct Reader: Sendable, Hashable {
    let language: Language
    /// Columns of a line.
    let columns: Int

    /// What people read in one glance, and what still holds a list.
    static let usualColumns = 60...100

    init(_ language: Language, columns: Int = usualColumns.upperBound) {
        self.language = language
        self.columns = min(
            max(columns, Self.usualColumns.lowerBound), Self.usualColumns.upperBound)
    }

    func text(_ text: Text, _ arguments: [String: String] = [:]) -> String {
        text.text(in: language, arguments)
    }

    /// The word for a value under a member's name, safe to show.
    func word(_ value: String, under name: String) -> String {
        Vocabulary.word(value, under: name).map { text($0) } ?? SafeText.of(value)
    }

    func joined(_ parts: [String]) -> String {
        Vocabulary.joined(parts, in: language)
    }

    /// A paragraph whose later lines stand under the first, behind a mark or a margin.
    /// - Parameter hanging: further columns by which later lines are set in.
    func folded(_ paragraph: String, behind head: String = "", hanging: Int = 0) -> String {
        let indent = DisplayWidth.of(head) + hanging
        return head
            + TextLayout.wrapped(paragraph, to: columns, indent: indent).drop { $0 == " " }
    }
}
