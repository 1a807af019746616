import ArgumentParser
import CanonicalJSON
import Cryptography
import Ledger
import Messages
import Records
import Status

/// What the holder of a certificate does without an officer, and whoever knows a private key.
struct HolderGroup: CommandGroup {
    static let help = CommandHelp.holder
    static let members: [any ParsableCommand.Type] = [
        HolderSuspend.self, HolderRevoke.self, HolderStop.self, HolderProve.self,
        HolderReport.self, HolderInbox.self,
    ]

    @OptionGroup var group: GroupOptions
}

/// First what is to be signed, then the same with the signature.
struct StatementOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.holderStatement, "file"), completion: .file())
    var statement: String?

    @Option(help: .says(CommandLineOption.holderSignature, "file"), completion: .file())
    var signature: String?

    func validate() throws {
        guard (statement == nil) != (signature == nil) else {
            throw ValidationError("--statement | --signature")
        }
    }
}

struct HolderSuspend: KapokCommand {
    static let help = CommandHelp.holderSuspend

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.suspensionReason))
    var reason: HolderRequest.SuspensionReason

    @OptionGroup var files: StatementOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.askAsHolder(
            "certificate.suspendByKey", .suspend, of: certificate, reason: reason.rawValue, files)
    }
}

struct HolderRevoke: KapokCommand {
    static let help = CommandHelp.holderRevoke

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.revocationReason))
    var reason: HolderRequest.RevocationCause

    @OptionGroup var files: StatementOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.askAsHolder(
            "certificate.revokeByKey", .revoke, of: certificate, reason: reason.rawValue, files)
    }
}

struct HolderStop: KapokCommand {
    static let help = CommandHelp.holderStop

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.suspensionCode, "file"), completion: .file())
    var code: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        session.tellDone(
            try await session.withServer { server in
                let name = try await server.standing(of: certificate).name
                let text = try SecretFile.read(code, refusing: .codeFileUnusable).withBytes {
                    String(decoding: $0, as: UTF8.self)
                }
                return try await server.act(
                    "certificate.suspendByCode",
                    payload: ["certificate": .string(name), "code": .string(text)])
            })
        return .done
    }
}

struct HolderProve: KapokCommand {
    static let help = CommandHelp.holderProve

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @OptionGroup var files: StatementOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let name = try await server.standing(of: certificate).name
            let journal = try server.knownContext()
            let proof = KeyProofStatement(
                origin: journal.origin, environment: journal.environment.rawValue,
                certificate: name)
            return try await session.writeOrHandIn(
                proof.bytes, "certificate.proveCompromise", ["certificate": .string(name)], files,
                server)
        }
    }
}

struct HolderReport: KapokCommand {
    static let help = CommandHelp.holderReport

    @Option(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String?

    @Option(help: .says(CommandLineOption.reportWords, "file"), completion: .file())
    var words: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        session.tellDone(
            try await session.withServer { server in
                let bytes = try LocalFile.read(words, limit: IncidentReport.maximumBytes)
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw Refusal(.payloadInvalid, field: "words", ["name": "words"])
                }
                var payload: [String: JSONValue] = ["words": .string(text)]
                if let certificate {
                    payload["certificate"] = .string(
                        try await server.standing(of: certificate).name)
                }
                return try await server.act("incident.report", payload: .object(payload))
            })
        return .done
    }
}

extension Session {
    func askAsHolder(
        _ operation: String, _ act: StatusRequestStatement.Act, of certificate: String,
        reason: String, _ files: StatementOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let (name, sequence, _) = try await server.standing(of: certificate)
            let journal = try server.knownContext()
            let request = StatusRequestStatement(
                origin: journal.origin, environment: journal.environment.rawValue,
                certificate: name, act: act, reason: reason, sequence: sequence)
            return try await writeOrHandIn(
                request.bytes, operation,
                [
                    "certificate": .string(name), "reason": .string(reason),
                    "sequence": .integer(sequence),
                ], files, server)
        }
    }

    /// What somebody signs with a tool of theirs.
    func write(
        _ statement: [UInt8], to file: String, showing told: JSONValue
    ) throws -> ExitStatus {
        try LocalFile.write(statement, to: file)
        console.show(told) { _ in
            console.text(CommandLineSentence.written, ["file": SafeText.of(file)])
        }
        return .done
    }

    fileprivate func writeOrHandIn(
        _ statement: [UInt8], _ operation: String, _ payload: [String: JSONValue],
        _ files: StatementOptions, _ server: Server
    ) async throws -> ExitStatus {
        if let file = files.statement {
            return try write(statement, to: file, showing: .object(payload))
        }
        let signature = try LocalFile.read(files.signature ?? "", limit: 16 << 10)
        tellDone(
            try await server.act(
                operation,
                payload: .object(
                    payload.merging(["signature": .string(Base64.encode(signature))]) { $1 })))
        return .done
    }
}

extension Server {
    /// `AUTHORITY/SERIAL` of the certificate that was typed, how many lines its history has, and how many entries of it count.
    func standing(
        of typed: String
    ) async throws -> (name: String, sequence: Int64, caseLength: Int64) {
        let answer = try await get(CertificateName.path(typed, under: "status"))
        let serial = try CertificateName.serial(in: answer, named: typed)
        let authority = try answer.requiredString("authority")
        let lines = try answer.required("history") { $0.array?.count }
        let caseLength = try answer.required("caseLength") { $0.integer }
        return ("\(authority)/\(serial)", Int64(lines), caseLength)
    }

    /// The journal that statements are for.
    func knownContext() throws(Refusal) -> LedgerContext {
        guard let context else {
            throw Refusal(
                .commandServerAnswerIncomplete, field: "origin", ["member": "origin"])
        }
        return context
    }
}
