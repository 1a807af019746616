import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

@Suite struct `Whoever shows that a private key is known` {
    private static let invalid = Reason("certificate.proofInvalid", "6.17a", "signature")
    private static let keyBlocked = Reason("certificate.keyBlocked", "6.7b", "certificate")

    @Test(arguments: [KeyAlgorithm.rsa(bits: 2048), .sm2])
    func `[6.7b] [6.17a] has its certificate suspended and the key blocked in one act`(
        algorithm: KeyAlgorithm
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber(algorithm)
        let record = try await world.issued(
            subscriber, by: algorithm == .sm2 ? "gd-sm2" : "hk-rsa")
        let other = try await world.issued()
        let outcome = try await world.prove(record, with: subscriber)
        let name = JSONValue.string("\(record.authority)/\(record.serialHex)")
        #expect(outcome.result["suspended"] == [name])
        #expect(try await world.state(of: record) == .suspended)
        #expect(try await world.state(of: other) == .valid)
        let event = try #require(try await world.history(of: record).last)
        #expect(event.requester == "authority" && event.cause == "keySeen")
        #expect(event.untilMilliseconds == world.clock.nowMilliseconds + 14 * 86_400_000)
        let entry = try await world.ledger.read { try $0.entry(at: event.entry).parsed() }
        #expect(entry.operation == "certificate.proveCompromise" && entry.actor == "anyone")
        #expect(entry.facts["suspended"] == [name])
        #expect(try await world.ledger.verify().isClean)
        let serial = try SerialNumber(parsing: record.serialHex)
        #expect(
            try await world.nextList(record.authority).entry(of: serial)?.reason
                == .certificateHold)
        // It is lost for ever.
        #expect(try await refusal { try await world.release(record) } == Self.keyBlocked)
        #expect(
            try await refusal { try await world.apply(subscriber, to: record.authority) }
                == Reason("key.blocked", "6.7b", "request"))
    }

    @Test(
        arguments: CertificateRecord.State.allCases.filter { [.suspended, .revoked].contains($0) })
    func `[6.7b] has the key of what is suspended or over blocked all the same`(
        before: CertificateRecord.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        try await world.stop(record, as: before)
        try await world.prove(record, with: subscriber)
        #expect(try await world.state(of: record) == before)
        #expect(try await world.ledger.read { try $0.isBlocked(keyHashHex: record.keyHashHex) })
        #expect(try await refusal { try await world.release(record) } != nil)
    }

    @Test func `[6.17a] is not held up where the certificate has expired`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        world.clock.set(toMilliseconds: record.notAfterMilliseconds + 1000)
        try await world.prove(record, with: subscriber)
        #expect(try await world.state(of: record) == .suspended)
    }

    @Test func `[6.24] stops an authority's issuing at once where it is the authority's key`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let authority = try await world.ledger.read { try $0.authority("hk-rsa") }
        let own = try await world.ledger.read {
            try #require(try $0.certificateRecord(of: authority))
        }
        let key = try world.signer.key(authority.key ?? "")
        try await world.prove(own, with: TestSubscriber(key: key))
        #expect(try await world.state(of: own) == .suspended)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("authority.notActive", "4.11c", "authority"))
    }

    @Test func `[6.17a] makes one entry: proven again, it is known already`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        let first = try await world.prove(record, with: subscriber, requestID: "r-1")
        let size = try await world.ledger.read { try $0.journalSize() }
        let again = try await world.prove(record, with: subscriber, requestID: "r-1")
        #expect(again.replayed && again.result == first.result)
        #expect(
            try await refusal { try await world.prove(record, with: subscriber) }
                == Reason("key.blocked", "6.7b", "signature"))
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }

    static let forgeries = [
        "another key", "another certificate", "another journal", "another environment",
        "a request", "one bit",
    ]

    @Test(arguments: forgeries)
    func `[6.17a] signs exactly that: nothing else stops a certificate`(forgery: String)
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        let name = "\(record.authority)/\(record.serialHex)"
        func signed(
            _ said: String, origin: String = TestLedger.origin, environment: String = "test"
        ) throws -> [UInt8] {
            try subscriber.sign(
                KeyProofStatement(origin: origin, environment: environment, certificate: said)
                    .bytes)
        }
        var signature: [UInt8]
        switch forgery {
        case "another key":
            signature = try TestSubscriber.rsa.get().sign(
                KeyProofStatement(
                    origin: TestLedger.origin, environment: "test", certificate: name
                ).bytes)
        case "another certificate": signature = try signed("hk-rsa/4a0b77129c0011aa")
        case "another journal": signature = try signed(name, origin: "another.example/journal")
        case "another environment": signature = try signed(name, environment: "production")
        case "a request":
            signature = try subscriber.sign(
                world.holderStatement(.suspend, name, reason: "keyLost", sequence: 1).bytes)
        default:
            signature = try signed(name)
            signature[7] ^= 1
        }
        #expect(
            try await refusal { try await world.prove(record, signature: signature) }
                == Self.invalid)
        #expect(try await world.state(of: record) == .valid)
        #expect(
            try await !world.ledger.read { try $0.isBlocked(keyHashHex: record.keyHashHex) })
    }

    @Test func `[6.17a] learns nothing of numbers that were never issued`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        let reserved = try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
        // Signed by the very key that the number was reserved for.
        #expect(
            try await refusal { try await world.prove(reserved, with: subscriber) }
                == Self.invalid)
    }
}
