package import CanonicalJSON
package import Governance
import Issuance
package import Ledger
import Messages

/// A proof by anyone that a certificate's private key is known: the key signed what names journal,
/// environment and certificate, and that it was compromised (CP 6.17a).
///
/// The same follows as where the key itself was seen: it is blocked for ever and every valid certificate
/// under it suspended, one of the authority itself included (CP 6.24); two approvers revoke.
/// Payload: `certificate` (`AUTHORITY/SERIAL`) and `signature` (base64, over the `KeyProofStatement`).
package struct KeyProof: Sendable {
    private let certificate: NamedCertificate
    private let signature: [UInt8]
    private let journal: LedgerIdentity

    package init(_ payload: Payload, to journal: LedgerIdentity) throws {
        try payload.refuseUnknown(besides: ["certificate", "signature"])
        certificate = try NamedCertificate(payload.string("certificate"))
        signature = try payload.signature()
        self.journal = journal
    }

    /// - Throws: `key.blocked` where it was known before: a proof makes one entry and no more.
    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        let statement = KeyProofStatement(
            origin: journal.origin, environment: journal.environment.rawValue,
            certificate: certificate.name)
        let record = try certificate.record(
            in: transaction, whoseKeySigned: statement.bytes, signature, else: .keyProofInvalid)
        guard try !transaction.isBlocked(keyHashHex: record.keyHashHex) else {
            throw Refusal(.keyBlocked, field: "signature")
        }
        let suspended = try transaction.block(keyHashHex: record.keyHashHex).map {
            JSONValue.string("\($0.authority)/\($0.serialHex)")
        }
        transaction.note("keyHash", .string(record.keyHashHex))
        transaction.note("suspended", .array(suspended))
        return [
            "certificate": .string(certificate.name), "keyHash": .string(record.keyHashHex),
            "suspended": .array(suspended),
        ]
    }
}
