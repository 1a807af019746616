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
                        payload: ["application": .string(review.id), "contents": .string(hash)],
                        caseID: review.id))
            }
            let operation = asList ? SignedList.operation : "application.issue"
            try desk.tell(told.joined(separator: "\n\n"), operation: operation)
            var done = ActResults()
            if asList {
                for list in SignedList.lists(of: acts) {
                    await issue(list, desk, session, &done)
                }
            } else {
                for act in acts {
                    await done.carryOut(
                        act, of: ["application": .string(act.caseID ?? "")], desk, session)
                }
            }
            return try await done.finish(desk, session)
        }
    }

    /// One signature, and nothing signed again: what the list came to is told for each.
    private func issue(
        _ list: [IntendedAct], _ desk: OfficerDesk, _ session: Session, _ done: inout ActResults
    ) async {
        do {
            let answer = try await desk.perform(SignedList.act(list))
            for result in answer["result"]?["applications"]?.array ?? [] {
                if result["state"] == "refused", result["code"] != nil {
                    done.add(
                        SignedList.failure(result, in: session.console.language),
                        of: ["application": result["application"] ?? .null], session)
                    continue
                }
                let own = answer.merging(["result": result])
                // Announced, and not signed yet: the server goes on trying.
                if result["state"] != "issued" { done.status = .internalFault }
                done.add(own, session)
            }
        } catch {
            let ids = JSONValue.array(list.map { .string($0.caseID ?? "") })
            done.add(
                CommandFailure.of(error, in: session.console.language), of: ["applications": ids],
                session)
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
