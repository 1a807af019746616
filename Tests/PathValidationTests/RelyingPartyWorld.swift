import CertificatePolicy
import Cryptography
import PKIX
import PathValidation
import SwiftASN1
import TestSupport

/// One authority with all that a relying party is handed, and what a test changes in it.
struct RelyingPartyWorld {
    static let now = TestAuthority.now + 10 * TestAuthority.day
    static let hour: Int64 = 3_600_000

    let authority: TestAuthority
    let root: Certificate
    let issuing: Certificate
    let responder: Certificate

    init(_ family: AlgorithmFamily = .rsa) throws {
        try self.init(TestAuthority.of(family))
    }

    init(_ authority: TestAuthority) throws {
        self.authority = authority
        root = try authority.certificate(.root)
        issuing = try authority.certificate(
            .issuing, authority.template(.issuing, serial: Self.serial(2)))
        responder = try authority.certificate(
            .ocspResponder, authority.template(.ocspResponder, serial: Self.serial(3)))
    }

    static func serial(_ last: UInt8) -> [UInt8] {
        [1] + [UInt8](repeating: 9, count: 18) + [last]
    }

    /// The certificate of a person or an organisation.
    func subscriber(_ kind: Profile.Kind = .personal) throws -> Certificate {
        try authority.certificate(kind, authority.template(kind, serial: Self.serial(10)))
    }

    /// What the template gives, changed by the test and signed by the issuing key.
    func subscriber(
        _ kind: Profile.Kind = .personal, signedWith key: SoftwareKey? = nil,
        changing change: (TBSCertificate) throws -> TBSCertificate
    ) throws -> Certificate {
        let contents = try authority.template(kind, serial: Self.serial(10)).tbsCertificate()
        return try authority.sign(change(contents), with: key ?? authority.issuingKey)
    }

    /// An entry of the subscriber.
    func entry(
        _ reason: RevocationReason?, at date: Int64 = RelyingPartyWorld.now - hour,
        invalidSince: Int64? = nil
    ) throws -> RevokedCertificate {
        try RevokedCertificate(
            serialNumber: SerialNumber(bytes: Self.serial(10)), revocationDateMilliseconds: date,
            reason: reason, invalidityDateMilliseconds: invalidSince)
    }

    /// CRLs of root and issuing authority from an hour ago.
    func lists(_ entries: [RevokedCertificate] = []) throws -> [CertificateList] {
        [
            try authority.list(of: .root, at: Self.now - Self.hour),
            try authority.list(of: .issuing, entries, at: Self.now - Self.hour),
        ]
    }

    func rules(_ hongKong: ValidationRules.HongKongRelease = .any) -> ValidationRules {
        .mutualRecognition(hongKong: hongKong, privateArcs: [TestAuthority.arc])
    }

    func decide(
        _ certificate: Certificate, lists: [CertificateList]? = nil,
        answers: [BasicOCSPResponse] = [], intermediates: [Certificate]? = nil,
        anchor: Certificate? = nil, anchors: [TrustAnchor]? = nil,
        at moment: JudgedMoment = .present(RelyingPartyWorld.now),
        rules: ValidationRules? = nil
    ) throws -> ValidationResult {
        RelyingParty.decide(
            ValidationRequest(
                certificate: certificate, intermediates: intermediates ?? [issuing],
                anchors: try anchors ?? [TrustAnchor(certificate: anchor ?? root)],
                evidence: StatusEvidence(lists: try lists ?? self.lists(), answers: answers),
                moment: moment, rules: rules ?? self.rules()))
    }
}

extension TBSCertificate {
    /// The same contents with some of them replaced.
    func with(
        signature: AlgorithmIdentifier? = nil, issuer: DistinguishedName? = nil,
        validity: Validity? = nil, subject: DistinguishedName? = nil,
        key: SubjectPublicKeyInfo? = nil, extensions: [Extension]? = nil
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: serialNumber, signature: signature ?? self.signature,
            issuer: issuer ?? self.issuer, validity: validity ?? self.validity,
            subject: subject ?? self.subject,
            subjectPublicKeyInfo: key ?? subjectPublicKeyInfo,
            extensions: try extensions.map { try Extensions($0) } ?? self.extensions)
    }

    /// The same contents with one extension replaced, or added at the end.
    func replacing(_ new: Extension) throws -> TBSCertificate {
        let list = Array(extensions)
        let isThere = list.contains { $0.oid == new.oid }
        return try with(
            extensions: isThere ? list.map { $0.oid == new.oid ? new : $0 } : list + [new])
    }

    func removing(_ oid: ASN1ObjectIdentifier) throws -> TBSCertificate {
        try with(extensions: extensions.filter { $0.oid != oid })
    }
}

extension ValidationResult {
    /// The ids of the checks that did not pass.
    var failures: [String] {
        checks.filter { $0.outcome == .failed }.map(\.id)
    }

    var notMade: [String] {
        checks.filter { $0.outcome == .notMade }.map(\.id)
    }

    func check(_ id: String) -> Check? {
        checks.first { $0.id == id }
    }
}
