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
/// It comes before anything is certified or, of what was delivered on hold until then, afterwards (CP 6.12).
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
        let waiting = try transaction.certificateToAccept(of: application)
        guard application.state == .vetted || waiting != nil else {
            throw application.stateRefusal(needed: [.vetted])
        }
        guard application.contentsHashHex == contentsHashHex else {
            throw Refusal(.contentsDiffer, field: "contents", ["id": application.id])
        }
        if let waiting {
            try transaction.judgeAcceptance(of: waiting, application)
        } else {
            try application.checkContentsAge(atMilliseconds: transaction.atMilliseconds)
            try transaction.checkKey(of: application)
            application.accept(
                SubscriberAgreement(try transaction.practice()).digestHex,
                atMilliseconds: transaction.atMilliseconds)
        }
        let statement = try transaction.acceptanceStatement(
            of: application, origin: origin, environment: environment)
        try transaction.judgeSignature(
            signature, of: statement?.bytes ?? [], byApplicantOf: application,
            else: .acceptanceInvalid)
        _ = try transaction.vault.put(signature, name: "acceptance", dossier: application.id)
        try transaction.keep(code, ofApplication: application.id)
        transaction.note("agreement", application.agreementHex.map { .string($0) } ?? .null)
        guard var delivered = waiting else {
            try transaction.put(application)
            return application.answer
        }
        try transaction.accept(&delivered)
        try transaction.endHold(of: &delivered, identified: StatusEvent.signedRequest)
        return application.answer(delivered)
    }
}

extension Application {
    /// What an acceptance of what was delivered answers: how the certificate stands after it.
    func answer(_ record: CertificateRecord) -> JSONValue {
        answer.merging(["certificateState": .string(record.state.rawValue)])
    }
}

extension ReadableLedger {
    /// The certificate that was delivered on hold and waits to be accepted; nil where there is none.
    func certificateToAccept(of application: Application) throws -> CertificateRecord? {
        guard let record = try deliveredCertificate(of: application),
            record.awaitsAcceptance, record.state == .suspended
        else { return nil }
        return record
    }

    /// The certificate that was delivered before its acceptance, whatever became of it.
    func deliveredCertificate(of application: Application) throws -> CertificateRecord? {
        guard application.state == .issued, application.acceptance != nil,
            let serial = application.serialHex
        else { return nil }
        return try get(CertificateRecord.self, .text(application.authority), .text(serial))
    }
}

extension Transaction {
    /// Whether contents that nobody accepted may be approved in this way: as the practice says now, and said when
    /// they were vetted. A key that is on its way already is accepted with before (CP 6.12, 8.2).
    ///
    /// - Throws: `application.stateWrong`, as of an application that waits for its acceptance.
    func judge(_ way: Practice.AcceptanceWay, of application: Application) throws {
        let now = try practice().acceptanceWay(of: application.category.kind)
        let isUnderWay =
            try way == .medium && get(MadeKey.self, .text(application.id))?.delivery != nil
        guard way != .before, way == now, way == application.acceptance, !isUnderWay else {
            throw application.stateRefusal(needed: [.accepted])
        }
    }

    /// Whether what was delivered can be accepted still.
    ///
    /// - Throws: `application.acceptanceLate`, `certificate.keyBlocked` (CP 6.7b).
    func judgeAcceptance(
        of delivered: CertificateRecord, _ application: Application
    ) throws {
        let until = delivered.acceptUntilMilliseconds ?? 0
        guard atMilliseconds <= until else {
            throw Refusal(
                .acceptanceLate, field: "application",
                ["id": application.id, "until": Time.rfc3339(until)])
        }
        guard try !isBlocked(keyHashHex: delivered.keyHashHex) else {
            throw Refusal(
                .certificateKeyBlocked, field: "application",
                ["value": "\(delivered.authority)/\(delivered.serialHex)"])
        }
    }
}
