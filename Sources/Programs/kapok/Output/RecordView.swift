import CanonicalJSON
import CertificatePolicy
import Messages
import Registers

/// Records of one register as a person reads them.
struct RecordView: Sendable {
    private let kind: RecordKind
    private let reader: Reader

    init(_ kind: RecordKind, _ reader: Reader) {
        self.kind = kind
        self.reader = reader
    }

    /// The register that an answer says it is of.
    /// - Throws: `server.answerIncomplete`; `recordKind.unknown` for one that this program does not know.
    static func kind(of answer: JSONValue) throws -> RecordKind {
        let id = try answer.requiredString("kind")
        guard let kind = RecordKind[id] else {
            throw Refusal(.recordKindUnknown, field: "kind", ["kind": SafeText.of(id)])
        }
        return kind
    }

    /// A value in words where it is one of a few.
    func word(_ name: String, _ value: String) -> String {
        guard case .choice? = kind.field(name)?.form, let word = RecordWords.choice(value) else {
            return SafeText.of(value)
        }
        return reader.text(word)
    }

    // MARK: Lists

    /// A page: what tells a record from others, and the first columns that fit.
    func table(_ answer: JSONValue) -> String {
        let items = answer["records"]?.array ?? []
        guard !items.isEmpty else { return reader.text(CommandLineSentence.nothingFound) }
        let shown = kind.fields.filter { field in
            !field.isConfidential
                && items.contains { $0["values"]?[field.name]?.string != nil }
        }
        for count in stride(from: min(shown.count, 6), through: 1, by: -1) {
            let table = table(of: Array(shown.prefix(count)), items)
            if count == 1 || table.fits(columns: reader.columns) {
                return table.rendered(columns: reader.columns) + pageLine(answer, items.count)
            }
        }
        return ""
    }

    private func table(of fields: [RecordField], _ items: [JSONValue]) -> TextTable {
        TextTable(
            columns: [.init(title: ConformanceView.label("record", reader))]
                + fields.map {
                    .init(title: reader.text(RecordWords.heading($0.name)), isFlexible: true)
                } + [.init(title: ConformanceView.label("state", reader))],
            rows: items.map { item in
                [item["record"]?.string ?? "–"]
                    + fields.map { field in
                        item["values"]?[field.name]?.string.map { word(field.name, $0) } ?? "–"
                    } + [reader.word(item["state"]?.string ?? "–", under: "state")]
            })
    }

    private func pageLine(_ answer: JSONValue, _ count: Int) -> String {
        let view = ListView(member: "records", columns: [])
        return view.pageLine(answer, count, reader).joined(separator: "\n")
    }

    /// For programs and spreadsheets: values as they are stored, under the names of the columns.
    func csv(_ answer: JSONValue) -> String {
        let head = ["record", "version", "state"]
        let rows = (answer["records"]?.array ?? []).map { item in
            [
                item["record"]?.string ?? "", item["version"]?.integer.map(String.init) ?? "",
                item["state"]?.string ?? "",
            ] + kind.fields.map { item["values"]?[$0.name]?.string ?? "" }
        }
        return CSVText.rendered([head + kind.fields.map(\.name)] + rows)
    }

    // MARK: One record

    /// The newest version whole, then what each one before said otherwise.
    func history(_ answer: JSONValue) -> String {
        let versions = answer["versions"]?.array ?? []
        let head = AlignedLines.rendered(
            [
                (label("record"), SafeText.of(answer["record"]?.string ?? "–")),
                (label("kind"), reader.text(RecordWords.kind(kind.id))),
                (label("state"), reader.word(answer["state"]?.string ?? "–", under: "state")),
            ] + lines(answer["values"] ?? .null), reader)
        let told = versions.enumerated().map { place, version in
            let before = place == 0 ? nil : versions[place - 1]
            return "  " + line(of: version, before: before)
        }
        let files = (answer["attachments"]?.array ?? []).map { file in
            reader.folded(
                [
                    String((file["file"]?.string ?? "–").prefix(12)) + "…",
                    SafeText.of(file["mediaType"]?.string ?? "–"),
                    String(file["bytes"]?.integer ?? 0),
                    SafeText.of(file["at"]?.string ?? "–"),
                    SafeText.of(file["actor"]?.string ?? "–"),
                ].joined(separator: "  "), behind: "  ")
        }
        return
            ([head, "", label("versions")] + told
            + (files.isEmpty ? [] : ["", label("attachments")] + files))
            .joined(separator: "\n")
    }

    /// Its columns with their headings, in their order.
    func lines(_ values: JSONValue) -> [(String, String)] {
        kind.fields.compactMap { field in
            values[field.name]?.string.map {
                (reader.text(RecordWords.heading(field.name)), word(field.name, $0))
            }
        }
    }

    private func line(of version: JSONValue, before: JSONValue?) -> String {
        let changed = kind.fields.filter { field in
            before != nil && version["values"]?[field.name] != before?["values"]?[field.name]
        }.map { field in
            let value = version["values"]?[field.name]?.string.map { word(field.name, $0) } ?? "–"
            return "\(reader.text(RecordWords.heading(field.name))) \(value)"
        }
        let state =
            version["state"]?.string == "ended"
            ? [reader.word("ended", under: "state")] : []
        return reader.folded(
            ([
                String(version["version"]?.integer ?? 0),
                SafeText.of(version["at"]?.string ?? "–"),
                SafeText.of(version["actor"]?.string ?? "–"),
            ] + state + changed).joined(separator: "  "), hanging: 4)
    }

    private func label(_ name: String) -> String { ConformanceView.label(name, reader) }
}
