package import Ledger
package import PKIX

extension CertificateRecord {
    /// A certificate that another system issued, valid as far as this row says.
    package init(
        takenOver certificate: Certificate, authority: String, profile: String,
        keyHashHex: String, _ transaction: Transaction
    ) {
        self.init(
            authority: authority, serial: certificate.serialNumber, profile: profile,
            application: nil, validity: certificate.validity, keyHashHex: keyHashHex,
            atMilliseconds: transaction.atMilliseconds)
        let signed = SignedCertificate(certificate)
        self.certificate = signed.derEncoded
        subject = signed.names.subject
        searchText = signed.names.searchText
        stand(in: transaction)
    }

    /// It is here from this act on.
    package mutating func stand(in transaction: Transaction) {
        state = .valid
        issuedAtMilliseconds = transaction.atMilliseconds
        issuedEntry = transaction.entryIndex
    }
}
