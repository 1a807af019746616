import ArgumentParser
import CanonicalJSON
import Messages

struct Health: KapokCommand {
    static let help = CommandHelp.health

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        // Whoever watches the server is no officer, and may have seen another one.
        let answer = try await session.query("/api/v1/health", isProven: false)
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return answer["ok"]?.bool == false ? .refused : .done
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
        if let server = session.serverURL {
            let theirs = try await SocketClient(server: server).version(session.console.language)
            answer["server"] = theirs
        }
        session.console.show(.object(answer)) { answer in
            FieldList(session.console.reader).rendered(answer)
        }
        return .done
    }
}

extension SocketClient {
    fileprivate func version(_ language: Language) async throws -> JSONValue {
        try await Server(client: self, language: language).get("/api/v1/version")["version"]
            ?? .null
    }
}
