package import Ledger
import PKIX

/// Certificates that are delivered before their subscribers accept them (CP 6.12): on hold from their first moment
/// on, in the same commit.
extension Transaction {
    /// Stores a certificate that comes into the world on hold: nobody ever sees it valid before it is accepted.
    mutating func hold(_ record: inout CertificateRecord, untilMilliseconds until: Int64) throws {
        record.acceptUntilMilliseconds = until
        record.state = .suspended
        record.reason = .certificateHold
        try change(
            &record, .suspended, requester: StatusEvent.byAuthority,
            cause: StatusEvent.acceptancePending, untilMilliseconds: until)
    }

    /// The subscriber has accepted it. What holds it ends by ``endHold(of:identified:)``.
    package mutating func accept(_ record: inout CertificateRecord) throws {
        record.acceptedAtMilliseconds = atMilliseconds
        try put(record)
    }

    /// Releases what nothing but a hold until its acceptance keeps: a certificate that was suspended meanwhile stays
    /// so, and one whose key was blocked.
    ///
    /// - Parameters:
    ///   - record: one that was accepted.
    ///   - identified: how the subscriber was; nil where a receipt shows it.
    package mutating func endHold(
        of record: inout CertificateRecord, identified: String?
    ) throws {
        guard !record.awaitsAcceptance, try isOnHoldOnly(record),
            try !isBlocked(keyHashHex: record.keyHashHex)
        else { return }
        record.state = .valid
        record.reason = nil
        try change(
            &record, .released, requester: StatusEvent.bySubscriber, identified: identified,
            cause: StatusEvent.accepted)
    }
}

extension ReadableLedger {
    /// Whether nothing else suspends a certificate than that it was delivered before its acceptance.
    package func isOnHoldOnly(_ record: CertificateRecord) throws -> Bool {
        guard record.state == .suspended, record.acceptUntilMilliseconds != nil else {
            return false
        }
        return try statusHistory(of: record).last?.cause == StatusEvent.acceptancePending
    }

    /// Whether a certificate can be suspended: it is valid, or on hold until its acceptance, which is not to end what
    /// somebody found since.
    package func maySuspend(_ record: CertificateRecord) throws -> Bool {
        try record.state == .valid || isOnHoldOnly(record)
    }
}
