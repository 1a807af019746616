import Archives
import Ledger
import Messages
import Registers

/// Whether a file is what its name says, in the words of a refusal.
struct ContentJudge {
    let type: MediaType

    init(_ type: MediaType) { self.type = type }

    /// - Throws: `attachment.content…`, `.endMissing`, `.ambiguous`, `.program`, `.package`, `.formula`,
    ///   `.table`.
    func judge(_ file: OpenedFile) throws {
        let content = FileContent(count: file.count) { try file.bytes(at: $0, $1) }
        do {
            try type.require(in: content)
        } catch let error as ContentError {
            throw refusal(error)
        }
        if type.id == "text/csv" { try refuseFormulas(content) }
    }

    /// A spreadsheet computes such a cell when somebody opens the file, and what it computes may send away what
    /// stands beside it.
    private func refuseFormulas(_ content: FileContent) throws {
        var offset: Int64 = 0
        var table = CSVRecords {
            let piece = try content.bytes(at: offset, 1 << 16)
            // Programs that know the mark do not take it for a part of the first cell.
            let skipped =
                offset == 0 && piece.starts(with: CSVText.byteOrderMark)
                ? CSVText.byteOrderMark.count : 0
            offset += Int64(piece.count)
            return piece.isEmpty ? nil : Array(piece.dropFirst(skipped))
        }
        while let record = try table.next() {
            let line = ["line": String(record.line)]
            guard case .success(let fields) = record.fields else {
                throw Refusal(.attachmentTable, field: "content", line)
            }
            guard !fields.contains(where: CSVText.isComputed) else {
                throw Refusal(.attachmentFormula, field: "content", line)
            }
        }
    }

    private func refusal(_ error: ContentError) -> Refusal {
        switch error {
        case .unknown: Refusal(.attachmentUnknownContent, field: "content")
        case .other(let found):
            Refusal(
                .attachmentOtherContent, field: "name",
                ["found": found.id, "declared": type.id])
        case .endMissing: Refusal(.attachmentEndMissing, field: "content")
        case .ambiguous: Refusal(.attachmentAmbiguous, field: "content")
        case .program: Refusal(.attachmentProgram, field: "content")
        case .package: Refusal(.attachmentPackage, field: "content")
        }
    }
}
