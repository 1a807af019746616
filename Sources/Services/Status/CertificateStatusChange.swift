package import CanonicalJSON
package import Governance
package import Issuance
package import Ledger
import Messages
package import PKIX

/// The acts on an issued certificate: suspend, release, revoke.
///
/// Payload of all: `certificate` (`AUTHORITY/SERIAL`). Suspend: `reason`, `requester`. Revoke:
/// `reason` (RFC 5280), `requester`, `identified` and `evidence` (CP 6.19a); of the authority's own
/// certificates `confirmation`, too (CP 6.24). What the clause demands stands in the payload, so that
/// the officer signs it; that documents are named is judged by the operation's row.
package struct CertificateStatusChange: Sendable {
    package enum Requester: String, Sendable, CaseIterable {
        case subscriber, representative, court, authority
    }

    /// How the requester of a revocation was identified (CP 5.8).
    package enum Identification: String, Sendable, CaseIterable {
        case signedRequest, sameDocuments, reasonableMeans, courtDocument, internalProcedure
    }

    package enum SuspensionReason: String, Sendable, CaseIterable {
        case keyLost, identificationPending, investigation, subscriberRequest
    }

    package enum RevocationCause: String, Sendable, CaseIterable {
        case unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation
        case privilegeWithdrawn

        package var reason: RevocationReason {
            switch self {
            case .unspecified: .unspecified
            case .keyCompromise: .keyCompromise
            case .affiliationChanged: .affiliationChanged
            case .superseded: .superseded
            case .cessationOfOperation: .cessationOfOperation
            case .privilegeWithdrawn: .privilegeWithdrawn
            }
        }
    }

    private let certificate: NamedCertificate
    private let payload: Payload

    package init(_ payload: Payload) throws {
        certificate = try NamedCertificate(payload.string("certificate"))
        self.payload = payload
    }

    /// Whether there is such an authority is judged by the act.
    package var authority: String { certificate.authority }
    /// The case under which the history of who did what is kept.
    package var caseID: String { certificate.name }

    /// Tightens: takes effect whatever else is amiss. An end is always set (CP 6.19b).
    package func suspend(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["certificate", "reason", "requester"])
        let reason: SuspensionReason = try payload.choice("reason")
        let requester: Requester = try payload.choice("requester")
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        guard record.state == .valid else { throw record.stateRefusal(needed: [.valid]) }
        let until = try transaction.suspend(
            &record, requester: requester.rawValue, cause: reason.rawValue)
        return answer(record, transaction, untilMilliseconds: until)
    }

    /// - Parameter byAdministrators: whether the people decided who bring authorities into the world;
    ///   asked for the authority's own certificates, and for no others.
    package func release(
        _ transaction: inout Transaction, byAdministrators: Bool
    ) throws -> JSONValue {
        try judgeRelease(transaction, byAdministrators: byAdministrators)
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        record.state = .valid
        record.reason = nil
        record.invalidityAtMilliseconds = nil
        try transaction.change(&record, .released)
        return answer(record, transaction)
    }

    /// Whether a release could be carried out now.
    package func judgeRelease(
        _ ledger: some ReadableLedger, byAdministrators: Bool
    ) throws {
        try payload.refuseUnknown(besides: ["certificate"])
        let record = try record(in: ledger)
        guard byAdministrators == record.isOfAuthority else {
            throw Refusal(
                byAdministrators ? .releaseOfSubscriber : .releaseOfAuthority,
                field: "certificate", ["value": caseID])
        }
        guard record.state == .suspended else { throw record.stateRefusal(needed: [.suspended]) }
        guard try !ledger.isBlocked(keyHashHex: record.keyHashHex) else {
            throw Refusal(.certificateKeyBlocked, field: "certificate", ["value": caseID])
        }
    }

    /// Who decides on a revocation, by the operation that they sign.
    package enum RevocationBy: String, Sendable, CaseIterable {
        /// One validator, for who asked.
        case validator = "certificate.revoke"
        /// Two approvers, where no subscriber, representative or court asks (CP 6.19c).
        case approvers = "certificate.revokeByAuthority"
        /// Three administrators, of the authority's own certificates (CP 6.24).
        case administrators = "certificate.revokeOfAuthority"
    }

    /// Whether a revocation could be carried out now, and says what it must (CP 6.19a).
    package func judgeRevocation(_ ledger: some ReadableLedger, by people: RevocationBy) throws {
        let (_, requester) = try revocation(by: people)
        guard (people == .validator) == (requester != .authority) else {
            throw Refusal(.revocationNeedsTwo, field: "requester")
        }
        let record = try record(in: ledger)
        guard (people == .administrators) == record.isOfAuthority else {
            throw Refusal(
                record.isOfAuthority ? .revocationOfAuthority : .revocationOfSubscriber,
                field: "certificate", ["value": caseID])
        }
        guard record.state == .valid || record.state == .suspended else {
            throw record.stateRefusal(needed: [.valid, .suspended])
        }
    }

    private func record(in ledger: some ReadableLedger) throws -> CertificateRecord {
        try ledger.certificateRecord(certificate.authority, certificate.serialHex)
    }

    /// Whether the acting officer's role covers this certificate, for who signs before it is changed.
    package func judgeRole(_ transaction: Transaction) throws {
        let record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
    }

    private func revocation(
        by people: RevocationBy
    ) throws -> (cause: RevocationCause, requester: Requester) {
        try payload.refuseUnknown(
            besides: ["certificate", "reason", "requester", "identified", "evidence"]
                + (people == .administrators ? ["confirmation"] : []))
        let cause: RevocationCause = try payload.choice("reason")
        let requester: Requester = try payload.choice("requester")
        let identified: Identification = try payload.choice("identified")
        guard (identified == .courtDocument) == (requester == .court),
            (identified == .internalProcedure) == (requester == .authority)
        else { throw Refusal(.identificationMismatch, field: "identified") }
        return (cause, requester)
    }

    /// For ever. Whoever asks is identified first (CP 6.19a); until then suspension holds the place.
    package func revoke(
        _ transaction: inout Transaction, by people: RevocationBy
    ) throws -> JSONValue {
        try judgeRevocation(transaction, by: people)
        let (cause, requester) = try revocation(by: people)
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        record.state = .revoked
        record.reason = cause.reason
        try transaction.change(&record, .revoked, requester: requester.rawValue)
        if cause == .keyCompromise { try transaction.block(keyHashHex: record.keyHashHex) }
        return answer(record, transaction)
    }

    /// The executor of what several people decide of a certificate.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let change = try CertificateStatusChange(Payload(payload))
        guard let people = RevocationBy(rawValue: proposal.operation) else {
            return try change.release(&transaction, byAdministrators: true)
        }
        return try change.revoke(&transaction, by: people)
    }

    private func answer(
        _ record: CertificateRecord, _ transaction: Transaction, untilMilliseconds: Int64? = nil
    ) -> JSONValue {
        CertificateIssuing.answer(record).merging([
            "at": .integer(transaction.atMilliseconds),
            "until": untilMilliseconds.map { .integer($0) } ?? .null,
        ])
    }
}

extension ReadableLedger {
    package func certificateRecord(
        _ authority: String, _ serialHex: String
    ) throws -> CertificateRecord {
        guard
            let record = try get(CertificateRecord.self, .text(authority), .text(serialHex))
        else {
            throw Refusal(
                .certificateUnknown, field: "certificate", ["value": "\(authority)/\(serialHex)"])
        }
        return record
    }
}

extension CertificateRecord {
    func stateRefusal(needed: [State]) -> Refusal {
        Refusal(
            .certificateStateWrong, field: "certificate",
            [
                "value": "\(authority)/\(serialHex)", "state": state.rawValue,
                "needed": needed.map(\.rawValue).joined(separator: " / "),
            ])
    }
}
