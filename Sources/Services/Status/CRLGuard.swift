package import CertificatePolicy
import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages
package import PKIX

/// Judges the final bytes of a list before it may be published (CP 4.11b, lessons of the field:
/// lists that covered a tenth of the revocations, numbers that went back, dates that were padded).
package struct CRLGuard: Sendable {
    private let record: CRLRecord
    private let environment: Environment
    private let practice: Practice

    /// - Parameter practice: that under which the list was announced.
    package init(record: CRLRecord, environment: Environment, practice: Practice) {
        self.record = record
        self.environment = environment
        self.practice = practice
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
        let earlier = try ledger.rows(
            """
            SELECT number FROM crl WHERE authority = ? AND list IS NOT NULL AND number < ?
            ORDER BY number DESC LIMIT 1
            """, [.text(authority.name), .integer(record.number)]
        ).first?.integer("number")
        try Lint.signedCertificateList(
            CertificateListUnderLint(
                list: list,
                authority: try ledger.facts(
                    of: authority, environment: environment, practice: practice),
                family: authority.family,
                period: authority.kind == .root
                    ? .authorities
                    : .subscribers(
                        maximumMilliseconds: practice.crlNextUpdateHours * Milliseconds.hour),
                lastNumber: earlier.map { CRLNumber(UInt64($0)) })
        ).refuseAny()
    }

    /// A status change between intent and completion is no fault: the next list, already due, has
    /// it. So the set is compared with the statuses at the list's own place in the journal, entry
    /// by entry and octet by octet (CP A1.2).
    private func judgeEntries(_ list: CertificateList, _ ledger: Transaction) throws {
        var missing: [String: RevokedCertificate] = [:]
        for entry in try ledger.revokedEntries(record.authority, before: record.entry) {
            missing[entry.serialNumber.hex] = entry
        }
        for entry in list.entries {
            let serial = entry.serialNumber.hex
            guard let expected = missing.removeValue(forKey: serial) else {
                throw refusal("unfounded: \(serial)")
            }
            guard entry.derEncoded == expected.derEncoded else {
                throw refusal("different: \(serial)")
            }
        }
        if let serial = missing.keys.min() { throw refusal("missing: \(serial)") }
    }

    private func refusal(_ reason: String) -> Refusal {
        Refusal(.crlGuard, ["authority": record.authority, "reason": reason])
    }
}
