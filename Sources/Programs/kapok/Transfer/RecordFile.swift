import CanonicalJSON
import CertificatePolicy
import Messages
import Registers
import Records

/// A file with records of one register: the first line names its columns, each further one is a record.
struct RecordFile {
    /// One line: what it says, or why it cannot be entered.
    struct Line {
        let number: Int
        let values: Result<[String: String], Refusal>
    }

    private let path: String
    private let kind: RecordKind
    private let columns: [RecordField]
    private var records: CSVRecords

    /// - Throws: `file.unreadable`, `record.headingUnknown`, `record.fileEmpty`.
    init(_ path: String, encoding: TextEncoding?, of kind: RecordKind) throws {
        self.path = path
        self.kind = kind
        records = CSVRecords(try TextEncoding.open(path, named: encoding))
        guard let head = try records.next() else {
            throw Refusal(.recordFileEmpty, field: path, ["path": path])
        }
        var columns: [RecordField] = []
        for title in (try? head.fields.get()) ?? ["–"] {
            guard let field = kind.field(titled: CSVText.plain(title)),
                !columns.contains(field)
            else {
                throw Refusal(
                    .recordHeadingUnknown, field: path,
                    ["path": path, "column": SafeText.of(title)])
            }
            columns.append(field)
        }
        self.columns = columns
    }

    /// The next line, judged by the rules of its register as far as they need nothing else.
    ///
    /// - Parameter judging: false where the same line was judged before.
    mutating func next(judging: Bool = true) throws -> Line? {
        guard let record = try records.next() else { return nil }
        return Line(number: record.line, values: values(of: record, judging: judging))
    }

    private func values(
        of record: CSVRecords.CSVRecord, judging: Bool
    ) -> Result<[String: String], Refusal> {
        do {
            let cells = try record.fields.get()
            guard cells.count == columns.count else { throw RegisterError.fields }
            var values: [String: String] = [:]
            for (field, cell) in zip(columns, cells) where !cell.isEmpty {
                values[field.name] = field.stored(CSVText.plain(cell))
            }
            return .success(
                judging ? try kind.judge(values, isTakenOver: true) : values)
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch RegisterError.text {
            return .failure(
                Refusal(
                    .recordEncodingWrong, field: "line",
                    ["path": path, "encoding": TextEncoding.utf8.rawValue]))
        } catch {
            let problem = (error as? RegisterError)?.rawValue ?? "text"
            return .failure(
                Refusal(
                    .recordLineRefused, field: "line",
                    ["line": String(record.line), "problem": problem]))
        }
    }
}

/// The lines of a file by chunks, as they are handed in, with the digest over all of them.
struct RecordChunks {
    /// The body of a request is bounded: a chunk ends there, too.
    private static let maximumBytes = 1 << 19

    let kind: RecordKind
    let salt: String
    private(set) var digest: [UInt8]
    private(set) var count = 0
    private var rows: [JSONValue] = []
    private var bytes = 0

    init(_ kind: RecordKind, salt: String) {
        self.kind = kind
        self.salt = salt
        digest = RecordImport.firstDigest(kind: kind.id, salt: salt)
    }

    /// Takes one more line; a chunk where it is full.
    mutating func add(_ line: Int, _ values: [String: String]) -> JSONValue? {
        rows.append(["line": .integer(Int64(line)), "values": RecordText.json(values)])
        count += 1
        bytes += values.reduce(64) { $0 + $1.key.utf8.count + 2 * $1.value.utf8.count + 8 }
        let isFull = rows.count == RecordChunk.maximumRows || bytes >= Self.maximumBytes
        return isFull ? take() : nil
    }

    /// What is left; nil where nothing is.
    mutating func take() -> JSONValue? {
        guard !rows.isEmpty else { return nil }
        let chunk = JSONValue.array(rows)
        digest = RecordImport.digest(after: digest, rows: chunk)
        (rows, bytes) = ([], 0)
        return chunk
    }
}
