import CanonicalJSON
import Cryptography
import Governance
package import Issuance
package import Ledger
package import PKIX
package import Registers

/// What the ledger is told of certificates that it did not issue: by a register, or after a loss.
extension Transaction {
    /// The row of a certificate that comes from elsewhere, valid so far.
    package func record(
        of row: RegisterRow, _ certificate: Certificate?, _ authority: String
    ) throws -> CertificateRecord {
        if let certificate {
            return CertificateRecord(
                takenOver: certificate, authority: authority,
                profile: CertificateRecord.importedProfile,
                keyHashHex: try Self.keyHash(of: certificate), self)
        }
        // Nobody knows since when it was valid; until when, if the register said so.
        let end = row.notAfterMilliseconds ?? row.revocation?.sinceMilliseconds ?? 0
        var record = CertificateRecord(
            authority: authority, serial: row.serial, profile: CertificateRecord.importedProfile,
            application: nil,
            validity: try Validity(notBeforeMilliseconds: end, notAfterMilliseconds: end),
            keyHashHex: "", atMilliseconds: atMilliseconds)
        record.subject = row.subject
        record.stand(in: self)
        return record
    }

    /// Keys that nothing here could use are kept by their octets: they may not come back either.
    private static func keyHash(of certificate: Certificate) throws -> String {
        if let key = try? PublicKey(certificate.subjectPublicKeyInfo) {
            return KeyHash.hex(of: key)
        }
        return Hex.encode(
            DigestAlgorithm.sha256.hash(certificate.subjectPublicKeyInfo.derEncoded))
    }

    /// Stores a suspended or revoked certificate as the register tells it, and the line of its history.
    package mutating func tell(
        _ row: RegisterRow, _ record: inout CertificateRecord, sequence: Int64
    ) throws {
        guard let revocation = row.revocation else { return }
        record.state = row.recordState
        record.reason = revocation.reason
        record.statusAtMilliseconds = revocation.sinceMilliseconds
        record.invalidityAtMilliseconds = revocation.invalidityMilliseconds
        try put(record)
        let isHold = row.state == .suspended
        try put(
            StatusEvent(
                record, event: isHold ? .suspended : .revoked, sequence: sequence,
                reason: revocation.reason, atMilliseconds: atMilliseconds,
                sinceMilliseconds: revocation.sinceMilliseconds, entry: entryIndex,
                untilMilliseconds: isHold
                    ? atMilliseconds + suspensionLimitDays() * Milliseconds.day : nil))
    }
}
