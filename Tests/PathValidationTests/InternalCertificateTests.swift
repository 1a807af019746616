import CertificatePolicy
import Messages
import PKIX
import PathValidation
import TestSupport
import Testing

@Suite struct `An internal certificate before a relying party` {
    typealias World = RelyingPartyWorld

    @Test(arguments: [Profile.Kind.personal, .organisation])
    func `[1.4] [A2.4] is not relied on as recognised: no policy, another algorithm`(
        kind: Profile.Kind
    ) throws {
        let world = try World(TestAuthority.p256)
        let result = try world.decide(world.subscriber(kind))
        #expect(result.decision == .doNotRely)
        #expect(
            Set(result.failures) == [
                "path.algorithms", "path.policies", "policy.recognised",
            ])
        #expect(result.check("path.algorithms")?.message == PathChecks.algorithmOutside)
        #expect(result.check("policy.recognised")?.message == CertificateChecks.policyNotRecognised)
        #expect(result.check("policy.recognised")?.clause == "1.4")
    }

    @Test func `[A2.4] is not relied on either where it bears a recognised policy`() throws {
        let world = try World(TestAuthority.p256)
        let policy = CertificatePolicies([PolicyInformation(PolicyOIDs.hongKong)])
            .asExtension(critical: false)
        let issuing = try world.authority.sign(
            world.issuing.tbsCertificate.replacing(policy), with: world.authority.rootKey)
        let person = try world.subscriber { try $0.replacing(policy) }
        let result = try world.decide(person, intermediates: [issuing])
        #expect(result.decision == .doNotRely)
        #expect(result.failures == ["path.algorithms"])
    }

    @Test func `[A2.4] its authority is no anchor of recognised certificates`() throws {
        let world = try World(TestAuthority.p256)
        let result = try world.decide(world.issuing)
        #expect(result.failures.contains("path.algorithms"))
    }

    @Test func `[RFC 5280 §6] is relied on by the standard's rules alone`() throws {
        let world = try World(TestAuthority.p256)
        let person = try world.subscriber()
        #expect(try world.decide(person, rules: ValidationRules()).decision == .rely)
        let revoked = try world.decide(
            person, lists: world.lists([world.entry(.keyCompromise)]), rules: ValidationRules())
        #expect(revoked.failures == ["status.certificate"])
    }
}
