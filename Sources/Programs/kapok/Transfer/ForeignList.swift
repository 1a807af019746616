import Cryptography
import Messages
import PKIX
import Registers

/// The last revocation list of an authority that is taken over: its number goes on here, and what it
/// says of a certificate is never forgotten.
struct ForeignList {
    let path: String
    let number: Int64
    private var entries: [SerialKey: (serial: SerialNumber, revocation: RegisterRow.Revocation)]

    private static let label = "X509 CRL"

    /// - Throws: `import.listUnsuitable` for anything but a full list of this authority.
    init(path: String, issuer: Certificate) throws {
        self.path = path
        let unsuitable = Refusal(.importListUnsuitable, field: "--crl", ["path": path])
        let content = try LocalFile.read(path, limit: CertificateList.maximumBytes)
        guard
            let der = try? PEM.contents(
                of: content, labels: [Self.label], maximumBytes: CertificateList.maximumBytes),
            let list = try? CertificateList(derEncoded: der, tolerance: .tolerant),
            list.issuer.matches(issuer.subject), list.deltaCRLIndicator == nil,
            !list.namesCertificateIssuers, !list.hasUnknownCriticalEntryExtension,
            let key = try? PublicKey(issuer.subjectPublicKeyInfo), list.isSigned(by: key)
        else { throw unsuitable }
        // A list of some reasons, or of some certificates alone, tells half of it.
        if let scope = list.issuingDistributionPoint {
            guard scope.onlySomeReasons == nil, !scope.isIndirect, scope.scope == .all else {
                throw unsuitable
            }
        }
        guard let found = list.crlNumber else { throw unsuitable }
        guard let value = found.value, let number = Int64(exactly: value) else {
            throw Refusal(.importCRLNumberTooGreat, field: "--crl")
        }
        self.number = number
        entries = [:]
        entries.reserveCapacity(list.entryCount)
        for entry in list.entries {
            guard let revocation = try? RegisterRow.Revocation(entry) else { throw unsuitable }
            // Told twice, nobody knows which counts.
            let told = entries.updateValue(
                (entry.serialNumber, revocation), forKey: SerialKey(entry.serialNumber))
            guard told == nil else { throw unsuitable }
        }
    }

    /// What it says of a number; told once.
    mutating func take(_ serial: SerialNumber) -> RegisterRow.Revocation? {
        entries.removeValue(forKey: SerialKey(serial))?.revocation
    }

    /// What nobody asked for, by number.
    mutating func takeRest() -> [RegisterRow] {
        let rest = entries.values.sorted { $0.serial < $1.serial }
        entries = [:]
        return rest.map { RegisterRow(serial: $0.serial, revocation: $0.revocation) }
    }
}
