import CertificatePolicy

extension JournalEntry {
    /// What the first signatures of several change: with these alone nothing has happened yet.
    private static let steps: Set<String> = [
        Proposal.table.name, ProposalSignature.table.name, ParticipationRow.table.name,
        RequestRow.table.name,
    ]

    /// Whether it tells of a signature under a proposal that waits for more.
    package var onlyCollects: Bool {
        let tables = Set(changes.map(\.table))
        return tables.contains(ProposalSignature.table.name) && tables.isSubset(of: Self.steps)
    }

    /// What has happened by it (CP 7.17): nil where it was refused, or collects signatures alone.
    package var event: String? {
        guard outcome == .done, !onlyCollects else { return nil }
        return Operation[operation]?.event
    }
}
