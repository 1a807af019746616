import Issuance
import Ledger
import Messages

extension NamedCertificate {
    /// Its row, if its key signed these bytes. Strangers hand these in: an unknown certificate, one that was
    /// never issued and a wrong signature are refused alike.
    ///
    /// - Throws: the refusal, the same whatever is wrong.
    func record(
        in ledger: some ReadableLedger, whoseKeySigned bytes: [UInt8], _ signature: [UInt8],
        else code: RefusalCode
    ) throws -> CertificateRecord {
        guard let record = try record(in: ledger), record.signed(bytes, signature) else {
            throw Refusal(code, field: "signature", ["value": name])
        }
        return record
    }
}
