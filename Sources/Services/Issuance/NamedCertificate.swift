package import Ledger
package import Messages
import PKIX

/// A certificate as payloads and rows name it, `AUTHORITY/SERIAL`; whether there is one is another question.
package struct NamedCertificate: Sendable {
    /// The name before the slash.
    package let authority: String
    package let serialHex: String

    /// - Parameter field: of the payload, for the refusal.
    /// - Throws: `certificate.nameInvalid`.
    package init(_ name: String, field: String = "certificate") throws(Refusal) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let serial = try? SerialNumber(parsing: String(parts[1])) else {
            throw Refusal(.certificateNameInvalid, field: field, ["value": name])
        }
        authority = String(parts[0])
        serialHex = serial.hex
    }

    /// The case of its history, and how statements name it.
    package var name: String { "\(authority)/\(serialHex)" }

    /// Its row, where a certificate was ever issued.
    package func record(
        in ledger: some ReadableLedger
    ) throws(LedgerError) -> CertificateRecord? {
        try ledger.get(CertificateRecord.self, .text(authority), .text(serialHex))
    }
}
