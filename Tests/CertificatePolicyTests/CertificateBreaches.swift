import CertificatePolicy
import Cryptography
import PKIX
import SwiftASN1
import TestSupport

private let authority = TestAuthority.rsa
private let arc = PrivateArc(base: TestAuthority.arc)
private let english = TestAuthority.person.with([.surname: "Chan"])

/// One for each rule, in the order of the rules.
let breaches: [CertificateBreach] =
    contentsBreaches + nameBreaches + extensionBreaches + policyBreaches

private let contentsBreaches = [
    CertificateBreach(
        octetsOf: "version.isThree",
        also: [
            "authorityKeyIdentifier.ofIssuer", "subjectKeyIdentifier.ofKey", "keyUsage.exact",
            "distributionPoints.ofIssuer", "informationAccess.ofIssuer",
            "alternativeName.asVetted", "keyPeriod.isValidity", "policies.ofKind", "method.stated",
            "unverified.stated", "limit.stated", "environment.marked",
        ]
    ) { $0.encoded(version: nil, withExtensions: false) },
    CertificateBreach("serialNumber.form") {
        try $0.with(serial: [UInt8](repeating: 1, count: 19))
    },
    CertificateBreach("signatureAlgorithm.category") {
        try $0.with(signature: SignatureAlgorithm.sm2WithSM3.identifier)
    },
    CertificateBreach("key.category") {
        try $0.certifying(TestAuthority.sm2.subscriberKey.publicKey.subjectPublicKeyInfo)
    },
    CertificateBreach("key.strong") {
        try $0.certifying(weakened(authority.subscriberKey.publicKey))
    },
    CertificateBreach("issuer.isAuthority") {
        try $0.with(issuer: TestAuthority.name("TEST Kapok Other"))
    },
    CertificateBreach("validity.limit") {
        try $0.valid(
            from: TestAuthority.now, until: CalendarYears.after(5, milliseconds: TestAuthority.now))
    },
    CertificateBreach("validity.withinIssuer") {
        try $0.valid(
            from: TestAuthority.now - 1000, until: $0.validity.notAfterMilliseconds)
    },
    CertificateBreach(octetsOf: "uniqueIdentifier.absent") {
        $0.encoded(version: 2, uniqueID: [1])
    },
]

private let nameBreaches = [
    CertificateBreach(
        "subject.present",
        also: ["name.complete", "name.vetted", "subject.asVetted"]
    ) { try $0.with(subject: .empty) },
    CertificateBreach("name.stringType", subject: english) { contents in
        var writer = DERWriter()
        writer.sequence { inside in
            inside.objectIdentifier(AttributeType.surname.identifier)
            inside.string("Chan", .printableString)
        }
        let surname = try NameAttribute(derEncoded: writer.bytes)
        return try contents.with(
            subject: DistinguishedName(
                attributes: contents.subject.attributes.map {
                    $0.type == .surname ? surname : $0
                }))
    },
    CertificateBreach(
        "name.value", subject: TestAuthority.person.with([.surname: "陳\u{200B}"])
    ) { try $0.replacing(.surname, "陳\u{200B}") },
    CertificateBreach("name.once", also: ["subject.asVetted"]) {
        try $0.naming(NameAttribute(.surname, "陳"))
    },
    CertificateBreach("name.country", subject: TestAuthority.person.with([.countryName: "XX"])) {
        try $0.replacing(.countryName, "XX")
    },
    CertificateBreach("name.complete", subject: TestAuthority.person.with([.serialNumber: nil])) {
        try $0.replacing(.serialNumber, nil)
    },
    CertificateBreach("name.ofProfile") { try $0.naming(NameAttribute(.title, "經理")) },
    CertificateBreach("name.real") { try $0.naming(NameAttribute(.pseudonym, "木棉")) },
    CertificateBreach("name.vetted") { try $0.replacing(.commonName, "陳小文") },
    CertificateBreach(
        "name.ofOrganisation", .organisation,
        subject: TestAuthority.organisation.with([.commonName: "木棉花"])
    ) { try $0.replacing(.commonName, "木棉花") },
    CertificateBreach("subject.asVetted") { try $0.replacing(.surname, "張") },
]

private let extensionBreaches = [
    CertificateBreach("extensions.readable", also: ["limit.stated"]) {
        try $0.replacing(Extension(oid: QCStatements.oid, critical: false, value: [0x05, 0x00]))
    },
    CertificateBreach("extensions.ofProfile") {
        try $0.replacing(Extension(oid: [1, 2, 3, 4], critical: false, value: [0x05, 0x00]))
    },
    CertificateBreach("extensions.criticality") {
        try $0.replacing(KeyUsage([.digitalSignature, .nonRepudiation]))
    },
    CertificateBreach("basicConstraints.exact", .issuing) {
        try $0.replacing(BasicConstraints.authority(pathLength: 1).asExtension(critical: true))
    },
    CertificateBreach("keyUsage.exact") {
        try $0.replacing(
            KeyUsage([.digitalSignature, .nonRepudiation, .keyEncipherment])
                .asExtension(critical: true))
    },
    CertificateBreach("extendedKeyUsage.exact", .ocspResponder) {
        try $0.replacing(
            ExtendedKeyUsage([ExtendedKeyUsage.ocspSigning, ExtendedKeyUsage.clientAuth]))
    },
    CertificateBreach("subjectKeyIdentifier.ofKey") {
        try $0.replacing(SubjectKeyIdentifier([UInt8](repeating: 1, count: 20)))
    },
    CertificateBreach("authorityKeyIdentifier.ofIssuer") {
        try $0.removing(AuthorityKeyIdentifier.oid)
    },
    CertificateBreach("distributionPoints.ofIssuer") {
        try $0.replacing(
            CRLDistributionPoints([DistributionPoint(uris: ["http://ca.example.hk/other.crl"])]))
    },
    CertificateBreach("informationAccess.ofIssuer") {
        try $0.removing(AuthorityInformationAccess.oid)
    },
    CertificateBreach("alternativeName.asVetted") {
        try $0.replacing(SubjectAlternativeName([.rfc822Name("other@example.hk")]))
    },
    CertificateBreach("keyPeriod.isValidity") {
        try $0.replacing(
            PrivateKeyUsagePeriod(
                notBeforeMilliseconds: $0.validity.notBeforeMilliseconds,
                notAfterMilliseconds: $0.validity.notAfterMilliseconds - 1000))
    },
    CertificateBreach("responder.noCheck", .ocspResponder) { try $0.removing(OCSPNoCheck.oid) },
]

private let policyBreaches = [
    CertificateBreach("policies.ofKind") { contents in
        let policies = try contents.extensions.value(of: CertificatePolicies.self)?.policies ?? []
        return try contents.replacing(
            CertificatePolicies(
                policies.map {
                    PolicyInformation(PolicyOIDs.mainlandOrganisation, qualifiers: $0.qualifiers)
                }))
    },
    CertificateBreach("policies.notice") { contents in
        let policies = try contents.extensions.value(of: CertificatePolicies.self)?.policies ?? []
        return try contents.replacing(
            CertificatePolicies(
                policies.map { information in
                    let qualifiers = try information.qualifiers.map(referring)
                    return PolicyInformation(information.policy, qualifiers: qualifiers)
                }))
    },
    CertificateBreach("method.stated") {
        try $0.removing(arc.oid(of: IdentityVerificationMethod.self))
    },
    CertificateBreach("unverified.stated") {
        try $0.removing(arc.oid(of: UnverifiedInformation.self))
    },
    CertificateBreach("identityNumbers.exact") {
        let number = try IdentityExtension(.residentCard, "11010519491231002X")
        return try $0.with(extensions: Array($0.extensions) + [number.asExtension()])
    },
    CertificateBreach("limit.stated") {
        try $0.replacing(
            QCStatements([.limitValue(MonetaryValue(currency: "HKD", amount: 200_001))]))
    },
    CertificateBreach("environment.marked") {
        try $0.removing(arc.oid(of: IssuingEnvironment.self))
    },
]

/// The same notice with a reference beside its text.
private func referring(_ qualifier: PolicyQualifier) throws -> PolicyQualifier {
    guard case .userNotice(let notice) = qualifier, let text = notice.explicitText else {
        return qualifier
    }
    var writer = DERWriter()
    writer.sequence { inside in
        inside.sequence { reference in
            reference.string("Kapok", .utf8String)
            reference.sequence { $0.integer(1) }
        }
        text.encode(into: &inside)
    }
    return .userNotice(try UserNotice(derEncoded: writer.bytes))
}

extension TBSCertificate {
    /// One attribute of the subject replaced, or left out.
    fileprivate func replacing(_ type: AttributeType, _ value: String?) throws -> TBSCertificate {
        try with(
            subject: DistinguishedName(
                attributes: subject.attributes.compactMap { attribute in
                    guard attribute.type == type else { return attribute }
                    return try value.map { try NameAttribute(type, $0) }
                }))
    }
}
