package import CertificatePolicy
package import Ledger
import Messages
import Records

extension Transaction {
    /// The manager who is designated for revocations that no subscriber asked for approves them (CP 6.19c): whoever signs
    /// last and carries it out, who is never the one who proposed it.
    ///
    /// Who is designated says the register of personnel. Where nobody of those could sign, since they left, are on leave or
    /// have no grant for this certificate, two approvers decide and the entry says so: a revocation is not held up by a
    /// register.
    /// - Throws: `revocation.managerMissing`, which leaves the proposal to another signature.
    package mutating func judgeManager(of scope: CaseScope) throws {
        let designated = try designatedManagers()
        guard !designated.isEmpty else { return }
        let able = try designated.flatMap { try approvers(named: $0, in: scope) }
        guard !able.isEmpty else { return noteDefect(.revocationManagerMissing) }
        guard !able.contains(where: { $0.utf8.elementsEqual(actor.utf8) }) else { return }
        throw Refusal(
            .revocationManagerMissing, field: "officer",
            ["officer": actor, "designated": designated.joined(separator: ", ")])
    }

    /// Whoever of this person's enrolments could approve now. Registers name people by their handles, officers by theirs
    /// with a prefix.
    private func approvers(named person: String, in scope: CaseScope) throws -> [String] {
        try ["off-\(person)", person].compactMap { try get(Officer.self, .text($0)) }
            .flatMap { try officers(ofPerson: $0.person) }
            .filter { officer in
                let standing = try standing(of: officer)
                return !standing.isSuspended && !standing.isKeyRetired
                    && standing.roles(in: scope, atMilliseconds: atMilliseconds)
                        .contains(.approver)
            }.map(\.id)
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
