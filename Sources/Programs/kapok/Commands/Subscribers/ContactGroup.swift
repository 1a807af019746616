import ArgumentParser
import CanonicalJSON
import Ledger
import Messages
import PKIX
import Registration

/// Contacts of a subscriber that come or go without an application.
struct ContactGroup: CommandGroup {
    static let help = CommandHelp.contact
    static let members: [any ParsableCommand.Type] = [
        ContactAdd.self, ContactProve.self, ContactEnd.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct ContactAdd: KapokCommand {
    static let help = CommandHelp.contactAdd

    @OptionGroup var change: ContactOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await change.carryOut(.add, act, in: session)
    }
}

struct ContactEnd: KapokCommand {
    static let help = CommandHelp.contactEnd

    @OptionGroup var change: ContactOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await change.carryOut(.end, act, in: session)
    }
}

struct ContactProve: KapokCommand {
    static let help = CommandHelp.contactProve

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.contactCode, "code"))
    var code: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.withServer { server in
            let name = try await server.standing(of: certificate).name
            return try await server.act(
                "contact.prove",
                payload: ["certificate": .string(name), "code": .string(code)])
        }
        guard answer["result"]?["proven"] == true else {
            throw Refusal(
                .contactCodeWrong, field: "--code",
                ["left": String(answer["result"]?["triesLeft"]?.integer ?? 0)])
        }
        session.tellDone(answer)
        return .done
    }
}

/// By the certificate's key, or in person.
struct ContactOptions: ParsableArguments {
    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.email, "address"))
    var email: String

    @Option(help: .says(CommandLineOption.holderStatement, "file"), completion: .file())
    var statement: String?

    @Option(help: .says(CommandLineOption.holderSignature, "file"), completion: .file())
    var signature: String?

    @Option(help: .says(CommandLineOption.contactRequester))
    var requester: ContactChange.Requester?

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.identityDocuments, "file"),
        completion: .file())
    var documents: [String] = []

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.mandate, "file"),
        completion: .file())
    var mandate: [String] = []

    func validate() throws {
        let ways = [statement != nil, signature != nil, requester != nil]
        guard ways.count(where: { $0 }) == 1 else {
            throw ValidationError("--statement | --signature | --requester")
        }
    }

    func carryOut(
        _ change: ContactRequestStatement.Act, _ act: ActOptions, in session: Session
    ) async throws -> ExitStatus {
        try await session.withServer { server in
            guard let requester else {
                return try await byKey(change, server, in: session)
            }
            let name = try await server.standing(of: certificate).name
            var payload: [String: JSONValue] = [
                "certificate": .string(name), "emailAddress": .string(email),
                "requester": .string(requester.rawValue),
                "evidence": try hashes(evidence), "documents": try hashes(documents),
            ]
            if !mandate.isEmpty { payload["mandate"] = try hashes(mandate) }
            let operation = "contact.\(change.rawValue)"
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            try desk.tell(
                PlainWords.of(.object(payload), session.console.reader), operation: operation)
            payload["salt"] = .string(RecordText.salt())
            try await desk.carryOut(
                IntendedAct(operation: operation, payload: .object(payload), caseID: name),
                in: session)
            return .done
        }
    }

    private func byKey(
        _ change: ContactRequestStatement.Act, _ server: Server, in session: Session
    ) async throws -> ExitStatus {
        let (name, _, caseLength) = try await server.standing(of: certificate)
        let journal = try server.knownContext()
        let payload: [String: JSONValue] = [
            "certificate": .string(name), "emailAddress": .string(email),
            "caseLength": .integer(caseLength),
        ]
        if let statement {
            let request = ContactRequestStatement(
                origin: journal.origin, environment: journal.environment.rawValue,
                certificate: name, act: change, address: email, caseLength: caseLength)
            return try session.write(request.bytes, to: statement, showing: .object(payload))
        }
        let signed = try LocalFile.read(signature ?? "", limit: 16 << 10)
        session.tellDone(
            try await server.act(
                "contact.\(change.rawValue)ByKey",
                payload: .object(
                    payload.merging(["signature": .string(Base64.encode(signed))]) { $1 })))
        return .done
    }

    private func hashes(_ files: [String]) throws -> JSONValue {
        .array(try files.map { .string(try Evidence.hashHex(ofFile: $0)) })
    }
}

extension ContactChange.Requester: WordArgument {
    public static var member: String { "requester" }
}
