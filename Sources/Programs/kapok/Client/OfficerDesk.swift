import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages

/// Where an officer reads what is to be signed, signs it with the own key, and hands it in.
struct OfficerDesk: Sendable {
    let server: Server
    let signing: ActSigning
    private let session: Session
    private let isConfirmed: Bool
    private let knownLogs: KnownLogs

    /// - Parameter isConfirmed: the officer said beforehand not to be asked.
    /// - Throws: `officer.keyMissing` without `--key`; `officer.keyOfAnother` where `--as` names
    ///   somebody whose key this is not; what ``LedgerContext`` and ``OfficerKey`` refuse.
    init(_ session: Session, _ server: Server, isConfirmed: Bool) async throws {
        guard let file = session.keyFile else {
            throw UsageFailure(.commandOfficerKeyMissing, field: "--key")
        }
        let key = try session.officerKey(file)
        if let name = session.officerName {
            try Self.check(name, key, await server.get("/api/v1/operators"))
        }
        let context =
            if let known = server.context {
                known
            } else {
                try await LedgerContext.fetch(from: server, session.knownLogs)
            }
        signing = ActSigning(key: key, context: context)
        knownLogs = session.knownLogs
        self.server = server
        self.session = session
        self.isConfirmed = isConfirmed
    }

    /// Tells what will be signed and, where a person sits there, asks whether to.
    /// - Throws: `officer.declined`.
    func tell(_ what: String, operation: String) throws {
        try tell([(what, operation)])
    }

    /// The same of several acts, one after another, with one question behind them.
    func tell(_ acts: [(what: String, operation: String)]) throws {
        try session.confirm(
            acts, environment: signing.context.environment.rawValue,
            keys: [signing.key.id], origin: signing.context.origin, isConfirmed: isConfirmed)
    }

    /// The officer's id as the server names the one who holds this key; nil where it knows none.
    func ownID() async throws -> String? {
        let officers = try await server.get("/api/v1/operators")["operators"]?.array ?? []
        return officers.first { $0["key"]?.string.map(signing.key.isKnown) ?? false }?["officer"]?
            .string
    }

    /// Signs and hands in. What is signed was told before.
    func perform(_ act: IntendedAct) async throws -> JSONValue {
        try await server.post(
            "/api/v1/acts", signing.body(of: act, role: await role(for: act)))
    }

    /// The same, with all that follows: what became of it is told, and the checkpoint that covers
    /// it is remembered.
    func carryOut(_ act: IntendedAct, in session: Session) async throws {
        let answer = try await perform(act)
        session.tellDone(answer)
        try await remember([answer])
    }

    /// Remembers a checkpoint behind these acts, so that a server which loses them is found out.
    /// - Throws: `journal.actMissing` where its journal ends before one of them.
    func remember(_ answers: [JSONValue]) async throws {
        guard let entry = answers.compactMap({ $0["entry"]?.integer }).max() else { return }
        let context = try await LedgerContext.fetch(from: server, knownLogs)
        guard context.checkpoint.size > entry else {
            throw Refusal(
                .commandJournalActMissing,
                [
                    "origin": context.origin, "index": String(entry),
                    "size": String(context.checkpoint.size),
                ])
        }
    }

    /// The role in which this officer may do it; where several roles may, one that the officer
    /// holds. Whether any is held is the server's to judge.
    private func role(for act: IntendedAct) async throws -> Role {
        let roles = act.roles ?? Operation[act.operation]?.roles ?? []
        guard let first = roles.first else {
            throw Refusal(.commandOperationUnknown, field: "operation", ["name": act.operation])
        }
        guard roles.count > 1 else { return first }
        let officers = try await server.get("/api/v1/operators")["operators"]?.array ?? []
        let own = officers.first { $0["key"]?.string.map(signing.key.isKnown) ?? false }
        let held = (own?["roles"]?.array ?? []).compactMap(\.string)
        return roles.first { held.contains($0.rawValue) } ?? first
    }

    private static func check(
        _ name: String, _ key: OfficerKey, _ answer: JSONValue
    ) throws(Refusal) {
        let officers = answer["operators"]?.array ?? []
        let named = officers.filter { officer in
            ["name", "officer", "key"].contains { member in
                officer[member]?.string?.unicodeScalars.elementsEqual(name.unicodeScalars) ?? false
            }
        }
        guard !named.isEmpty else {
            throw Refusal(.commandOfficerUnknown, field: "--as", ["name": name])
        }
        let isTheirs = named.contains { officer in
            officer["key"]?.string.map { key.isKnown(as: $0) } ?? false
        }
        guard isTheirs else {
            throw Refusal(.commandOfficerKeyOfAnother, field: "--key", ["name": name])
        }
    }
}

extension Session {
    /// Tells what will be signed and, where a person sits there, asks whether to.
    /// - Throws: `officer.declined`.
    func confirm(
        _ what: String, operation: String, environment: String, keys: [String], origin: String,
        isConfirmed: Bool
    ) throws {
        try confirm(
            [(what, operation)], environment: environment, keys: keys, origin: origin,
            isConfirmed: isConfirmed)
    }

    /// The same of several acts, each told by itself, with one question behind them.
    func confirm(
        _ acts: [(what: String, operation: String)], environment: String, keys: [String],
        origin: String, isConfirmed: Bool
    ) throws {
        let reader = console.reader
        let circumstances = reader.folded(
            reader.text(
                CommandLineSentence.signedWith,
                ["key": keys.joined(separator: ", "), "origin": SafeText.of(origin)]),
            behind: "  ")
        let isAsked = surroundings.isInteractive && !isConfirmed
        // A program that reads JSON reads errors from the same stream, and nothing else.
        if isAsked || !console.isJSON {
            let told = acts.map { what, operation in
                let heading = reader.folded(
                    reader.text(
                        CommandLineSentence.toBeSigned,
                        [
                            "operation": reader.word(operation, under: "operation"),
                            "environment": reader.word(environment, under: "environment"),
                        ]))
                return "\(heading)\n\(circumstances)\n\(what)"
            }
            console.note(told.joined(separator: "\n\n"))
        }
        guard isAsked else { return }
        console.prompt(reader.text(CommandLineSentence.askToSign))
        let reply = (readLine() ?? "").lowercased()
        guard ["y", "yes", "是"].contains(reply) else { throw Refusal(.commandOfficerDeclined) }
    }
}
