import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import SwiftASN1
import TestSupport
import Testing

@testable import Registration

@Suite struct `The number of an identity document` {
    private static let card = "11010519491231002X"

    /// A certificate of somebody with a resident identity card and a Hong Kong one, under this setting.
    private static func issued(
        _ world: AuthorityWorld, _ setting: String? = nil
    ) async throws -> Certificate {
        if let setting {
            let practice = try await world.ledger.read { try $0.practice() }
            try await world.change(
                practice.json.merging(["identityNumbers": .string(setting)]))
        }
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber,
            identity: [
                "documents": [
                    ["kind": "residentIdentityCard", "number": .string(card)],
                    ["kind": "hongKongIdentityCard", "number": "A123456(3)"],
                ]
            ])
        try await world.bring(id, to: .issued, with: subscriber)
        let serial = try await world.application(id).serialHex ?? ""
        let record = try await world.record("hk-rsa", serial)
        return try Certificate(derEncoded: record.certificate ?? [])
    }

    private static func tokens(_ certificate: Certificate) throws -> [IdentityNumberToken] {
        try PrivateArc(base: [1, 3, 6, 1, 4, 1, 32473]).value(
            of: IdentityNumberTokens.self, in: certificate.extensions)?.tokens ?? []
    }

    private static func clear(_ certificate: Certificate) -> [String] {
        certificate.extensions.compactMap { (try? IdentityExtension($0))?.number }
    }

    /// The digests that whoever tries all numbers would compare with.
    private static let hashes = [card, "A123456(3)", "A1234563"].flatMap { number in
        [DigestAlgorithm.sha256, .sm3].map { $0.hash(Array(number.utf8)) }
    }

    @Test(arguments: [nil, "other:clear", "hk-rsa:keyed", "hk-rsa:encrypted", "hk-rsa:clear"])
    func `[12.1] stands in a certificate as the practice says, and never as a plain hash`(
        setting: String?
    ) async throws {
        let world = try await AuthorityWorld.make()
        let certificate = try await Self.issued(world, setting)
        let form = setting?.hasPrefix("hk-rsa:") == true ? setting?.dropFirst(7) : nil
        let tokens = try Self.tokens(certificate)
        switch form {
        case "keyed", "encrypted":
            #expect(tokens.map(\.form.rawValue) == Array(repeating: String(form ?? ""), count: 2))
            #expect(
                tokens.map(\.document) == ["residentIdentityCard", "hongKongIdentityCard"])
        default: #expect(tokens.isEmpty)
        }
        // A Hong Kong number has no place there.
        #expect(Self.clear(certificate) == (form == "clear" ? [Self.card] : []))
        let bytes = certificate.derEncoded
        #expect(!bytes.contains(Array("A123456".utf8)))
        #expect(bytes.contains(Array(Self.card.utf8)) == (form == "clear"))
        for hash in Self.hashes { #expect(!bytes.contains(hash)) }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[12.1] keyed, is the same in each certificate; encrypted, in none`() async throws {
        let world = try await AuthorityWorld.make()
        for (form, isSame) in [("keyed", true), ("encrypted", false)] {
            let setting = "hk-rsa:\(form)"
            let first = try Self.tokens(await Self.issued(world, setting)).map(\.value)
            let second = try Self.tokens(await Self.issued(world)).map(\.value)
            #expect(first.count == 2 && (first == second) == isSame, "\(form)")
        }
    }

    @Test func `[12.1] encrypted, is read by its authority again, and under nothing else`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let certificate = try await Self.issued(world, "hk-rsa:encrypted")
        let serial = certificate.serialNumber.hex
        let sealed = try #require(Self.tokens(certificate).first).value
        let context = ["hk-rsa", serial, "residentIdentityCard", "CN"]
        let opened = try await world.ledger.read {
            try DossierVault.Reader(of: $0).openedNumber(sealed, context)
        }
        #expect(opened == Self.card)
        for place in context.indices {
            var other = context
            other[place] = "other"
            let moved = other
            let reason = try await refusal {
                try await world.ledger.read {
                    try DossierVault.Reader(of: $0).openedNumber(sealed, moved)
                }
            }
            #expect(reason?.code == "vault.damaged")
        }
    }

    @Test(arguments: ["hk-rsa", "hk-rsa:hash", "hk-rsa:keyed hk-rsa:clear", ":clear"])
    func `[12.1] has no other form`(setting: String) async throws {
        let world = try await AuthorityWorld.make()
        let practice = try await world.ledger.read { try $0.practice() }
        #expect(
            try await refusal {
                try await world.change(
                    practice.json.merging(["identityNumbers": .string(setting)]))
            } == Reason("practice.settingInvalid", "12.1", "identityNumbers"))
    }

    @Test func `[12.1] that the setting changed since vetting is refused, not signed`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .approved, with: subscriber)
        let practice = try await world.ledger.read { try $0.practice() }
        try await world.change(practice.json.merging(["identityNumbers": "hk-rsa:keyed"]))
        #expect(try await refusal { try await world.issue(id) } != nil)
        #expect(try await world.application(id).state == .approved)
    }
}
