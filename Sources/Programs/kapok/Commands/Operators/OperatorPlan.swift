import ArgumentParser
import CanonicalJSON
import Messages

struct OperatorPlan: KapokCommand {
    static let help = CommandHelp.operatorPlan

    private static let view = ListView(
        member: "operations",
        columns: [
            .init("operation", flexible: true), .init("people"), .init("staffing"),
            .init("able", flexible: true),
        ])

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/operators/plan")
        session.console.show(answer) { answer in
            let reader = session.console.reader
            return
                ([Self.view.table(answer, reader)] + Self.warnings(answer, reader)
                + Self.smallest(answer, reader)).joined(separator: "\n\n")
        }
        return .done
    }

    private static func warnings(_ answer: JSONValue, _ reader: Reader) -> [String] {
        let essential = (answer["essential"]?.array ?? []).map { item in
            reader.text(
                CommandLineSentence.essential,
                [
                    "officer": SafeText.of(item["officer"]?.string ?? "–"),
                    "stops": stops(item, reader),
                ])
        }
        let ahead = (answer["ahead"]?.array ?? [])
            .filter { $0["stops"]?.array?.isEmpty == false }
            .map { item in
                reader.text(
                    CommandLineSentence.lacksAhead,
                    ["days": String(item["days"]?.integer ?? 0), "stops": stops(item, reader)])
            }
        let recoveries = (answer["recoveries"]?.array ?? []).flatMap { item in
            [
                reader.text(
                    CommandLineSentence.recoveryUnderWay,
                    [
                        "officer": SafeText.of(item["officer"]?.string ?? "–"),
                        "from": SafeText.of(item["from"]?.string ?? "–"),
                    ])
            ] + told(item["tell"]?.array ?? [], reader)
        }
        let renewals = (answer["renewals"]?.array ?? []).map { renewal($0, reader) }
        let lines = (recoveries + essential + ahead + renewals).map {
            reader.folded($0, hanging: 2)
        }
        return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    }

    /// Who outside was told of a recovery by mail, and who is to be told by another way.
    private static func told(_ tell: [JSONValue], _ reader: Reader) -> [String] {
        let isUntold = { (item: JSONValue) in item["at"]?.string == nil }
        return [
            (CommandLineSentence.recoveryUntold, tell.filter(isUntold)),
            (CommandLineSentence.recoveryTold, tell.filter { !isUntold($0) }),
        ].filter { !$0.1.isEmpty }.map { sentence, items in
            let addresses = items.map { SafeText.of($0["address"]?.string ?? "–") }
            return reader.text(sentence, ["addresses": reader.joined(addresses)])
        }
    }

    /// Vetting or training that ended, or ends soon.
    private static func renewal(_ item: JSONValue, _ reader: Reader) -> String {
        let days = item["days"]?.integer ?? 0
        let sentence =
            item["register"]?.string == "personnel"
            ? days > 0 ? CommandLineSentence.screeningEnds : CommandLineSentence.screeningLapsed
            : days > 0 ? CommandLineSentence.trainingEnds : CommandLineSentence.trainingLapsed
        return reader.text(
            sentence,
            [
                "officer": SafeText.of(item["officer"]?.string ?? "–"), "days": String(days),
                "day": SafeText.of(item["until"]?.string ?? "–"),
                "role": reader.word(item["role"]?.string ?? "–", under: "role"),
                "record": SafeText.of(item["record"]?.string ?? "–"),
            ])
    }

    private static func smallest(_ answer: JSONValue, _ reader: Reader) -> [String] {
        let people = answer["smallest"]?.array ?? []
        let head = reader.text(
            CommandLineSentence.smallestStaffing, ["count": String(people.count)])
        let lines = people.map { roles in
            "  " + words(roles, under: "role", reader)
        }
        return [([head] + lines).joined(separator: "\n")]
    }

    private static func stops(_ item: JSONValue, _ reader: Reader) -> String {
        words(item["stops"] ?? .null, under: "operation", reader)
    }

    private static func words(
        _ list: JSONValue, under name: String, _ reader: Reader
    ) -> String {
        reader.joined(
            (list.array ?? []).compactMap(\.string).map { reader.word($0, under: name) })
    }
}
