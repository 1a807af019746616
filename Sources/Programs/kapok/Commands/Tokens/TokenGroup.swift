import ArgumentParser
import CanonicalJSON
import Cryptography
import Governance
import Messages
import PKCS11

/// Tokens of the authority's in which keys of subscribers are made: by any PKCS#11 module, on this machine.
struct TokenGroup: CommandGroup {
    static let help = CommandHelp.token
    static let members: [any ParsableCommand.Type] = [
        TokenPrepare.self, TokenAccept.self, TokenWrite.self, TokenPINChange.self,
        TokenBearer.self, TokenUnblock.self, TokenLost.self, TokenWipe.self, TokenShow.self,
        TokenList.self,
    ]

    @OptionGroup var group: GroupOptions
}

/// Which token, and the module that speaks to it.
struct TokenOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.subscriberToken, "pkcs11:…"))
    var token: String

    @Option(help: .says(CommandLineOption.tokenModule, "file"), completion: .file())
    var module: String?

    func inHand() throws -> TokenInHand {
        let uri = try TokenURI(token)
        guard let module = module ?? uri.modulePath else {
            throw UsageFailure(.tokenModuleUnnamed, field: "--module")
        }
        return try TokenInHand(uri, module: module)
    }
}

/// What opens a token: the answer of the one act that tells it, and the next one, which that act stores.
struct TokenOpening {
    let next: SecretBytes
    let token: TokenInHand

    /// Draws the next one.
    init(_ token: TokenInHand) throws(Refusal) {
        next = try token.drawnPIN(digits: TokenPIN.officerDigits)
        self.token = token
    }

    /// - Parameter said: what else the payload says.
    /// - Returns: the answer, and what opens the token now, the likeliest first.
    func perform(
        _ operation: String, on review: ApplicationReview,
        saying said: [String: JSONValue] = [:], _ desk: OfficerDesk
    ) async throws -> (answer: JSONValue, known: [SecretBytes]) {
        let payload: [String: JSONValue] = [
            "application": .string(review.id), "token": .string(token.found.serial),
            "secret": .string(next.withBytes { String(decoding: $0, as: UTF8.self) }),
            "salt": .string(RecordText.salt()),
        ]
        let answer = try await desk.perform(
            IntendedAct(
                operation: operation, payload: .object(payload.merging(said) { $1 }),
                caseID: review.id))
        let known = (answer["secrets"]?.array ?? []).compactMap(\.string)
        return (
            answer.merging(["secrets": .null]), known.map { SecretBytes(Array($0.utf8)) }
        )
    }
}

extension TokenInHand {
    /// What an officer is shown of it.
    var facts: [String: JSONValue] {
        ["serial": .string(found.serial), "model": .string(found.model)]
    }
}

/// Looks at a token without a PIN. Asks no server.
struct TokenShow: KapokCommand {
    static let help = CommandHelp.tokenShow

    @OptionGroup var token: TokenOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let token = try token.inHand()
        let found = token.found
        let written = found.isInitialised ? try await token.session().certificates().count : 0
        session.console.show(
            .object(
                token.facts.merging([
                    "tokenLabel": .string(found.label), "initialised": .bool(found.isInitialised),
                    "hasPIN": .bool(found.hasUserPIN), "pinLocked": .bool(found.isLocked),
                    "certificates": .integer(Int64(written)),
                ]) { $1 })
        ) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

/// The tokens that were ever registered.
struct TokenList: KapokCommand {
    static let help = CommandHelp.tokenList

    enum State: String, WordArgument, Sendable {
        static let member = "state"
        case prepared, bound, blocked, wiped, lost
    }

    static let view = ListView(
        member: "tokens",
        columns: [
            .init("serial"), .init("model", flexible: true), .init("state", flexible: true),
            .init("application"), .init("at", as: .day),
        ])

    @Option(help: .says(CommandLineOption.tokenState, "state"))
    var state: State?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/tokens", filters(("state", state?.rawValue)) + span.query + page.query,
            Self.view, page.format)
    }
}
