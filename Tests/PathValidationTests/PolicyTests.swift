import CertificatePolicy
import PKIX
import PathValidation
import SwiftASN1
import TestSupport
import Testing

@Suite struct `A relying party accepts the policies of mutual recognition` {
    typealias World = RelyingPartyWorld

    /// A chain under which any policy may stand, and a person's certificate with one.
    private func result(
        _ policies: [ASN1ObjectIdentifier], authority: [ASN1ObjectIdentifier]? = nil,
        _ release: ValidationRules.HongKongRelease = .any
    ) throws -> ValidationResult {
        let world = try World()
        let issuing = try world.authority.sign(
            world.authority.template(.issuing, serial: World.serial(2)).tbsCertificate().replacing(
                CertificatePolicies(
                    (authority ?? [PolicyOIDs.anyPolicy]).map { PolicyInformation($0) }
                ).asExtension(critical: false)), with: world.authority.rootKey)
        let certificate = try world.subscriber {
            policies.isEmpty
                ? try $0.removing(CertificatePolicies.oid)
                : try $0.replacing(
                    CertificatePolicies(policies.map { PolicyInformation($0) })
                        .asExtension(critical: false))
        }
        return try world.decide(
            certificate, intermediates: [issuing], rules: world.rules(release))
    }

    @Test(
        arguments: [
            (PolicyOIDs.mainlandPersonal, "personal"),
            (PolicyOIDs.mainlandOrganisation, "organisation"),
            (PolicyOIDs.hongKong, "personal or organisation"),
            ([2, 16, 344, 8, 2, 2008, 810, 2, 2012, 1, 0], "personal or organisation"),
        ] as [(ASN1ObjectIdentifier, String)])
    func `[1.4] these are policies of mutual recognition`(
        policy: ASN1ObjectIdentifier, category: String
    ) throws {
        let result = try result([policy])
        #expect(result.decision == .rely)
        #expect(result.check("policy.recognised")?.facts["category"] == category)
    }

    @Test(
        arguments: [
            [2, 16, 156, 339, 1, 1, 1, 2],
            [2, 16, 156, 339, 1, 1, 1, 2, 1, 1],
            [2, 16, 156, 339, 1, 1, 3, 2, 1],
            [2, 16, 344, 8, 2, 2008, 810, 2],
            [2, 16, 344, 8, 2, 2008, 810, 2, 2018, 1],
            [2, 16, 344, 8, 2, 2008, 810, 2, 2018, 1, 1, 1],
            [2, 16, 344, 8, 2, 2008, 810, 22, 2018, 1, 1],
            [1, 3, 6, 1, 4, 1, 32473, 1],
        ] as [ASN1ObjectIdentifier])
    func `[1.4] those are not`(policy: ASN1ObjectIdentifier) throws {
        #expect(try result([policy]).failures == ["policy.recognised"])
    }

    @Test func `[1.4] a policy of mutual recognition may stand beside others`() throws {
        #expect(try result([[1, 3, 6, 1, 4, 1, 32473, 1], PolicyOIDs.hongKong]).decision == .rely)
    }

    @Test func `[1.4] a pinned release is accepted alone`() throws {
        let other: ASN1ObjectIdentifier = [2, 16, 344, 8, 2, 2008, 810, 2, 2012, 1, 0]
        let pinned = ValidationRules.HongKongRelease.only(PolicyOIDs.hongKong)
        #expect(try result([PolicyOIDs.hongKong], pinned).decision == .rely)
        #expect(try result([other], pinned).failures == ["policy.recognised"])
        #expect(try result([PolicyOIDs.mainlandPersonal], pinned).decision == .rely)
    }

    @Test func `[1.4] the policy has to hold along the whole path`() throws {
        let result = try result([PolicyOIDs.hongKong], authority: [PolicyOIDs.mainlandPersonal])
        #expect(result.failures == ["path.policies", "policy.recognised"])
    }

    @Test func `[1.4] no policies, and anyPolicy, are none of mutual recognition`() throws {
        #expect(try result([]).failures == ["path.policies", "policy.recognised"])
        #expect(try result([PolicyOIDs.anyPolicy]).decision == .doNotRely)
    }

    @Test(arguments: [true, false])
    func `[RFC 5280 §4.2.1.4] a qualifier nobody knows matters where policies are critical`(
        isCritical: Bool
    ) throws {
        let world = try World()
        let policy = PolicyInformation(
            PolicyOIDs.hongKong, qualifiers: [.other([1, 3, 6, 1, 4, 1, 32473, 2], [0x05, 0x00])])
        let certificate = try world.subscriber {
            try $0.replacing(CertificatePolicies([policy]).asExtension(critical: isCritical))
        }
        #expect(try world.decide(certificate).failures == (isCritical ? ["path.extensions"] : []))
    }

    @Test func `A tree of policies that grows without end is given up, and not relied on`() throws {
        let world = try World()
        let many = (0..<16).compactMap {
            ASN1ObjectIdentifier.parse(dotted: "1.3.6.1.4.1.32473.\($0)")
        }
        let policies = CertificatePolicies(many.map { PolicyInformation($0) })
        let mappings = PolicyMappings(
            many.flatMap { one in
                many.map { PolicyMapping(issuerDomainPolicy: one, subjectDomainPolicy: $0) }
            })
        let authority = world.authority
        func growing(_ contents: TBSCertificate) throws -> TBSCertificate {
            try contents.replacing(policies.asExtension(critical: false))
                .replacing(mappings.asExtension(critical: false))
        }
        let contents = try authority.template(.issuing, serial: World.serial(2)).tbsCertificate()
        let first = try authority.sign(growing(contents), with: authority.rootKey)
        let name = try TestAuthority.name("TEST Kapok Below")
        let below = try contents.with(issuer: contents.subject, subject: name)
        let second = try authority.sign(growing(below), with: authority.issuingKey)
        let certificate = try world.subscriber {
            try $0.with(issuer: name).replacing(policies.asExtension(critical: false))
        }
        let rules = ValidationRules(requiresExplicitPolicy: true)
        let result = try world.decide(certificate, intermediates: [first, second], rules: rules)
        #expect(result.decision != .rely)
        #expect(result.notMade.contains("path.policies"))
    }
}
