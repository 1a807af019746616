import CanonicalJSON
import Messages

/// What became of several acts: a refusal of one does not hold up the others, and each is told.
struct ActResults {
    private(set) var results: [JSONValue] = []
    var status = ExitStatus.done

    /// - Parameter subject: what the act is about, beside what is told where it fails.
    mutating func carryOut(
        _ act: IntendedAct, of subject: [String: JSONValue], _ desk: OfficerDesk,
        _ session: Session
    ) async {
        do {
            add(try await desk.perform(act), session)
        } catch {
            add(CommandFailure.of(error, in: session.console.language), of: subject, session)
        }
    }

    mutating func add(_ answer: JSONValue, _ session: Session) {
        results.append(answer)
        if !session.console.isJSON { session.tellDone(answer) }
    }

    mutating func add(
        _ failure: CommandFailure, of subject: [String: JSONValue], _ session: Session
    ) {
        results.append(
            .object((failure.json.object ?? [:]).merging(subject) { _, subject in subject }))
        status = failure.status
        guard !session.console.isJSON else { return }
        let about = FieldList(session.console.reader).rendered(.object(subject))
        session.console.note("\(about)\n\(failure.readable(for: session.console.reader))")
    }

    /// Tells all of them to a program, and remembers what the journal has to show from now on.
    func finish(_ desk: OfficerDesk, _ session: Session) async throws -> ExitStatus {
        if session.console.isJSON {
            let answer: JSONValue = ["results": .array(results)]
            session.console.say(answer.formatted())
        }
        try await desk.remember(results)
        return status
    }
}
