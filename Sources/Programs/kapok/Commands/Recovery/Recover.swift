import ArgumentParser
import CanonicalJSON
import Messages
import PKIX

struct Recover: KapokCommand {
    static let help = CommandHelp.recover

    @Option(
        name: .customLong("checkpoint"), help: .says(CommandLineOption.seenCheckpoint, "file"),
        completion: .file())
    var checkpoints: [String] = []

    @Option(
        name: .customLong("crl"), help: .says(CommandLineOption.seenList, "file|url"),
        completion: .file())
    var lists: [String] = []

    @OptionGroup var global: GlobalOptions

    /// A signed note has some hundred octets a signature.
    private static let maximumNoteBytes = 64 << 10

    func perform(in session: Session) async throws -> ExitStatus {
        var body: [String: JSONValue] = [:]
        body["checkpoints"] = .array(
            try checkpoints.map {
                .string(Base64.encode(try LocalFile.read($0, limit: Self.maximumNoteBytes)))
            })
        var encodings: [JSONValue] = []
        for place in lists {
            encodings.append(.string(Base64.encode(try await list(place, session).derEncoded)))
        }
        body["lists"] = .array(encodings)
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

    private func list(_ place: String, _ session: Session) async throws -> CertificateList {
        guard place.hasPrefix("http://") else { return try EvidenceFile.list(place) }
        let limits = EvidenceLimits()
        let web = WebObject(limits, exchange: session.surroundings.exchange)
        guard let bytes = await web.fetch(place, maximumBytes: limits.maximumListBytes) else {
            let reason = await web.failures.first?.reason ?? ""
            throw Refusal(
                .commandFileUnreadable, field: "--crl", ["path": place, "reason": reason])
        }
        return try EvidenceFile.list(in: bytes, path: place)
    }
}
