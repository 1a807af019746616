package import Issuance
package import Ledger
import Messages

extension Transaction {
    /// For ever. Who decided it was judged before.
    ///
    /// - Parameter mistake: of the authority itself, behind it (CP 6.20).
    package mutating func revoke(
        _ record: inout CertificateRecord, for cause: CertificateStatusChange.RevocationCause,
        requester: CertificateStatusChange.Requester,
        identified: CertificateStatusChange.Identification, mistake: String?
    ) throws {
        record.state = .revoked
        record.reason = cause.reason
        try change(
            &record, .revoked, requester: requester.rawValue, identified: identified.rawValue,
            cause: mistake)
        if cause == .keyCompromise { try block(keyHashHex: record.keyHashHex) }
    }
}

extension CertificateStatusChange.RevocationCause {
    /// Neither the subscriber's doing nor their standing, whatever the list would be told (CP 6.20).
    ///
    /// - Throws: `revocation.mistakeReason`.
    func judgeOwnMistake() throws {
        guard [.unspecified, .superseded, .keyCompromise].contains(self) else {
            throw Refusal(.mistakeReasonWrong, field: "reason", ["value": rawValue])
        }
    }
}
