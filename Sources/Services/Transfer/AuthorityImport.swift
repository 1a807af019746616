package import CanonicalJSON
package import CertificatePolicy
import Cryptography
package import Governance
package import Issuance
package import Ledger
import Messages
package import PKIX

/// What the people sign who take over an authority that worked in another system: its certificate,
/// and the name under which its key was sealed here, if it was.
///
/// Without a key its register can be kept here: numbers and keys are never certified again, and
/// everybody finds what became of a certificate. No list and no answer is signed for it.
package struct AuthorityImport: Sendable {
    package let name: String
    package let kind: Authority.Kind
    package let family: AlgorithmFamily
    package let jurisdiction: Jurisdiction
    /// The authority here that certifies it; its own name where it certifies itself.
    package let issuer: String
    package let baseURL: String
    package let certificate: Certificate
    package let key: String?
    private let publicKey: PublicKey
    private let commonName: String

    /// base64 of a certificate of 8 KiB.
    private static let maximumCertificateBytes = 11_000

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: [
            "authority", "kind", "jurisdiction", "issuer", "baseURL", "ownCertificate", "key",
        ])
        name = try payload.string("authority", maximumBytes: 64)
        guard AuthorityCreation.isAcceptable(name: name) else {
            throw Refusal(.authorityNameInvalid, field: "authority", ["name": name])
        }
        kind = try payload.choice("kind")
        jurisdiction = try payload.choice("jurisdiction")
        issuer = try payload.optionalString("issuer", maximumBytes: 64) ?? name
        baseURL = try payload.string("baseURL", maximumBytes: BaseURL.maximumBytes)
        guard BaseURL(baseURL) != nil else {
            throw Refusal(.baseURLInvalid, field: "baseURL", ["value": baseURL])
        }
        key = try payload.optionalString("key", maximumBytes: 64)
        let text = try payload.string(
            "ownCertificate", maximumBytes: Self.maximumCertificateBytes)
        guard let der = Base64.decode(text), let certificate = try? Certificate(derEncoded: der),
            let publicKey = try? PublicKey(certificate.subjectPublicKeyInfo)
        else { throw Refusal(.importAuthorityUnreadable, field: "ownCertificate") }
        self.certificate = certificate
        self.publicKey = publicKey
        // No other key can hide behind the name that people sign.
        guard key == nil || key == KeyReference(adopted: publicKey).id else {
            throw Refusal(.payloadInvalid, field: "key", ["name": "key"])
        }
        guard let family = AlgorithmFamily(publicKey.algorithm) else {
            throw Refusal(.importAuthorityKeyUnknown, field: "ownCertificate")
        }
        self.family = family
        commonName = certificate.subject[.commonName].first ?? ""
        guard !commonName.isEmpty, commonName.utf8.count <= 256 else {
            throw Refusal(.importAuthorityUnreadable, field: "ownCertificate")
        }
        try Self.checkRole(of: certificate)
    }

    /// That it may sign certificates and lists, and that lists can name its key (RFC 5280 §5.2.1).
    private static func checkRole(of certificate: Certificate) throws {
        let usage = try certificate.extensions.value(of: KeyUsage.self)
        guard
            case .authority? = try certificate.extensions.value(of: BasicConstraints.self),
            usage?.contains(.keyCertSign) ?? true, usage?.contains(.cRLSign) ?? true,
            try certificate.extensions.value(of: SubjectKeyIdentifier.self) != nil
        else { throw Refusal(.importNotAuthority, field: "ownCertificate") }
    }

    /// Whether it could be taken over now.
    ///
    /// What an authority signs says by its name whether it is a test (CP 8.22b): one of the other kind
    /// could sign nothing here, so that its key is not taken.
    package func judge(
        _ ledger: some ReadableLedger, environment: CertificatePolicy.Environment
    ) throws {
        guard key == nil || Environment.isMarked(commonName) == (environment == .test) else {
            throw Refusal(
                .profileEnvironmentMark, field: "ownCertificate",
                ["name": commonName, "environment": environment.rawValue])
        }
        // One that comes so lies in a file (CP 8.3).
        guard key == nil || environment == .test else {
            throw Refusal(.moduleNeeded, field: "key")
        }
        guard try ledger.get(Authority.self, .text(name)) == nil else {
            throw Refusal(.authorityExists, field: "authority", ["name": name])
        }
        try AuthorityCreation.checkName(commonName, ledger)
        try checkIssuer(ledger)
        let keyHash = KeyHash.hex(of: publicKey)
        let isListed = try listed(ledger) != nil
        let known = try ledger.get(KnownKey.self, .text(keyHash))
        guard known == nil || isListed && known?.state == .claimed else {
            throw Refusal(.importKeyKnown, field: "ownCertificate")
        }
        if let key {
            let others = try ledger.select(
                Authority.self, where: "key = ?", [.text(key)], limit: 1)
            guard others.isEmpty else { throw Refusal(.importKeyKnown, field: "key") }
        }
    }

    private func checkIssuer(_ ledger: some ReadableLedger) throws {
        if issuer.utf8.elementsEqual(name.utf8) {
            guard certificate.isSelfIssued, certificate.isSigned(by: publicKey) else {
                throw Refusal(.importIssuerWrong, field: "issuer", ["name": issuer])
            }
            return
        }
        let above = try ledger.authority(issuer, field: "issuer")
        guard let der = try ledger.certificateRecord(of: above)?.certificate,
            let issuerCertificate = try? Certificate(derEncoded: der),
            certificate.issuer.matches(issuerCertificate.subject),
            certificate.isSigned(by: try PublicKey(issuerCertificate.subjectPublicKeyInfo))
        else { throw Refusal(.importIssuerWrong, field: "issuer", ["name": issuer]) }
    }

    /// Its own certificate in the register of who certified it, if that came here first.
    private func listed(_ ledger: some ReadableLedger) throws -> CertificateRecord? {
        guard
            let record = try ledger.get(
                CertificateRecord.self, .text(issuer), .text(certificate.serialNumber.hex))
        else { return nil }
        guard record.certificate == certificate.derEncoded, record.state == .valid else {
            throw Refusal(
                .importSerialTaken, field: "ownCertificate",
                ["serial": record.serialHex, "state": record.state.rawValue])
        }
        return record
    }

    /// The executor of `authority.import`: the authority stands, and waits for its register.
    package static func execute(
        _ transaction: inout Transaction, _ json: JSONValue, _ proposal: ApprovedProposal,
        environment: CertificatePolicy.Environment
    ) throws -> JSONValue {
        let wish = try AuthorityImport(Payload(json))
        try wish.judge(transaction, environment: environment)
        var authority = Authority(
            name: wish.name, kind: wish.kind, family: wish.family,
            jurisdiction: wish.jurisdiction, issuer: wish.issuer, commonName: wish.commonName,
            baseURL: wish.baseURL, proposal: proposal.id,
            createdAtMilliseconds: transaction.atMilliseconds)
        authority.state = .imported
        authority.key = wish.key
        authority.serialHex = wish.certificate.serialNumber.hex
        try transaction.put(authority)
        if try wish.listed(transaction) == nil {
            let profile = Profile.of(wish.kind == .root ? .root : .issuing, wish.family)
            try transaction.put(
                CertificateRecord(
                    takenOver: wish.certificate, authority: wish.issuer, profile: profile.id,
                    keyHashHex: KeyHash.hex(of: wish.publicKey), transaction))
        }
        let keyHash = KeyHash.hex(of: wish.publicKey)
        if try transaction.get(KnownKey.self, .text(keyHash)) == nil {
            try transaction.put(
                KnownKey(
                    keyHashHex: keyHash, state: .claimed, application: nil,
                    sinceMilliseconds: transaction.atMilliseconds))
        }
        return ["authority": .string(wish.name), "state": .string(authority.state.rawValue)]
    }
}
