import ArgumentParser
import CanonicalJSON
import Messages

/// Has approved applications signed: all are told first, then each is an act of its own, or one act
/// covers many.
struct Issue: KapokCommand {
    static let help = CommandHelp.issue

    @Argument(help: .says(CommandLineOption.application, "application"))
    var applications: [String]

    @Flag(name: .customLong("list"), help: .says(CommandLineOption.issueList))
    var asList = false

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
            let operation = asList ? SignedList.operation : "application.issue"
            try desk.tell(told.joined(separator: "\n\n"), operation: operation)
            var done = Done()
            if asList {
                for list in SignedList.lists(of: acts) {
                    await issue(list, desk, session, &done)
                }
            } else {
                for act in acts { await issue(act, desk, session, &done) }
            }
            if session.console.isJSON {
                let answer: JSONValue = ["results": .array(done.results)]
                session.console.say(answer.formatted())
            }
            try await desk.remember(done.results)
            return done.status
        }
    }

    private struct Done {
        var results: [JSONValue] = []
        var status = ExitStatus.done
    }

    /// A refusal of one does not hold up the others.
    private func issue(
        _ act: IntendedAct, _ desk: OfficerDesk, _ session: Session, _ done: inout Done
    ) async {
        do {
            let answer = try await desk.perform(act)
            done.results.append(answer)
            if !session.console.isJSON { session.tellDone(answer) }
        } catch {
            tell(
                CommandFailure.of(error, in: session.console.language),
                of: ["application": .string(act.caseID ?? "")], session, &done)
        }
    }

    /// One signature, and nothing signed again: what the list came to is told for each.
    private func issue(
        _ list: [IntendedAct], _ desk: OfficerDesk, _ session: Session, _ done: inout Done
    ) async {
        do {
            let answer = try await desk.perform(SignedList.act(list))
            for result in answer["result"]?["applications"]?.array ?? [] {
                if result["state"] == "refused", result["code"] != nil {
                    let failure = SignedList.failure(result, in: session.console.language)
                    tell(
                        failure, of: ["application": result["application"] ?? .null], session, &done
                    )
                    continue
                }
                let own = answer.merging(["result": result])
                done.results.append(own)
                // Announced, and not signed yet: the server goes on trying.
                if result["state"] != "issued" { done.status = .internalFault }
                if !session.console.isJSON { session.tellDone(own) }
            }
        } catch {
            let ids = JSONValue.array(list.map { .string($0.caseID ?? "") })
            tell(
                CommandFailure.of(error, in: session.console.language), of: ["applications": ids],
                session, &done)
        }
    }

    private func tell(
        _ failure: CommandFailure, of subject: [String: JSONValue], _ session: Session,
        _ done: inout Done
    ) {
        done.results.append(failure.json.merging(subject))
        done.status = failure.status
        if !session.console.isJSON {
            session.console.note(failure.readable(for: session.console.reader))
        }
    }
}

/// One act for many applications.
enum SignedList {
    static let operation = "application.issueList"
    /// What one entry of the journal has room for.
    private static let maximumCount = 64

    static func lists(of acts: [IntendedAct]) -> [[IntendedAct]] {
        stride(from: 0, to: acts.count, by: maximumCount).map {
            Array(acts[$0..<min($0 + maximumCount, acts.count)])
        }
    }

    static func act(_ list: [IntendedAct]) -> IntendedAct {
        IntendedAct(
            operation: operation, payload: ["applications": .array(list.map(\.payload))],
            caseID: nil)
    }
}

extension SignedList {
    /// What a list's answer says of an application that was refused: its code, in no more words than
    /// the answer has.
    fileprivate static func failure(_ result: JSONValue, in language: Language) -> CommandFailure {
        let code = result["code"]?.string ?? ""
        return CommandFailure(
            Refusal(
                .commandRefusedInList, field: "application",
                [
                    "id": result["application"]?.string ?? "", "code": code,
                    "clause": result["clause"]?.string ?? "-",
                ]), in: language
        ).withCode(code, clause: result["clause"]?.string)
    }
}

extension JSONValue {
    fileprivate func merging(_ others: [String: JSONValue]) -> JSONValue {
        .object((object ?? [:]).merging(others) { _, other in other })
    }
}
