import CanonicalJSON
import CertificatePolicy
import Messages

/// A conformance report as a person reads it: worst first.
struct ConformanceView: Sendable {
    /// As the API gives them, worst first, in the order of the catalogue within a state.
    let clauses: [JSONValue]
    private let answer: JSONValue
    private let isTested: Bool

    init(_ answer: JSONValue, isTested: Bool) {
        self.answer = answer
        self.isTested = isTested
        let all = answer["clauses"]?.array ?? []
        clauses = ConformanceState.allCases.flatMap { state in
            all.filter { $0["state"]?.string == state.rawValue }
        }
    }

    /// - Parameter isWhole: with all that answers each clause.
    func rendered(_ reader: Reader, isWhole: Bool) -> String {
        (isWhole ? clauses.map { paragraph($0, reader) } : [table(reader)])
            .joined(separator: "\n\n") + "\n\n"
            + (notes(reader) + period(reader)).joined(separator: "\n")
    }

    /// What was due in a period, and who held which role; nothing where none was asked for.
    func period(_ reader: Reader) -> [String] {
        guard let period = answer["period"] else { return [] }
        let duties = (period["duties"]?.array ?? []).flatMap { Self.lines(of: $0, reader) }
        let roles = (period["roles"]?.array ?? []).map { held in
            var arguments = Self.ends(of: held)
            arguments["officer"] = SafeText.of(held["officer"]?.string ?? "–")
            var role = [reader.word(held["role"]?.string ?? "–", under: "role")]
            if let authority = held["authority"]?.string { role.append(SafeText.of(authority)) }
            if let category = held["category"]?.string {
                role.append(reader.word(category, under: "category"))
            }
            if let site = held["site"]?.string { role.append(SafeText.of(site)) }
            arguments["role"] = role.joined(separator: " · ")
            return "  " + reader.text(CommandLineSentence.periodRole, arguments)
        }
        return ["", reader.text(CommandLineSentence.periodTitle, Self.ends(of: period))]
            + duties + roles + Self.lines(ofRevocations: period["revocations"], reader)
    }

    /// How many there were, and how many for the authority's own mistakes (CP 6.20).
    private static func lines(ofRevocations told: JSONValue?, _ reader: Reader) -> [String] {
        guard let told, !told.isNull else { return [] }
        let mistakes = told["mistakes"]?.array ?? []
        let sum = mistakes.compactMap { $0["count"]?.integer }.reduce(0, +)
        let total = reader.text(
            CommandLineSentence.periodRevocations,
            ["count": String(told["count"]?.integer ?? 0), "mistakes": String(sum)])
        return ["  " + total]
            + mistakes.map { item in
                let mistake = item["mistake"]?.string ?? "–"
                return "    "
                    + reader.text(
                        CommandLineSentence.periodMistake,
                        [
                            "mistake": RecordWords.choice(mistake).map { reader.text($0) }
                                ?? SafeText.of(mistake),
                            "count": String(item["count"]?.integer ?? 0),
                        ])
            }
    }

    /// One duty with its breaches.
    private static func lines(of kept: JSONValue, _ reader: Reader) -> [String] {
        let duty = reader.word(kept["id"]?.string ?? "–", under: "duty")
        var arguments = [
            "duty": kept["of"]?.string.map { "\(duty) · \(SafeText.of($0))" } ?? duty,
            "times": String(kept["times"]?.integer ?? 0),
            "role": reader.word(kept["role"]?.string ?? "–", under: "role"),
            "second": reader.word(kept["deputy"]?.string ?? "–", under: "role"),
        ]
        var sentence = CommandLineSentence.periodDuty
        if let deadlines = kept["deadlines"]?.integer {
            arguments["deadlines"] = String(deadlines)
            sentence = CommandLineSentence.periodDeadlines
        }
        let breaches = (kept["breaches"]?.array ?? []).flatMap { lines(ofBreach: $0, reader) }
        let left = kept["leftOff"]?.integer ?? 0
        let more =
            left > 0
            ? [
                "    "
                    + reader.text(CommandLineSentence.breachesLeftOff, ["count": String(left)])
            ] : []
        return ["  " + reader.text(sentence, arguments)] + breaches + more
    }

    private static func lines(ofBreach breach: JSONValue, _ reader: Reader) -> [String] {
        var arguments = ends(of: breach)
        arguments["length"] = length(ofSeconds: breach["seconds"]?.integer ?? 0, reader)
        let said = reader.text(CommandLineSentence.periodBreach, arguments)
        // It began before the period, or before anybody owed it.
        let due = breach["dueAt"]?.string == breach["from"]?.string ? nil : breach["dueAt"]
        let before = due.map {
            "      " + reader.text(CommandLineSentence.breachDueBefore, ["due": minute($0)])
        }
        let object = breach["of"]?.string.map { SafeText.of($0) + ": " } ?? ""
        return ["    " + object + said] + (before.map { [$0] } ?? [])
            + causes(of: breach, reader).map { "      " + $0 }
    }

    /// `3 d 4 h`, to the minute; in seconds where it is shorter than one.
    static func length(ofSeconds seconds: Int64, _ reader: Reader) -> String {
        let parts: [(Int64, Text)] = [
            (seconds / 86_400, CommandLineSentence.lengthDays),
            (seconds / 3600 % 24, CommandLineSentence.lengthHours),
            (seconds / 60 % 60, CommandLineSentence.lengthMinutes),
            (seconds < 60 ? seconds : 0, CommandLineSentence.lengthSeconds),
        ]
        let said = parts.filter { $0.0 > 0 }.map {
            reader.text($0.1, ["count": String($0.0)])
        }
        return said.isEmpty
            ? reader.text(CommandLineSentence.lengthSeconds, ["count": "0"])
            : said.joined(separator: " ")
    }

    private static func causes(of breach: JSONValue, _ reader: Reader) -> [String] {
        let officers = (breach["officers"]?.array ?? []).compactMap(\.string).map(SafeText.of)
        switch breach["cause"]?.string {
        case "incident":
            return (breach["incidents"]?.array ?? []).map { incident in
                let form = incident["form"]?.string ?? ""
                return reader.text(
                    CommandLineSentence.causeIncident,
                    [
                        "number": SafeText.of(incident["number"]?.string ?? "–"),
                        "form": RecordWords.choice(form).map { reader.text($0) }
                            ?? SafeText.of(form),
                    ])
            }
        case "nobody": return [reader.text(CommandLineSentence.causeNobody)]
        default:
            return [
                reader.text(
                    CommandLineSentence.causeUnrecorded, ["officers": reader.joined(officers)])
            ]
        }
    }

    private static func ends(of span: JSONValue) -> [String: String] {
        ["from": minute(span["from"]), "to": minute(span["to"])]
    }

    /// The totals, and what limits what they say.
    func notes(_ reader: Reader) -> [String] {
        var arguments = ["time": Self.minute(answer["at"])]
        for state in ConformanceState.allCases {
            arguments[state.rawValue] = String(answer["totals"]?[state.rawValue]?.integer ?? 0)
        }
        let totals = reader.folded(
            reader.text(CommandLineSentence.conformanceTotals, arguments))
        guard !isTested else { return [totals] }
        return [totals, reader.folded(reader.text(CommandLineSentence.conformanceNoTests))]
    }

    /// How each of the clause's kinds stands, or why it has no object.
    func parts(_ clause: JSONValue, _ reader: Reader) -> [String] {
        if let reason = clause["notApplicable"]?["reason"]?.string {
            let setting = clause["notApplicable"]?["setting"]?.string ?? "–"
            let value = clause["notApplicable"]?["value"]?.string ?? "–"
            return [SafeText.of("\(reason) (\(setting): \(value))")]
        }
        return (clause["kinds"]?.array ?? []).compactMap(\.string).map { kind in
            let state = clause["states"]?[kind]?.string ?? "–"
            return "\(reader.word(kind, under: "kinds"))\(reader.language == .english ? ": " : "：")"
                + reader.word(state, under: "conformance")
        }
    }

    /// The newest entry that shows it, and what tests said.
    func shown(_ clause: JSONValue, _ reader: Reader) -> [String] {
        var shown: [String] = []
        if let entry = clause["evidence"]?["entry"]?.integer {
            shown.append(
                reader.text(CommandLineSentence.entry, ["index": String(entry)])
                    + " \(Self.minute(clause["evidence"]?["time"]))")
        } else if clause["answeredBy"]?.array?.isEmpty == false {
            shown.append(reader.text(CommandLineSentence.noOccasion))
        }
        if let tests = clause["tests"], !tests.isNull {
            shown.append(
                reader.text(
                    CommandLineSentence.testsCounted,
                    [
                        "passed": String(tests["passed"]?.integer ?? 0),
                        "failed": String(tests["failed"]?.integer ?? 0),
                    ]))
        }
        return shown
    }

    /// What answers it, in words.
    func answers(_ clause: JSONValue, _ reader: Reader) -> [String] {
        (clause["answeredBy"]?.array ?? []).map { answer in
            let source = answer["source"]?.string ?? ""
            let id = answer["id"]?.string ?? ""
            var words = [
                reader.word(source, under: "source"),
                reader.word(id, under: source),
            ]
            if let object = answer["of"]?.string { words.append(SafeText.of(object)) }
            let state = answer["state"]?.string ?? "–"
            if state != "held" { words.append(reader.word(state, under: "conformance")) }
            if let due = answer["due"], !due.isNull { words.append("≤ \(Self.minute(due))") }
            return words.joined(separator: " · ")
        }
    }

    /// To the minute: who needs more asks for JSON.
    static func minute(_ time: JSONValue?) -> String {
        guard let text = time?.string, text.utf8.count >= 16 else { return "–" }
        return text.prefix(16).replacing("T", with: " ") + "Z"
    }

    private func table(_ reader: Reader) -> String {
        TextTable(
            columns: [
                .init(title: Self.label("clause", reader)),
                .init(title: Self.label("state", reader)),
                .init(title: Self.label("asks", reader), isFlexible: true),
                .init(title: Self.label("kinds", reader), isFlexible: true),
            ],
            rows: clauses.map { clause in
                [
                    clause["id"]?.string ?? "–",
                    reader.word(clause["state"]?.string ?? "–", under: "conformance"),
                    clause["asks"]?.string ?? "", reader.joined(parts(clause, reader)),
                ]
            }
        ).rendered(columns: reader.columns)
    }

    static func label(_ name: String, _ reader: Reader) -> String {
        CommandLineLabel.of(name).map { reader.text($0) } ?? name
    }

    private func paragraph(_ clause: JSONValue, _ reader: Reader) -> String {
        let head = "\(clause["id"]?.string ?? "–")  "
        return
            ([reader.folded(clause["asks"]?.string ?? "", behind: SafeText.of(head))]
            + (parts(clause, reader) + answers(clause, reader) + shown(clause, reader)).map {
                reader.folded($0, behind: "    ", hanging: 2)
            }).joined(separator: "\n")
    }
}
