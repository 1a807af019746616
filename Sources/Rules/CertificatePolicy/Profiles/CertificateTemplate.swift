public import Cryptography
public import Messages
public import PKIX

/// A certificate to be: everything decided, nothing signed.
///
/// Built from vetted facts, the authority's own facts and the profile alone (CP 3.2b): what a
/// request asks for does not reach it. The same inputs give the same bytes.
public struct CertificateTemplate: Sendable {
    public let profile: Profile
    public let authority: AuthorityFacts
    public let subject: SubjectFacts
    public let key: PublicKey
    public let serialNumber: SerialNumber
    public let validity: Validity

    public init(
        profile: Profile, authority: AuthorityFacts, subject: SubjectFacts, key: PublicKey,
        serialNumber: SerialNumber, validity: Validity
    ) {
        self.profile = profile
        self.authority = authority
        self.subject = subject
        self.key = key
        self.serialNumber = serialNumber
        self.validity = validity
    }

    /// The certificate to be signed.
    ///
    /// - Throws: a refusal of the first rule that does not hold, its code beginning with
    ///   `profile.` or `name.`.
    public func tbsCertificate() throws(Refusal) -> TBSCertificate {
        try checkSubject()
        try checkKey()
        try checkValidity()
        try checkSerialNumber()
        try checkAuthority()
        let name = try subjectName()
        let extensions = try extensions()
        return TBSCertificate(
            serialNumber: serialNumber, signature: authority.signatureAlgorithm.identifier,
            issuer: profile.kind == .root ? name : authority.name, validity: validity,
            subject: name, subjectPublicKeyInfo: key.subjectPublicKeyInfo, extensions: extensions)
    }

    /// The subject's distinguished name, in the order of the profile. CP 5.1.
    ///
    /// - Throws: as `tbsCertificate`, for the subject alone.
    public func subjectName() throws(Refusal) -> DistinguishedName {
        try checkSubject()
        var attributes: [NameAttribute] = []
        for rule in profile.attributes {
            guard let type = rule.kind.nameType, let value = subject[rule.kind] else { continue }
            do {
                attributes.append(try NameAttribute(type, value))
            } catch {
                throw Refusal(
                    .profileNotEncodable, field: rule.kind.rawValue, ["reason": "\(error)"])
            }
        }
        return DistinguishedName(attributes: attributes)
    }
}

extension CertificateTemplate {
    private func checkSubject() throws(Refusal) {
        for attribute in subject.attributes {
            try check(attribute)
        }
        for rule in profile.attributes where rule.presence == .required {
            guard subject[rule.kind] != nil else {
                throw refusal(.profileAttributeMissing, field: rule.kind.rawValue)
            }
        }
        let alternatives = profile.attributes.filter { $0.presence == .oneOfThese }
        if !alternatives.isEmpty, alternatives.allSatisfy({ subject[$0.kind] == nil }) {
            throw refusal(
                .profileAttributeMissing,
                field: alternatives.map(\.kind.rawValue).joined(separator: " / "))
        }
        try checkNames()
        if profile.kind == .personal, subject.method == nil {
            throw refusal(.profileMethodMissing, field: "method")
        }
        if profile.kind != .personal, subject.method != nil {
            throw refusal(.profileMethodNotAllowed, field: "method")
        }
    }

    private func check(_ attribute: SubjectAttribute) throws(Refusal) {
        let field = attribute.kind.rawValue
        if attribute.kind == .pseudonym {
            throw Refusal(.namePseudonym, field: field, ["field": field])
        }
        guard let rule = profile.rule(for: attribute.kind) else {
            throw refusal(.profileAttributeNotAllowed, field: field)
        }
        if subject.attributes.count(where: { $0.kind == attribute.kind }) > 1 {
            throw refusal(.profileAttributeRepeated, field: field)
        }
        try NameRules.check(
            attribute.value, field: field, form: attribute.kind.form,
            upperBound: attribute.kind.upperBound)
        if !attribute.isVerified, !rule.mayBeUnverified {
            throw refusal(.profileAttributeUnverified, field: field)
        }
    }

    /// CP 5.2c: a person under the person's name, an organisation under the organisation's.
    private func checkNames() throws(Refusal) {
        guard let name = subject[.commonName] else { return }
        if NameRules.isAnonymous(name) {
            throw Refusal(.namePseudonym, field: "commonName", ["field": "commonName"])
        }
        if profile.kind == .organisation, let organisation = subject[.organizationName],
            !name.utf8.elementsEqual(organisation.utf8)
        {
            throw refusal(.profileNameDiffers, field: "commonName")
        }
        if !profile.kind.isSubscriber {
            try checkMark(of: name)
        }
    }

    /// CP A2.4, 8.8c.
    private func checkKey() throws(Refusal) {
        guard AlgorithmFamily(key.algorithm) == profile.family else {
            throw Refusal(
                .profileKeyOutsideCategory, field: "key",
                ["key": key.algorithm.notation, "family": profile.family.rawValue])
        }
        if let weakness = key.evidentWeaknesses.first {
            throw Refusal(.profileKeyWeak, field: "key", ["weakness": weakness.notation])
        }
        guard AlgorithmFamily(authority.signatureAlgorithm) == profile.family,
            authority.signatureAlgorithm.suits(authority.key.algorithm)
        else {
            throw Refusal(
                .profileSignatureOutsideCategory, field: "signatureAlgorithm",
                [
                    "algorithm": authority.signatureAlgorithm.rawValue,
                    "family": profile.family.rawValue,
                ])
        }
    }

    /// CP 8.15c, 8.15e.
    private func checkValidity() throws(Refusal) {
        let latest = profile.latestNotAfter(notBeforeMilliseconds: validity.notBeforeMilliseconds)
        if validity.notAfterMilliseconds > latest {
            throw Refusal(
                .profileValidityTooLong, field: "notAfter",
                [
                    "years": String(profile.maximumYears), "profile": profile.id,
                    "latest": Time.rfc3339(latest),
                ])
        }
        guard let issuer = authority.validity else { return }
        if validity.notBeforeMilliseconds < issuer.notBeforeMilliseconds
            || validity.notAfterMilliseconds > issuer.notAfterMilliseconds
        {
            throw Refusal(
                .profileOutlivesIssuer, field: "notAfter",
                [
                    "earliest": Time.rfc3339(issuer.notBeforeMilliseconds),
                    "latest": Time.rfc3339(issuer.notAfterMilliseconds),
                ])
        }
    }

    private func checkSerialNumber() throws(Refusal) {
        guard SerialNumberRule.holds(for: serialNumber) else {
            throw Refusal(.profileSerialMalformed, field: "serialNumber")
        }
    }

    private func checkAuthority() throws(Refusal) {
        if profile.carriesPolicy, authority.relianceLimits[profile.kind] == nil {
            throw refusal(.profileLimitMissing, field: "relianceLimit")
        }
        guard profile.kind != .root else { return }
        try checkMark(of: authority.name[.commonName].first ?? "")
        let addresses = authority.addresses
        let plain = ["http"]
        try checkAddresses(
            addresses.certificateLists, field: "certificateLists", schemes: plain,
            isRequired: profile.kind != .ocspResponder)
        try checkAddresses(
            addresses.issuerCertificates, field: "issuerCertificates", schemes: plain,
            isRequired: true)
        try checkAddresses(
            addresses.statusResponders, field: "statusResponders", schemes: plain,
            isRequired: profile.kind.isSubscriber)
        try checkAddresses(
            addresses.practiceStatement.map { [$0] } ?? [], field: "practiceStatement",
            schemes: ["http", "https"], isRequired: profile.carriesPolicy)
    }

    private func checkAddresses(
        _ addresses: [String], field: String, schemes: [String], isRequired: Bool
    ) throws(Refusal) {
        let bad = addresses.first { !PublicationAddresses.isAddress($0, schemes: schemes) }
        if bad != nil || isRequired && addresses.isEmpty {
            throw Refusal(
                .profileAddressMalformed, field: field, ["field": field, "value": bad ?? "-"])
        }
    }

    private func checkMark(of name: String) throws(Refusal) {
        guard Environment.isMarked(name) == (authority.environment == .test) else {
            throw Refusal(
                .profileEnvironmentMark, field: "commonName",
                ["name": name, "environment": authority.environment.rawValue])
        }
    }

    private func refusal(_ code: RefusalCode, field: String) -> Refusal {
        Refusal(code, field: field, ["field": field, "profile": profile.id])
    }
}
