import CanonicalJSON
import CertificatePolicy
import MerkleLog
import Messages

/// The page that says what a package holds and how to check it, in all three languages, with nothing
/// to fetch.
struct EvidenceIndex {
    enum Purpose {
        case conformance(JSONValue)
        case sample(JSONValue)
    }

    private let package: EvidencePackage
    private let purpose: Purpose
    private let isTested: Bool
    private let officers: [JSONValue]
    private let key: String

    init(_ package: EvidencePackage, _ purpose: Purpose, isTested: Bool = false) {
        self.package = package
        self.purpose = purpose
        self.isTested = isTested
        officers = package.keys["officers"]?.array ?? []
        key = package.verifierKey
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Kapok · \(Page.safe(package.checkpoint.origin))</title>
        <meta name="viewport" content="width=device-width">
        <style>\(Page.style)</style></head>
        <body>
        \(Language.allCases.map(section).joined(separator: "\n"))
        </body></html>

        """
    }

    private func section(_ language: Language) -> String {
        func say(_ text: Text, _ arguments: [String: String] = [:]) -> String {
            Page.safe(text.text(in: language, arguments))
        }
        let reader = Reader(language)
        return """
            <section lang="\(language.rawValue)">
            <h1>\(say(AssessorWords.title))</h1>
            <p>\(say(AssessorWords.what, [
                "origin": package.checkpoint.origin,
                "environment": reader.word(package.environment, under: "environment"),
            ]))</p>
            \(about(reader).map { "<p>\(Page.safe($0))</p>" }.joined(separator: "\n"))
            \(Page.facts(facts(reader)))
            <h2>\(say(AssessorWords.howTitle))</h2>
            <p>\(say(AssessorWords.howKey))</p>
            <p>\(say(AssessorWords.howProgram))</p>
            <pre>python3 -I verify.py FOLDER --lang \(language.rawValue) --key KEY</pre>
            <p>\(say(AssessorWords.howPlain))</p>
            <h2>\(say(AssessorWords.showsTitle))</h2>
            <p>\(say(AssessorWords.shows))</p>
            <p>\(say(AssessorWords.showsNot))</p>
            <h2>\(say(AssessorWords.contentsTitle))</h2>
            \(Page.facts(files.map { ($0.name, reader.text($0.what)) }))
            <h2>\(say(AssessorWords.officersTitle))</h2>
            \(Page.facts(officers.map { officer in
                (
                    officer["officer"]?.string ?? "–",
                    "\(officer["keyID"]?.string ?? "–") · \(reader.text(AssessorWords.entryOrigin)) "
                        + "\(officer["entry"]?.integer ?? 0)"
                )
            }))
            </section>
            """
    }

    private func about(_ reader: Reader) -> [String] {
        switch purpose {
        case .conformance(let report):
            var arguments = ["time": ConformanceView.minute(report["at"])]
            for state in ConformanceState.allCases {
                arguments[state.rawValue] = String(
                    report["totals"]?[state.rawValue]?.integer ?? 0)
            }
            let limits = isTested ? [] : [CommandLineSentence.conformanceNoTests]
            return [reader.text(AssessorWords.ofReport, arguments)]
                + limits.map { reader.text($0) }
        case .sample(let sample): return [AssessorWords.about(sample, package, reader)]
        }
    }

    private func facts(_ reader: Reader) -> [(String, String)] {
        [
            (reader.text(AssessorWords.journal), package.checkpoint.origin),
            (reader.text(AssessorWords.key), key),
            (
                reader.text(AssessorWords.checkpoint),
                reader.text(
                    AssessorWords.checkpointOf,
                    [
                        "size": String(package.checkpoint.size),
                        "root": Hex.encode(package.checkpoint.root),
                    ])
            ),
            (reader.text(AssessorWords.entriesHere), String(package.proofs.count)),
            (reader.text(AssessorWords.cosigned), String(package.cosigned.count)),
        ]
    }

    /// Those that this package has.
    private var files: [(name: String, what: Text)] {
        var others: Set<String> =
            switch purpose {
            case .conformance: ["sample.json", "population.txt", "cases/"]
            case .sample: ["report.json"]
            }
        if !isTested { others.insert("tests.json") }
        if package.cosigned.isEmpty { others.insert("cosigned/") }
        return AssessorWords.files.filter { !others.contains($0.name) }
    }
}

/// The parts of a page that is read on a screen and on paper, alone.
enum Page {
    static func safe(_ text: String) -> String { ConformancePage.safe(text) }

    /// Labels and values in two columns.
    static func facts(_ rows: [(String, String)]) -> String {
        "<table>"
            + rows.map {
                "<tr><th scope=\"row\">\(safe($0.0))</th><td>\(safe($0.1))</td></tr>"
            }.joined(separator: "\n") + "</table>"
    }

    static let style = """
        body{font:15px/1.55 system-ui,"Noto Sans CJK TC","Noto Sans CJK SC",sans-serif;
        margin:2rem auto;max-width:52rem;padding:0 1rem;color:#1b1b1b;background:#fff}
        [lang=zh-Hant]{font-family:system-ui,"Noto Sans CJK TC",sans-serif}
        [lang=zh-Hans]{font-family:system-ui,"Noto Sans CJK SC",sans-serif}
        h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.4rem 0 .4rem}
        section+section{border-top:3px solid #555;margin-top:2.5rem;padding-top:.5rem}
        table{border-collapse:collapse;width:100%}
        th,td{border-top:1px solid #d0d0d0;padding:.3rem .6rem .3rem 0;text-align:left;
        vertical-align:top;overflow-wrap:anywhere}
        th[scope=row]{width:12rem;font-weight:600}thead th{border-top:0;border-bottom:2px solid #555}
        pre{background:#f2f2f2;padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
        .small{font-size:12px;color:#444}.time,.key{white-space:nowrap}
        .line{border-bottom:1px solid #555;height:2.2rem}
        @page{margin:14mm}
        @media print{body{margin:0;max-width:none;font-size:10px;line-height:1.4}
        h2{margin:.8rem 0 .2rem}.small{font-size:8px}.line{height:1.5rem}
        th,td{padding:.15rem .5rem .15rem 0}p{margin:.4rem 0}
        section+section{break-before:page;border-top:0}tr,pre{break-inside:avoid}}
        """
}

extension EvidenceFolder {
    static func answer(
        to path: String, _ package: EvidencePackage, sha256 digest: String
    ) -> JSONValue {
        [
            "to": .string(path), "sha256": .string(digest),
            "origin": .string(package.checkpoint.origin),
            "size": .integer(package.checkpoint.size),
            "root": .string(Hex.encode(package.checkpoint.root)),
            "entries": .integer(Int64(package.proofs.count)),
            "verifierKey": .string(package.verifierKey),
        ]
    }

    static func readable(
        to path: String, _ package: EvidencePackage, sha256 digest: String, _ reader: Reader
    ) -> String {
        let made = reader.text(
            AssessorWords.made,
            [
                "path": SafeText.of(path), "entries": String(package.proofs.count),
                "size": String(package.checkpoint.size),
            ])
        let told = reader.text(AssessorWords.madeDigest, ["digest": digest])
        return [made, told].map { reader.folded($0) }.joined(separator: "\n")
    }
}

extension AssessorWords {
    /// What was drawn from what.
    static func about(
        _ sample: JSONValue, _ package: EvidencePackage, _ reader: Reader
    ) -> String {
        reader.text(
            ofSample,
            [
                "count": String(sample["drawn"]?.array?.count ?? 0),
                "population": String(sample["population"]?.integer ?? 0),
                "kind": kind(sample["of"]?.string ?? "–", in: reader.language),
                "seed": SafeText.of(sample["seed"]?.string ?? "–"),
                "size": String(package.checkpoint.size),
            ])
    }
}
