import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages
import PKCS11

/// Somebody brings a blocked token, and was identified.
struct TokenBearer: KapokCommand {
    static let help = CommandHelp.tokenBearer

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.identityDocuments, "file"),
        completion: .file())
    var documents: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.identifyBearer", on: application,
            ["documents": try Evidence.hashes(ofFiles: documents)], isShownWhole: false, act)
    }
}

/// Another officer unblocks it; who brought it types the next PIN.
struct TokenUnblock: KapokCommand {
    static let help = CommandHelp.tokenUnblock

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var token: TokenOptions

    @Option(help: .says(CommandLineOption.newPINFile, "file"), completion: .file())
    var newPIN: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let token = try token.inHand()
            let next = try session.newPIN(of: token.found.label, file: newPIN)
            try token.judge(chosen: next)
            try await session.open(
                token, "application.unblockToken", on: application, act, server
            ) { opening, known in
                try await token.session().unblock(
                    knowing: known, officerPIN: opening.next, userPIN: next)
            }
        }
        return .done
    }
}

/// Nothing on it counts any more.
struct TokenWipe: KapokCommand {
    static let help = CommandHelp.tokenWipe

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var token: TokenOptions

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let token = try token.inHand()
            try await session.open(
                token, "application.wipeToken", on: application, act, server
            ) { opening, known in
                try await token.session().initialise(
                    knowing: known, officerPIN: opening.next, userPIN: nil, label: "Kapok")
            }
        }
        return .done
    }
}

/// Nobody knows where it is.
struct TokenLost: KapokCommand {
    static let help = CommandHelp.tokenLost

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.loseToken", on: application, isShownWhole: false, act)
    }
}

extension Session {
    /// An act that tells what opens a token, and what is then done with that: the act stands first, and is done again
    /// where the token could not be reached.
    fileprivate func open(
        _ token: TokenInHand, _ operation: String, on application: String, _ act: ActOptions,
        _ server: Server, _ work: (TokenOpening, [SecretBytes]) async throws -> Void
    ) async throws {
        let opening = try TokenOpening(token)
        let desk = try await OfficerDesk(self, server, isConfirmed: act.isConfirmed)
        let review = try await ApplicationReview.fetch(application, from: server)
        try desk.tell(
            [
                PlainWords.name(of: review, console.reader),
                PlainWords.of(.object(token.facts), console.reader),
            ].joined(separator: "\n"), operation: operation)
        let (answer, known) = try await opening.perform(operation, on: review, desk)
        try await work(opening, known)
        tellDone(answer)
        try await desk.remember([answer])
    }
}
