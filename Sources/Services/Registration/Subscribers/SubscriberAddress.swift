package import Issuance
package import Ledger
import PKIX

extension ReadableLedger {
    /// Where the subscriber of a certificate is told what concerns it: every notice to a subscriber asks this.
    ///
    /// The address of the application, where a code that was sent there came back (CP 5.7); else the one in the
    /// certificate, which names it as unverified. Nil where neither is there: then nobody can be told by mail.
    package func subscriberAddress(of record: CertificateRecord) throws -> String? {
        if let proven = try provenAddress(of: record) { return proven }
        guard let der = record.certificate,
            let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant)
        else { return nil }
        let names = try? certificate.tbsCertificate.extensions.value(
            of: SubjectAlternativeName.self, tolerance: .tolerant)
        return names?.names.lazy.compactMap { name in
            if case .rfc822Name(let address) = name { address } else { nil }
        }.first
    }

    private func provenAddress(of record: CertificateRecord) throws -> String? {
        try record.application.flatMap { try provenAddress(ofApplication: $0) }
    }

    func provenAddress(ofApplication id: String) throws -> String? {
        guard let application = try get(Application.self, .text(id)),
            // A dossier that cannot be read is for the audit to find: the certificate may still hold an address.
            let address = try? statedAddress(of: application),
            try isProven(address, of: application)
        else { return nil }
        return address
    }
}
