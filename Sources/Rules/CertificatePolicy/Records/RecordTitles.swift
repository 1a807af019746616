package import Messages

extension RecordKind {
    /// The column of this name or heading, in any of the languages: files come from everywhere.
    package func field(titled text: String) -> RecordField? {
        fields.first { field in
            field.name.isSame(as: text)
                || Language.allCases.contains {
                    RecordWords.heading(field.name).text(in: $0).isSame(as: text)
                }
        }
    }

    /// The headings of a template, in one language.
    package func headings(in language: Language) -> [String] {
        fields.map { RecordWords.heading($0.name).text(in: language) }
    }
}

extension RecordField {
    /// What a person wrote, as it is stored: the word of a few by any of its names.
    package func stored(_ text: String) -> String {
        guard case .choice(let words) = form else { return text }
        return words.first { word in
            word.isSame(as: text)
                || Language.allCases.contains { language in
                    RecordWords.choice(word).map { $0.text(in: language).isSame(as: text) }
                        ?? false
                }
        } ?? text
    }

    /// A stored value as a person of one language writes it.
    package func written(_ value: String, in language: Language) -> String {
        guard case .choice = form else { return value }
        return RecordWords.choice(value)?.text(in: language) ?? value
    }
}

extension String {
    /// The same characters, and not only what looks alike.
    fileprivate func isSame(as other: String) -> Bool {
        unicodeScalars.elementsEqual(other.unicodeScalars)
    }
}
