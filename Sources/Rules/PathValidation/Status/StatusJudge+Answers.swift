import CertificatePolicy
import Cryptography
import PKIX
import SwiftASN1

/// OCSP answers: RFC 6960 §3.2, §4.2.2.2.
extension StatusJudge {
    /// What one answer says of a certificate. It may say several things of it, under several
    /// hashes of its issuer; each counts.
    func statements(
        _ answer: BasicOCSPResponse, _ certificate: Certificate, _ issuer: Issuer,
        _ sawUnauthentic: inout Bool
    ) -> [StatusStatement] {
        let singles = answer.responses.filter {
            $0.certID.serialNumber == certificate.serialNumber
                && $0.certID.matches(
                    issuerName: certificate.issuer, issuerKey: issuer.key.subjectPublicKeyInfo)
        }
        guard !singles.isEmpty else { return [] }
        guard !Self.hasUnknownCritical(answer.extensions),
            !singles.contains(where: { Self.hasUnknownCritical($0.extensions) }),
            takes(answer.signatureAlgorithm), isAuthentic(answer, issuer)
        else {
            sawUnauthentic = true
            return []
        }
        return singles.map { statement($0, producedAt: answer.producedAtMilliseconds) }
    }

    private func statement(_ single: SingleResponse, producedAt: Int64) -> StatusStatement {
        let status: StatusStatement.Status =
            switch single.status {
            case .good: .good
            case .unknown: .unknown
            case .revoked(let date, let reason): .revoked(atMilliseconds: date, reason: reason)
            }
        let thisUpdate = single.thisUpdateMilliseconds
        let nextUpdate =
            single.nextUpdateMilliseconds ?? thisUpdate + request.rules.openAnswerMilliseconds
        return StatusStatement(
            source: .answer, status: status, thisUpdateMilliseconds: thisUpdate,
            nextUpdateMilliseconds: single.nextUpdateMilliseconds,
            isCurrent: isCurrent(thisUpdate: thisUpdate, nextUpdate: nextUpdate)
                && isPlausible(producedAt: producedAt, thisUpdate: thisUpdate),
            reasons: nil,
            invalidSinceMilliseconds: Self.invalidityDate(of: single)?.milliseconds)
    }

    /// RFC 6960 §4.4.5: what an entry of a CRL may say, an answer may say too.
    private static func invalidityDate(of single: SingleResponse) -> InvalidityDate? {
        (try? single.extensions.value(of: InvalidityDate.self, tolerance: .tolerant)) ?? nil
    }

    /// RFC 6960 §4.2.2.1: nobody knows a status before its time, and nobody has signed yet what is
    /// dated later than the present.
    private func isPlausible(producedAt: Int64, thisUpdate: Int64) -> Bool {
        let tolerance = request.rules.clockToleranceMilliseconds
        if case .present(let now) = request.moment, producedAt > now + tolerance { return false }
        return thisUpdate <= producedAt + tolerance
    }

    /// Signed by the issuer itself, or by a responder that the issuer itself certified for this.
    private func isAuthentic(_ answer: BasicOCSPResponse, _ issuer: Issuer) -> Bool {
        let names = answer.responderID.matches(
            subject: issuer.name, key: issuer.key.subjectPublicKeyInfo)
        if names, budget.verify({ answer.isSigned(by: issuer.key) }) { return true }
        return answer.certificates.contains { bytes in
            guard let responder = try? Certificate(derEncoded: bytes, tolerance: .tolerant),
                let key = try? PublicKey(responder.subjectPublicKeyInfo),
                answer.responderID.matches(
                    subject: responder.subject, key: responder.subjectPublicKeyInfo)
            else { return false }
            return isDelegate(responder, key, of: issuer)
                && budget.verify { answer.isSigned(by: key) }
        }
    }

    /// RFC 6960 §4.2.2.2: certified directly by the issuer, for OCSP, within its validity, and not
    /// revoked. With nocheck nobody has to ask (§4.2.2.2.1), but what is known counts.
    private func isDelegate(
        _ responder: Certificate, _ key: PublicKey, of issuer: Issuer
    ) -> Bool {
        guard responder.issuer.matches(issuer.name), takes(responder.signatureAlgorithm),
            responder.validity.contains(atMilliseconds: request.atMilliseconds),
            Self.isForAnswers(responder),
            budget.verify({ responder.isSigned(by: issuer.key) }), takes(key)
        else { return false }
        if inProgress(responder) { return false }
        return finding(of: responder, issuedBy: issuer).vouches
            ?? (responder.extensions[OCSPNoCheck.oid] != nil)
    }

    private static func isForAnswers(_ responder: Certificate) -> Bool {
        let extensions = responder.extensions
        let known: Set<ASN1ObjectIdentifier> = [
            KeyUsage.oid, ExtendedKeyUsage.oid, BasicConstraints.oid, OCSPNoCheck.oid,
        ]
        guard extensions.allSatisfy({ !$0.critical || known.contains($0.oid) }),
            let purposes = try? extensions.value(of: ExtendedKeyUsage.self, tolerance: .tolerant),
            purposes.purposes.contains(ExtendedKeyUsage.ocspSigning)
        else { return false }
        guard extensions[KeyUsage.oid] != nil else { return true }
        let usage = try? extensions.value(of: KeyUsage.self, tolerance: .tolerant)
        return usage.map { $0.contains(.digitalSignature) || $0.contains(.nonRepudiation) } ?? false
    }

    /// A nonce is the asker's affair; anything else that is critical is not understood.
    private static func hasUnknownCritical(_ extensions: Extensions) -> Bool {
        extensions.contains { $0.critical && $0.oid != OCSPNonce.oid }
    }

    /// Whether status may be signed with this algorithm. CP A2.4.
    func takes(_ identifier: AlgorithmIdentifier) -> Bool {
        SignatureAlgorithm(identifier: identifier).map { request.rules.purpose.allows($0) } ?? false
    }

    /// Whether status may be signed with this key: as strict as along the path. CP A2.4.
    private func takes(_ key: PublicKey) -> Bool {
        request.rules.purpose.allows(key.algorithm)
            && (request.rules.mutualRecognition == nil || key.evidentWeaknesses.isEmpty)
    }
}
