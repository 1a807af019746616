import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import PKIX
import Registration

/// What an officer saw and was told, as a sheet: a section for each kind of evidence, a line for each thing
/// that is to be said of it.
///
/// `file` names a file that goes into the dossier, sealed; `document` the SHA-256 of a paper that stays where it
/// is. Empty lines say nothing.
struct EvidenceSheet: Sendable {
    /// No sheet of all kinds is larger.
    private static let maximumBytes = 1 << 20

    private struct Item: Sendable {
        let kind: EvidenceKind
        let values: [String: String]
        let document: String?
        let file: String?
    }

    private let items: [Item]

    /// - Throws: `sheet.unreadable`, `application.evidenceKindUnknown`.
    init(file path: String) throws {
        let sections = try Self.sections(ofFile: path)
        if let unknown = sections.keys.sorted().first(where: { EvidenceKind[$0] == nil }) {
            throw Refusal(
                .evidenceKindUnknown, field: "--sheet",
                [
                    "value": SafeText.of(unknown),
                    "known": EvidenceKind.all.map(\.id).joined(separator: ", "),
                ])
        }
        items = EvidenceKind.all.compactMap { kind in
            guard let section = sections[kind.id] else { return nil }
            var values = section.compactMapValues { $0 }.filter { !$0.value.isEmpty }
            let document = values.removeValue(forKey: "document")
            let file = values.removeValue(forKey: "file")
            return Item(kind: kind, values: values, document: document, file: file)
        }
    }

    /// The sections of any sheet.
    /// - Throws: `sheet.unreadable`.
    static func sections(ofFile path: String) throws -> FlatYAML.Sections {
        let bytes = try LocalFile.read(path, limit: maximumBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw unreadable(path) }
        do {
            return try FlatYAML.sections(in: text)
        } catch {
            switch error {
            case .alias(let line), .unreadable(let line): throw unreadable(path, line: line)
            }
        }
    }

    static func unreadable(_ path: String, line: Int = 1) -> Refusal {
        Refusal(.sheetUnreadable, field: "--sheet", ["file": path, "line": String(line)])
    }

    /// Hands the files in, and says what the act is to say.
    func handIn(to server: Server) async throws -> JSONValue {
        var evidence: [JSONValue] = []
        for item in items {
            var members: [String: JSONValue] = [
                "kind": .string(item.kind.id),
                "values": .object(item.values.mapValues { .string($0) }),
            ]
            members["document"] = item.document.map { .string($0) }
            if let file = item.file {
                members["document"] = nil
                members["file"] = try await FileDesk(server: server).send(
                    file, FileDesk.survey(file))
            }
            evidence.append(.object(members))
        }
        return .array(evidence)
    }

    /// An empty sheet for what is asked for.
    static func blank(_ points: [Checklist.Point], in language: Language) -> String {
        points.map { point in
            var lines = [
                "# \(EvidenceWords.kind(point.kind.id).text(in: language)) (CP \(point.clause))",
                "\(point.kind.id):",
            ]
            for field in point.kind.fields {
                let note = [
                    EvidenceWords.field(field.name).text(in: language), form(of: field, language),
                    field.isRequired ? "*" : "",
                ]
                lines.append("  # " + note.filter { !$0.isEmpty }.joined(separator: "  "))
                lines.append("  \(field.name):")
            }
            if point.kind.document != .none {
                let types = point.kind.mediaTypes.joined(separator: ", ")
                lines.append("  # \(CommandLineSentence.sheetFile.text(in: language)) \(types)")
                lines.append("  file:")
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    private static func form(of field: RecordField, _ language: Language) -> String {
        if case .choice(let words) = field.form {
            return words.map { word in
                EvidenceWords.choice(word).map { "\(word) (\($0.text(in: language)))" } ?? word
            }.joined(separator: " | ")
        }
        return Vocabulary.said(field.form.word, under: "form", in: language)
    }
}
