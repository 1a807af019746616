import CanonicalJSON
import Messages

/// A conformance report as one page for a browser or a printer, with nothing to fetch.
struct ConformancePage: Sendable {
    private let view: ConformanceView
    private let reader: Reader

    init(_ view: ConformanceView, _ language: Language) {
        self.view = view
        reader = Reader(language)
    }

    var html: String {
        let title = Self.safe(reader.text(CommandLineSentence.conformanceTitle))
        return """
            <!doctype html>
            <html lang="\(reader.language.rawValue)">
            <head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width">
            <style>\(Self.style)</style></head>
            <body><h1>\(title)</h1>
            \(view.notes(reader).map { "<p>\(Self.safe($0))</p>" }.joined(separator: "\n"))
            <table><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(view.clauses.map(row).joined(separator: "\n"))
            </tbody></table>
            \(period)
            </body></html>

            """
    }

    private var period: String {
        view.period(reader).filter { !$0.isEmpty }
            .map { "<div class=\"period\">\(Self.safe($0))</div>" }.joined(separator: "\n")
    }

    private var heads: String {
        ["clause", "state", "asks", "kinds", "answeredBy"].map { name in
            "<th scope=\"col\">\(Self.safe(ConformanceView.label(name, reader)))</th>"
        }.joined()
    }

    private func row(_ clause: JSONValue) -> String {
        let id = Self.safe(clause["id"]?.string ?? "–")
        let state = clause["state"]?.string ?? ""
        let cells = [
            "<td><span class=\"\(Self.safe(state))\">"
                + "\(Self.safe(reader.word(state, under: "conformance")))</span></td>",
            "<td>\(Self.safe(clause["asks"]?.string ?? ""))</td>",
            Self.list(view.parts(clause, reader)),
            Self.list(view.answers(clause, reader) + view.shown(clause, reader)),
        ]
        return "<tr id=\"\(id)\"><th scope=\"row\">\(id)</th>\(cells.joined())</tr>"
    }

    private static func list(_ lines: [String]) -> String {
        "<td>\(lines.map { "<div>\(safe($0))</div>" }.joined())</td>"
    }

    static func safe(_ text: String) -> String {
        var safe = ""
        for scalar in SafeText.of(text).unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    private static let style = """
        body{font:15px/1.5 system-ui,"Noto Sans CJK TC","Noto Sans CJK SC",sans-serif;
        margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1b1b1b;background:#fff}
        h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}
        th,td{border-top:1px solid #d0d0d0;padding:.5rem .6rem;text-align:left;vertical-align:top}
        thead th{border-top:0;border-bottom:2px solid #555}
        td div{padding-left:1em;text-indent:-1em}td:nth-child(4) div{white-space:nowrap}
        td span{border-radius:.3rem;padding:.1rem .5rem;white-space:nowrap;border:1px solid}
        .open,.missing{background:#fde8e6;color:#8a1c10}.overdue{background:#fff1d6;color:#6f4700}
        .held{background:#e5f4e8;color:#14532d}.notApplicable{background:#eee;color:#444}
        .period{white-space:pre-wrap}
        @media print{body{margin:0;max-width:none;font-size:11px}}
        """
}
