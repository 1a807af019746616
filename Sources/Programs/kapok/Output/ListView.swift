import CanonicalJSON
import Messages

/// How a list of the API is shown: which members, in which order.
struct ListView: Sendable {
    struct Column: Sendable {
        let name: String
        var isFlexible = false
        /// In a table the day of a time is enough; a spreadsheet gets the whole.
        var isDay = false

        init(_ name: String, flexible: Bool = false, day: Bool = false) {
            self.name = name
            isFlexible = flexible
            isDay = day
        }
    }

    /// The member of the answer that holds the list.
    let member: String
    let columns: [Column]

    func table(_ answer: JSONValue, _ language: Language) -> String {
        let items = answer[member]?.array ?? []
        let table = TextTable(
            columns: columns.map {
                TextTable.Column(title: title($0, language), isFlexible: $0.isFlexible)
            },
            rows: items.map { item in columns.map { cell($0, item, language) } })
        return ([table.rendered()] + pageLine(answer, items.count, language))
            .joined(separator: "\n")
    }

    func csv(_ answer: JSONValue) -> String {
        CSV.rendered(
            header: columns.map(\.name),
            rows: (answer[member]?.array ?? []).map { item in
                columns.map { column in
                    let value = item[column.name] ?? .null
                    return switch value {
                    case .null: ""
                    case .string(let text): text
                    case .array(let elements):
                        elements.map { $0.string ?? FieldList.scalar("", $0, .english) }
                            .joined(separator: " ")
                    default: FieldList.scalar(column.name, value, .english)
                    }
                }
            })
    }

    private func title(_ column: Column, _ language: Language) -> String {
        CommandLineLabel.of(column.name)?.text(in: language) ?? column.name
    }

    private func cell(_ column: Column, _ item: JSONValue, _ language: Language) -> String {
        let value = item[column.name] ?? .null
        if let elements = value.array {
            return elements.map { FieldList.scalar(column.name, $0, language) }
                .joined(separator: ", ")
        }
        let said = FieldList.scalar(column.name, value, language)
        let text = column.name == "subject" ? SubjectText.nameFirst(said) : said
        return column.isDay ? String(text.prefix(10)) : text
    }

    /// Which part of how many is shown.
    private func pageLine(_ answer: JSONValue, _ shown: Int, _ language: Language) -> [String] {
        guard let total = answer["total"]?.integer else { return [] }
        let page = answer["page"]?.integer ?? 1
        let size = answer["size"]?.integer ?? Int64(shown)
        let first = shown == 0 ? 0 : (page - 1) * size + 1
        return [
            "",
            CommandLineSentence.pageShown.text(
                in: language,
                [
                    "first": String(first),
                    "last": String(shown == 0 ? 0 : first + Int64(shown) - 1),
                    "total": String(total), "page": String(page),
                ]),
        ]
    }
}
