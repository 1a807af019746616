import CertificatePolicy
import Cryptography
import Messages

/// Judges one act on the state that its transaction sees. Makes no change.
struct ActJudge {
    /// Officers sign shortly before an act is carried out; a statement that counted for months
    /// would be a blank cheque.
    static let maximumLifetimeMilliseconds: Int64 = 7 * 24 * 3_600_000

    let reading: Reading
    let identity: LedgerIdentity
    let policyVersion: String
    let practice: Int64
    let atMilliseconds: Int64
    /// The number of committed entries.
    let journalSize: Int64

    /// What is asked, once the actor is known.
    struct Question {
        let operation: Operation
        let caseID: String?
        let authority: String?
        var kind: CaseKind = .unread
        var site: CaseSite = .unread
        /// SHA-256 of the canonical bytes of what is decided.
        let payloadHash: [UInt8]
        /// What others did in the same case or under the same proposal.
        let history: [Participation]
    }

    /// What a judged act may claim.
    struct Judgement {
        /// Codes that did not block it, because it tightens.
        var defects: [String] = []
    }

    /// Whether an operation may be started by this kind of actor at all.
    static func checkActor(_ actor: ActActor, of operation: Operation) throws(Refusal) {
        let (allowed, name) =
            switch (actor, operation.actor) {
            case (.officer, .officer): (true, "")
            case (.applicant, .applicant): (true, "")
            case (.subscriber, .subscriber): (true, "")
            case (.anyone, .anyone): (true, "")
            case (.system, .system): (true, "")
            case (let actor, _): (false, actor.kind)
            }
        guard allowed else {
            throw Refusal(.operationActorWrong, ["operation": operation.id, "actor": name])
        }
    }

    /// Judges everything that an officer's statement says and everything the rules ask.
    func judge(
        _ statement: ActStatement, by officer: Officer, _ question: Question
    ) throws -> Judgement {
        var judgement = Judgement()
        try checkTarget(of: statement, question)
        try checkNonce(of: statement)
        let tightens = question.operation.direction == .tightens
        for refusal in try circumstances(of: statement) {
            // What tightens is never blocked by clock, release or witness state (fail tight).
            guard tightens else { throw refusal }
            judgement.defects.append(refusal.code.id)
        }
        try judgeStanding(of: officer, role: statement.role, question)
        return judgement
    }

    /// That the statement is about this journal and exactly what is asked.
    private func checkTarget(
        of statement: ActStatement, _ question: Question
    ) throws(Refusal) {
        guard statement.origin.utf8.elementsEqual(identity.origin.utf8) else {
            throw Refusal(.actOriginWrong, field: "origin", ["origin": identity.origin])
        }
        guard statement.environment == identity.environment else {
            throw Refusal(
                .actEnvironmentWrong, field: "environment",
                ["environment": identity.environment.rawValue])
        }
        let operation = question.operation
        guard statement.operation.utf8.elementsEqual(operation.id.utf8) else {
            throw Refusal(.actOperationWrong, field: "operation", ["operation": operation.id])
        }
        guard Value(statement.caseID) == Value(question.caseID) else {
            throw Refusal(.actCaseWrong, field: "case")
        }
        guard statement.decides == question.payloadHash else {
            throw Refusal(.actContentWrong, field: "decides")
        }
        guard operation.roles.contains(where: { $0.rawValue == statement.role }) else {
            throw Refusal(
                .actRoleWrong, field: "role",
                ["operation": operation.id, "role": statement.role])
        }
    }

    private func checkNonce(of statement: ActStatement) throws {
        if try reading.get(ParticipationRow.self, key: [.blob(statement.nonce)]) != nil {
            throw Refusal(.actReplayed, field: "nonce")
        }
    }

    /// What a tightening operation goes on without: versions, time, and the state of the journal.
    private func circumstances(of statement: ActStatement) throws -> [Refusal] {
        var found: [Refusal] = []
        if !statement.policy.utf8.elementsEqual(policyVersion.utf8) {
            found.append(Refusal(.actPolicyWrong, field: "policy", ["policy": policyVersion]))
        }
        if statement.practice != practice {
            found.append(
                Refusal(.actPracticeWrong, field: "practice", ["practice": "\(practice)"]))
        }
        if statement.expiresMilliseconds <= atMilliseconds {
            found.append(Refusal(.actExpired, field: "expires"))
        } else if statement.expiresMilliseconds - atMilliseconds
            > Self.maximumLifetimeMilliseconds
        {
            found.append(Refusal(.actLifetimeTooLong, field: "expires", ["days": "7"]))
        }
        if let refusal = try checkpointRefusal(statement.checkpoint) { found.append(refusal) }
        return found
    }

    /// Every checkpoint that ever left stands in the table, so a size without a row, or with
    /// another root, was not ours. An empty tree is what a client saw that never saw any.
    private func checkpointRefusal(
        _ seen: ActStatement.SeenCheckpoint
    ) throws(LedgerError) -> Refusal? {
        if seen.size > journalSize { return Refusal(.actCheckpointAhead, field: "checkpoint") }
        let foreign = Refusal(.actCheckpointForeign, field: "checkpoint")
        if seen.size == 0 { return seen.root == LedgerIdentity.emptyRoot ? nil : foreign }
        let rows = try reading.rows(JournalTables.rootOfSize, [.integer(seen.size)])
        guard let row = rows.first else { return foreign }
        return try row.blob("root") == seen.root ? nil : foreign
    }

    /// Role, grants, suspension and separation of duties. CP 7.10, 7.11.
    func judgeStanding(of officer: Officer, role: String, _ question: Question) throws {
        let snapshot = Snapshot(reading, atMilliseconds: atMilliseconds)
        try Self.judge(
            try snapshot.standing(of: officer, for: question.operation), role: role, question,
            atMilliseconds)
    }

    /// The same for a standing that was read in this act.
    static func judge(
        _ standing: OfficerStanding, role: String, _ question: Question, _ atMilliseconds: Int64
    ) throws(Refusal) {
        try Authorisation.judge(
            operation: question.operation, standing: standing, authority: question.authority,
            kind: question.kind, site: question.site, caseHistory: question.history,
            atMilliseconds: atMilliseconds)
        let held =
            question.operation.coversList && question.authority == nil
            ? standing.rolesAnywhere(atMilliseconds: atMilliseconds)
            : standing.roles(
                authority: question.authority, question.kind, question.site,
                atMilliseconds: atMilliseconds)
        guard held.contains(where: { $0.rawValue == role }) else {
            throw Refusal(
                .authorisationRoleMissing, field: "role",
                ["operation": question.operation.id, "officer": standing.officer, "role": role])
        }
        guard let role = Role(rawValue: role) else { return }
        try Authorisation.judgeQualification(
            of: standing, as: role, for: question.operation, atMilliseconds: atMilliseconds)
    }
}

/// What the genesis entry fixes for ever.
package struct LedgerIdentity: Sendable, Equatable {
    /// The name in force: that of the last chapter.
    package let origin: String
    package let environment: LedgerEnvironment
    package let createdAtMilliseconds: Int64
    /// In their order; at least one.
    package let chapters: [JournalChapter]

    static let emptyRoot = DigestAlgorithm.sha256.hash([])
}

extension ActActor {
    /// As entries and refusals name who is no officer.
    var kind: String {
        switch self {
        case .officer: "officer"
        case .applicant: "applicant"
        case .subscriber: "subscriber"
        case .anyone: "anyone"
        case .system: "system"
        }
    }
}
