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
        let corrected = try request.corrects.map { try self.corrected($0, operation, officer) }
        let id = "pro-" + Base32.encode(ledger.settings.randomness.bytes(16))
        var transaction = transaction(
            ActJudge.Question(
                operation: operation, caseID: request.caseID, authority: request.authority,
                payloadHash: pending.payloadHash, history: []))
        _ = try body(&transaction)
        let proposal = Proposal(
            id: id, operation: operation.id, caseID: request.caseID, authority: request.authority,
            payload: String(decoding: request.payload.canonicalBytes, as: UTF8.self),
            payloadHash: pending.payloadHash, state: .pending,
            openedAtMilliseconds: atMilliseconds,
            expiresAtMilliseconds: atMilliseconds + Self.proposalLifetimeMilliseconds,
            rules: try ledger.rulesInForce(snapshot), version: (corrected?.version ?? 0) + 1,
            corrects: corrected?.id, kind: kindRead, site: siteRead)
        if var corrected {
            corrected.state = .corrected
            try record.put(corrected, on: reading)
        }
        let outcome = try sign(proposal, operation, signed, officer, earlier: [])
        try refuseTwin(of: proposal, operation)
        return outcome
    }

    /// The proposal of which this one is the next version: returned to who proposed it, that is the
    /// same person. What was signed under it says nothing about the new one.
    private func corrected(
        _ id: String, _ operation: Operation, _ officer: Officer
    ) throws -> Proposal {
        guard let proposal = try reading.get(Proposal.self, key: [.text(id)]) else {
            throw Refusal(.proposalUnknown, field: "corrects", ["proposal": id])
        }
        guard try snapshot.isOfThisChapter(proposal) else {
            throw Refusal(.proposalExpired, field: "corrects", ["proposal": id])
        }
        guard proposal.state == .returned else {
            throw Refusal(
                .proposalNotReturned, field: "corrects",
                ["proposal": id, "state": proposal.state.rawValue])
        }
        guard proposal.operation.utf8.elementsEqual(operation.id.utf8) else {
            throw Refusal(
                .proposalOtherOperation, field: "corrects",
                ["proposal": id, "operation": proposal.operation])
        }
        let proposer = try snapshot.signatures(underProposal: id).first?.officer
        guard proposer?.utf8.elementsEqual(officer.id.utf8) == true else {
            throw Refusal(.proposalOfAnother, field: "corrects", ["proposal": id])
        }
        return proposal
    }

    /// Two proposals of the same would be open to the same signature, and one is enough. What
    /// tightens is not held up by it.
    private func refuseTwin(of proposal: Proposal, _ operation: Operation) throws {
        guard operation.direction != .tightens else { return }
        let twin = try snapshot.pendingProposals().first {
            $0.id != proposal.id && $0.operation.utf8.elementsEqual(proposal.operation.utf8)
                && $0.payloadHash == proposal.payloadHash
                && Value($0.caseID) == Value(proposal.caseID)
        }
        if let twin { throw Refusal(.proposalTwin, ["proposal": twin.id]) }
    }

    func approve(_ id: String) throws -> (ActOutcome, JournalEntry?) {
        guard case .officer(let signed) = request.actor, let officer,
            let proposal = try reading.get(Proposal.self, key: [.text(id)]),
            let operation = Operation[proposal.operation]
        else { throw Refusal(.proposalUnknown, field: "proposal", ["proposal": id]) }
        guard proposal.state == .pending else { throw proposal.stateRefusal }
        // What was signed under an earlier name may have been carried out among what was lost.
        guard try snapshot.isOfThisChapter(proposal) else {
            throw Refusal(.proposalExpired, field: "proposal", ["proposal": id])
        }
        guard operation.direction == .tightens || atMilliseconds < proposal.expiresAtMilliseconds
        else { throw Refusal(.proposalExpired, field: "proposal", ["proposal": id]) }
        let earlier = try snapshot.signatures(underProposal: id)
        return try sign(proposal, operation, signed, officer, earlier: earlier)
    }

    /// - Parameter earlier: all signatures so far. Those of people who may not decide it any more do
    ///   not count, and others take their place.
    private func sign(
        _ proposal: Proposal, _ operation: Operation, _ signed: SignedAct, _ officer: Officer,
        earlier: [ProposalSignature]
    ) throws -> (ActOutcome, JournalEntry?) {
        let counting = try earlier.filter { try snapshot.counts($0, under: proposal) }
        var history = try snapshot.participations(besides: proposal)
        for signature in counting {
            let person = try reading.get(Officer.self, key: [.text(signature.officer)])?.person
            history.append(
                Participation(operation: operation.id, officer: person ?? signature.officer))
        }
        let question = ActJudge.Question(
            operation: operation, caseID: proposal.caseID, authority: proposal.authority,
            kind: proposal.kind, site: proposal.site, payloadHash: proposal.payloadHash,
            history: history)
        var entry = emptyEntry(operation: operation.id, actor: officer.id)
        entry.caseID = proposal.caseID
        entry.defects = try judge.judge(signed.statement, by: officer, question).defects
        entry.defects += try defects(of: signed.statement, operation, joining: earlier.first)
        let item = signedItem(signed, officer)
        entry.signed = counting.map(\.item) + [item]
        // Each signature tells which writing it rests on.
        try requireDocuments(
            of: operation, in: JSONValue(parsing: Array(proposal.payload.utf8)))
        try participate(signed, officer, question)
        try record.put(
            ProposalSignature(
                proposal: proposal.id, place: Int64(earlier.count + 1), signed: item,
                entry: entryIndex),
            on: reading)
        record.facts[Proposal.fact] = .string(proposal.id)
        history.append(Participation(operation: operation.id, officer: officer.person))
        let needed = Authorisation.peopleStillNeeded(for: operation, caseHistory: history)
        var result: [String: JSONValue] = [
            "proposal": .string(proposal.id), "signatures": .integer(Int64(counting.count + 1)),
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

    /// A signature is for the proposal that its signer saw: one that was made before, for another
    /// proposal of the same or an earlier version, is not taken.
    private func defects(
        of statement: ActStatement, _ operation: Operation, joining first: ProposalSignature?
    ) throws -> [String] {
        guard let first, statement.checkpoint.size <= first.entry else { return [] }
        guard operation.direction == .tightens else {
            throw Refusal(
                .proposalNotSeen, field: "checkpoint", ["proposal": first.proposal])
        }
        return [RefusalCode.proposalNotSeen.id]
    }

    /// Judges again what was judged when it was proposed, by what holds now, and carries it out.
    private func execute(
        _ proposal: Proposal, _ question: ActJudge.Question
    ) throws -> JSONValue {
        let payload = try JSONValue(parsing: Array(proposal.payload.utf8))
        guard DigestAlgorithm.sha256.hash(payload.canonicalBytes) == proposal.payloadHash else {
            throw LedgerError.journalDamaged(detail: "the payload of \(proposal.id) was changed")
        }
        var transaction = transaction(question)
        let approved = ApprovedProposal(
            id: proposal.id, operation: proposal.operation, rules: proposal.rules)
        do {
            return try executor(of: question.operation)(&transaction, payload, approved)
        } catch let refusal as Refusal {
            let rules = try ledger.rulesInForce(snapshot)
            throw refusal.judgedAgain(after: rules.changes(since: proposal.rules))
        }
    }
}

extension ReadableLedger {
    /// Whether it was opened under the name that the journal bears now: what was open before a
    /// succession ended with it.
    package func isOfThisChapter(_ proposal: Proposal) throws(LedgerError) -> Bool {
        let began = try rows("SELECT MAX(created_at) AS began FROM succession", []).first
        return try proposal.openedAtMilliseconds >= began?.optionalInteger("began") ?? 0
    }

    /// The proposals that wait for signatures and can still be signed, oldest first. What tightens
    /// can be signed at any time.
    package func pendingProposals() throws(LedgerError) -> [Proposal] {
        try proposals(in: .pending)
    }

    /// Those in a state, oldest first; of those that wait, the ones that still can.
    package func proposals(
        in state: Proposal.State, limit: Int? = nil
    ) throws(LedgerError) -> [Proposal] {
        guard state == .pending || state == .returned else {
            return try select(
                Proposal.self, where: "state = ?", [.text(state.rawValue)],
                orderBy: "opened_at DESC, id", limit: limit)
        }
        let tightening = Operation.all.filter { $0.direction == .tightens && $0.people > 1 }
        let places = tightening.map { _ in "?" }.joined(separator: ", ")
        return try select(
            Proposal.self,
            where: "state = ? AND (expires_at > ? OR operation IN (\(places))) AND opened_at >= "
                + "(SELECT COALESCE(MAX(created_at), 0) FROM succession)",
            [.text(state.rawValue), .integer(atMilliseconds)] + tightening.map { .text($0.id) },
            orderBy: "opened_at, id", limit: limit)
    }

    /// The signatures under a proposal, in order.
    package func signatures(
        underProposal id: String
    ) throws(LedgerError) -> [ProposalSignature] {
        try select(
            ProposalSignature.self, where: "proposal = ?", [.text(id)], orderBy: "place")
    }

    /// Whether who signed might still: with the role, and beside what everybody did in the case
    /// since. A role that ended takes its signatures along (CP 7.10, 7.11b).
    package func counts(_ signature: ProposalSignature, under proposal: Proposal) throws -> Bool {
        guard let operation = Operation[proposal.operation],
            let officer = try get(Officer.self, .text(signature.officer))
        else { return false }
        let question = ActJudge.Question(
            operation: operation, caseID: proposal.caseID, authority: proposal.authority,
            kind: proposal.kind, site: proposal.site, payloadHash: proposal.payloadHash,
            history: try participations(besides: proposal))
        do {
            try ActJudge.judge(
                try standing(of: officer, for: operation),
                role: try ActStatement(parsing: signature.act).role,
                question, atMilliseconds)
            return true
        } catch is Refusal {
            return false
        }
    }

    /// What was done in the case by other operations, since this one was carried out there last: who reinstates
    /// differs from who suspended this time, and not from whoever did years ago. Signatures under an earlier
    /// proposal of the same operation say nothing about this one.
    func participations(
        besides proposal: Proposal
    ) throws(LedgerError) -> [Participation] {
        guard let caseID = proposal.caseID else { return [] }
        let last = try rows(
            """
            SELECT MAX(s.entry) AS last FROM participation p \
            JOIN proposal_signature s ON s.entry = p.entry \
            JOIN proposal o ON o.id = s.proposal \
            WHERE p.case_id = ? AND p.operation = ? AND o.state = 'done'
            """, [.text(caseID), .text(proposal.operation)]
        ).first?.optionalInteger("last")
        return try participations(inCase: caseID, after: last ?? -1)
            .filter { $0.operation != proposal.operation }
    }
}
