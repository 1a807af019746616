package import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX

/// What a subscriber signs with the current key to renew its certificate (CP 6.14).
///
/// Canonical JSON; it names the new request by the SHA-256 of its DER and the subject by that of its canonical
/// JSON, so that neither another key nor another name can be put under it.
package struct RenewalStatement: Sendable {
    package let bytes: [UInt8]

    /// - Parameters:
    ///   - certificate: `AUTHORITY/SERIAL` of the one that is renewed.
    ///   - request: DER of the new PKCS #10 request.
    ///   - subject: as the application states it.
    package init(
        origin: String, environment: String, certificate: String, request: [UInt8],
        subject: JSONValue
    ) {
        func digest(_ bytes: [UInt8]) -> JSONValue {
            .string(Hex.encode(DigestAlgorithm.sha256.hash(bytes)))
        }
        let json: JSONValue = [
            "type": "kapok-renewal/v1", "origin": .string(origin),
            "environment": .string(environment), "certificate": .string(certificate),
            "request": digest(request), "subject": digest(subject.canonicalBytes),
        ]
        bytes = json.canonicalBytes
    }
}

/// That an application renews a certificate: of the same subscriber, with a new key, saying the same.
///
/// Payload: `renews` (`AUTHORITY/SERIAL`) and, where it is signed with the current key,
/// `renewalSignature` (base64, over the `RenewalStatement`). Without a signature the subscriber is identified
/// as for a first certificate, by documents that may be new.
package struct Renewal: Sendable {
    /// Of the application's dossier: the signature, where there is one.
    package static let valueName = "renewal"

    /// What becomes of it, once the certificate was found fit.
    struct Judged {
        let certificate: String
        /// The reference number that goes on (CP 5.2a); nil where nothing shows whose it is.
        let reference: String?
        let signature: [UInt8]?
    }

    private let certificate: NamedCertificate
    private let signature: [UInt8]?

    /// Nil where nothing is renewed.
    init?(_ payload: Payload) throws {
        guard let name = try payload.optionalString("renews", maximumBytes: 128) else { return nil }
        certificate = try NamedCertificate(name, field: "renews")
        signature =
            try payload.optionalString("renewalSignature", maximumBytes: 4096) == nil
            ? nil : payload.signature("renewalSignature")
    }

    private var name: String { certificate.name }

    /// Whether the key of the certificate that it renews signed it.
    var isSigned: Bool { signature != nil }

    /// - Throws: `renewal.certificateUnfit`, the same whatever the number stands for; `renewal.subjectDiffers`
    ///   (CP 6.16), `renewal.signatureInvalid`, `renewal.documentsDiffer`, `renewal.identifyAgain`.
    func judge(
        _ transaction: Transaction, to authority: Authority, category: Application.Category,
        subject: SubjectStatement, request: [UInt8], in journal: LedgerIdentity
    ) throws -> Judged {
        let unfit = Refusal(.renewalUnfit, field: "renews", ["value": name])
        guard
            let record = try certificate.record(in: transaction),
            let id = record.application,
            let earlier = try transaction.get(Application.self, .text(id)),
            earlier.category == category, [.valid, .suspended].contains(record.state),
            !record.awaitsAcceptance
        else { throw unfit }
        if let signature {
            // A key that is doubted, blocked or over identifies nobody any more, and who was identified under the
            // rules of one place was not under those of the other (CP 5.5e).
            guard try transaction.isTrusted(record),
                record.notAfterMilliseconds >= transaction.atMilliseconds,
                try transaction.authority(record.authority).jurisdiction == authority.jurisdiction
            else { throw unfit }
            let statement = RenewalStatement(
                origin: journal.origin, environment: journal.environment.rawValue,
                certificate: name, request: request, subject: subject.json)
            guard record.signed(statement.bytes, signature) else {
                throw Refusal(
                    .renewalSignatureInvalid, field: "renewalSignature", ["value": name])
            }
            try transaction.judge(subject, sameAs: earlier, of: name, isSigned: true)
            // Nobody is a subscriber for life by one meeting.
            guard try transaction.signedRenewal(id) == nil else {
                throw Refusal(.renewalIdentifyAgain, field: "renewalSignature", ["value": name])
            }
        }
        // Without a signature vetting says whether it is the same: whoever asks here may be a stranger.
        // Of before there were subscribers no document is known that shows whose number that is: a namesake
        // would go on with it.
        let isKnown = signature != nil || earlier.subscriber != nil
        return Judged(
            certificate: name, reference: isKnown ? earlier.reference : nil, signature: signature)
    }
}

extension Transaction {
    /// The signature with which an application renews a certificate; nil where it does not, or is identified
    /// again.
    func signedRenewal(_ application: String) throws -> [UInt8]? {
        try vault.read(Renewal.valueName, dossier: application)
    }

    /// A renewal says what the certificate says (CP 6.16). Signed instead of identified it rests on the documents
    /// of before as well.
    fileprivate func judge(
        _ subject: SubjectStatement, sameAs earlier: Application, of certificate: String,
        isSigned: Bool
    ) throws {
        let stated = try statementIfKept(of: earlier)
        guard let stated, stated.attributeBytes == subject.attributeBytes else {
            throw Refusal(.renewalSubjectDiffers, field: "subject", ["value": certificate])
        }
        guard !isSigned || (stated.identity != nil && stated.identity == subject.identity) else {
            throw Refusal(.renewalDocumentsDiffer, field: "identity", ["value": certificate])
        }
    }

    /// A correction is no way to have a signed renewal say something else; of any other, vetting says so.
    func judge(_ subject: SubjectStatement, correcting application: Application) throws {
        guard let renewed = application.renews, try signedRenewal(application.id) != nil else {
            return
        }
        try judge(subject, sameAs: earlier(renewed), of: renewed, isSigned: true)
    }

    /// Whether the key of a certificate still tells who asks.
    fileprivate func isTrusted(_ record: CertificateRecord) throws -> Bool {
        try record.state == .valid && !isBlocked(keyHashHex: record.keyHashHex)
    }

    /// Up to the signature a renewal that was signed rests on a certificate that nobody doubts; that it ends
    /// meanwhile does not matter.
    func checkRenewedKey(of application: Application) throws {
        guard let renewed = application.renews, try signedRenewal(application.id) != nil else {
            return
        }
        let record = try NamedCertificate(renewed, field: "renews").record(in: self)
        guard let record, try isTrusted(record) else {
            throw Refusal(.renewalUnfit, field: "renews", ["value": renewed])
        }
    }

    /// The application of a certificate that was found fit to renew.
    private func earlier(_ renewed: String) throws -> Application {
        let record = try NamedCertificate(renewed, field: "renews").record(in: self)
        guard
            let earlier = try record?.application.flatMap({
                try get(Application.self, .text($0))
            })
        else { throw Refusal(.renewalUnfit, field: "renews", ["value": renewed]) }
        return earlier
    }

    /// A renewal says what the certificate says (CP 6.16). Signed instead of identified it rests on the earlier
    /// identification, and says how that was made (CP 5.6b).
    func judgeRenewal(of application: Application) throws {
        guard let renewed = application.renews else { return }
        let earlier = try earlier(renewed)
        let isSigned = try signedRenewal(application.id) != nil
        try judge(
            statement(of: application), sameAs: earlier, of: renewed, isSigned: isSigned)
        guard isSigned else { return }
        guard earlier.identityMethod == application.identityMethod else {
            throw Refusal(
                .renewalMethodDiffers, field: "method",
                ["value": renewed, "method": earlier.identityMethod ?? ""])
        }
    }
}
