import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages

/// Operations that take several people: the first proposes, the last one carries out.
extension ActAttempt {
    /// Time enough for people who are not at one place; then it is proposed anew.
    static let proposalLifetimeMilliseconds: Int64 = 14 * 24 * 3_600_000

    /// The closure reads and judges what is to be signed, and changes nothing: a proposal stands for
    /// ever, so what could never be carried out is refused to the first person already.
    func propose(
        _ operation: Operation, judging body: ActBody
    ) throws -> (ActOutcome, JournalEntry?) {
        guard case .officer(let signed) = request.actor, let officer else {
            throw Refusal(
                .operationActorWrong,
                ["operation": operation.id, "actor": request.actor.kind])
        }
        _ = try executor(of: operation)
        let proposal = Proposal(
            id: "pro-" + Base32.encode(ledger.settings.randomness.bytes(16)),
            operation: operation.id, caseID: request.caseID, authority: request.authority,
            payload: String(decoding: request.payload.canonicalBytes, as: UTF8.self),
            payloadHash: pending.payloadHash, practice: practice, state: .pending,
            openedAtMilliseconds: atMilliseconds,
            expiresAtMilliseconds: atMilliseconds + Self.proposalLifetimeMilliseconds)
        var transaction = transaction(
            ActJudge.Question(
                operation: operation, caseID: proposal.caseID, authority: proposal.authority,
                payloadHash: proposal.payloadHash, history: []))
        _ = try body(&transaction)
        return try sign(proposal, operation, signed, officer, earlier: [])
    }

    func approve(_ id: String) throws -> (ActOutcome, JournalEntry?) {
        guard case .officer(let signed) = request.actor, let officer,
            let proposal = try reading.get(Proposal.self, key: [.text(id)]),
            let operation = Operation[proposal.operation]
        else { throw Refusal(.proposalUnknown, field: "proposal", ["proposal": id]) }
        guard proposal.state == .pending else {
            throw Refusal(.proposalDone, field: "proposal", ["proposal": id])
        }
        // What was signed under an earlier name may have been carried out among what was lost.
        guard proposal.openedAtMilliseconds >= ledger.identity.chapters.last?.fromMilliseconds ?? 0
        else { throw Refusal(.proposalExpired, field: "proposal", ["proposal": id]) }
        let tightens = operation.direction == .tightens
        guard tightens || atMilliseconds < proposal.expiresAtMilliseconds else {
            throw Refusal(.proposalExpired, field: "proposal", ["proposal": id])
        }
        guard tightens || proposal.practice == practice else {
            throw Refusal(.proposalPracticeChanged, field: "proposal", ["proposal": id])
        }
        let earlier = try snapshot.signatures(underProposal: id)
        return try sign(proposal, operation, signed, officer, earlier: earlier)
    }

    private func sign(
        _ proposal: Proposal, _ operation: Operation, _ signed: SignedAct, _ officer: Officer,
        earlier: [ProposalSignature]
    ) throws -> (ActOutcome, JournalEntry?) {
        var history = try others(than: operation, inCase: proposal.caseID)
        for signature in earlier {
            let person = try reading.get(Officer.self, key: [.text(signature.officer)])?.person
            history.append(
                Participation(operation: operation.id, officer: person ?? signature.officer))
        }
        let question = ActJudge.Question(
            operation: operation, caseID: proposal.caseID, authority: proposal.authority,
            payloadHash: proposal.payloadHash, history: history)
        var entry = emptyEntry(operation: operation.id, actor: officer.id)
        entry.caseID = proposal.caseID
        entry.defects = try judge.judge(signed.statement, by: officer, question).defects
        let item = signedItem(signed, officer)
        entry.signed = earlier.map(\.item) + [item]
        try participate(signed, officer, question)
        try record.put(
            ProposalSignature(
                proposal: proposal.id, place: Int64(earlier.count + 1), signed: item,
                entry: entryIndex),
            on: reading)
        record.facts["proposal"] = .string(proposal.id)
        history.append(Participation(operation: operation.id, officer: officer.person))
        let needed = Authorisation.peopleStillNeeded(for: operation, caseHistory: history)
        var result: [String: JSONValue] = [
            "proposal": .string(proposal.id), "signatures": .integer(Int64(earlier.count + 1)),
            "needed": .integer(Int64(needed)), "state": .string(Proposal.State.pending.rawValue),
        ]
        var proposal = proposal
        if needed == 0 {
            proposal.state = .done
            try record.put(proposal, on: reading)
            result["state"] = .string(proposal.state.rawValue)
            result["result"] = try execute(proposal, question)
        } else if earlier.isEmpty {
            try record.put(proposal, on: reading)
        }
        return try finish(entry, result: .object(result))
    }

    private func execute(
        _ proposal: Proposal, _ question: ActJudge.Question
    ) throws -> JSONValue {
        let payload = try JSONValue(parsing: Array(proposal.payload.utf8))
        guard DigestAlgorithm.sha256.hash(payload.canonicalBytes) == proposal.payloadHash else {
            throw LedgerError.journalDamaged(detail: "the payload of \(proposal.id) was changed")
        }
        var transaction = transaction(question)
        let approved = ApprovedProposal(id: proposal.id, operation: proposal.operation)
        return try executor(of: question.operation)(&transaction, payload, approved)
    }

    /// What was done in the case by other operations. Signatures under an earlier proposal of the
    /// same operation say nothing about this one.
    private func others(
        than operation: Operation, inCase caseID: String?
    ) throws(LedgerError) -> [Participation] {
        guard let caseID else { return [] }
        return try snapshot.participations(inCase: caseID).filter { $0.operation != operation.id }
    }
}

extension ReadableLedger {
    /// The proposals that wait for signatures and can still be signed, oldest first.
    package func pendingProposals() throws(LedgerError) -> [Proposal] {
        try select(
            Proposal.self,
            where: "state = 'pending' AND expires_at > ? AND opened_at >= "
                + "(SELECT COALESCE(MAX(created_at), 0) FROM succession)",
            [.integer(atMilliseconds)], orderBy: "opened_at, id")
    }

    /// The signatures under a proposal, in order.
    package func signatures(
        underProposal id: String
    ) throws(LedgerError) -> [ProposalSignature] {
        try select(
            ProposalSignature.self, where: "proposal = ?", [.text(id)], orderBy: "place")
    }
}
