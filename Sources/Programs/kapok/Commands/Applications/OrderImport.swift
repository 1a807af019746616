import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import Registers
import Registration

struct OrderGroup: CommandGroup {
    static let help = CommandHelp.order
    static let members: [any ParsableCommand.Type] = [OrderImport.self]

    @OptionGroup var group: GroupOptions
}

/// Hands in a file of applications, one by one: good lines are applied for, the others are written back.
struct OrderImport: KapokCommand {
    static let help = CommandHelp.orderImport

    @Argument(help: .says(CommandLineOption.orderFile, "file.csv"), completion: .file())
    var file: String

    @Option(help: .says(CommandLineOption.authority, "name"))
    var authority: String

    @Option(help: .says(CommandLineOption.category))
    var category: Application.Category = .organisation

    @Option(help: .says(CommandLineOption.applySite, "code"))
    var site: String?

    @Option(help: .says(CommandLineOption.orderRejected, "file.csv"), completion: .file())
    var rejected: String

    @Option(help: .says(CommandLineOption.recordEncoding, "encoding"))
    var encoding: TextEncoding?

    @OptionGroup var subject: SubjectOptions
    @OptionGroup var declarations: DeclareOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        // Nothing is applied for where what comes back would have no place.
        guard !LocalFile.exists(rejected) else {
            throw Refusal(.commandFileExists, field: rejected, ["path": rejected])
        }
        let outcome = try await session.withServer { server in
            var order = try OrderFile(file, encoding: encoding)
            var outcome = OrderOutcome(order, language: session.console.language)
            while let line = try order.next() {
                do {
                    outcome.add(try await apply(line, of: order, to: server), of: line)
                } catch {
                    let failure = CommandFailure.of(error, in: session.console.language)
                    // A fault is nobody's line: the same file is handed in again, and goes on.
                    guard failure.status == .refused else { throw error }
                    outcome.add(failure, of: line)
                }
            }
            return outcome
        }
        guard outcome.lines > 0 else {
            throw Refusal(.recordFileEmpty, field: file, ["path": file])
        }
        if let table = outcome.rejectedTable {
            let text = CSVText.byteOrderMark + Array(CSVText.rendered(table).utf8)
            try LocalFile.write(text, to: rejected, mode: 0o600, replacing: false)
        }
        session.console.show(outcome.json(rejected)) {
            FieldList(session.console.reader).rendered($0)
        }
        return outcome.rejectedTable == nil ? .done : .refused
    }

    private func apply(
        _ line: OrderFile.Line, of order: OrderFile, to server: Server
    ) async throws -> JSONValue {
        let values = try line.values.get()
        let request = try order.request(named: values[.request] ?? "")
        var stated = subject.stated
        for (column, value) in values {
            if case .attribute(let kind) = column { stated[kind.rawValue] = .string(value) }
        }
        var payload: [String: JSONValue] = [
            "authority": .string(authority), "category": .string(category.rawValue),
            "request": .string(Base64.encode(request)), "subject": .object(stated),
            "declarations": .object(try declarations.declared(trademark: values[.trademark])),
        ]
        payload["site"] = site.map { .string($0) }
        payload["identity"] = OrderIdentity.stated(values)
        payload["contact"] = subject.contact
        return try await server.post(
            "/api/v1/acts",
            [
                "request": .string(Self.requestID(of: request)),
                "operation": "application.apply", "payload": .object(payload),
            ])
    }

    /// The same for the same request, so that a file that is handed in once more applies for nothing twice. It
    /// tells no more of a line than that.
    static func requestID(of request: [UInt8]) -> String {
        let digest = DigestAlgorithm.sha256.hash(Array("kapok-order/v1".utf8) + request)
        return "ord-" + Base32.encode(Array(digest.prefix(16)))
    }
}

/// What became of the lines of an order.
private struct OrderOutcome: Sendable {
    private let titles: [String]
    private let language: Language
    private var applied: [JSONValue] = []
    private var refused: [[String]] = []

    init(_ order: OrderFile, language: Language) {
        titles = order.titles
        self.language = language
    }

    var lines: Int { applied.count + refused.count }

    mutating func add(_ answer: JSONValue, of line: OrderFile.Line) {
        let result = answer["result"] ?? .null
        applied.append([
            "line": .integer(Int64(line.number)), "caseNumber": result["caseNumber"] ?? .null,
            "application": result["application"] ?? .null,
            "subscriberReference": result["subscriberReference"] ?? .null,
            "replayed": answer["replayed"] ?? false,
        ])
    }

    mutating func add(_ failure: CommandFailure, of line: OrderFile.Line) {
        refused.append(
            [String(line.number), failure.code, "\(failure.message) \(failure.remedy)"]
                + line.cells)
    }

    /// Each refused line with why, as it was; nil where there is none.
    var rejectedTable: [[String]]? {
        refused.isEmpty ? nil : [OrderFile.Column.written + titles] + refused
    }

    func json(_ path: String) -> JSONValue {
        [
            "applied": .integer(Int64(applied.count)), "rejected": .integer(Int64(refused.count)),
            "file": refused.isEmpty ? .null : .string(path), "applications": .array(applied),
        ]
    }
}
