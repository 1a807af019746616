import ArgumentParser
import CanonicalJSON
import Governance
import Messages
import Registration

/// Keys that the authority makes for applicants who bring none.
struct KeyGroup: CommandGroup {
    static let help = CommandHelp.key
    static let members: [any ParsableCommand.Type] = [
        KeyMake.self, KeyDeliver.self, KeyReceived.self, KeyPassword.self, KeyComplete.self,
    ]

    @OptionGroup var group: GroupOptions
}

/// Has the key made, and writes the letter with its password.
struct KeyMake: KapokCommand {
    static let help = CommandHelp.keyMake

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.letter, "file"), completion: .file())
    var letter: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        // The password is told once: where it is to lie is sure before it is asked for.
        if let letter, LocalFile.exists(letter) {
            throw Refusal(.commandFileExists, field: letter, ["path": letter])
        }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            try desk.tell(
                PlainWords.name(of: review, session.console.reader),
                operation: "application.makeKey")
            let answer = try await desk.perform(
                IntendedAct(
                    operation: "application.makeKey",
                    payload: ["application": .string(review.id)], caseID: review.id))
            session.tellDone(try hand(over: answer, session))
            try await desk.remember([answer])
        }
        return .done
    }

    /// - Returns: the answer without the password, where that lies in a file now; a file that cannot be written
    ///   does not lose it.
    private func hand(over answer: JSONValue, _ session: Session) throws -> JSONValue {
        guard let password = answer["password"]?.string, let letter else { return answer }
        let arguments = [
            "case": answer["result"]?["caseNumber"]?.string
                ?? answer["result"]?["application"]?.string ?? "",
            "password": password,
        ]
        let text = Language.allCases.map {
            CommandLineSentence.passwordLetter.text(in: $0, arguments)
        }.joined(separator: "\n\n—\n\n")
        do {
            try LocalFile.write(
                Array((text + "\n").utf8), to: letter, mode: 0o600, replacing: false)
        } catch {
            session.tellDone(answer)
            throw error
        }
        return answer.merging(["password": .null, "letter": .string(letter)])
    }
}

/// What a package or letter is, and where it goes.
struct DeliveryOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.route))
    var route: DeliveryRoute

    @Option(help: .says(CommandLineOption.package, "number"))
    var package: String

    @Option(name: .customLong("to"), help: .says(CommandLineOption.destination, "address"))
    var destination: String

    /// What is shown of it; the salt is there for chance alone.
    var facts: [String: JSONValue] {
        [
            "route": .string(route.rawValue), "package": .string(package),
            "destination": .string(destination),
        ]
    }

    static var salt: [String: JSONValue] { ["salt": .string(RecordText.salt())] }
}

/// Takes the container out, to be sent or handed over.
struct KeyDeliver: KapokCommand {
    static let help = CommandHelp.keyDeliver

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var delivery: DeliveryOptions

    @Option(help: .says(CommandLineOption.containerOut, "file"), completion: .file())
    var out: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        if let out, LocalFile.exists(out) {
            throw Refusal(.commandFileExists, field: out, ["path": out])
        }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            // What is taken out needs a place; a token or medium is in the officer's hand.
            guard out != nil || !review.hasContainer else {
                throw Refusal(.keyContainerPlace, field: "--out", ["id": review.id])
            }
            let said = delivery.facts
            try desk.tell(
                [
                    PlainWords.name(of: review, session.console.reader),
                    PlainWords.of(.object(said), session.console.reader),
                ].joined(separator: "\n"), operation: "application.deliverKey")
            let answer = try await desk.perform(
                IntendedAct(
                    operation: "application.deliverKey",
                    payload: .object(said.merging(DeliveryOptions.salt) { $1 }).merging([
                        "application": .string(review.id)
                    ]),
                    caseID: review.id))
            guard let out, review.hasContainer else {
                session.tellDone(answer)
                return try await desk.remember([answer])
            }
            guard let container = answer["container"]?.string.flatMap(Base64.decode) else {
                let isRepeated = answer["replayed"] == .bool(true)
                throw Refusal(
                    isRepeated ? .keyContainerWithheld : .keyReceived, field: "application",
                    ["id": review.id])
            }
            try LocalFile.write(container, to: out, mode: 0o600, replacing: false)
            session.tellDone(answer.merging(["container": .null, "file": .string(out)]))
            try await desk.remember([answer])
        }
        return .done
    }
}

/// The applicant has it: the authority keeps nothing of the key.
struct KeyReceived: KapokCommand {
    static let help = CommandHelp.keyReceived

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.package, "number"))
    var package: String

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.receipt, "file"),
        completion: .file())
    var receipt: [String]

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.receiveKey", on: application,
            [
                "package": .string(package), "evidence": try Evidence.hashes(ofFiles: receipt),
            ], isShownWhole: false, act)
    }
}

/// The password goes out, another way.
struct KeyPassword: KapokCommand {
    static let help = CommandHelp.keyPassword

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var delivery: DeliveryOptions

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.deliverPassword", on: application, delivery.facts,
            unshown: DeliveryOptions.salt, isShownWhole: false, act)
    }
}

extension DeliveryRoute: ExpressibleByArgument {}
