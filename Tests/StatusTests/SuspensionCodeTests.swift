import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
@testable import Status
import Testing
import TestSupport

@Suite struct `A suspension code` {
    private static let invalid = Reason("certificate.codeInvalid", "6.17a", "code")

    @Test func `has eighty random bits in groups that can be read out`() throws {
        let code = SuspensionCode(SystemRandomness())
        let groups = code.text.split(separator: "-")
        #expect(groups.count == 4 && groups.allSatisfy { $0.utf8.count == 4 })
        #expect(SuspensionCode(SystemRandomness()) != code)
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
        #expect(code.text.allSatisfy(alphabet.contains))
        // Nothing that prints it by mistake tells it.
        #expect(!"\(code)".contains(groups[0]) && !String(reflecting: code).contains(groups[0]))
    }

    @Test(arguments: [
        "0A1B-2C3D-4E5F-6G7H", "0a1b2c3d4e5f6g7h", " 0A1B 2C3D 4E5F 6G7H ",
        "Oaib-2c3d-4e5f-6g7h", "OAlB2C3D4E5F6G7H",
    ])
    func `is taken as people type it`(typed: String) throws {
        #expect(try #require(SuspensionCode(typed: typed)).text == "0A1B-2C3D-4E5F-6G7H")
    }

    @Test(arguments: ["", "0A1B-2C3D-4E5F", "0A1B-2C3D-4E5F-6G7HJ", "0A1B-2C3D-4E5F-6G7U", "零"])
    func `is nothing else`(typed: String) {
        #expect(SuspensionCode(typed: typed) == nil)
    }

    @Test func `[6.17a] suspends its certificate at once, and is kept as a hash alone`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let told = try await world.issuedTelling(world.newSubscriber())
        let other = try await world.issuedTelling(world.newSubscriber())
        let code = try #require(told.code)
        #expect(other.code != code)
        world.clock.advance(byMilliseconds: 5000)
        let outcome = try await world.stop(told.record, code: code.text.lowercased())
        #expect(outcome.result["state"] == "suspended")
        let event = try #require(try await world.history(of: told.record).last)
        #expect(event.event == .suspended && event.requester == "subscriber")
        #expect(event.cause == "codeShown")
        #expect(event.untilMilliseconds == world.clock.nowMilliseconds + 14 * 86_400_000)
        let entry = try await world.ledger.read { try $0.entry(at: event.entry).parsed() }
        #expect(entry.operation == "certificate.suspendByCode" && entry.actor == "anyone")
        #expect(
            try await world.record(other.record.authority, other.record.serialHex).state == .valid)
        let serial = try SerialNumber(parsing: told.record.serialHex)
        #expect(try await world.nextList().entry(of: serial)?.reason == .certificateHold)
        // It does that and no more: people release, and it suspends again.
        #expect(
            try await refusal { try await world.stop(told.record, code: code.text) }
                == Reason("certificate.stateWrong", "6.17a", "certificate"))
        try await world.release(told.record)
        try await world.stop(told.record, code: code.text)
        #expect(try await world.ledger.verify().isClean)
        // What is kept is not the code, and nobody can read it from the folder.
        let kept = try await world.ledger.read { snapshot in
            try snapshot.vault.read("suspensionCode", dossier: told.record.application ?? "")
        }
        #expect(kept?.count == 64)
        await world.ledger.close()
        let file = try DurableFile.read(
            "\(world.test.folder.path)/ledger.sqlite", limit: 1 << 28)
        for text in [code.text, code.text.replacing("-", with: "")] {
            #expect(!file.contains(Array(text.utf8)))
        }
    }

    @Test func `[6.17a] a wrong one tells nothing, whatever it is tried on`() async throws {
        let world = try await AuthorityWorld.make()
        let told = try await world.issuedTelling(world.newSubscriber())
        let other = try await world.issuedTelling(world.newSubscriber())
        let own = try await world.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
        }
        let waiting = try await world.apply(world.newSubscriber())
        try await world.vet(waiting)
        let reserved = try await world.record(
            "hk-rsa", world.application(waiting).serialHex ?? "")
        let unknown = CertificateRecord(
            authority: "hk-rsa", serial: try SerialNumber(parsing: "4a0b77129c0011aa"),
            profile: "p", application: nil,
            validity: try Validity(notBeforeMilliseconds: 0, notAfterMilliseconds: 1_000_000),
            keyHashHex: "", atMilliseconds: 0)
        try await world.revoke(other.record)
        let code = try #require(told.code).text
        for record in [other.record, own, reserved, unknown] {
            #expect(
                try await refusal { try await world.stop(record, code: code) } == Self.invalid)
        }
        for place in [0, 8, 18] {
            var wrong = Array(code.utf8)
            wrong[place] = wrong[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            #expect(
                try await refusal {
                    try await world.stop(
                        told.record, code: String(decoding: wrong, as: UTF8.self))
                } == Self.invalid)
        }
        #expect(
            try await refusal { try await world.stop(told.record, code: "short") }
                == Reason("payload.invalid", nil, "code"))
        #expect(
            try await world.record(told.record.authority, told.record.serialHex).state == .valid)
    }

    @Test func `[6.12] comes with the acceptance that counts: after a correction the new one`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        func accept() async throws -> SuspensionCode {
            let statement = try await world.statement(world.application(id)).bytes
            let told = try await world.acceptTold(id, signature: subscriber.sign(statement))
            return try #require(told.code)
        }
        let first = try await accept()
        try await world.giveBack(id)
        try await world.correct(id, with: subscriber)
        try await world.vet(id)
        let second = try await accept()
        try await world.approve(id)
        try await world.issue(id)
        let record = try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
        #expect(
            try await refusal { try await world.stop(record, code: first.text) } == Self.invalid)
        try await world.stop(record, code: second.text)
    }
}

@Suite struct `Tries of a suspension code` {
    private static let hour: Int64 = 3_600_000
    private static let wait = Reason("certificate.codeWait", "6.17a", "code")

    private func isWaited(
        _ tries: HourlyLimit, _ key: HourlyLimit.Key, at moment: Int64
    ) async throws -> Bool {
        let reason = try await refusal { try tries.begin(key, atMilliseconds: moment) }
        #expect(reason == nil || reason == Self.wait)
        return reason != nil
    }

    @Test func `[6.17a] are five an hour for one certificate and first group`() async throws {
        let tries = HourlyLimit.ofSuspensionCodes
        let key = HourlyLimit.Key(certificate: "hk-rsa/0a", part: "0A1B")
        for place in 0..<tries.limit {
            #expect(try await !isWaited(tries, key, at: Int64(place)))
        }
        #expect(try await isWaited(tries, key, at: 5))
        #expect(try await isWaited(tries, key, at: Self.hour - 1))
        // A stranger does not know how the holder's code begins.
        for other in [
            HourlyLimit.Key(certificate: "hk-rsa/0a", part: "0A1C"),
            HourlyLimit.Key(certificate: "hk-rsa/0b", part: "0A1B"),
        ] {
            #expect(try await !isWaited(tries, other, at: 6))
        }
        // What was refused did not count, so that nobody can keep it shut.
        #expect(try await !isWaited(tries, key, at: Self.hour))
    }

    @Test func `[6.17a] are forgiven once the code was right`() async throws {
        let tries = HourlyLimit.ofSuspensionCodes
        let key = HourlyLimit.Key(certificate: "hk-rsa/0a", part: "0A1B")
        for _ in 0..<4 { #expect(try await !isWaited(tries, key, at: 0)) }
        tries.succeed(key)
        for _ in 0..<5 { #expect(try await !isWaited(tries, key, at: 0)) }
        #expect(try await isWaited(tries, key, at: 0))
    }

    @Test func `[6.17a] do not fill the memory, and the newest count on`() async throws {
        let tries = HourlyLimit.ofSuspensionCodes
        for place in 0..<3 * HourlyLimit.maximumKeys {
            try tries.begin(
                HourlyLimit.Key(certificate: "hk-rsa/0a", part: "\(place)"),
                atMilliseconds: Int64(place))
        }
        #expect(tries.count <= HourlyLimit.maximumKeys)
        let last = HourlyLimit.Key(
            certificate: "hk-rsa/0a", part: "\(3 * HourlyLimit.maximumKeys - 1)")
        for _ in 0..<4 {
            #expect(try await !isWaited(tries, last, at: Int64(3 * HourlyLimit.maximumKeys)))
        }
        #expect(try await isWaited(tries, last, at: Int64(3 * HourlyLimit.maximumKeys)))
    }
}
