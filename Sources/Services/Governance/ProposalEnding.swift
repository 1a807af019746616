package import CanonicalJSON
import CertificatePolicy
package import Ledger
import Messages

/// What ends a proposal beside its last signature: refused, returned for correction, withdrawn.
///
/// Payload of all: `proposal`. Refuse and return: `words`, why in the officer's own words, and `salt`,
/// 32 random bytes in hex, so that the hash which is signed tells nothing of the words. Return:
/// `field`, what is to be corrected: a member of what was proposed, or of one by a dot.
///
/// Words are people's and may name people: they lie in the vault alone, with the salt and so with
/// all that it takes to compare them with the signature.
package struct ProposalEnding: Sendable {
    package static let maximumWordBytes = 2_000
    package static let operations = ["proposal.refuse", "proposal.return", "proposal.withdraw"]

    private let id: String
    private let payload: Payload

    package init(_ payload: Payload) throws {
        id = try payload.string("proposal", maximumBytes: 64)
        self.payload = payload
    }

    /// The case under which it is signed: the proposal.
    package var caseID: String { id }

    /// By anyone who could sign it, whoever signed it before.
    package func refuse(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["proposal", "words", "salt"])
        let proposal = try open(transaction)
        try judgeCouldSign(proposal, transaction)
        return try end(proposal, as: .refused, &transaction)
    }

    /// As `refuse`; who proposed it may answer with a corrected version.
    package func giveBack(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["proposal", "words", "salt", "field"])
        let proposal = try open(transaction)
        guard proposal.state == .pending else { throw proposal.stateRefusal }
        try judgeCouldSign(proposal, transaction)
        let field = try payload.string("field", maximumBytes: 128)
        let known = Self.fields(of: try JSONValue(parsing: Array(proposal.payload.utf8)))
        guard known.contains(where: { $0.utf8.elementsEqual(field.utf8) }) else {
            throw Refusal(
                .proposalFieldUnknown, field: "field",
                ["name": field, "known": known.joined(separator: ", ")])
        }
        return try end(proposal, as: .returned, &transaction)
            .merging(["field": .string(field)])
    }

    /// By who proposed it alone.
    package func withdraw(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["proposal"])
        let proposal = try open(transaction)
        let proposer = try transaction.signatures(underProposal: id).first?.officer
        guard proposer?.utf8.elementsEqual(transaction.actor.utf8) == true else {
            throw Refusal(.proposalOfAnother, field: "proposal", ["proposal": id])
        }
        return try end(proposal, as: .withdrawn, &transaction)
    }

    private func open(_ transaction: Transaction) throws -> Proposal {
        guard let proposal = try transaction.get(Proposal.self, .text(id)) else {
            throw Refusal(.proposalUnknown, field: "proposal", ["proposal": id])
        }
        guard proposal.state == .pending || proposal.state == .returned else {
            throw proposal.stateRefusal
        }
        // One of before a succession ended with it.
        guard try transaction.isOfThisChapter(proposal) else {
            throw Refusal(.proposalExpired, field: "proposal", ["proposal": id])
        }
        return proposal
    }

    /// Who may decide it may also decide against it; separation of duties holds up no refusal.
    private func judgeCouldSign(_ proposal: Proposal, _ transaction: Transaction) throws {
        let roles = Operation[proposal.operation]?.roles ?? []
        let officer = try transaction.get(Officer.self, .text(transaction.actor))
        let held = try officer.map { try transaction.standing(of: $0) }?.roles(
            authority: proposal.authority, proposal.kind, proposal.site,
            atMilliseconds: transaction.atMilliseconds)
        guard roles.contains(where: { held?.contains($0) == true }) else {
            throw Refusal(
                .authorisationRoleMissing, field: "proposal",
                [
                    "operation": proposal.operation, "officer": transaction.actor,
                    "role": roles.map(\.rawValue).joined(separator: ", "),
                ])
        }
    }

    private func end(
        _ proposal: Proposal, as state: Proposal.State, _ transaction: inout Transaction
    ) throws -> JSONValue {
        if state != .withdrawn {
            _ = try payload.string("words", maximumBytes: Self.maximumWordBytes)
            _ = try payload.digest("salt")
            try transaction.vault.put(
                payload.json.canonicalBytes, name: state.rawValue, dossier: id)
        }
        var proposal = proposal
        proposal.state = state
        try transaction.put(proposal)
        return ["proposal": .string(id), "state": .string(state.rawValue)]
    }

    /// The members of what was proposed, and theirs: `settings.crlPeriodHours`.
    private static func fields(of payload: JSONValue) -> [String] {
        (payload.object ?? [:]).sorted { $0.key < $1.key }.flatMap { name, value in
            [name] + (value.object ?? [:]).keys.sorted().map { "\(name).\($0)" }
        }
    }
}

/// Who ended a proposal or returned it, and why.
package struct EndedProposal: Sendable {
    package let operation: String
    package let officer: String
    package let entry: Int64
    package let atMilliseconds: Int64
    /// `field`, `words` and `salt` as they were signed; null where no words are given or left.
    package let kept: JSONValue
}

extension Snapshot {
    /// How a proposal was ended or returned; nil where it was not.
    package func ending(of proposal: Proposal) throws -> EndedProposal? {
        let places = ProposalEnding.operations.map { _ in "?" }.joined(separator: ", ")
        let last = try rows(
            "SELECT operation, officer, entry FROM participation WHERE case_id = ? "
                + "AND is_refused = 0 AND operation IN (\(places)) ORDER BY entry DESC LIMIT 1",
            [.text(proposal.id)] + ProposalEnding.operations.map { .text($0) }
        ).first
        guard let last else { return nil }
        let operation = try last.text("operation")
        let state: Proposal.State = operation == "proposal.return" ? .returned : .refused
        let words =
            operation == "proposal.withdraw"
            ? nil : try vault.read(state.rawValue, dossier: proposal.id)
        let index = try last.integer("entry")
        return EndedProposal(
            operation: operation, officer: try last.text("officer"), entry: index,
            atMilliseconds: try entry(at: index).parsed().timeMilliseconds,
            kept: try words.map { try JSONValue(parsing: $0) } ?? .null)
    }
}
