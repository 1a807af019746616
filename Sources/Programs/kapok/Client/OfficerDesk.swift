import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages

/// Where an officer reads what is to be signed, signs it with the own key, and hands it in.
struct OfficerDesk: Sendable {
    let server: Server
    let signing: ActSigning
    private let console: Console
    private let surroundings: Surroundings
    private let isConfirmed: Bool

    /// - Parameter isConfirmed: the officer said beforehand not to be asked.
    /// - Throws: `officer.keyMissing` without `--key`; `officer.keyOfAnother` where `--as` names
    ///   somebody whose key this is not; what ``LedgerContext`` and ``OfficerKey`` refuse.
    init(_ session: Session, _ server: Server, isConfirmed: Bool) async throws {
        guard let file = session.keyFile else {
            throw UsageFailure(.commandOfficerKeyMissing, field: "--key")
        }
        let key = try OfficerKey(file: file)
        if let name = session.officerName {
            try Self.check(name, key, await server.get("/api/v1/operators"))
        }
        signing = ActSigning(
            key: key, context: try await LedgerContext.fetch(from: server, session.knownLogs))
        self.server = server
        console = session.console
        surroundings = session.surroundings
        self.isConfirmed = isConfirmed
    }

    /// Tells what will be signed and, where a person sits there, asks whether to.
    /// - Throws: `officer.declined`.
    func tell(_ what: String, operation: String) throws {
        let heading = CommandLineSentence.toBeSigned.text(
            in: console.language,
            [
                "operation": CommandLineWord.of(operation)?.text(in: console.language) ?? operation,
                "key": signing.key.id, "environment": signing.context.environment.rawValue,
                "origin": SafeText.of(signing.context.origin),
            ])
        let isAsked = surroundings.isInteractive && !isConfirmed
        // A program that reads JSON reads errors from the same stream, and nothing else.
        if isAsked || !console.isJSON { console.note("\(heading)\n\(what)") }
        guard isAsked else { return }
        console.prompt(console.text(CommandLineSentence.askToSign))
        let reply = (readLine() ?? "").lowercased()
        guard ["y", "yes", "是"].contains(reply) else { throw Refusal(.commandOfficerDeclined) }
    }

    /// Signs and hands in. What is signed was told before.
    func perform(_ act: IntendedAct) async throws -> JSONValue {
        let roles = Operation[act.operation]?.roles ?? []
        guard let role = roles.first else {
            throw Refusal(.commandOperationUnknown, field: "operation", ["name": act.operation])
        }
        return try await server.post("/api/v1/acts", signing.body(of: act, role: role))
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
            ["key", "keyHash"].contains { member in
                officer[member]?.string.map { key.isKnown(as: $0) } ?? false
            }
        }
        guard isTheirs else {
            throw Refusal(.commandOfficerKeyOfAnother, field: "--key", ["name": name])
        }
    }
}
