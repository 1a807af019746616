import ArgumentParser
import CanonicalJSON
import Messages

struct Recover: KapokCommand {
    static let help = CommandHelp.recover

    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var body: [String: JSONValue] = [:]
        body["checkpoints"] = .array(
            try evidence.notes().map { .string(Base64.encode($0)) })
        body["lists"] = .array(
            try await evidence.encodings(session).map { .string(Base64.encode($0)) })
        // A ledger that is behind what was seen proves nothing: that is what is to be compared.
        let answer = try await session.withServer(isProven: false) { server in
            let context = try await server.get("/api/v1/context")
            body["remembered"] = try remembered(context.requiredString("origin"), session)
            let answer = try await server.post("/api/v1/recovery", .object(body))
            _ = try await LedgerContext.fetch(from: server, session.knownLogs)
            return answer
        }
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }

    /// What this user's commands saw last of the journal.
    private func remembered(_ origin: String, _ session: Session) throws -> JSONValue {
        guard let seen = try session.knownLogs.open().seen(origin: origin) else { return .null }
        return [
            "size": .integer(seen.size), "root": .string(Hex.encode(seen.root)),
            "verifierKey": .string(seen.verifierKey),
        ]
    }
}
