import Governance
import Issuance
import Ledger
import Messages
import PKIX

/// The certificate that a payload names under `certificate`, and what shows that somebody has its key.
///
/// Strangers hand these in: an unknown certificate, one that was never issued and a wrong signature are
/// refused alike.
struct NamedCertificate: Sendable {
    let authority: String
    let serialHex: String

    /// - Throws: `certificate.nameInvalid`.
    init(_ payload: Payload) throws {
        let name = try payload.string("certificate")
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let serial = try? SerialNumber(parsing: String(parts[1])) else {
            throw Refusal(.certificateNameInvalid, field: "certificate", ["value": name])
        }
        authority = String(parts[0])
        serialHex = serial.hex
    }

    /// The case of its history, and how statements name it.
    var name: String { "\(authority)/\(serialHex)" }

    /// Its row, where a certificate was ever issued.
    func record(_ ledger: some ReadableLedger) throws -> CertificateRecord? {
        try ledger.get(CertificateRecord.self, .text(authority), .text(serialHex))
    }

    /// Its row, if its key signed these bytes.
    /// - Throws: the refusal, the same whatever is wrong.
    func record(
        _ ledger: some ReadableLedger, whoseKeySigned bytes: [UInt8], _ signature: [UInt8],
        else code: RefusalCode
    ) throws -> CertificateRecord {
        guard let record = try record(ledger), record.signed(bytes, signature) else {
            throw Refusal(code, field: "signature", ["value": name])
        }
        return record
    }
}
