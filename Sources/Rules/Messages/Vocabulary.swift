/// The words for what the API, the journal and refusals carry as identifiers: states, kinds,
/// reasons, roles, operations.
///
/// One identifier may mean two things (`issuing` is a state of an application and a kind of
/// authority), so a word is looked up under the name of the member or argument that carries it.
public enum Vocabulary {
    public static let yes = Text(en: "yes", zhHant: "是", zhHans: "是")
    public static let no = Text(en: "no", zhHant: "否", zhHans: "否")

    /// The word for one value; nil where it is shown as it is.
    public static func word(_ value: String, under name: String) -> Text? {
        for table in tables[name] ?? [] {
            if let word = table[value] { return word }
        }
        return nil
    }

    /// A value, or a list of values divided by commas or slashes, in the words of a language. What
    /// has no word stays as it is.
    public static func said(
        _ text: String, under name: String, in language: Language
    ) -> String {
        guard tables[name] != nil else { return text }
        if let word = word(text, under: name) { return word.text(in: language) }
        if name == "reason", let said = Defects.said(text, in: language) { return said }
        for (divider, join) in [(", ", joined), (" / ", anyOf)] where text.contains(divider) {
            let parts = parts(of: text, divider)
            let words = parts.map { word($0, under: name)?.text(in: language) }
            if words.contains(where: { $0 != nil }) {
                return join(zip(words, parts).map { $0 ?? $1 }, language)
            }
        }
        return text
    }

    /// What fills the places of a text, identifiers of the product in words.
    public static func said(
        _ arguments: [String: String], in language: Language
    ) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: arguments.map { name, value in
                (name, said(value, under: name, in: language))
            })
    }

    /// A list as a sentence holds it.
    public static func joined(_ parts: [String], in language: Language) -> String {
        parts.joined(separator: language == .english ? ", " : "、")
    }

    private static func anyOf(_ parts: [String], in language: Language) -> String {
        switch language {
        case .english: parts.joined(separator: " or ")
        case .traditionalChinese, .simplifiedChinese: parts.joined(separator: "或")
        }
    }

    private static func parts(of text: String, _ divider: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while let found = rest.firstRange(of: divider) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }

    /// Which words may stand under which name, of a member of the API or an argument of a refusal.
    private static let tables: [String: [[String: Text]]] = [
        "state": [states], "certificateState": [states], "tokenState": [states],
        "feeState": [feeStates], "needed": [states], "event": [states, events],
        "outcome": [states],
        "status": [conditions], "environment": [environments],
        "category": [kinds], "kind": [kinds, families, RecordWords.kinds], "family": [families],
        "profile": [profiles], "jurisdiction": [jurisdictions],
        "reason": [reasons, calendarWords, Defects.phrases], "range": [Defects.phrases],
        "content": [contents], "requester": [requesters], "subscription": [subscriptions],
        "cause": [reasons, ownCauses, obstacles, RecordWords.choices],
        "hindrance": [hindrances], "contactFrom": [calledContacts],
        "identified": [identifications], "identityMethod": [methods], "method": [methods],
        "roles": [roles], "role": [roles], "first": [roles, RecordWords.fields],
        "second": [roles, RecordWords.fields],
        "documents": [documents], "direction": [directions], "archive": [archives],
        "differsFrom": [operations],
        "operation": [operations], "stops": [operations], "earlier": [operations],
        "actor": [actors],
        "purpose": [purposes], "table": [ledgerTables], "step": [proofSteps],
        "defect": [Defects.structures], "field": [attributes],
        "allowed": [attributes, RecordWords.choices],
        "usage": [keyUsages], "problem": [registerProblems, recordProblems],
        "conformance": [conformanceStates], "staffing": [staffings], "kinds": [clauseKinds],
        "source": [answerSources],
        "of": [operations], "standing": [dutyStandings], "dutyResult": [dutyResults],
        "region": [calendarWords],
        "exception": [calendarWords], "calendarReason": [calendarWords],
        "rules": [rules],
        "duty": [duties], "publication": [publications],
        "record": [RecordWords.kinds], "column": [RecordWords.fields, EvidenceWords.fields],
        "proof": [EvidenceWords.kinds],
        "columns": [RecordWords.fields], "form": [RecordWords.forms, RecordWords.choices],
        "stage": [RecordWords.choices], "fault": [recordFaults],
        "document": [identityDocuments], "part": [identityParts], "route": [routes], "way": [ways],
        "acceptance": [acceptances], "decision": [collisionDecisions],
        "relation": [collisionRelations],
    ]
}
