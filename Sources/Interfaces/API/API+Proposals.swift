import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages

/// Queries on what several people decide.
extension API {
    /// Nobody reads on to the end of a longer list; what waits is never so many.
    private static let maximumCount = 1000

    /// Those that wait, for signatures or for a correction; others by their state, newest first.
    func proposals(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["state"])
        try request.checkChoice("state", among: Proposal.State.allCases.map(\.rawValue))
        let states =
            request.query["state"].flatMap(Proposal.State.init).map { [$0] }
            ?? [.pending, .returned]
        return try await ledger.read { [ledger] snapshot in
            let now = try ledger.rulesInForce(snapshot)
            let found = try states.flatMap {
                try snapshot.proposals(in: $0, limit: Self.maximumCount)
            }
            return ["proposals": .array(try found.map { try Self.summary($0, now, snapshot) })]
        }
    }

    func proposal(_ id: String) async throws -> JSONValue {
        try await ledger.read { [ledger] snapshot in
            guard let proposal = try snapshot.get(Proposal.self, .text(id)) else {
                throw Refusal(.proposalUnknown, field: "proposal", ["proposal": id])
            }
            let summary = try Self.summary(proposal, ledger.rulesInForce(snapshot), snapshot)
            return summary.merging([
                "ended": try snapshot.ending(of: proposal).map(Self.ending) ?? .null
            ])
        }
    }

    private static func summary(
        _ proposal: Proposal, _ now: RulesInForce, _ snapshot: Snapshot
    ) throws -> JSONValue {
        let signatures = try snapshot.signatures(underProposal: proposal.id)
        let isDone = proposal.state == .done
        let lapsed =
            isDone ? [] : try signatures.filter { try !snapshot.counts($0, under: proposal) }
        let counting = signatures.count - lapsed.count
        let people = Operation[proposal.operation]?.people ?? 0
        let changed = isDone ? [] : now.changes(since: proposal.rules)
        return [
            "proposal": .string(proposal.id), "operation": .string(proposal.operation),
            "case": proposal.caseID.map { .string($0) } ?? .null,
            "payload": try JSONValue(parsing: proposal.payload.utf8),
            "payloadHash": .string(Hex.encode(proposal.payloadHash)),
            "version": .integer(proposal.version),
            "corrects": proposal.corrects.map { .string($0) } ?? .null,
            "signatures": .array(signatures.map { .string($0.officer) }),
            "lapsed": .array(lapsed.map { .string($0.officer) }),
            "needed": .integer(Int64(max(0, people - counting))),
            "state": .string(proposal.stateWord(snapshot)),
            "changed": .array(
                changed.map {
                    [
                        "rules": .string($0.kind.rawValue), "before": .string($0.before),
                        "now": .string($0.now),
                    ]
                }),
            "openedAt": .time(proposal.openedAtMilliseconds),
            "expiresAt": .time(proposal.expiresAtMilliseconds),
        ]
    }

    private static func ending(_ ended: EndedProposal) -> JSONValue {
        var members: [String: JSONValue] = [
            "operation": .string(ended.operation), "officer": .string(ended.officer),
            "entry": .integer(ended.entry), "at": .time(ended.atMilliseconds),
        ]
        for name in ["field", "words", "salt"] { members[name] = ended.kept[name] }
        return .object(members)
    }
}

extension Proposal {
    /// As the API tells it: what waits and can no longer be signed is `expired`.
    fileprivate func stateWord(_ snapshot: Snapshot) -> String {
        guard state == .pending || state == .returned else { return state.rawValue }
        let tightens = Operation[operation]?.direction == .tightens
        return !tightens && snapshot.atMilliseconds >= expiresAtMilliseconds
            ? "expired" : state.rawValue
    }
}
