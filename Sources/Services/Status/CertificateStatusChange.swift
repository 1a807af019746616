package import CanonicalJSON
package import Governance
package import Issuance
package import Ledger
import Messages
package import PKIX

/// The acts on an issued certificate: suspend, release, revoke.
///
/// Payload of all: `certificate` (`AUTHORITY/SERIAL`). Suspend: `reason`, `requester`; optional:
/// `identified` and `evidence` of it. Revoke: `reason` (RFC 5280), `requester`, `identified` and `evidence` (CP 6.19a); of the
/// authority's own certificates `confirmation`, too (CP 6.24); of the authority's own mistake `cause` and
/// `incident` (CP 6.20). Release, but of the authority's own certificates: `requester`, `identified`,
/// `evidence` and, of a person, `documents`. Who asks in the subscriber's place brings `mandate`, an estate or
/// liquidator `basis`, too. Who does not come in person brings `hindrance`, and
/// `contactFrom` where they were called (CP 5.8b). What a clause demands stands in the payload, so that
/// the officer signs it; that documents are named is judged by the operation's row.
package struct CertificateStatusChange: Sendable {
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

    /// What the authority says of itself where it revokes (CP 6.20).
    package enum OwnCause: String, Sendable, CaseIterable { case productionMistake }

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

    /// Tightens: takes effect whatever else is amiss. An end is always set (CP 6.19b). How a person was identified
    /// may be said, and is owed where it is not (CP 5.8d). The entry tells whether anything was shown for it.
    package func suspend(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(
            besides: ["certificate", "reason", "requester", "identified", "evidence"])
        let reason: SuspensionReason = try payload.choice("reason")
        let requester: Requester = try payload.choice("requester")
        let identified: Identification? =
            try payload.optionalString("identified") == nil ? nil : payload.choice("identified")
        let shown = try payload.optionalDigests("evidence")
        if let shown { transaction.note("evidence", .array(shown.map { .string($0) })) }
        if identified != nil { transaction.note("identificationShown", .bool(shown != nil)) }
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        guard try transaction.maySuspend(record) else {
            throw record.stateRefusal(needed: [.valid])
        }
        let until = try transaction.suspend(
            &record, requester: requester.rawValue, identified: identified?.rawValue,
            cause: reason.rawValue)
        return answer(record, transaction, untilMilliseconds: until)
    }

    /// - Parameter byAdministrators: whether the people decided who bring authorities into the world;
    ///   asked for the authority's own certificates, and for no others.
    package func release(
        _ transaction: inout Transaction, byAdministrators: Bool
    ) throws -> JSONValue {
        try judgeRelease(transaction, byAdministrators: byAdministrators)
        let (requester, identified) = try releaseRequest(byAdministrators: byAdministrators)
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        record.state = .valid
        record.reason = nil
        record.invalidityAtMilliseconds = nil
        try transaction.change(
            &record, .released, requester: requester?.rawValue, identified: identified?.rawValue)
        return answer(record, transaction)
    }

    /// Whether a release could be carried out now.
    ///
    /// - Throws: `release.estate`, `requester.unfit`, `release.identificationUnfit` for a way that is not enough for who asks, the codes of
    ///   `Payload.judgeDistance`, `release.notAsked` where a person had it suspended and the authority alone would
    ///   release it, `release.subscriberCertificate`, `release.ownCertificate`,
    ///   `certificate.stateWrong`, `certificate.notAccepted`, `certificate.keyBlocked`.
    package func judgeRelease(
        _ ledger: some ReadableLedger, byAdministrators: Bool
    ) throws {
        let (requester, _) = try releaseRequest(byAdministrators: byAdministrators)
        let record = try record(in: ledger)
        if let requester { try Self.judge(requester, askingOf: record) }
        guard byAdministrators == record.isOfAuthority else {
            throw Refusal(
                byAdministrators ? .releaseOfSubscriber : .releaseOfAuthority,
                field: "certificate", ["value": caseID])
        }
        guard record.state == .suspended else { throw record.stateRefusal(needed: [.suspended]) }
        // Accepted by its receipt is not released by that: what opens the medium is another person's to send (CP 8.2b).
        guard try !record.awaitsAcceptance && !ledger.isOnHoldOnly(record) else {
            throw Refusal(
                .certificateNotAccepted, field: "certificate",
                ["value": caseID, "id": record.application ?? ""])
        }
        guard try !ledger.isBlocked(keyHashHex: record.keyHashHex) else {
            throw Refusal(.certificateKeyBlocked, field: "certificate", ["value": caseID])
        }
        // Whoever had it suspended is asked: nobody at the authority knows better whether a key was found again.
        let suspension = try ledger.statusHistory(of: record).last { $0.event == .suspended }
        let askedByPerson = suspension?.requester.flatMap(Requester.init)?.isPerson ?? false
        guard requester != .authority || !askedByPerson else {
            throw Refusal(.releaseNotAsked, field: "requester")
        }
    }

    /// Who asks for a release, and how they were identified; nobody does of the authority's own certificates.
    private func releaseRequest(
        byAdministrators: Bool
    ) throws -> (requester: Requester?, identified: Identification?) {
        guard !byAdministrators else {
            try payload.refuseUnknown(besides: ["certificate"])
            return (nil, nil)
        }
        let requester: Requester = try payload.choice("requester")
        try payload.refuseUnknown(
            besides: ["certificate", "requester", "evidence"] + payload.identificationMembers
                + payload.standingMembers + (requester.isPerson ? ["documents"] : []))
        try payload.judgeStandingMembers()
        guard requester != .estate else { throw Refusal(.releaseOfEstate, field: "requester") }
        let identified: Identification = try payload.choice("identified")
        let ways = Self.waysToRelease(requester)
        guard ways.contains(identified) else {
            throw Refusal(
                .releaseIdentificationUnfit, field: "identified",
                ["allowed": ways.map(\.rawValue).joined(separator: ", ")])
        }
        try payload.judgeDistance(identified)
        return (requester, identified)
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
    ///
    /// - Throws: `revocation.identificationMismatch`, `requester.unfit`, the codes of `Payload.judgeDistance`,
    ///   `revocation.needsTwo`, `revocation.ownCertificate`, `revocation.subscriberCertificate`,
    ///   `certificate.stateWrong`; where the authority decides, those of CP 6.20: `revocation.mistakeUnsaid`,
    ///   `.mistakeReason`, `.incidentMissing`, `.incidentUnfit`.
    package func judgeRevocation(_ ledger: some ReadableLedger, by people: RevocationBy) throws {
        let (cause, requester, _) = try revocation(by: people)
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
        _ = try mistake(behind: cause, of: record, by: people, ledger)
    }

    /// The incident behind a revocation for the authority's own mistake of production (CP 6.20).
    ///
    /// The authority says so, and names it. What somebody else asked for is held up by nothing: there the
    /// register alone tells that a mistake was behind it, whatever was said.
    private func mistake(
        behind reason: RevocationCause, of record: CertificateRecord, by people: RevocationBy,
        _ ledger: some ReadableLedger
    ) throws -> ProductionIncident? {
        guard people != .validator, try payload.optionalString("cause") != nil else {
            let known = try ledger.productionIncident(naming: record)
            guard people != .validator else { return known }
            if let known {
                throw Refusal(.mistakeUnsaid, field: "cause", ["record": known.record])
            }
            guard try payload.optionalString("incident") == nil else {
                throw Refusal(.payloadInvalid, field: "cause", ["name": "cause"])
            }
            return nil
        }
        _ = try payload.choice("cause", as: OwnCause.self)
        try reason.judgeOwnMistake()
        guard let incident = try payload.optionalString("incident", maximumBytes: 64) else {
            throw Refusal(.mistakeIncidentMissing, field: "incident")
        }
        return try ledger.productionIncident(incident, of: record)
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
    ) throws -> (cause: RevocationCause, requester: Requester, identified: Identification) {
        try payload.refuseUnknown(
            besides: ["certificate", "reason", "requester", "evidence"]
                + payload.identificationMembers + payload.standingMembers
                + (people == .validator ? [] : ["cause", "incident"])
                + (people == .administrators ? ["confirmation"] : []))
        try payload.judgeStandingMembers()
        let cause: RevocationCause = try payload.choice("reason")
        let requester: Requester = try payload.choice("requester")
        let identified: Identification = try payload.choice("identified")
        guard Self.waysToRevoke(requester).contains(identified) else {
            throw Refusal(.identificationMismatch, field: "identified")
        }
        try payload.judgeDistance(identified)
        return (cause, requester, identified)
    }

    /// For ever. Whoever asks is identified first (CP 6.19a); until then suspension holds the place.
    package func revoke(
        _ transaction: inout Transaction, by people: RevocationBy
    ) throws -> JSONValue {
        try judgeRevocation(transaction, by: people)
        let (cause, requester, identified) = try revocation(by: people)
        var record = try record(in: transaction)
        try transaction.requireRole(in: record.scope)
        let incident = try mistake(behind: cause, of: record, by: people, transaction)
        if let incident { transaction.note("incident", .string(incident.record)) }
        // It tightens: who asks for what is not theirs is told of, and holds nothing up.
        if !Self.isFit(requester, toAskOf: record) { transaction.noteDefect(.requesterUnfit) }
        try transaction.revoke(
            &record, for: cause, requester: requester, identified: identified,
            mistake: incident?.mistake)
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
        if people == .approvers {
            try transaction.judgeManager(of: change.record(in: transaction).scope)
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
