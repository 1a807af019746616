import CertificatePolicy
package import Cryptography
import Governance
import Issuance
package import Ledger
import PKIX

/// Answers OCSP requests: bytes in, bytes out (RFC 6960).
///
/// A serial number that was never reserved is `unknown`, never `good`. A reserved one that is not
/// signed, yet or ever, is `unknown` too; an abandoned one is `revoked`, since a signature may exist.
package struct OCSPResponder: Sendable {
    private let ledger: Ledger
    private let signer: any Signer
    private let report: Report

    /// Told why a request that could be read was not answered: the cause, for the log alone.
    package typealias Report = @Sendable (_ fault: any Error) -> Void

    /// More than any client asks for at once, and few enough that one request costs little.
    package static let maximumRequests = 16
    package static let maximumRequestBytes = 10_000

    package init(ledger: Ledger, signer: any Signer, report: @escaping Report) {
        self.ledger = ledger
        self.signer = signer
        self.report = report
    }

    package func answer(_ bytes: [UInt8]) async -> [UInt8] {
        guard bytes.count <= Self.maximumRequestBytes,
            let request = try? OCSPRequest(derEncoded: bytes), !request.requests.isEmpty,
            request.requests.count <= Self.maximumRequests,
            !request.asksForUnknown
        else { return OCSPResponse.failed(.malformedRequest).derEncoded }
        do {
            return try await answer(request)
        } catch let missing as MissingSignature {
            // The status is known; who signs is away, and will be back (RFC 6960 §2.3).
            report(missing.cause)
            return OCSPResponse.failed(.tryLater).derEncoded
        } catch {
            report(error)
            return OCSPResponse.failed(.internalError).derEncoded
        }
    }

    private struct MissingSignature: Error {
        let cause: any Error
    }

    /// What the ledger says about one request, with all that signing needs.
    private struct Findings: Sendable {
        let responder: ResponderIdentity
        let issuer: AuthorityFacts
        let maximumMilliseconds: Int64
        let responses: [SingleResponse]
        let producedAtMilliseconds: Int64
    }

    private func answer(_ request: OCSPRequest) async throws -> [UInt8] {
        let environment = ledger.certificateEnvironment
        let findings = try await ledger.read { snapshot -> Findings? in
            guard
                let responder = try ResponderIdentity.find(
                    for: request.requests[0].certID, in: snapshot)
            else { return nil }
            let now = snapshot.atMilliseconds / Milliseconds.second * Milliseconds.second
            let practice = try snapshot.practiceForStatus().practice
            let lifetime = practice.ocspNextUpdateMinutes * Milliseconds.minute
            let responses = try request.requests.map { single in
                try SingleResponse(
                    certID: single.certID,
                    status: try Self.status(
                        of: single.certID, responder: responder, in: snapshot),
                    thisUpdateMilliseconds: now, nextUpdateMilliseconds: now + lifetime)
            }
            let authority = try snapshot.authority(responder.authority)
            return Findings(
                responder: responder,
                issuer: try snapshot.facts(
                    of: authority, environment: environment, practice: practice),
                maximumMilliseconds: lifetime, responses: responses,
                producedAtMilliseconds: now)
        }
        guard let findings else { return OCSPResponse.failed(.unauthorized).derEncoded }
        // Its certificate is nocheck, so nobody outside would notice (CP 6.17a). The schedule makes
        // a new one within seconds.
        guard findings.responder.isValid else {
            return OCSPResponse.failed(.tryLater).derEncoded
        }
        return try await signed(findings, nonce: request.nonce)
    }

    private static func status(
        of certID: CertID, responder: ResponderIdentity, in snapshot: Snapshot
    ) throws -> SingleResponse.Status {
        guard responder.speaks(for: certID),
            let record = try snapshot.get(
                CertificateRecord.self, .text(responder.authority),
                .text(certID.serialNumber.hex))
        else { return .unknown }
        switch record.state {
        case .reserved, .unused: return .unknown
        case .valid: return .good
        case .suspended, .revoked, .abandoned:
            return .revoked(
                atMilliseconds: record.statusAtMilliseconds / Milliseconds.second
                    * Milliseconds.second,
                reason: record.reason == .unspecified ? nil : record.reason)
        }
    }

    /// The responder's own key signs without an intent: it can state status and nothing else.
    private func signed(_ findings: Findings, nonce: OCSPNonce?) async throws -> [UInt8] {
        let responder = findings.responder
        let data = try ResponseData(
            responderID: .byName(responder.certificate.tbsCertificate.subject),
            producedAtMilliseconds: findings.producedAtMilliseconds,
            responses: findings.responses, nonce: nonce)
        let warrant = Warrant(
            key: responder.key, algorithm: responder.algorithm, toBeSigned: data.derEncoded,
            announcement: nil)
        let signature: [UInt8]
        do {
            signature = try await signer.sign(warrant)
        } catch {
            throw MissingSignature(cause: error)
        }
        let answer = try BasicOCSPResponse(
            toBeSigned: data.derEncoded, signatureAlgorithm: responder.algorithm.identifier,
            signature: signature, certificates: [responder.certificate.derEncoded])
        try judge(answer, findings)
        return OCSPResponse.successful(answer).derEncoded
    }

    /// The lint of answers, on the final bytes: what breaks a rule is never sent.
    private func judge(_ answer: BasicOCSPResponse, _ findings: Findings) throws {
        var expected: [SerialNumber: SingleResponse.Status] = [:]
        for response in findings.responses where findings.responder.speaks(for: response.certID) {
            expected[response.certID.serialNumber] = response.status
        }
        try Lint.statusAnswer(
            StatusAnswerUnderLint(
                answer: answer, issuer: findings.issuer, family: findings.responder.family,
                responder: findings.responder.certificate,
                maximumMilliseconds: findings.maximumMilliseconds, expected: expected)
        ).refuseAny()
    }
}

extension OCSPRequest {
    /// Whether it has a critical extension that is not understood here (RFC 6960 §4.1.2): what it
    /// asks for could not be given.
    fileprivate var asksForUnknown: Bool {
        ([extensions] + requests.map(\.extensions)).flatMap(\.elements).contains {
            $0.critical && $0.oid != OCSPNonce.oid
        }
    }
}

/// The authority that a request is about, and the key and certificate that answer for it.
struct ResponderIdentity: Sendable {
    let authority: String
    let issuer: Certificate
    let key: KeyReference
    let certificate: Certificate
    /// Whether its own certificate is neither suspended nor revoked.
    let isValid: Bool
    let family: AlgorithmFamily
    var algorithm: SignatureAlgorithm { family.signatureAlgorithm }

    func speaks(for certID: CertID) -> Bool {
        certID.matches(
            issuerName: issuer.tbsCertificate.subject,
            issuerKey: issuer.tbsCertificate.subjectPublicKeyInfo)
    }

    /// The active authority whose name and key hashes the request names; nil if it is none of ours.
    static func find(for certID: CertID, in snapshot: Snapshot) throws -> ResponderIdentity? {
        for authority in try snapshot.select(Authority.self, where: "1 = 1", [], limit: 1000) {
            guard let issuerDER = try snapshot.certificateRecord(of: authority)?.certificate
            else { continue }
            let issuer = try Certificate(derEncoded: issuerDER)
            guard
                certID.matches(
                    issuerName: issuer.tbsCertificate.subject,
                    issuerKey: issuer.tbsCertificate.subjectPublicKeyInfo)
            else { continue }
            guard let key = authority.responderKey, let serial = authority.responderSerialHex,
                let record = try snapshot.get(
                    CertificateRecord.self, .text(authority.name), .text(serial)),
                let der = record.certificate
            else { return nil }
            return ResponderIdentity(
                authority: authority.name, issuer: issuer, key: KeyReference(id: key),
                certificate: try Certificate(derEncoded: der), isValid: record.state == .valid,
                family: authority.family)
        }
        return nil
    }
}
