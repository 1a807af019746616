package import CertificatePolicy
import Cryptography
import Governance
import Issuance
package import Ledger
import Messages
package import PKIX

/// Judges the final bytes of a list before it may be published (CP 4.11b, lessons of the field:
/// lists that covered a tenth of the revocations, numbers that went back, dates that were padded).
package struct CRLGuard: Sendable {
    private let record: CRLRecord
    private let environment: Environment

    package init(record: CRLRecord, environment: Environment) {
        self.record = record
        self.environment = environment
    }

    /// Refuses unless number, dates, signature and the *set* of entries are what the ledger says.
    package func judge(_ list: CertificateList, _ ledger: Transaction) throws {
        guard list.crlNumber?.value == UInt64(record.number) else {
            throw refusal("the number differs")
        }
        guard list.thisUpdateMilliseconds == record.thisUpdateMilliseconds,
            list.nextUpdateMilliseconds == record.nextUpdateMilliseconds
        else { throw refusal("the dates differ from the schedule") }
        let authority = try ledger.authority(record.authority)
        guard let issuerDER = try ledger.certificateRecord(of: authority)?.certificate else {
            throw refusal("the issuer has no certificate")
        }
        let issuer = try Certificate(derEncoded: issuerDER)
        guard list.isSigned(by: try PublicKey(issuer.tbsCertificate.subjectPublicKeyInfo)),
            list.issuer == issuer.tbsCertificate.subject
        else { throw refusal("the signature is not the issuer's") }
        try judgeRules(list, authority, ledger)
        try judgeEntries(list, ledger)
    }

    /// The lint of lists, on the final bytes.
    private func judgeRules(
        _ list: CertificateList, _ authority: Authority, _ ledger: Transaction
    ) throws {
        let practice = try ledger.practice()
        let earlier = try ledger.select(
            CRLRecord.self, where: "authority = ? AND list IS NOT NULL AND number < ?",
            [.text(authority.name), .integer(record.number)], orderBy: "number DESC", limit: 1
        ).first
        try Lint.signedCertificateList(
            CertificateListUnderLint(
                list: list, authority: try ledger.facts(of: authority, environment: environment),
                family: authority.family,
                period: authority.kind == .root
                    ? .authorities
                    : .subscribers(
                        maximumMilliseconds: practice.crlNextUpdateHours * Milliseconds.hour),
                lastNumber: earlier.map { CRLNumber(UInt64($0.number)) }, expected: nil)
        ).refuseAny()
    }

    /// A status change between intent and completion is no fault: the next list, already due, has
    /// it. So the set is compared with the statuses at the list's own instant.
    private func judgeEntries(_ list: CertificateList, _ ledger: Transaction) throws {
        var expected: [String: RevokedCertificate] = [:]
        for entry in try ledger.revokedEntries(record.authority)
        where entry.revocationDateMilliseconds < record.thisUpdateMilliseconds {
            expected[entry.serialNumber.hex] = entry
        }
        var found: [String: RevokedCertificate] = [:]
        for entry in list.entries { found[entry.serialNumber.hex] = entry }
        for (serial, entry) in expected {
            guard let listed = found[serial], listed.reason == entry.reason,
                listed.revocationDateMilliseconds == entry.revocationDateMilliseconds
            else { throw refusal("\(serial) is missing or differs") }
        }
        for (serial, entry) in found where expected[serial] == nil {
            let isLater = entry.revocationDateMilliseconds >= record.thisUpdateMilliseconds
            guard
                try isLater
                    || ledger.changedSince(
                        record.thisUpdateMilliseconds, record.authority, serial)
            else { throw refusal("\(serial) stands on it without cause") }
        }
    }

    private func refusal(_ reason: String) -> Refusal {
        Refusal(.crlGuard, ["authority": record.authority, "reason": reason])
    }
}

extension ReadableLedger {
    /// Whether a serial's status changed at or after an instant.
    func changedSince(
        _ milliseconds: Int64, _ authority: String, _ serialHex: String
    ) throws -> Bool {
        guard let record = try get(CertificateRecord.self, .text(authority), .text(serialHex))
        else { return false }
        return record.statusAtMilliseconds >= milliseconds
    }
}
