import CertificatePolicy
import Ledger
import Messages
import Records

extension Transaction {
    /// The manager who is designated for revocations that no subscriber asked for approves them (CP 6.19c): whoever signs
    /// last and carries it out, who is never the one who proposed it.
    ///
    /// Who is designated says the register of personnel. As long as it names nobody, two approvers decide: a
    /// revocation is not held up because a register was not kept.
    /// - Throws: `revocation.managerMissing`, which leaves the proposal to another signature.
    func judgeManager() throws {
        let designated = try designatedManagers()
        // Registers name people by their handles, officers by theirs with a prefix.
        let person = actor.hasPrefix("off-") ? String(actor.dropFirst(4)) : actor
        guard !designated.isEmpty, !designated.contains(person) else { return }
        throw Refusal(
            .revocationManagerMissing, field: "officer",
            ["officer": person, "designated": designated.joined(separator: ", ")])
    }

    private func designatedManagers() throws -> [String] {
        try select(
            RecordVersion.self,
            where: "kind = 'personnel' AND state = 'inForce' AND content LIKE ? AND "
                + RecordVersion.isNewest,
            [.text("%\"revocations\"%")], orderBy: "record"
        ).compactMap { version in
            let values = try version.open
            return values["designatedFor"] == "revocations" ? values["person"] : nil
        }
    }
}
