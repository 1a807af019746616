import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import PKCS11

struct OperatorGroup: CommandGroup {
    static let help = CommandHelp.operators
    static let members: [any ParsableCommand.Type] = [
        OperatorKey.self, OperatorTransport.self, OperatorEnrol.self, OperatorSuspend.self,
        OperatorEnd.self,
        OperatorReinstate.self, OperatorGrant.self, OperatorWithdraw.self, OperatorRecover.self,
        OperatorList.self,
        OperatorShow.self, OperatorPlan.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct OperatorKey: KapokCommand {
    static let help = CommandHelp.operatorKey

    @Option(help: .says(CommandLineOption.newKeyFile, "file"), completion: .file())
    var out: String

    @Option(help: .says(CommandLineOption.publicKeyOut, "file"), completion: .file())
    var publicOut: String?

    @Option(help: .says(CommandLineOption.token, "pkcs11:…"))
    var token: String?

    @Option(help: .says(CommandLineOption.tokenModule, "file"), completion: .file())
    var module: String?

    @Flag(help: .says(CommandLineOption.existingTokenKey))
    var existing = false

    @Flag(name: .customLong("passphrase"), help: .says(CommandLineOption.keyPassphrase))
    var hasPassphrase = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let publicFile = publicOut ?? Self.publicName(of: out)
        let made =
            if let wish = try wish() {
                try await OfficerKey.make(
                    wish, privateFile: out, publicFile: publicFile,
                    pins: session.pins(named: wish.uri.pinFile))
            } else {
                try OfficerKey.make(
                    privateFile: out, publicFile: publicFile,
                    passphrase: hasPassphrase ? session.newPassphrase(for: out) : nil)
            }
        var answer: [String: JSONValue] = [
            "keyFile": .string(out), "publicKeyFile": .string(publicFile), "key": .string(made.id),
        ]
        answer["token"] = made.tokenURI.map { .string($0.description) }
        session.console.show(.object(answer)) {
            FieldList(session.console.reader).rendered($0)
        }
        return .done
    }

    private func wish() throws -> TokenKeyWish? {
        guard let token else {
            guard module == nil else { throw UsageFailure(.tokenUnnamed, field: "--module") }
            guard !existing else { throw UsageFailure(.tokenUnnamed, field: "--existing") }
            return nil
        }
        guard !hasPassphrase else {
            throw UsageFailure(.passphraseOfToken, field: "--passphrase")
        }
        let uri = try TokenURI(token)
        guard let module = module ?? uri.modulePath else {
            throw UsageFailure(.tokenModuleUnnamed, field: "--module")
        }
        return TokenKeyWish(uri: uri, module: module, isExisting: existing)
    }

    /// `lee.pem` has `lee.pub.pem` beside it.
    static func publicName(of path: String) -> String {
        path.hasSuffix(".pem") ? "\(path.dropLast(4)).pub.pem" : "\(path).pub.pem"
    }
}

/// Who is taken in: a handle, a key, and whose they were before.
struct NewcomerOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.operatorName, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.publicKey, "file"), completion: .file())
    var publicKey: String

    @Option(help: .says(CommandLineOption.formerly, "name"))
    var formerly: String?

    func payload() throws -> [String: JSONValue] {
        var payload: [String: JSONValue] = [
            "name": .string(name),
            "publicKey": .string(Base64.encode(try OfficerKey.publicKey(file: publicKey))),
        ]
        payload["formerly"] = formerly.map { .string($0) }
        return payload
    }
}

struct OperatorEnrol: KapokCommand {
    static let help = CommandHelp.operatorEnrol

    @OptionGroup var newcomer: NewcomerOptions

    @Option(
        name: .customLong("role"), parsing: .upToNextOption,
        help: .says(CommandLineOption.role))
    var roles: [Role] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload = try newcomer.payload()
        payload["roles"] = .array(roles.map { .string($0.rawValue) })
        return try await session.propose(
            "operator.enrol", .object(payload), act, corrects: correction)
    }
}

struct OperatorRecover: KapokCommand {
    static let help = CommandHelp.operatorRecover

    @OptionGroup var newcomer: NewcomerOptions

    @Option(help: .says(CommandLineOption.told, "file"), completion: .file())
    var told: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload = try newcomer.payload()
        payload["told"] = try told.map { .string(try Evidence.hashHex(ofFile: $0)) }
        return try await session.propose(
            "operator.recover", .object(payload), act, corrects: correction)
    }
}

struct OperatorList: KapokCommand {
    static let help = CommandHelp.operatorList

    static let view = ListView(
        member: "operators",
        columns: [
            .init("name", flexible: true), .init("officer"), .init("state"),
            .init("roles", flexible: true),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/operators", [], Self.view, form.format)
    }
}
