import ArgumentParser
import CanonicalJSON
import Messages

/// Asks a server how it is, for people and for monitoring: the exit status is that of plugins of
/// Nagios and Icinga.
struct Health: KapokCommand {
    static let help = CommandHelp.health

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        do {
            // Whoever watches the server is no officer, and may have seen another one.
            let (answer, isServed) = try await session.withServer(isProven: false) { server in
                (try await server.get("/api/v1/health"), !(server.client is InProcessClient))
            }
            let report = HealthReport(answer, isServed: isServed, session.console.language)
            session.console.show(report.json) { _ in report.readable(session.console.reader) }
            return report.status
        } catch {
            let failure = CommandFailure.of(error, in: session.console.language)
            CommandLineProgram.tell(failure, session.console)
            return Self.unasked.contains(failure.code) ? .healthUnknown : .healthCritical
        }
    }

    /// Where the question itself was wrong, nothing is known of the server.
    private static let unasked: Set<String> = [
        RefusalCode.commandDataFolderMissing.id, RefusalCode.commandServerAddressInvalid.id,
        RefusalCode.commandServerPlain.id, RefusalCode.commandServerUnpinned.id,
        RefusalCode.commandTransportMissing.id, RefusalCode.commandTransportUnusable.id,
    ]
}

extension ExitStatus {
    // What `health` tells: 0 in order, and these.
    static let healthWarning = ExitStatus.refused
    static let healthCritical = ExitStatus.usage
    static let healthUnknown = ExitStatus.internalFault
}

/// How much there is, what it takes, and what a year at this pace adds.
struct ShowCapacity: KapokCommand {
    static let help = CommandHelp.capacity

    static let view = ListView(
        member: "held",
        columns: [
            .init("content"), .init("count"), .init("bytesEach"), .init("bytes"),
            .init("yearCount"), .init("yearBytes"),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/capacity", [], Self.view, form.format) {
            answer, reader in
            [
                reader.text(
                    CommandLineSentence.capacityInAll,
                    [
                        "bytes": String(answer["bytes"]?.integer ?? 0),
                        "year": String(answer["yearBytes"]?.integer ?? 0),
                        "days": String(answer["days"]?.integer ?? 0),
                    ])
            ]
        }
    }
}

/// The version of this program; where a server answers, that of the server too.
struct Version: KapokCommand {
    static let help = CommandHelp.version

    /// Of this program.
    static let number = "0.1.0"

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var answer: [String: JSONValue] = ["program": .string(Self.number)]
        if let server = session.server {
            let theirs =
                try await Server(
                    client: server.client(opening: session.officerKey),
                    place: SocketClient.withoutEndingSlashes(server.url),
                    language: session.console.language
                ).get("/api/v1/version")["version"] ?? .null
            answer["server"] = theirs
        }
        session.console.show(.object(answer)) { answer in
            FieldList(session.console.reader).rendered(answer)
        }
        return .done
    }
}
