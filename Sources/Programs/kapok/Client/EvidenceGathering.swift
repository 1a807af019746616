import Cryptography
import PKIX
import SwiftASN1

/// Collects what a decision needs and the caller did not give: issuers, OCSP answers, lists.
///
/// Decides nothing: whatever comes is only handed on, and judged there.
struct EvidenceGathering: Sendable {
    private let limits: EvidenceLimits
    private let web: WebObject
    /// Whether a moment of the past is judged. An answer made on request is of the present; a list
    /// may be from before that moment.
    private let looksBack: Bool
    private let anchors: [Certificate]
    private(set) var intermediates: [Certificate]
    private(set) var lists: [CertificateList]
    private(set) var answers: [BasicOCSPResponse]

    init(
        anchors: [Certificate], intermediates: [Certificate], lists: [CertificateList],
        answers: [BasicOCSPResponse], looksBack: Bool = false,
        limits: EvidenceLimits = EvidenceLimits(),
        exchange: @escaping WebObject.Exchange = WebObject.overNetwork
    ) {
        self.limits = limits
        self.anchors = anchors
        self.intermediates = intermediates
        self.lists = lists
        self.answers = answers
        self.looksBack = looksBack
        web = WebObject(limits, exchange: exchange)
    }

    var failures: [FetchFailure] { get async { await web.failures } }

    /// From the certificate upwards, until an anchor or nothing more to be found.
    mutating func gather(for certificate: Certificate) async {
        var current = certificate
        for _ in 0..<limits.maximumPathLength {
            if anchors.contains(current) { return }
            guard let issuer = await issuer(of: current) else { return }
            await gatherStatus(of: current, issuedBy: issuer)
            if issuer == current { return }
            current = issuer
        }
    }

    /// An anchor before an intermediate before what is fetched; a key that verifies the signature
    /// before one that merely has the name.
    private mutating func issuer(of certificate: Certificate) async -> Certificate? {
        let known = (anchors + intermediates).filter { $0.subject.matches(certificate.issuer) }
        if let signer = known.first(where: { Self.isSigner($0, of: certificate) }) {
            return signer
        }
        for address in Self.addresses(of: certificate, AccessDescription.caIssuers) {
            guard let body = await web.fetch(address, maximumBytes: limits.maximumObjectBytes)
            else { continue }
            guard let fetched = try? EvidenceFile.certificates(in: body, path: address) else {
                await web.reject(address, "no certificate")
                continue
            }
            intermediates += fetched.filter { !intermediates.contains($0) }
            if let signer = fetched.first(where: { Self.isSigner($0, of: certificate) }) {
                return signer
            }
        }
        return known.first
    }

    /// OCSP first; the list where no answer about this certificate came, or where the answer may
    /// come too late.
    private mutating func gatherStatus(
        of certificate: Certificate, issuedBy issuer: Certificate
    ) async {
        for address in Self.addresses(of: certificate, AccessDescription.ocsp) {
            if let answer = await ask(address, about: certificate, issuer) {
                answers.append(answer)
                if looksBack { break }
                return
            }
        }
        let points = try? certificate.extensions.value(
            of: CRLDistributionPoints.self, tolerance: .tolerant)
        for address in points?.uris ?? [] {
            guard let body = await web.fetch(address, maximumBytes: limits.maximumListBytes)
            else { continue }
            if let list = try? EvidenceFile.list(in: body, path: address) {
                lists.append(list)
                return
            }
            await web.reject(address, "no revocation list")
        }
    }

    /// SHA-1 names the certificate here and proves nothing: it is what every responder knows
    /// (RFC 5019 §2.1.1).
    private func ask(
        _ address: String, about certificate: Certificate, _ issuer: Certificate
    ) async -> BasicOCSPResponse? {
        let question = CertID(
            issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo,
            serialNumber: certificate.serialNumber, digest: .sha1)
        guard let request = try? OCSPRequest([question]),
            let body = await web.fetch(
                address, posting: request.derEncoded,
                contentType: "application/ocsp-request", maximumBytes: limits.maximumObjectBytes)
        else { return nil }
        guard let response = try? OCSPResponse(derEncoded: body, tolerance: .tolerant) else {
            await web.reject(address, "no OCSP answer")
            return nil
        }
        switch response {
        case .successful(let answer): return answer
        case .failed(let failure):
            await web.reject(address, "OCSP \(failure)")
            return nil
        }
    }

    private static func isSigner(_ issuer: Certificate, of certificate: Certificate) -> Bool {
        guard issuer.subject.matches(certificate.issuer),
            let key = try? PublicKey(issuer.subjectPublicKeyInfo)
        else { return false }
        return certificate.isSigned(by: key)
    }

    private static func addresses(
        of certificate: Certificate, _ method: ASN1ObjectIdentifier
    ) -> [String] {
        let access = try? certificate.extensions.value(
            of: AuthorityInformationAccess.self, tolerance: .tolerant)
        return access?.uris(of: method) ?? []
    }
}
