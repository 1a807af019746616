import Cryptography
import PKIX
import PathValidation
import SwiftASN1
import TestSupport
import Testing

/// PKITS asks for the ordinary cases; here is what someone writes to get around a constraint.
@Suite struct `An authority that is constrained to some names` {
    typealias World = RelyingPartyWorld

    private func decision(
        _ constraints: NameConstraints, _ names: [GeneralName]
    ) throws -> Decision {
        let world = try World()
        let issuing = try world.authority.sign(
            world.issuing.tbsCertificate.replacing(constraints.asExtension(critical: true)),
            with: world.authority.rootKey)
        let certificate = try world.subscriber {
            try $0.replacing(SubjectAlternativeName(names).asExtension(critical: false))
        }
        return try world.decide(certificate, intermediates: [issuing]).decision
    }

    @Test(
        arguments: [
            (.rfc822Name("example.org"), .rfc822Name("a@example.net"), .rely),
            (.rfc822Name("example.org"), .rfc822Name("a@example.org"), .doNotRely),
            (.rfc822Name("example.org"), .rfc822Name("\"a@b\"@example.org"), .cannotTell),
            (.rfc822Name("example.org"), .rfc822Name("example.org"), .cannotTell),
            (.uri("example.org"), .uri("http://example.net/"), .rely),
            (.uri("example.org"), .uri("http://u@EXAMPLE.org:80/"), .doNotRely),
            (.uri("example.org"), .uri("urn:example.org"), .cannotTell),
            (.uri("example.org"), .uri("http://192.0.2.1/"), .cannotTell),
            (.dnsName("example.org"), .dnsName("a.example.net"), .rely),
            (.dnsName("example.org"), .dnsName("a.Example.org"), .doNotRely),
            (.dnsName("example.org"), .dnsName("a.example.org."), .cannotTell),
            (.dnsName("a.example.org"), .dnsName("*.example.org"), .cannotTell),
        ] as [(GeneralName, GeneralName, Decision)])
    func `[RFC 5280 §4.2.1.10] does not get around an exclusion by how it writes a name`(
        excluded: GeneralName, name: GeneralName, expected: Decision
    ) throws {
        let constraints = NameConstraints(permitted: [], excluded: [excluded])
        #expect(try decision(constraints, [name]) == expected)
    }

    @Test func `[RFC 5280 §4.2.1.10] answers for an address in the subject beside others`() throws {
        let other = GeneralName.rfc822Name("a@example.net")
        for (excluded, expected) in [
            ("example.hk", Decision.doNotRely), ("example.org", .rely),
        ] {
            let constraints = NameConstraints(permitted: [], excluded: [.rfc822Name(excluded)])
            let world = try World()
            let subject = DistinguishedName(attributes: [
                try NameAttribute(.commonName, "A"),
                try NameAttribute(.emailAddress, "a@example.hk"),
            ])
            let issuing = try world.authority.sign(
                world.issuing.tbsCertificate.replacing(constraints.asExtension(critical: true)),
                with: world.authority.rootKey)
            let certificate = try world.subscriber {
                try $0.with(subject: subject).replacing(
                    SubjectAlternativeName([other]).asExtension(critical: false))
            }
            let result = try world.decide(certificate, intermediates: [issuing])
            #expect(result.decision == expected)
        }
    }
}
