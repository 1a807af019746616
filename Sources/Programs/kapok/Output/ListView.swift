import CanonicalJSON
import Messages
import PKIX
import Registers

/// How a list of the API is shown: which members, in which order.
struct ListView: Sendable {
    struct Column: Sendable {
        /// How a table shows a value; a spreadsheet gets the whole.
        enum Form: Sendable { case whole, day, time, subject }

        let name: String
        var isFlexible = false
        /// Left out of a table where no row has a value, or where there is no room.
        var isOptional = false
        var form = Form.whole

        init(
            _ name: String, flexible: Bool = false, optional: Bool = false,
            as form: Form = .whole
        ) {
            self.name = name
            isFlexible = flexible
            isOptional = optional
            self.form = form
        }
    }

    /// The member of the answer that holds the list.
    let member: String
    let columns: [Column]

    func table(_ answer: JSONValue, _ reader: Reader) -> String {
        let items = answer[member]?.array ?? []
        guard !items.isEmpty else { return reader.text(CommandLineSentence.nothingFound) }
        let full = columns.filter { column in
            !column.isOptional || items.contains { !($0[column.name]?.isNull ?? true) }
        }
        let all = table(of: full, items, reader)
        let fitting =
            all.fits(columns: reader.columns)
            ? all : table(of: full.filter { !$0.isOptional }, items, reader)
        return
            ([fitting.rendered(columns: reader.columns)] + pageLine(answer, items.count, reader))
            .joined(separator: "\n")
    }

    private func table(
        of columns: [Column], _ items: [JSONValue], _ reader: Reader
    ) -> TextTable {
        TextTable(
            columns: columns.map {
                TextTable.Column(title: title($0, reader), isFlexible: $0.isFlexible)
            },
            rows: items.map { item in columns.map { cell($0, item, reader) } })
    }

    func csv(_ answer: JSONValue) -> String {
        CSVText.rendered(
            [columns.map(\.name)]
                + (answer[member]?.array ?? []).map { item in
                    columns.map { Self.csvCell($0.name, item[$0.name] ?? .null) }
                })
    }

    /// As the API gives it: programs read this.
    private static func csvCell(_ name: String, _ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .array(let elements):
            elements.map { csvCell(name, $0) }.joined(separator: " ")
        case .integer(let number):
            CommandLineLabel.isTime(name) ? Time.rfc3339(number) : String(number)
        case .bool, .object: String(decoding: value.canonicalBytes, as: UTF8.self)
        }
    }

    private func title(_ column: Column, _ reader: Reader) -> String {
        let label = CommandLineLabel.of(column.name).map { reader.text($0) } ?? column.name
        return column.form == .time ? "\(label) (UTC)" : label
    }

    private func cell(_ column: Column, _ item: JSONValue, _ reader: Reader) -> String {
        let value = item[column.name] ?? .null
        if let elements = value.array {
            return reader.joined(elements.map { reader.scalar(column.name, $0) })
        }
        let said = reader.scalar(column.name, value)
        switch column.form {
        case .whole: return said
        case .day: return String(said.prefix(10))
        case .subject: return SubjectText.nameFirst(said)
        case .time:
            // The zone stands in the title; parts of a second matter to nobody who reads a table.
            let parts = said.prefix(19).split(separator: "T")
            return parts.count == 2 ? "\(parts[0]) \(parts[1])" : said
        }
    }

    /// Which part of how many is shown, or how to go on. The numbers are a server's: those that no
    /// list has are not counted with.
    func pageLine(_ answer: JSONValue, _ shown: Int, _ reader: Reader) -> [String] {
        if let next = answer["next"]?.integer {
            return ["", reader.text(CommandLineSentence.goOn, ["index": String(next)])]
        }
        guard let total = answer["total"]?.integer else { return [] }
        let page = answer["page"]?.integer ?? 1
        let size = answer["size"]?.integer ?? Int64(shown)
        let counted = 0...Int64(Int32.max)
        guard counted.contains(page), counted.contains(size) else { return [] }
        let first = shown == 0 ? 0 : (page - 1) * size + 1
        return [
            "",
            reader.text(
                answer["more"]?.bool == true
                    ? CommandLineSentence.pageShownOfMore : CommandLineSentence.pageShown,
                [
                    "first": String(first),
                    "last": String(shown == 0 ? 0 : first + Int64(shown) - 1),
                    "total": String(total), "page": String(page),
                ]),
        ]
    }
}
