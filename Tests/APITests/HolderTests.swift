@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

/// What needs no officer, as it is asked for over the API.
@Suite struct `Holders over the API` {
    private static let unofficial = Operation.all.filter {
        $0.direction == .tightens && $0.people == 0 && $0.actor != .system
    }

    private static func signed(
        _ act: StatusRequestStatement.Act, _ name: String, reason: String,
        by subscriber: TestSubscriber
    ) throws -> JSONValue {
        let statement = StatusRequestStatement(
            origin: TestLedger.origin, environment: "test", certificate: name, act: act,
            reason: reason, sequence: 1)
        return [
            "certificate": .string(name), "reason": .string(reason), "sequence": 1,
            "signature": .string(Base64.encode(try subscriber.sign(statement.bytes))),
        ]
    }

    private static func proof(_ name: String, by subscriber: TestSubscriber) throws -> JSONValue {
        let statement = KeyProofStatement(
            origin: TestLedger.origin, environment: "test", certificate: name)
        return [
            "certificate": .string(name),
            "signature": .string(Base64.encode(try subscriber.sign(statement.bytes))),
        ]
    }

    @Test(arguments: Blocked.allCases)
    func
        `[7.15] [6.17a] [4.11b] what they do is done in each state that blocks others, and is public at once`(
            _ blocked: Blocked
        ) async throws
    {
        let world = try await TighteningWorld(blocked, held: 4)
        let held = world.held
        let acts: [String: JSONValue] = [
            "certificate.suspendByKey": try Self.signed(
                .suspend, held[0].name, reason: "keyLost", by: held[0].subscriber),
            "certificate.revokeByKey": try Self.signed(
                .revoke, held[1].name, reason: "keyCompromise", by: held[1].subscriber),
            "certificate.suspendByCode": [
                "certificate": .string(held[2].name), "code": .string(held[2].code),
            ],
            "certificate.proveCompromise": try Self.proof(held[3].name, by: held[3].subscriber),
        ]
        for operation in Self.unofficial {
            let payload = try #require(acts[operation.id], "\(operation.id) is not tried")
            let answer = try await world.api.act(operation.id, payload)
            #expect(
                answer.status == 200, "\(operation.id): \(String(describing: answer.reason))")
            let entry = try await world.entry(try #require(answer.body["entry"]?.integer))
            #expect(entry.operation == operation.id && entry.outcome == .done)
            #expect(entry.signed.isEmpty)
            let reads = blocked == .practiceUnreadable && operation.id != "certificate.revokeByKey"
            #expect(entry.defects == (reads ? ["practice.unreadable"] : []), "\(operation.id)")
        }
        let bytes = try DurableFile.read(
            "\(world.api.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
        let list = try CertificateList(derEncoded: bytes)
        for (name, _, _) in held {
            let serial = try SerialNumber(
                parsing: String(name.split(separator: "/").last ?? ""))
            #expect(list.entry(of: serial) != nil, "\(name)")
        }
        let isFound = try await !world.api.authority.ledger.verify().findings.isEmpty
        #expect(isFound == (blocked == .practiceUnreadable))
    }

    // MARK: The code

    @Test func `[6.12] [6.17a] who accepts is told the code once, and no row holds it`()
        async throws
    {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.authority.vet(id)
        let statement = try await world.authority.statement(
            world.authority.application(id)
        ).bytes
        let application = try await world.authority.application(id)
        let body = try await world.body(
            "application.accept",
            [
                "application": .string(id),
                "contents": .string(application.contentsHashHex ?? ""),
                "signature": .string(Base64.encode(try subscriber.sign(statement))),
            ], request: "req-once")
        let first = await world.post("acts", body)
        let code = try #require(first.body["suspensionCode"]?.string)
        #expect(SuspensionCode(typed: code)?.text == code)
        #expect(first.body["result"]?["suspensionCode"] == nil)
        let again = await world.post("acts", body)
        #expect(again.status == 200 && again.body["replayed"] == true)
        #expect(again.body["suspensionCode"] == .null)
        #expect(again.body["result"] == first.body["result"])
        // Before the certificate is there, it stops nothing, and afterwards it does.
        let name = "\(application.authority)/\(application.serialHex ?? "")"
        let stop: JSONValue = ["certificate": .string(name), "code": .string(code)]
        #expect(
            try await world.act("certificate.suspendByCode", stop).reason
                == Reason("certificate.stateWrong", "6.17a", "certificate"))
        try await world.authority.approve(id)
        try await world.authority.issue(id)
        #expect(try await world.act("certificate.suspendByCode", stop).status == 200)
        #expect(await world.get("status/\(name)").body["state"] == "suspended")
        for index in 0..<(try await world.authority.ledger.read { try $0.journalSize() }) {
            let bytes = try await world.authority.ledger.read { try $0.entry(at: index).bytes }
            #expect(!String(decoding: bytes, as: UTF8.self).contains(code))
        }
    }

    @Test
    func
        `[3.3c, 6.12] who accepts after the delivery gets the code, and the certificate is public`()
        async throws
    {
        let world = try await APIWorld()
        try await world.authority.accept(by: .afterwards)
        let subscriber = try world.authority.newSubscriber()
        let (id, record) = try await world.authority.delivered(to: subscriber)
        let name = "\(record.authority)/\(record.serialHex)"
        let file = "\(world.authority.published)/certificates/\(name).cer"
        #expect(await world.get("status/\(name)").body["state"] == "suspended")
        #expect(await world.get("certificates/\(name)").body["acceptUntil"]?.string != nil)
        #expect(!FileManager.default.fileExists(atPath: file))
        let application = try await world.authority.application(id)
        let statement = Base64.decode(
            await world.get("applications/\(id)").body["acceptanceStatement"]?.string ?? "")
        let told = try await world.act(
            "application.accept",
            [
                "application": .string(id),
                "contents": .string(application.contentsHashHex ?? ""),
                "signature": .string(
                    Base64.encode(try subscriber.sign(try #require(statement)))),
            ])
        #expect(told.body["result"]?["certificateState"] == "valid")
        #expect(SuspensionCode(typed: told.body["suspensionCode"]?.string ?? "") != nil)
        #expect(await world.get("status/\(name)").body["state"] == "valid")
        #expect(await world.get("certificates/\(name)").body["acceptedAt"]?.string != nil)
        #expect(FileManager.default.fileExists(atPath: file))
    }

    @Test
    func `[6.17a] five wrong codes that begin alike are answered, and the holder's own counts on`()
        async throws
    {
        let world = try await APIWorld()
        let told = try await world.authority.issuedTelling(world.authority.newSubscriber())
        let name = JSONValue.string("\(told.record.authority)/\(told.record.serialHex)")
        let code = try #require(told.code).text
        func stop(_ code: String) async throws -> Reason? {
            try await world.act(
                "certificate.suspendByCode", ["certificate": name, "code": .string(code)]
            ).reason
        }
        let head = code.prefix(4) == "0000" ? "1111" : "0000"
        for place in 0..<7 {
            #expect(
                try await stop("\(head)-0000-0000-000\(place)")?.code
                    == (place < 5 ? "certificate.codeInvalid" : "certificate.codeWait"))
        }
        // The same holds for numbers that nobody has: strangers learn nothing by it.
        for place in 0..<6 {
            let answer = try await world.act(
                "certificate.suspendByCode",
                ["certificate": "hk-rsa/4a0b77129c0011aa", "code": .string(code)])
            #expect(
                answer.reason?.code
                    == (place < 5 ? "certificate.codeInvalid" : "certificate.codeWait"))
        }
        #expect(try await stop(code) == nil)
        // Tried too often by who knows how it begins: an hour later it is taken.
        try await world.authority.release(told.record)
        let near = code.hasSuffix("0") ? "1" : "0"
        for _ in 0..<5 { _ = try await stop(String(code.dropLast()) + near) }
        #expect(try await stop(code)?.code == "certificate.codeWait")
        world.clock.advance(byMilliseconds: 3_600_000)
        #expect(try await stop(code) == nil)
    }

    // MARK: What strangers learn

    @Test func `[5.8a] a stranger is answered the same, whatever the number stands for`()
        async throws
    {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let waiting = try await world.apply()
        try await world.authority.vet(waiting)
        let reserved = try await world.authority.application(waiting).serialHex ?? ""
        let stranger = try TestSubscriber.rsa.get()
        let names = [
            "hk-rsa/\(record.serialHex)", "hk-rsa/\(reserved)", "hk-rsa/4a0b77129c0011aa",
        ]
        for operation in Self.unofficial {
            var answers: Set<String> = []
            for name in names {
                let payload: JSONValue =
                    switch operation.id {
                    case "certificate.suspendByKey":
                        try Self.signed(.suspend, name, reason: "keyLost", by: stranger)
                    case "certificate.revokeByKey":
                        try Self.signed(.revoke, name, reason: "superseded", by: stranger)
                    case "certificate.suspendByCode":
                        ["certificate": .string(name), "code": "0000-0000-0000-0000"]
                    default: try Self.proof(name, by: stranger)
                    }
                let answer = try await world.act(operation.id, payload)
                #expect(answer.status == 422)
                answers.insert(answer.body.formatted().replacing(name, with: "NAME"))
            }
            #expect(answers.count == 1, "\(operation.id): \(answers)")
        }
    }

    @Test func `[7.10] an officer does not act in a holder's place`() async throws {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let record = try await world.authority.issued(subscriber)
        let payload = try Self.signed(
            .suspend, "\(record.authority)/\(record.serialHex)", reason: "keyLost", by: subscriber)
        #expect(
            try await world.act(
                "certificate.suspendByKey", payload, by: world.authority.validator
            ).reason == Reason("operation.actorWrong", "7.10"))
    }
}
