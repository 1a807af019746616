import ArgumentParser
import CanonicalJSON
import Ledger
import Messages
import Status

struct HolderInbox: KapokCommand {
    static let help = CommandHelp.holderInbox

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.inboxStatement, "file"), completion: .file())
    var statement: String

    @Option(help: .says(CommandLineOption.holderSignature, "file"), completion: .file())
    var signature: String?

    @Option(help: .says(CommandLineOption.page, "number"))
    var page: Int?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let (name, sequence, _) = try await server.standing(of: certificate)
            guard let signature else {
                let journal = try server.knownContext()
                let request = InboxStatement(
                    origin: journal.origin, environment: journal.environment.rawValue,
                    certificate: name, sequence: sequence,
                    timeMilliseconds: session.surroundings.nowMilliseconds())
                return try session.write(
                    request.bytes, to: statement, showing: ["certificate": .string(name)])
            }
            let signed = try Self.signed(in: statement)
            var asked: [String: JSONValue] = [
                "certificate": .string(name), "sequence": signed["sequence"] ?? .null,
                "time": signed["time"] ?? .null,
                "signature": .string(
                    Base64.encode(try LocalFile.read(signature, limit: 16 << 10))),
            ]
            asked["page"] = page.map { .integer(Int64($0)) }
            session.console.show(try await server.post("/api/v1/inbox", .object(asked))) {
                Self.readable($0, session.console.reader)
            }
            return .done
        }
    }

    /// What was written before: its time is the one that was signed.
    private static func signed(in file: String) throws -> JSONValue {
        guard let json = try? JSONValue(parsing: try LocalFile.read(file, limit: 16 << 10)),
            json["time"]?.integer != nil
        else { throw Refusal(.payloadInvalid, field: file, ["name": SafeText.of(file)]) }
        return json
    }

    private static func readable(_ answer: JSONValue, _ reader: Reader) -> String {
        let notices = answer["notices"]?.array ?? []
        guard !notices.isEmpty else { return reader.text(CommandLineSentence.nothingFound) }
        let shown = notices.map { notice in
            ([
                reader.scalar("at", notice["at"] ?? .null) + "  "
                    + SafeText.of(notice["title"]?.string ?? "")
            ]
                + ["head", "text", "foot"].flatMap { name in
                    (notice[name]?.string ?? "").split(separator: "\n").map {
                        reader.folded(SafeText.of(String($0)), behind: "  ")
                    }
                } + ["  " + telling(notice, reader)]).joined(separator: "\n")
        }
        let pages = ListView(member: "notices", columns: [])
            .pageLine(answer, notices.count, reader)
        return shown.joined(separator: "\n\n") + "\n" + pages.joined(separator: "\n")
    }

    private static func telling(_ notice: JSONValue, _ reader: Reader) -> String {
        if let told = notice["told"], !told.isNull {
            let ways = told["way"]?.array ?? []
            return reader.text(
                CommandLineSentence.inboxTold,
                [
                    "at": reader.scalar("at", told["at"] ?? .null),
                    "way": reader.joined(ways.map { reader.scalar("way", $0) }),
                ])
        }
        guard let why = notice["notTold"], !why.isNull else {
            return reader.text(CommandLineSentence.inboxWaiting)
        }
        return reader.text(
            CommandLineSentence.inboxNotTold,
            [
                "at": reader.scalar("at", why["at"] ?? .null),
                "cause": reader.scalar("cause", why["cause"] ?? .null),
            ])
    }
}
