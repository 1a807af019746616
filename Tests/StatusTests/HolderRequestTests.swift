import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

@Suite struct `A holder who has the certificate's key` {
    private static let invalid = Reason("certificate.requestInvalid", "5.8a", "signature")
    private static let stale = Reason("certificate.requestStale", "5.8a", "sequence")
    private static let wrongState = Reason("certificate.stateWrong", "6.17a", "certificate")

    @Test(arguments: [KeyAlgorithm.rsa(bits: 2048), .sm2])
    func `[5.8a] [6.17a] suspends it at once, and no officer is asked`(
        algorithm: KeyAlgorithm
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber(algorithm)
        let record = try await world.issued(
            subscriber, by: algorithm == .sm2 ? "gd-sm2" : "hk-rsa")
        world.clock.advance(byMilliseconds: 5000)
        let now = world.clock.nowMilliseconds
        let outcome = try await world.ask(.suspend, record, with: subscriber)
        #expect(outcome.result["state"] == "suspended" && outcome.result["at"] == .integer(now))
        #expect(outcome.result["until"] == .integer(now + 14 * 86_400_000))
        let event = try #require(try await world.history(of: record).last)
        #expect(event.event == .suspended && event.requester == "subscriber")
        #expect(event.cause == "keyLost" && event.entry == outcome.entryIndex)
        let entry = try await world.ledger.read { try $0.entry(at: event.entry).parsed() }
        #expect(entry.operation == "certificate.suspendByKey" && entry.actor == "subscriber")
        #expect(entry.signed.isEmpty)
        let serial = try SerialNumber(parsing: record.serialHex)
        let list = try await world.nextList(record.authority)
        #expect(list.entry(of: serial)?.reason == .certificateHold)
        #expect(
            try await world.ocspStatus(record)
                == .revoked(
                    atMilliseconds: now / 1000 * 1000, reason: .certificateHold))
        #expect(try await world.ledger.verify().isClean)
        // What was suspended without people is released by people.
        try await world.release(record)
    }

    @Test(arguments: HolderRequest.RevocationCause.allCases, [false, true])
    func `[5.8a] [6.17b] [6.19a] revokes it at once, for the reasons that are a subscriber's`(
        cause: HolderRequest.RevocationCause, wasSuspended: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        if wasSuspended { try await world.suspend(record) }
        try await world.ask(.revoke, record, with: subscriber, reason: cause.rawValue)
        let after = try await world.record(record.authority, record.serialHex)
        // Lists have no word for wrong contents.
        let said = cause == .contentsWrong ? "unspecified" : cause.rawValue
        #expect(after.state == .revoked && "\(after.reason.map { "\($0)" } ?? "")" == said)
        let event = try #require(try await world.history(of: record).last)
        #expect(event.event == .revoked && event.requester == "subscriber")
        let isBlocked = try await world.ledger.read {
            try $0.isBlocked(keyHashHex: record.keyHashHex)
        }
        #expect(isBlocked == (cause == .keyCompromise))
        #expect(try await world.ledger.verify().isClean)
    }

    // MARK: Refused

    static let forgeries = [
        "another key", "another certificate", "another journal", "another environment",
        "the other act", "another reason", "another sequence", "a proof of compromise",
        "one bit", "cut", "nothing",
    ]

    private func signature(
        _ forgery: String, _ record: CertificateRecord, _ other: CertificateRecord,
        _ subscriber: TestSubscriber, _ world: AuthorityWorld
    ) throws -> [UInt8] {
        let name = "\(record.authority)/\(record.serialHex)"
        func signed(
            _ act: StatusRequestStatement.Act = .suspend, name said: String? = nil,
            reason: String = "keyLost", sequence: Int64 = 1, origin: String = TestLedger.origin,
            environment: String = "test", by key: TestSubscriber? = nil
        ) throws -> [UInt8] {
            try (key ?? subscriber).sign(
                world.holderStatement(
                    act, said ?? name, reason: reason, sequence: sequence, origin: origin,
                    environment: environment
                ).bytes)
        }
        switch forgery {
        case "another key": return try signed(by: TestSubscriber.rsa.get())
        case "another certificate":
            return try signed(name: "\(other.authority)/\(other.serialHex)")
        case "another journal": return try signed(origin: "another.example/journal")
        case "another environment": return try signed(environment: "production")
        case "the other act": return try signed(.revoke)
        case "another reason": return try signed(reason: "subscriberRequest")
        case "another sequence": return try signed(sequence: 2)
        case "a proof of compromise":
            return try subscriber.sign(
                KeyProofStatement(
                    origin: TestLedger.origin, environment: "test", certificate: name
                ).bytes)
        case "one bit":
            var bytes = try signed()
            bytes[bytes.count / 2] ^= 1
            return bytes
        case "cut": return Array(try signed().dropLast())
        default: return []
        }
    }

    @Test(arguments: forgeries)
    func `[5.8a] is told apart from who has not: a signature over anything else is refused`(
        forgery: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        let other = try await world.issued()
        let forged = try signature(forgery, record, other, subscriber, world)
        let found = try await refusal {
            try await world.ask(
                .suspend, record, with: subscriber, sequence: 1, signature: forged)
        }
        if forged.isEmpty {
            #expect(found == Reason("payload.invalid", nil, "signature"))
        } else {
            #expect(found == Self.invalid)
        }
        for certificate in [record, other] {
            let after = try await world.record(certificate.authority, certificate.serialHex)
            #expect(after.state == .valid)
        }
    }

    @Test
    func
        `[5.8a] a stranger is told the same of what is unknown, not issued yet and the authority's`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let stranger = try TestSubscriber.rsa.get()
        let record = try await world.issued()
        let waiting = try await world.apply(world.newSubscriber())
        try await world.vet(waiting)
        let reserved = try await world.record(
            "hk-rsa", world.application(waiting).serialHex ?? "")
        let own = try await world.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
        }
        let unknown = CertificateRecord(
            authority: "hk-rsa", serial: try SerialNumber(parsing: "4a0b77129c0011aa"),
            profile: record.profile, application: nil,
            validity: try Validity(notBeforeMilliseconds: 0, notAfterMilliseconds: 1_000_000),
            keyHashHex: record.keyHashHex, atMilliseconds: 0)
        for certificate in [record, reserved, own, unknown] {
            for act in StatusRequestStatement.Act.allCases {
                #expect(
                    try await refusal {
                        try await world.ask(act, certificate, with: stranger, sequence: 1)
                    } == Self.invalid)
            }
        }
        // Not by its own key either: the authority's takes other people (CP 6.24).
        let key = try await world.ledger.read { try $0.authority("hk-rsa").key }
        let authority = TestSubscriber(key: try world.signer.key(key ?? ""))
        #expect(
            try await refusal { try await world.ask(.revoke, own, with: authority) }
                == Self.invalid)
    }

    @Test(arguments: StatusRequestStatement.Act.allCases)
    func `[5.8a] asks once: a statement of before the last change is worthless`(
        act: StatusRequestStatement.Act
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        try await world.ask(.suspend, record, with: subscriber)
        try await world.release(record)
        for sequence in [Int64(0), 1, 2, 4] {
            #expect(
                try await refusal {
                    try await world.ask(act, record, with: subscriber, sequence: sequence)
                } == Self.stale)
        }
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
        try await world.ask(act, record, with: subscriber, sequence: 3)
    }

    @Test func `[5.8a] who repeats the request gets the first answer, and nothing is done twice`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber(.sm2)
        let record = try await world.issued(subscriber, by: "gd-sm2")
        let name = "\(record.authority)/\(record.serialHex)"
        let signature = try subscriber.sign(
            world.holderStatement(.suspend, name, reason: "keyLost", sequence: 1).bytes)
        let first = try await world.ask(
            .suspend, record, with: subscriber, sequence: 1, signature: signature, requestID: "r-1")
        let again = try await world.ask(
            .suspend, record, with: subscriber, sequence: 1, signature: signature, requestID: "r-1")
        #expect(again.replayed && again.result == first.result)
        #expect(try await world.history(of: record).count == 2)
    }

    static let ended: [(CertificateRecord.State, StatusRequestStatement.Act)] = [
        (.suspended, .suspend), (.revoked, .suspend), (.revoked, .revoke),
    ]

    @Test(arguments: ended)
    func `[6.17a, 6.17b] changes nothing of what is so already, or over`(
        state: CertificateRecord.State, act: StatusRequestStatement.Act
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        try await world.stop(record, as: state)
        #expect(
            try await refusal { try await world.ask(act, record, with: subscriber) }
                == Self.wrongState)
        #expect(try await world.record(record.authority, record.serialHex).state == state)
    }

    @Test(arguments: StatusRequestStatement.Act.allCases)
    func `[6.17b] is not held up by the clock: lists tell of certificates that have expired`(
        act: StatusRequestStatement.Act
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        world.clock.set(toMilliseconds: record.notAfterMilliseconds + 86_400_000)
        try await world.ask(act, record, with: subscriber)
        let serial = try SerialNumber(parsing: record.serialHex)
        #expect(try await world.nextList().entry(of: serial) != nil)
    }

    static let breaches: [(StatusRequestStatement.Act, String)] = [
        (.suspend, "investigation"), (.suspend, "identificationPending"), (.suspend, "superseded"),
        (.revoke, "privilegeWithdrawn"), (.revoke, "certificateHold"), (.revoke, "keyLost"),
    ]

    @Test(arguments: breaches)
    func `[6.19a] gives no reason that is for the authority to give`(
        act: StatusRequestStatement.Act, reason: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        #expect(
            try await refusal {
                try await world.ask(act, record, with: subscriber, reason: reason)
            } == Reason("payload.choiceUnknown", nil, "reason"))
    }

    @Test func `[6.17a] releases nothing: no operation without an officer loosens a certificate`() {
        let rows = Operation.all.filter {
            $0.people == 0 && $0.id.hasPrefix("certificate.")
        }
        #expect(rows.count == 5 && rows.allSatisfy { $0.direction == .tightens })
        let acts = StatusRequestStatement.Act.allCases.map(\.rawValue)
        #expect(acts == ["suspend", "revoke"])
    }

    @Test func `[5.8a] the statement names everything it is for, in canonical JSON`() {
        let statement = StatusRequestStatement(
            origin: "ca.example/journal", environment: "test", certificate: "hk-rsa/0a",
            act: .suspend, reason: "keyLost", sequence: 1)
        #expect(
            String(decoding: statement.bytes, as: UTF8.self)
                == #"{"act":"suspend","certificate":"hk-rsa/0a","environment":"test","#
                + #""origin":"ca.example/journal","reason":"keyLost","sequence":1,"#
                + #""type":"kapok-status-request/v1"}"#)
        let proof = KeyProofStatement(
            origin: "ca.example/journal", environment: "test", certificate: "hk-rsa/0a")
        #expect(
            String(decoding: proof.bytes, as: UTF8.self)
                == #"{"certificate":"hk-rsa/0a","environment":"test","#
                + #""origin":"ca.example/journal","type":"kapok-key-proof/v1"}"#)
    }
}
