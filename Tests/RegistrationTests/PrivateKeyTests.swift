import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Foundation
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `A private key sent instead of a request` {
    private static let received = Reason("key.privateKeyReceived", "6.7b", "request")
    private static let blocked = Reason("key.blocked", "6.7b", "request")

    private func pem(_ key: SoftwareKey, label: String = "PRIVATE KEY") throws -> String {
        let body = try key.pkcs8().withBytes { Base64.encode($0) }
        return "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
    }

    private func send(
        _ bytes: [UInt8], _ world: AuthorityWorld, requestID: String? = nil
    ) async throws -> Reason? {
        try await refusal {
            try await world.apply(AuthorityWorld.application(bytes), requestID: requestID)
        }
    }

    private func state(_ key: SoftwareKey, _ world: AuthorityWorld) async throws -> KnownKey? {
        let hash = KeyHash.hex(of: key.publicKey)
        return try await world.ledger.read { try $0.get(KnownKey.self, .text(hash)) }
    }

    /// How it may come: PEM, DER, bare base64, behind a good request, under a false label.
    static let forms = ["pem", "der", "base64", "appended", "mislabelled"]

    @Test(arguments: forms)
    func `[6.7b, 6.30] is refused, never stored, and its key is blocked for ever`(
        form: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let secret = try subscriber.key.pkcs8().withBytes { $0 }
        let sent: [UInt8] =
            switch form {
            case "der": secret
            case "base64": Array(Base64.encode(secret).utf8)
            case "appended":
                Array(
                    try
                        ("-----BEGIN CERTIFICATE REQUEST-----\n"
                        + Base64.encode(subscriber.request())
                        + "\n-----END CERTIFICATE REQUEST-----\n" + pem(subscriber.key)).utf8)
            case "mislabelled":
                Array(try pem(subscriber.key, label: "CERTIFICATE REQUEST").utf8)
            default: Array(try pem(subscriber.key).utf8)
            }
        #expect(try await send(sent, world) == Self.received)
        #expect(try await state(subscriber.key, world)?.state == .blocked)
        #expect(try await send(subscriber.request(), world) == Self.blocked)
        #expect(try await world.ledger.verify().isClean)
        await world.ledger.close()
        // No part of the key's numbers, in octets or in base64, is in any file.
        let window = Array(secret[(secret.count / 2)..<(secret.count / 2 + 24)])
        let text = Array(Base64.encode(secret).utf8.dropFirst(400).prefix(32))
        let files = try FileManager.default.subpathsOfDirectory(atPath: world.test.folder.path)
        try #require(files.contains("ledger.sqlite"))
        for name in files {
            guard
                let file = try? DurableFile.read(
                    world.test.folder.path + "/" + name, limit: 1 << 28)
            else { continue }
            #expect(!file.contains(window) && !file.contains(text), "\(name)")
        }
    }

    @Test func `[6.7b] is blocked whatever the request is called, and as often as it comes`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let longest = String(repeating: "r", count: 64)
        let first = try world.newSubscriber()
        #expect(
            try await send(Array(pem(first.key).utf8), world, requestID: longest) == Self.received)
        #expect(try await state(first.key, world)?.state == .blocked)
        // The same name for another key, and the same key once more.
        let second = try TestSubscriber(.sm2)
        #expect(
            try await send(Array(pem(second.key).utf8), world, requestID: longest)
                == Self.received)
        #expect(try await state(second.key, world)?.state == .blocked)
        #expect(try await send(Array(pem(first.key).utf8), world) == Self.received)
    }

    @Test(arguments: [Application.State.received, .vetted, .accepted, .approved])
    func `[6.7b] ends the hopes of an application that has it already, but for refusing it`(
        reached: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: reached, with: subscriber)
        #expect(try await send(Array(pem(subscriber.key).utf8), world) == Self.received)
        #expect(try await state(subscriber.key, world)?.application == id)
        #expect(
            try await refusal {
                switch reached {
                case .received: try await world.vet(id)
                case .vetted: try await world.accept(id, with: subscriber)
                case .accepted: try await world.approve(id)
                default: try await world.issue(id)
                }
            } == Self.blocked)
        #expect(try await world.application(id).state == reached)
        try await world.refuse(id)
        #expect(try await state(subscriber.key, world)?.state == .blocked)
        #expect(try await send(subscriber.request(), world) == Self.blocked)
    }

    @Test(arguments: [("rsa", "hk-rsa"), ("sm2", "gd-sm2")])
    func `[6.7b] blocks every public key of the secret, and finds what was certified under one`(
        pair: String, authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let (key, twin) = (try Vectors.pair(pair), try Vectors.pair(pair + "-twin"))
        let record = try await world.issued(key, by: authority)
        #expect(try await send(Array(pem(twin.key).utf8), world) == Self.received)
        #expect(
            try await world.record(record.authority, record.serialHex).state == .suspended)
        for subscriber in [key, twin] {
            #expect(
                try await refusal {
                    try await world.apply(
                        AuthorityWorld.application(subscriber.request(), to: authority))
                } == Self.blocked)
        }
    }

    @Test func `[6.7b] cannot be made up to block another's key`() async throws {
        let world = try await AuthorityWorld.make()
        let victim = try TestSubscriber(.sm2)
        let stranger = try TestSubscriber(.sm2)
        // The stranger's private number beside the victim's public point.
        var forged = try stranger.key.pkcs8().withBytes { $0 }
        let own = stranger.key.publicKey.subjectPublicKeyInfo.key
        let place = try #require(
            forged.indices.first { forged[$0...].starts(with: own) })
        forged.replaceSubrange(
            place..<(place + own.count), with: victim.key.publicKey.subjectPublicKeyInfo.key)
        #expect(try await send(forged, world) == Self.received)
        #expect(try await state(victim.key, world) == nil)
        let id = try await world.apply(victim, to: "gd-sm2")
        #expect(id.utf8.starts(with: "app-".utf8))
    }

    @Test func `[6.7b] is refused when it is encrypted, too`() async throws {
        let world = try await AuthorityWorld.make()
        let text = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIIBHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI
            -----END ENCRYPTED PRIVATE KEY-----
            """
        #expect(try await send(Array(text.utf8), world) == Self.received)
    }
}
