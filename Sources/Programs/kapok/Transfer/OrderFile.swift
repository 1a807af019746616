import CanonicalJSON
import CertificatePolicy
import Messages
import PKIX
import Registers

/// A file of applications that somebody orders together: the first line names the columns, each further one is an
/// application.
///
/// A column is `csr`, the name of a file beside this one; `trademark`; one of an ``OrderIdentity``; or an attribute of
/// the subject by its name in the API or as lists show it. What comes back with refused lines (`line`, `code`, `reason`) is passed over.
struct OrderFile {
    enum Column: Hashable {
        case request, trademark
        case attribute(SubjectAttributeKind)
        case identity(OrderIdentity)
        case told

        static let ofRequest = "csr"
        /// The heading of what is written back before the columns of the file.
        static let written = ["line", "code", "reason"]

        init?(_ title: String) {
            let title = CSVText.plain(title)
            func isTitle(_ name: String) -> Bool { name.utf8.elementsEqual(title.utf8) }
            if isTitle(Self.ofRequest) {
                self = .request
            } else if isTitle(DeclarationWords.trademark.name) {
                self = .trademark
            } else if Self.written.contains(where: isTitle) {
                self = .told
            } else if let part = OrderIdentity(rawValue: title) {
                self = .identity(part)
            } else if let kind = SubjectAttributeKind.allCases.first(where: { kind in
                TypedWord.names(kind.rawValue, amongAttributes: title)
            }) {
                self = .attribute(kind)
            } else {
                return nil
            }
        }
    }

    /// One line: what it says under each column, or why it cannot be read.
    struct Line {
        let number: Int
        /// As they stand in the file, without those that were written back; empty where the line cannot be read.
        let cells: [String]
        let values: Result<[Column: String], Refusal>
    }

    private let path: String
    private let columns: [Column]
    private var records: CSVRecords
    /// The titles as they stand in the file, without those that were written back.
    let titles: [String]

    /// - Throws: `file.unreadable`, `order.headingUnknown`, `order.requestMissing`, `record.fileEmpty`,
    ///   `record.encodingWrong`.
    init(_ path: String, encoding: TextEncoding?) throws {
        self.path = path
        records = CSVRecords(try TextEncoding.open(path, named: encoding))
        guard let head = try records.next() else {
            throw Refusal(.recordFileEmpty, field: path, ["path": path])
        }
        var columns: [Column] = []
        let heading = (try? head.fields.get()) ?? ["–"]
        for title in heading {
            guard let column = Column(title), column == .told || !columns.contains(column) else {
                throw Refusal(
                    .orderHeadingUnknown, field: path,
                    ["path": path, "column": SafeText.of(title)])
            }
            columns.append(column)
        }
        guard columns.contains(.request) else {
            throw Refusal(
                .orderRequestMissing, field: path, ["path": path, "column": Column.ofRequest])
        }
        self.columns = columns
        titles = Self.own(heading, columns).map(CSVText.plain)
    }

    mutating func next() throws -> Line? {
        guard let record = try records.next() else { return nil }
        do {
            let cells = try record.fields.get()
            guard cells.count == columns.count else { throw RegisterError.fields }
            var values: [Column: String] = [:]
            for (column, cell) in zip(columns, cells) where column != .told && !cell.isEmpty {
                values[column] = CSVText.plain(cell)
            }
            return Line(
                number: record.line, cells: Self.own(cells, columns).map(CSVText.plain),
                values: .success(values))
        } catch {
            let problem = error as? RegisterError ?? .text
            let refusal =
                problem == .text
                ? Refusal(
                    .recordEncodingWrong, field: "line",
                    ["path": path, "encoding": TextEncoding.utf8.rawValue])
                : Refusal(.orderLineUnreadable, field: "line", ["problem": problem.rawValue])
            return Line(
                number: record.line, cells: titles.map { _ in "" }, values: .failure(refusal))
        }
    }

    private static func own(_ cells: [String], _ columns: [Column]) -> [String] {
        zip(cells, columns).compactMap { $1 == .told ? nil : $0 }
    }

    /// The request that a line names: a file beside the order, and nothing else. Who writes an order for others to
    /// hand in does not say which of their files are read.
    ///
    /// - Throws: `order.requestName`, `file.unreadable`, `file.tooLarge`.
    func request(named name: String) throws(Refusal) -> [UInt8] {
        let isPlain =
            !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(0)
            && name.utf8.first != UInt8(ascii: ".")
        let place = "\(LocalFile.folder(of: path))/\(name)"
        guard isPlain, !name.isEmpty, !LocalFile.isLink(place) else {
            throw Refusal(
                .orderRequestName, field: Column.ofRequest, ["name": SafeText.of(name)])
        }
        // Nothing else than a request leaves this machine, whatever the file is.
        let file = try LocalFile.read(place, limit: 1 << 20)
        guard let der = try? PEM.contents(of: file, labels: PEM.requestLabels),
            (try? CertificationRequest(derEncoded: der)) != nil
        else {
            throw Refusal(
                .orderRequestUnfit, field: Column.ofRequest, ["name": SafeText.of(name)])
        }
        return der
    }
}
