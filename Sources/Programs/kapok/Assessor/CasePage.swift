import API
import CanonicalJSON
import CertificatePolicy
import Ledger
import MerkleLog
import Messages
import PKIX

/// One drawn case as one page to print: what happened, who signed, which clauses it serves, and where the
/// proofs are; with room for what the assessor finds. Entries hold no personal data, so the page has none.
struct CasePage {
    private let number: Int
    private let sample: JSONValue
    private let entries: [(index: Int64, entry: JournalEntry)]
    private let package: EvidencePackage
    private let leftOff: Int64

    /// - Parameters:
    ///   - number: of the drawn cases, from 0.
    ///   - isShortened: how many entries of the case stand in the journal alone.
    init(
        _ number: Int, _ sample: JSONValue, _ entries: [Int64: JournalEntry],
        _ package: EvidencePackage, isShortened leftOff: Int64
    ) {
        self.number = number
        self.sample = sample
        self.package = package
        self.leftOff = leftOff
        let drawn = sample["drawn"]?.array?[number]
        self.entries = (drawn?["history"]?.array ?? []).compactMap(\.integer).compactMap { index in
            entries[index].map { (index, $0) }
        }
    }

    func html(in language: Language) -> String {
        let reader = Reader(language)
        let title = Page.safe(
            reader.text(
                AssessorWords.caseTitle,
                [
                    "number": String(number + 1),
                    "count": String(sample["drawn"]?.array?.count ?? 0),
                    "kind": AssessorWords.kind(sample["of"]?.string ?? "–", in: language),
                ]))
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width">
            <style>\(Page.style)</style></head>
            <body><h1>\(title)</h1>
            \(Page.facts(facts(reader)))
            <h2>\(Page.safe(reader.text(AssessorWords.caseHistory)))</h2>
            <table><thead><tr>\(heads(reader))</tr></thead><tbody>
            \(entries.map { row($0.index, $0.entry, reader) }.joined(separator: "\n"))
            </tbody></table>
            \(shortened(reader))
            <p class="small">\(Page.safe(reader.text(AssessorWords.caseProven)))</p>
            <h2>\(Page.safe(reader.text(AssessorWords.caseFinding)))</h2>
            <div class="line"></div><div class="line"></div><div class="line"></div>
            <p>\(Page.safe(reader.text(AssessorWords.caseSigned)))</p>
            </body></html>

            """
    }

    private func facts(_ reader: Reader) -> [(String, String)] {
        let drawn = sample["drawn"]?.array?[number]
        return [
            (reader.text(AssessorWords.journal), package.checkpoint.origin),
            (
                reader.text(AssessorWords.checkpoint),
                reader.text(
                    AssessorWords.checkpointOf,
                    [
                        "size": String(package.checkpoint.size),
                        "root": Hex.encode(package.checkpoint.root),
                    ])
            ),
            (reader.text(AssessorWords.caseKey), drawn?["key"]?.string ?? "–"),
            (reader.text(AssessorWords.caseKept), kept(reader)),
            (
                reader.text(AssessorWords.caseDraw),
                reader.text(
                    AssessorWords.caseDrawn,
                    [
                        "seed": SafeText.of(sample["seed"]?.string ?? "–"),
                        "population": String(sample["population"]?.integer ?? 0),
                        "score": String((drawn?["score"]?.string ?? "–").prefix(16)),
                    ])
            ),
        ]
    }

    private func heads(_ reader: Reader) -> String {
        [
            AssessorWords.caseEntry, AssessorWords.caseWhat, AssessorWords.caseWho,
            AssessorWords.caseClauses,
        ].map { "<th scope=\"col\">\(Page.safe(reader.text($0)))</th>" }.joined()
    }

    private func row(_ index: Int64, _ entry: JournalEntry, _ reader: Reader) -> String {
        let isDrawn =
            sample["drawn"]?.array?[number]["key"]?.string?.split(separator: "/").first
            == Substring(String(index))
        let place = Page.safe(String(index)) + (isDrawn ? " ◆" : "")
        return "<tr><td>\(place)<div class=\"small time\">"
            + "\(Page.safe(Self.second(entry.timeMilliseconds)))</div></td>"
            + "<td>\(Page.safe(happened(entry, reader)))"
            + "<div class=\"small\">\(Page.safe(told(entry, reader)))</div></td>"
            + "<td>\(who(entry, reader))</td>"
            + "<td>\(Page.safe((Operation[entry.operation]?.clauses ?? []).joined(separator: ", ")))"
            + "</td></tr>"
    }

    /// What has happened; what was asked for, where it was refused or lacks people still.
    private func happened(_ entry: JournalEntry, _ reader: Reader) -> String {
        entry.event.map { reader.word($0, under: "event") }
            ?? reader.word(entry.operation, under: "operation")
    }

    /// Each archive class of what happened in the case, with its period (CP 7.19, 7.21).
    private func kept(_ reader: Reader) -> String {
        let classes = Set(entries.compactMap { Operation[$0.entry.operation]?.archive })
        return ArchiveClass.allCases.filter(classes.contains).map { archive in
            "\(reader.word(archive.rawValue, under: "archive")): "
                + API.retention(of: archive, in: reader.language)
        }.joined(separator: " · ")
    }

    /// To the second: the entry itself has the rest.
    private static func second(_ milliseconds: Int64) -> String {
        Time.rfc3339(milliseconds / 1000 * 1000).replacing("T", with: " ")
    }

    /// The case, what a refusal says, and facts: hashes with their beginning, inner parts not at all.
    private func told(_ entry: JournalEntry, _ reader: Reader) -> String {
        var parts = [entry.caseID.map { SafeText.of($0) }].compactMap { $0 }
        if let refusal = entry.refusal {
            parts.append(
                "\(reader.word("refused", under: "outcome")): \(refusal.code)"
                    + (refusal.clause.map { " (\($0))" } ?? ""))
        }
        for (name, value) in entry.facts.sorted(by: { $0.key < $1.key }) {
            guard let text = value.string ?? value.integer.map({ String($0) }),
                text != entry.caseID, name != "intent"
            else { continue }
            let isHash = text.utf8.count == 64 && Hex.decode(text) != nil
            let label = CommandLineLabel.of(name).map { reader.text($0) } ?? name
            parts.append(
                "\(label) \(isHash ? text.prefix(16) + "…" : reader.word(text, under: name))")
        }
        parts += entry.defects.map { SafeText.of($0) }
        return parts.joined(separator: " · ")
    }

    /// Each who signed, in which role, with which key.
    private func who(_ entry: JournalEntry, _ reader: Reader) -> String {
        guard !entry.signed.isEmpty else {
            guard entry.actor.hasPrefix("off-") else {
                return Page.safe(reader.word(entry.actor, under: "actor"))
            }
            return Page.safe(entry.actor)
                + "<div class=\"small\">\(Page.safe(reader.text(AssessorWords.caseUnsigned)))</div>"
        }
        return entry.signed.map { item in
            let role = (try? ActStatement(parsing: item.act))?.role
            let key = Officer.keyID(of: item.publicKey)
            return "\(Page.safe(item.officer))"
                + (role.map { " · \(Page.safe(reader.word($0, under: "role")))" } ?? "")
                + "<div class=\"small key\">\(Page.safe(key))</div>"
        }.joined()
    }

    private func shortened(_ reader: Reader) -> String {
        guard leftOff > 0 else { return "" }
        let more = reader.text(AssessorWords.caseMore, ["count": String(leftOff)])
        return "<p>\(Page.safe(more))</p>"
    }
}
