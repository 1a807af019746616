import Messages

/// What a decision was judged by. Rows of before these were kept name the practice alone.
package struct RulesInForce: Sendable, Equatable {
    /// The practice version in force.
    package let practice: Int64
    /// The last version that was decided, in force or not.
    package let newestPractice: Int64?
    /// The version of the certificate policy.
    package let policy: String?
    /// The version of the program, which holds the rules themselves.
    package let program: String?

    package init(practice: Int64, newestPractice: Int64?, policy: String?, program: String?) {
        self.practice = practice
        self.newestPractice = newestPractice
        self.policy = policy
        self.program = program
    }

    /// One thing that is no longer what it was.
    package struct Change: Sendable, Equatable {
        package enum Kind: String, Sendable { case practice, policy, program }

        package let kind: Kind
        package let before: String
        package let now: String
    }

    /// What changed since, as far as is known what it was.
    package func changes(since earlier: RulesInForce) -> [Change] {
        let all: [(Change.Kind, String?, String?)] = [
            (.practice, String(earlier.practice), String(practice)),
            (.policy, earlier.policy, policy), (.program, earlier.program, program),
        ]
        return all.compactMap { kind, before, now in
            guard let before, let now, !before.utf8.elementsEqual(now.utf8) else { return nil }
            return Change(kind: kind, before: before, now: now)
        }
    }
}

extension Refusal {
    /// Says beforehand what changed since it was proposed, where anything did.
    func judgedAgain(after changes: [RulesInForce.Change]) -> Refusal {
        prefaced(
            changes.map { change in
                let text =
                    switch change.kind {
                    case .practice: RefusalPreface.practiceChanged
                    case .policy: RefusalPreface.policyChanged
                    case .program: RefusalPreface.programChanged
                    }
                return RefusalPreface(text, ["before": change.before, "now": change.now])
            })
    }
}

extension Ledger {
    /// Of the state that is read: what a proposal would be judged by.
    package nonisolated func rulesInForce(
        _ state: some ReadableLedger
    ) throws(LedgerError) -> RulesInForce {
        let newest = try state.rows("SELECT MAX(version) AS version FROM practice").first
        return RulesInForce(
            practice: try state.practiceInForce()?.version ?? 0,
            newestPractice: try newest?.optionalInteger("version"),
            policy: settings.policyVersion, program: settings.program)
    }
}
