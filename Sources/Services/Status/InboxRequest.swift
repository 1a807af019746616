package import Governance
package import Issuance
package import Ledger
import Messages
import PKIX

/// A reading of a subscriber's inbox, signed with the key of one of its certificates (CP 5.8a, 12.1).
///
/// Payload: `certificate` (`AUTHORITY/SERIAL`), `sequence`, `time` (milliseconds), `signature` (base64, over the
/// `InboxStatement`; as an acceptance), and `page`, from 1. It is no act, and leaves no entry.
package struct InboxRequest: Sendable {
    package let page: Int

    private let certificate: NamedCertificate
    private let sequence: Int64
    private let timeMilliseconds: Int64
    private let signature: [UInt8]
    private let journal: LedgerIdentity

    /// How far the time may be from the server's: clocks differ, and somebody signs by hand.
    static let windowMilliseconds: Int64 = 5 * 60_000
    /// Of so many pages nobody reads on.
    static let maximumPage: Int64 = 1000
    /// Suspensions that say nothing against who has the key. All others do, or may: a stranger could be reading.
    private static let harmless: Set = [
        CertificateStatusChange.SuspensionReason.investigation.rawValue,
        CertificateStatusChange.SuspensionReason.subscriberRequest.rawValue,
        StatusEvent.acceptancePending,
    ]

    package init(_ payload: Payload, to journal: LedgerIdentity) throws {
        try payload.refuseUnknown(
            besides: ["certificate", "sequence", "time", "signature", "page"])
        certificate = try NamedCertificate(payload.string("certificate"))
        sequence = try payload.integer("sequence")
        timeMilliseconds = try payload.integer("time")
        signature = try payload.signature()
        let page = try payload.optionalInteger("page") ?? 1
        guard (1...Self.maximumPage).contains(page) else {
            throw Refusal(.payloadInvalid, field: "page", ["name": "page"])
        }
        self.page = Int(page)
        self.journal = journal
    }

    /// How often one certificate reads, see `HourlyLimit.ofInboxes`.
    package var readings: HourlyLimit.Key {
        HourlyLimit.Key(certificate: certificate.name)
    }

    /// The certificate whose key signed. Who has not shown the key learns nothing of it.
    ///
    /// - Throws: `inbox.requestInvalid`, `inbox.keyLost` where others may have the key, `inbox.timeWrong`,
    ///   `certificate.requestStale`.
    package func reader(_ ledger: some ReadableLedger) throws -> CertificateRecord {
        let statement = InboxStatement(
            origin: journal.origin, environment: journal.environment.rawValue,
            certificate: certificate.name, sequence: sequence, timeMilliseconds: timeMilliseconds)
        let record = try certificate.record(
            in: ledger, whoseKeySigned: statement.bytes, signature, else: .inboxRequestInvalid)
        guard !record.isOfAuthority else {
            throw Refusal(
                .inboxRequestInvalid, field: "signature", ["value": certificate.name])
        }
        let history = try ledger.statusHistory(of: record)
        guard try !ledger.isBlocked(keyHashHex: record.keyHashHex), !Self.mayBeLost(history) else {
            throw Refusal(
                .inboxKeyLost, field: "certificate", ["value": certificate.name])
        }
        let now = ledger.atMilliseconds
        guard
            (now - Self.windowMilliseconds...now + Self.windowMilliseconds)
                .contains(timeMilliseconds)
        else { throw Refusal(.inboxTimeWrong, field: "time") }
        guard sequence == Int64(history.count) else {
            throw Refusal(
                .holderRequestStale, field: "sequence",
                ["value": certificate.name, "number": String(history.count)])
        }
        return record
    }

    /// What a release ended counts no more: somebody was identified for it.
    private static func mayBeLost(_ history: [StatusEvent]) -> Bool {
        history.reversed().prefix { $0.event != .released }.contains { line in
            switch line.event {
            case .suspended: !(line.cause.map(harmless.contains) ?? false)
            case .revoked: line.reason == .keyCompromise
            case .issued, .imported, .released, .abandoned: false
            }
        }
    }
}
