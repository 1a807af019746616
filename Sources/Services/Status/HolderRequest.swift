package import CanonicalJSON
package import Governance
import Issuance
package import Ledger
import Messages
import PKIX

/// A request of the holder that is signed with the certificate's own key, and carried out at once by
/// nobody else (CP 5.8a, 6.17): the signature identifies who asks, and the certificate is the holder's.
///
/// Payload: `certificate` (`AUTHORITY/SERIAL`), `reason`, `sequence` and `signature` (base64, over the
/// `StatusRequestStatement`; as an acceptance). Nothing is released this way.
package struct HolderRequest: Sendable {
    package enum SuspensionReason: String, Sendable, CaseIterable {
        case keyLost, subscriberRequest
    }

    /// Those that a subscriber can know; that a privilege is withdrawn is the authority's to say.
    package enum RevocationCause: String, Sendable, CaseIterable {
        case unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation
        /// What the certificate says is not so: who has it declines it (CP 6.12).
        case contentsWrong

        /// Lists have no word for wrong contents; the history has.
        var reason: RevocationReason {
            switch self {
            case .unspecified, .contentsWrong: .unspecified
            case .keyCompromise: .keyCompromise
            case .affiliationChanged: .affiliationChanged
            case .superseded: .superseded
            case .cessationOfOperation: .cessationOfOperation
            }
        }
    }

    private static let identified = StatusEvent.signedRequest

    private let certificate: NamedCertificate
    private let sequence: Int64
    private let signature: [UInt8]
    private let payload: Payload
    private let journal: LedgerIdentity

    package init(_ payload: Payload, to journal: LedgerIdentity) throws {
        try payload.refuseUnknown(besides: ["certificate", "reason", "sequence", "signature"])
        certificate = try NamedCertificate(payload.string("certificate"))
        sequence = try payload.integer("sequence")
        signature = try payload.signature()
        self.payload = payload
        self.journal = journal
    }

    /// Tightens: takes effect whatever else is amiss, on a certificate that has expired, too.
    package func suspend(_ transaction: inout Transaction) throws -> JSONValue {
        let reason: SuspensionReason = try payload.choice("reason")
        var record = try record(
            transaction, signed: .suspend, reason: reason.rawValue, from: [.valid])
        let until = try transaction.suspend(
            &record, requester: StatusEvent.bySubscriber, identified: Self.identified,
            cause: reason.rawValue)
        return answer(record, transaction, until: until)
    }

    /// For ever. A key that its holder says is compromised is blocked with it.
    package func revoke(_ transaction: inout Transaction) throws -> JSONValue {
        let cause: RevocationCause = try payload.choice("reason")
        var record = try record(
            transaction, signed: .revoke, reason: cause.rawValue, from: [.valid, .suspended])
        record.state = .revoked
        record.reason = cause.reason
        // A mistake of production that is known stays one, whoever ends its certificate (CP 6.20).
        let incident = try transaction.productionIncident(naming: record)
        if let incident { transaction.note("incident", .string(incident.record)) }
        try transaction.change(
            &record, .revoked, requester: StatusEvent.bySubscriber, identified: Self.identified,
            cause: incident?.mistake ?? (cause == .contentsWrong ? cause.rawValue : nil))
        if cause == .keyCompromise { try transaction.block(keyHashHex: record.keyHashHex) }
        return answer(record, transaction, until: nil)
    }

    /// Who has not shown the key learns nothing of the certificate; who has is told what stands in the way.
    private func record(
        _ transaction: Transaction, signed act: StatusRequestStatement.Act, reason: String,
        from states: [CertificateRecord.State]
    ) throws -> CertificateRecord {
        let statement = StatusRequestStatement(
            origin: journal.origin, environment: journal.environment.rawValue,
            certificate: certificate.name, act: act, reason: reason, sequence: sequence)
        let record = try certificate.record(
            in: transaction, whoseKeySigned: statement.bytes, signature, else: .holderRequestInvalid
        )
        guard !record.isOfAuthority else {
            throw Refusal(
                .holderRequestInvalid, field: "signature", ["value": certificate.name])
        }
        // What is on hold until its acceptance can be suspended as what is valid.
        let isHeld = try act == .suspend && transaction.maySuspend(record)
        guard isHeld || states.contains(record.state) else {
            throw record.stateRefusal(needed: states)
        }
        let lines = try Int64(transaction.statusHistory(of: record).count)
        guard sequence == lines else {
            throw Refusal(
                .holderRequestStale, field: "sequence",
                ["value": certificate.name, "number": String(lines)])
        }
        return record
    }

    private func answer(
        _ record: CertificateRecord, _ transaction: Transaction, until: Int64?
    ) -> JSONValue {
        CertificateIssuing.answer(record).merging([
            "at": .integer(transaction.atMilliseconds),
            "until": until.map { .integer($0) } ?? .null,
        ])
    }
}
