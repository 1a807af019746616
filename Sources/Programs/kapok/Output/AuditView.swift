import CanonicalJSON
import Messages

/// What an audit of the journal found, for a person: one sentence a finding.
struct AuditView: Sendable {
    private let answer: JSONValue
    private let reader: Reader

    init(_ answer: JSONValue, _ reader: Reader) {
        self.answer = answer
        self.reader = reader
    }

    var readable: String {
        let findings = answer["findings"]?.array ?? []
        let isGood = answer["ok"]?.bool == true
        var lines = [
            reader.folded(
                reader.text(
                    isGood ? CommandLineSentence.auditGood : CommandLineSentence.auditBad,
                    [
                        "count": String(findings.count), "entries": number("entries"),
                        "checkpoints": number("checkpoints"), "rows": number("rows"),
                    ]),
                behind: isGood ? "✓ " : "✗ ")
        ]
        lines += findings.map { reader.folded(sentence($0), behind: "✗ ") }
        if let leftOff = answer["findingsLeftOff"]?.integer, leftOff > 0 {
            lines.append(
                reader.text(CommandLineSentence.findingsLeftOff, ["count": String(leftOff)]))
        }
        if let unsigned = answer["unsigned"]?.integer, unsigned > 0 {
            lines.append(
                reader.folded(
                    reader.text(
                        CommandLineSentence.entriesUnsigned, ["count": String(unsigned)]),
                    behind: "! "))
        }
        if let checkpoint = answer["checkpoint"]?.string, !checkpoint.isEmpty {
            lines += ["", reader.text(CommandLineLabel.checkpoint)]
            lines += checkpoint.split(separator: "\n").map { "  " + SafeText.of(String($0)) }
        }
        return lines.joined(separator: "\n")
    }

    private func number(_ name: String) -> String {
        answer[name]?.integer.map { String($0) } ?? "–"
    }

    /// Where, then what.
    private func sentence(_ finding: JSONValue) -> String {
        let kind = finding["kind"]?.string ?? ""
        let what = reader.text(AuditFindings.text(kind))
        let entry = finding["entry"]?.integer.map { String($0) }
        if let table = finding["table"]?.string {
            let place = [reader.word(table, under: "table"), key(finding)].compactMap { $0 }
                .joined(separator: " ")
            let said = reader.text(
                CommandLineSentence.finding, ["place": place, "what": what])
            guard let entry else { return said }
            return said
                + reader.text(CommandLineSentence.lastLawfulChange, ["entry": entry])
        }
        let place: Text
        switch kind {
        case "tileMissing", "tileChanged": place = CommandLineSentence.tilePlace
        case _ where finding["size"] != nil: place = CommandLineSentence.checkpointPlace
        default: place = CommandLineSentence.entryPlace
        }
        let facts = (finding.object ?? [:]).compactMapValues { $0.integer.map { String($0) } }
        return reader.text(
            CommandLineSentence.finding, ["place": reader.text(place, facts), "what": what])
    }

    /// A row's key as people write one: `rsa-ca/235b…`.
    private func key(_ finding: JSONValue) -> String? {
        guard let key = finding["key"]?.string else { return nil }
        guard let parts = (try? JSONValue(parsing: key.utf8))?.array else {
            return SafeText.of(key)
        }
        return parts.map { reader.scalar("", $0) }.joined(separator: "/")
    }
}
