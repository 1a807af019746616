extension Duty {
    private static let day: Int64 = 86_400_000

    /// Every duty of what the product does so far, in the order of the clauses.
    package static let all: [Duty] = [
        // CP 4.11c gives the figure; the practice's own schedule is tighter.
        Duty(
            id: "crl.issuing", scope: .issuingAuthority, periodMilliseconds: day,
            role: .systemOperator, deputy: .caAdministrator, fulfilledBy: "crl.issue",
            clauses: ["4.11c", "4.11g", "6.21"]),
        Duty(
            id: "crl.root", scope: .rootAuthority, periodMilliseconds: 366 * day,
            role: .caAdministrator, deputy: .securityOfficer, fulfilledBy: "crl.issue",
            clauses: ["4.11e", "4.11f"]),
        // The clauses ask for it "regularly"; the figures are ours.
        Duty(
            id: "backup.make", scope: .ledger, periodMilliseconds: day,
            role: .systemOperator, deputy: .caAdministrator, fulfilledBy: "backup.make",
            clauses: ["7.6"]),
        Duty(
            id: "backup.drill", scope: .ledger, periodMilliseconds: 183 * day,
            role: .systemOperator, deputy: .securityOfficer, fulfilledBy: "backup.drill",
            clauses: ["7.26"]),
    ]

    /// The row with this id.
    package static subscript(id: String) -> Duty? { all.first { $0.id == id } }
}
