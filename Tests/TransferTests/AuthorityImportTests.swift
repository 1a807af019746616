import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import TestSupport
import Testing

@testable import Transfer

@Suite struct `An authority that is taken over` {
    @Test(
        arguments: [
            (.root, ["ownCertificate": "MAA="], .importAuthorityUnreadable),
            (.root, ["key": "ocsp-a"], .payloadInvalid),
            // Another key behind a name of the right form.
            (.issuing, ["key": "key-aaaaaaaaaaaaaaaaaaaaaaaaaa"], .payloadInvalid),
            (.root, ["more": 1], .payloadMemberUnknown),
            (.root, ["baseURL": "nowhere"], .baseURLInvalid),
            (.root, ["authority": "Old"], .authorityNameInvalid),
            (.issuing, ["issuer": "old-root"], .authorityUnknown),
            (.issuing, ["issuer": .null], .importIssuerWrong),
        ] as [(Profile.Kind, [String: JSONValue], RefusalCode)])
    func `is refused for what does not fit`(
        kind: Profile.Kind, change: [String: JSONValue], code: RefusalCode
    ) async throws {
        let foreign = try await ForeignRegister()
        let payload = try foreign.payload(kind, change)
        await #expect {
            try await foreign.world.ledger.read {
                try AuthorityImport(Payload(payload)).judge($0, environment: .test)
            }
        } throws: {
            ($0 as? Refusal)?.code == code
        }
    }

    @Test func `[RFC 5280 §4.2.1.9] is refused where it is none`() async throws {
        let foreign = try await ForeignRegister()
        let person = Base64.encode(try foreign.certificate(0).derEncoded)
        #expect {
            try AuthorityImport(
                Payload(foreign.payload(.root, ["ownCertificate": .string(person)])))
        } throws: {
            ($0 as? Refusal)?.code == .importNotAuthority
        }
    }

    @Test func `[8.22b] brings a key only where its name fits the environment`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.world.decide(
            "authority.import", foreign.payload(.root), by: foreign.world.administrators)
        let wish = try AuthorityImport(Payload(foreign.payload(.issuing)))
        try await foreign.world.ledger.read { try wish.judge($0, environment: .test) }
        await #expect {
            try await foreign.world.ledger.read { try wish.judge($0, environment: .production) }
        } throws: {
            ($0 as? Refusal)?.code == .profileEnvironmentMark
        }
    }

    @Test func `[8.3] a key that comes along is refused in production, since it lies in a file`()
        async throws
    {
        let foreign = try await ForeignRegister()
        let real = try TestAuthority(.p256, environment: .production, keysOf: foreign.authority)
        let own = try real.certificate(
            .issuing,
            real.template(
                .issuing, subject: TestAuthority.authority("Kapok Issuing"),
                serial: [3] + [UInt8](repeating: 7, count: 19)))
        let change: [String: JSONValue] = ["ownCertificate": .string(Base64.encode(own.derEncoded))]
        let wish = try AuthorityImport(Payload(foreign.payload(.issuing, change)))
        await #expect {
            try await foreign.world.ledger.read { try wish.judge($0, environment: .production) }
        } throws: {
            ($0 as? Refusal)?.code == .moduleNeeded
        }
    }

    @Test func `[8.15b] takes no name and no key twice`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        for (change, code) in [
            ([:], .authorityExists), (["authority": "other"], .nameTaken),
        ] as [([String: JSONValue], RefusalCode)] {
            let wish = try AuthorityImport(Payload(foreign.payload(.root, change)))
            await #expect {
                try await foreign.world.ledger.read { try wish.judge($0, environment: .test) }
            } throws: {
                ($0 as? Refusal)?.code == code
            }
        }
        let hash = KeyHash.hex(of: foreign.authority.rootKey.publicKey)
        let known = try await foreign.world.ledger.read { try $0.get(KnownKey.self, .text(hash)) }
        #expect(known?.state == .claimed)
        let own = try await foreign.world.ledger.read {
            try $0.certificateRecord(of: $0.authority("old-ca"))
        }
        #expect(own?.isOfAuthority == true && own?.authority == "old-root")
    }
}
