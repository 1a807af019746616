package import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Governance
package import Issuance
package import Ledger
import Messages
import PKIX

/// The applicant's acceptance: a detached signature over the `AcceptanceStatement`.
///
/// Payload: `application`, `contents` (hex SHA-256), `signature` (base64; RSA PKCS#1 v1.5 with
/// SHA-256, or as DER SM2 with SM3 and the standard identifier, or P-256 with SHA-256).
package struct Acceptance: Sendable {
    private let application: String
    private let contentsHashHex: String
    private let signature: [UInt8]

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "contents", "signature"])
        application = try payload.string("application")
        contentsHashHex = try payload.digest("contents")
        signature = try payload.signature()
    }

    /// - Parameter code: what will suspend the certificate; its hash alone is kept.
    package func record(
        _ transaction: inout Transaction, origin: String, environment: String,
        giving code: SuspensionCode
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        guard application.state == .vetted else {
            throw application.stateRefusal(needed: [.vetted])
        }
        guard application.contentsHashHex == contentsHashHex else {
            throw Refusal(.contentsDiffer, field: "contents", ["id": application.id])
        }
        try application.checkContentsAge(atMilliseconds: transaction.atMilliseconds)
        try transaction.checkKey(of: application)
        let agreement = SubscriberAgreement(try transaction.practice())
        application.agreementHex = agreement.digestHex
        let statement = try transaction.acceptanceStatement(
            of: application, origin: origin, environment: environment)
        try transaction.judgeSignature(
            signature, of: statement?.bytes ?? [], byApplicantOf: application,
            else: .acceptanceInvalid)
        _ = try transaction.vault.put(signature, name: "acceptance", dossier: application.id)
        try transaction.keep(code, ofApplication: application.id)
        transaction.note("agreement", .string(agreement.digestHex))
        application.move(to: .accepted, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer
    }
}
