import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import Messages
import PKIX
import Registration
import TestSupport
import Testing

@Suite struct `An internal authority` {
    private func world() async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.create(root: "root-p256", .p256)
        try await world.create(issuing: "in-p256", .p256)
        return world
    }

    private func certificate(
        _ authority: String, _ world: AuthorityWorld
    ) async throws -> Certificate {
        let record = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority(authority))
        }
        return try Certificate(derEncoded: record?.certificate ?? [])
    }

    @Test(arguments: ["personal", "organisation"])
    func `issues by the same steps, with P-256 from the root down and no policy`(
        category: String
    ) async throws {
        let world = try await world()
        let record = try await world.issued(by: "in-p256", category: category)
        #expect(record.state == .valid && record.profile == "\(category)-p256")
        let chain = [
            try Certificate(derEncoded: record.certificate ?? []),
            try await certificate("in-p256", world), try await certificate("root-p256", world),
        ]
        for (place, certificate) in chain.enumerated() {
            let issuer = chain[min(place + 1, chain.count - 1)]
            #expect(certificate.isSigned(by: try PublicKey(issuer.subjectPublicKeyInfo)))
            #expect(try PublicKey(certificate.subjectPublicKeyInfo).algorithm == .p256)
            #expect(certificate.extensions[CertificatePolicies.oid] == nil)
            #expect(certificate.extensions[QCStatements.oid] == nil)
        }
        #expect(try await world.ledger.verify().isClean)
    }

    static let pairs: [(String, KeyAlgorithm, String?)] = [
        ("in-p256", .p256, nil), ("hk-rsa", .rsa(bits: 2048), nil), ("gd-sm2", .sm2, nil),
        ("in-p256", .rsa(bits: 2048), "P-256"), ("in-p256", .sm2, "P-256"),
        ("hk-rsa", .p256, "RSA ≥ 2048"), ("gd-sm2", .p256, "SM2"),
    ]

    @Test(arguments: pairs)
    func `[A2.4] takes P-256 keys and no others, and no other authority takes them`(
        authority: String, key: KeyAlgorithm, accepted: String?
    ) async throws {
        let world = try await world()
        let request = try TestSubscriber(key).request()
        let payload = AuthorityWorld.application(request, to: authority)
        guard let accepted else {
            #expect(try await world.apply(payload).result["state"] == "received")
            return
        }
        let refusal = try await #require(throws: Refusal.self) { try await world.apply(payload) }
        #expect(
            Reason(refusal) == Reason("request.algorithmRefused", "A2.4", "request"))
        #expect(refusal.message(in: .english).contains("it accepts \(accepted)."))
    }

    @Test func `a request of a P-256 key is signed with SHA-256`() async throws {
        let world = try await world()
        let request = try TestSubscriber(.p256).request(algorithm: .ecdsaWithSHA384)
        #expect(
            try await refusal {
                try await world.apply(AuthorityWorld.application(request, to: "in-p256"))
            } == Reason("request.algorithmRefused", "A2.4", "request"))
    }

    static let issuers: [(AlgorithmFamily, String, Bool)] = [
        (.p256, "root-p256", true), (.p256, "root-rsa", false), (.p256, "root-sm2", false),
        (.rsa, "root-p256", false), (.sm2, "root-p256", false),
    ]

    @Test(arguments: issuers)
    func `[A2.4] stands below a root of its own category`(
        family: AlgorithmFamily, issuer: String, isTaken: Bool
    ) async throws {
        let world = try await world()
        let reason = try await refusal {
            try await world.decide(
                "authority.create", AuthorityWorld.creation("in-new", family, issuer: issuer),
                by: world.administrators)
        }
        #expect(
            reason
                == (isTaken ? nil : Reason("authority.kindWrong", "1.2", "issuer")))
    }
}
