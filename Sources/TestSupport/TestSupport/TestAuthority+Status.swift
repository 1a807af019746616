package import CertificatePolicy
package import Cryptography
package import PKIX

/// CRLs and OCSP answers of the test authorities.
extension TestAuthority {
    /// A day.
    package static let day: Int64 = 86_400_000

    /// A full CRL of the root or the issuing authority.
    package func list(
        of kind: Profile.Kind, _ entries: [RevokedCertificate] = [], number: UInt64 = 1,
        at thisUpdate: Int64 = TestAuthority.now, until nextUpdate: Int64? = nil,
        extensions: [Extension]? = nil, signedWith key: SoftwareKey? = nil
    ) throws -> CertificateList {
        let issuer = kind == .root ? root : issuing
        let standard = [
            AuthorityKeyIdentifier(keyIdentifier: issuer.key.keyIdentifier)
                .asExtension(critical: false),
            CRLNumber(number).asExtension(critical: false),
        ]
        let contents = try TBSCertList(
            signature: algorithm.identifier, issuer: issuer.name,
            thisUpdateMilliseconds: thisUpdate,
            nextUpdateMilliseconds: nextUpdate ?? thisUpdate + 2 * Self.day,
            entries: entries.map(\.derEncoded), extensions: Extensions(extensions ?? standard))
        let key = key ?? (kind == .root ? rootKey : issuingKey)
        return try CertificateList(
            toBeSigned: contents.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(contents.derEncoded, with: algorithm))
    }

    /// An OCSP answer about one certificate of the issuing authority, by its responder.
    package func answer(
        about certificate: Certificate, _ status: SingleResponse.Status,
        at thisUpdate: Int64 = TestAuthority.now, until nextUpdate: Int64? = nil,
        responder: Certificate, responderKey: SoftwareKey? = nil, digest: DigestAlgorithm = .sha1,
        extensions: Extensions = .none
    ) throws -> BasicOCSPResponse {
        let certID = CertID(
            issuerName: issuing.name, issuerKey: issuing.key.subjectPublicKeyInfo,
            serialNumber: certificate.serialNumber, digest: digest)
        let single = try SingleResponse(
            certID: certID, status: status, thisUpdateMilliseconds: thisUpdate,
            nextUpdateMilliseconds: nextUpdate ?? thisUpdate + Self.day, extensions: extensions)
        let data = try ResponseData(
            responderID: .byName(responder.subject), producedAtMilliseconds: thisUpdate,
            responses: [single])
        let key = responderKey ?? subscriberKey
        return try BasicOCSPResponse(
            toBeSigned: data.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(data.derEncoded, with: algorithm),
            certificates: [responder.derEncoded])
    }
}
