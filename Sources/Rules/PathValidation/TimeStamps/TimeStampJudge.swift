import Cryptography
public import Messages
public import PKIX
public import SwiftASN1

/// Whether a time-stamp is good: for these bytes, by a service that is trusted. A pure decision.
///
/// RFC 3161 §2.2 to §2.4, with RFC 5816: everything that the requester has to check is checked
/// here.
public struct TimeStampJudge: Sendable {
    /// Whom to trust: roots of services, or a service's own certificate.
    public let anchors: [TrustAnchor]
    /// The policy that must have been followed; nil for any.
    public let policy: ASN1ObjectIdentifier?

    public init(anchors: [TrustAnchor], policy: ASN1ObjectIdentifier?) {
        self.anchors = anchors
        self.policy = policy
    }

    /// Between two clocks that are kept, and for the way: RFC 3161 §2.2 asks for a time that is
    /// close to the requester's own.
    public static let toleranceMilliseconds: Int64 = 300_000

    /// Judges an answer that just came.
    ///
    /// - Parameters:
    ///   - request: what was asked.
    ///   - now: the requester's clock, in milliseconds since 1970 UTC.
    /// - Throws: `timestamp.*`.
    @discardableResult
    public func judge(
        _ response: TimeStampResponse, to request: TimeStampRequest, of message: [UInt8],
        atMilliseconds now: Int64
    ) throws(Refusal) -> TimeStampInfo {
        guard response.isGranted, let token = response.token else {
            throw Refusal(
                .timestampRejected,
                [
                    "status": String(response.status),
                    "failure": response.failure.map { String($0) } ?? "–",
                ])
        }
        guard token.info.nonce == request.nonce else { throw Refusal(.timestampNonceDiffers) }
        let said = token.info.atMilliseconds
        let difference = said.subtractingReportingOverflow(now).partialValue
        guard difference.magnitude <= Self.toleranceMilliseconds else {
            throw Refusal(
                .timestampTimeImplausible,
                ["time": Time.rfc3339(said), "now": Time.rfc3339(now)])
        }
        return try judge(token, of: message)
    }

    /// Judges a time-stamp that was kept: at the time that it names.
    ///
    /// - Throws: `timestamp.*`.
    @discardableResult
    public func judge(
        _ token: TimeStampToken, of message: [UInt8]
    ) throws(Refusal) -> TimeStampInfo {
        let info = token.info
        guard info.imprint.matches(message) else { throw Refusal(.timestampImprintDiffers) }
        if let policy, info.policy != policy {
            throw Refusal(.timestampPolicyDiffers, ["policy": info.policy.dotted])
        }
        // RFC 5816 §2.2.1: the certificate is the one that the signer named in what it signed.
        guard let named = token.signer.attributes.signingCertificates.first,
            let certificate = token.signedData.certificates(of: token.signer)
                .first(where: { named.matches($0) })
        else { throw Refusal(.timestampSignerUnknown) }
        try checkPurpose(of: certificate)
        guard let key = try? PublicKey(certificate.subjectPublicKeyInfo),
            token.signer.signs(
                token.signedData.content, of: TimeStampToken.contentType, by: key)
        else { throw Refusal(.timestampSignatureInvalid) }
        try checkPath(to: certificate, token, atMilliseconds: info.atMilliseconds)
        return info
    }

    /// RFC 3161 §2.3: one purpose, and critical; a key usage that is there allows signatures.
    private func checkPurpose(of certificate: Certificate) throws(Refusal) {
        let field = certificate.extensions[ExtendedKeyUsage.oid]
        let purposes = try? certificate.extensions.value(
            of: ExtendedKeyUsage.self, tolerance: .tolerant)?.purposes
        guard field?.critical == true, purposes == [ExtendedKeyUsage.timeStamping] else {
            throw Refusal(.timestampPurposeWrong)
        }
        guard certificate.extensions[KeyUsage.oid] != nil else { return }
        let usage = try? certificate.extensions.value(of: KeyUsage.self, tolerance: .tolerant)
        guard let usage, usage.contains(.digitalSignature) || usage.contains(.nonRepudiation) else {
            throw Refusal(.timestampPurposeWrong)
        }
    }

    /// RFC 5280 §6.1, at the time of the time-stamp. Status is not asked for: a service whose key
    /// was stolen is to be taken out of the settings.
    private func checkPath(
        to certificate: Certificate, _ token: TimeStampToken, atMilliseconds moment: Int64
    ) throws(Refusal) {
        // Trusted by itself: then its own period is all that is left to judge.
        if anchors.contains(where: { $0.certificate == certificate }) {
            guard certificate.validity.contains(atMilliseconds: moment) else {
                throw Refusal(.timestampUntrusted, ["reason": "validity"])
            }
            return
        }
        let others = token.signedData.certificates.compactMap {
            try? Certificate(derEncoded: $0, tolerance: .tolerant)
        }
        let search = PathBuilder(
            anchors: anchors, intermediates: others.filter { $0 != certificate })
        let budget = SignatureBudget()
        var problems: Set<String> = []
        for path in search.paths(to: certificate).paths {
            var processor = PathProcessor(
                path, rules: ValidationRules(), atMilliseconds: moment, budget: budget)
            processor.run()
            if processor.problems.isEmpty, isAnchorInTime(path.anchor, moment) { return }
            problems.formUnion(processor.problems.map(\.topic.id))
        }
        throw Refusal(
            .timestampUntrusted,
            ["reason": problems.isEmpty ? "path" : problems.sorted().joined(separator: ", ")])
    }

    private func isAnchorInTime(_ anchor: TrustAnchor, _ moment: Int64) -> Bool {
        anchor.certificate?.validity.contains(atMilliseconds: moment) ?? true
    }
}
