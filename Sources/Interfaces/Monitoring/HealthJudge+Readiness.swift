/// Whether the server can serve: what `/readyz` says to load balancers, and to anyone.
///
/// Of the judge's own checks those that stop a service now; what ends soon is for people, in time.
extension HealthJudge {
    private static let parts = ["authorities", "lists", "responders", "intents"]
    private static let stopping: Set = [
        "authorities.stopped", "authorities.ended", "lists.missing", "lists.ended",
        "responders.missing", "responders.ended", "intents.waiting",
    ]

    /// Each part by its name, and what is wrong with it: names of authorities, a number of signatures.
    ///
    /// - Parameter ledger: nil where it cannot be read.
    package static func readiness(
        _ ledger: LedgerFacts?, atMilliseconds now: Int64
    ) -> [(part: String, fault: String?)] {
        guard let ledger else { return [("ledger", "cannot be read")] }
        var facts = ServerFacts(clockMilliseconds: now)
        facts.ledger = ledger
        let checks = checks(facts)
        let comparison = ledger.isRestored ? [("comparison", "restored" as String?)] : []
        return comparison + [("ledger", nil)]
            + parts.map { part in
                let faulty = checks.filter {
                    $0.name == part && $0.level == .critical && stopping.contains($0.code)
                }
                let named = faulty.compactMap { $0.facts["authority"] ?? $0.facts["count"] }
                return (part, named.isEmpty ? nil : named.joined(separator: " "))
            }
    }
}
