import ArgumentParser
import CanonicalJSON
import Messages
import Records
import Registration

struct SubscriberReveal: KapokCommand {
    static let help = CommandHelp.subscriberReveal

    @Argument(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String

    @Option(help: .says(CommandLineOption.recordRevealReason))
    var reason: RecordChange.RevealReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let payload: JSONValue = [
            "subscriber": .string(subscriber), "reason": .string(reason.rawValue),
        ]
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let reader = session.console.reader
            try desk.tell(PlainWords.of(payload, reader), operation: "subscriber.reveal")
            let answer = try await desk.perform(
                IntendedAct(
                    operation: "subscriber.reveal", payload: payload, caseID: subscriber))
            try await desk.remember([answer])
            session.console.show(answer) { answer in
                let entry = reader.text(
                    CommandLineSentence.entry,
                    ["index": String(answer["entry"]?.integer ?? 0)])
                return FieldList(reader).rendered(answer["revealed"] ?? .null) + "\n\(entry)"
            }
        }
        return .done
    }
}

struct SubscriberDecide: KapokCommand {
    static let help = CommandHelp.subscriberDecide

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String?

    @Option(help: .says(CommandLineOption.collisionDecision))
    var decision: CollisionDecision.Choice

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let hashes = try evidence.map { try Evidence.hashHex(ofFile: $0) }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            guard let commitment = review.statementCommitmentHex else {
                throw Refusal(.commandReviewStatement, ["id": application])
            }
            var payload: [String: JSONValue] = [
                "application": .string(application), "statement": .string(commitment),
                "decision": .string(decision.rawValue),
                "evidence": .array(hashes.map { .string($0) }),
            ]
            payload["subscriber"] = subscriber.map { .string($0) }
            let reader = session.console.reader
            let decided = payload.filter { $0.key != "statement" && $0.key != "application" }
            try desk.tell(
                PlainWords.of(review, reader) + "\n" + PlainWords.of(.object(decided), reader),
                operation: "subscriber.decide")
            try await desk.carryOut(
                IntendedAct(
                    operation: "subscriber.decide", payload: .object(payload),
                    caseID: application), in: session)
        }
        return .done
    }
}
