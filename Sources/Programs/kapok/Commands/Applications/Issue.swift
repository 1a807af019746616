import ArgumentParser
import CanonicalJSON
import Messages

/// Has approved applications signed: all are told first, then each is an act of its own.
struct Issue: KapokCommand {
    static let help = CommandHelp.issue

    @Argument(help: .says(CommandLineOption.application, "application"))
    var applications: [String]

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            var acts: [IntendedAct] = []
            var told: [String] = []
            for id in applications {
                let review = try await ApplicationReview.fetch(id, from: server)
                let (_, hash) = try review.requiredContents()
                told.append(PlainWords.of(review, session.console.reader))
                acts.append(
                    IntendedAct(
                        operation: "application.issue",
                        payload: ["application": .string(id), "contents": .string(hash)],
                        caseID: id))
            }
            try desk.tell(told.joined(separator: "\n\n"), operation: "application.issue")
            return try await issue(acts, desk, session)
        }
    }

    /// A refusal of one does not hold up the others.
    private func issue(
        _ acts: [IntendedAct], _ desk: OfficerDesk, _ session: Session
    ) async throws -> ExitStatus {
        var results: [JSONValue] = []
        var status = ExitStatus.done
        for act in acts {
            do {
                let answer = try await desk.perform(act)
                results.append(answer)
                if !session.console.isJSON { session.tellDone(answer) }
            } catch {
                let failure = CommandFailure.of(error, in: session.console.language)
                results.append(
                    failure.json.adding("application", .string(act.caseID ?? "")))
                status = failure.status
                if !session.console.isJSON {
                    session.console.note(failure.readable(for: session.console.reader))
                }
            }
        }
        if session.console.isJSON {
            let answer: JSONValue = ["results": .array(results)]
            session.console.say(answer.formatted())
        }
        try await desk.remember(results)
        return status
    }
}

extension JSONValue {
    fileprivate func adding(_ name: String, _ value: JSONValue) -> JSONValue {
        var members = object ?? [:]
        members[name] = value
        return .object(members)
    }
}
