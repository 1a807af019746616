/// What the clauses of the certificate policy ask, in our own words, by their ids.
///
/// The policy itself prevails. Who is bound by a clause, and how strictly, stands in the catalogue
/// that looks up its words here.
package enum ClauseWords {
    /// The sentence of a clause, such as `5.5B2`.
    package static func text(_ id: String) -> Text { texts[id] ?? unknown }

    /// For tests: every clause that has a sentence.
    package static var ids: Set<String> { Set(texts.keys) }

    private static let unknown = Text(
        en: "The certificate policy has no such clause.", zhHant: "證書政策沒有此條文。",
        zhHans: "证书策略没有此条款。")

    private static let texts: [String: Text] = [
        scope, responsibilities, repository, publication, names, organisations, persons,
        requesters, applications, issuing, renewal, revocation, keyUse, statusService, premises,
        environment, procedures, personnel, audit, archive, continuity, keys, modules,
        privateKeys, usagePeriods, computers, development, formats, compliance, liability,
        closing, terms, standards,
    ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
}
