@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import MerkleLog
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

/// The shapes that docs/api.md promises.
@Suite struct `Queries over the API` {
    @Test func `tell the context that acts are signed in`() async throws {
        let world = try await APIWorld()
        let answer = await world.get("context")
        #expect(
            answer.members == [
                "origin", "environment", "policy", "practice", "checkpoint", "verifierKey",
                "time", "version", "predecessors",
            ])
        #expect(answer.body["predecessors"] == [])
        #expect(answer.body["origin"] == .string(TestLedger.origin))
        #expect(answer.body["environment"] == "test")
        #expect(answer.body["policy"] == "1.1")
        #expect(answer.body["version"] == "1.2.3")
        let checkpoint = try #require(answer.body["checkpoint"])
        let note = try #require(checkpoint["note"]?.string)
        #expect(note.hasPrefix("\(TestLedger.origin)\n\(checkpoint["size"]?.integer ?? 0)\n"))
    }

    @Test func `tell who runs here, by their keys and roles`() async throws {
        let world = try await APIWorld()
        let answer = await world.get("operators")
        #expect(
            answer.members(of: "operators")
                == ["officer", "name", "key", "roles", "grants", "state", "enrolledAt"])
        let item = try #require(
            answer.body["operators"]?.array?.first { $0["officer"] == "off-val" })
        #expect(item["name"] == "val" && item["roles"] == ["validator"])
        #expect(item["state"] == "active")
        let grant = try #require(item["grants"]?.array?.first)
        #expect(grant["role"] == "validator" && grant["until"] == .null)
    }

    @Test func `tell authorities, with certificate and list`() async throws {
        let world = try await APIWorld()
        let list = await world.get("authorities")
        #expect(
            list.each("name", of: "authorities") == ["gd-sm2", "hk-rsa", "root-rsa", "root-sm2"])
        let one = await world.get("authorities/hk-rsa")
        #expect(
            one.members == [
                "name", "kind", "family", "jurisdiction", "issuer", "commonName", "state",
                "serial", "baseURL", "module", "certificate", "crl",
            ])
        #expect(one.body == list.body["authorities"]?.array?[1])
        let der = try #require(one.body["certificate"]?.string.flatMap(Base64.decode))
        #expect(try Certificate(derEncoded: der).serialNumber.hex == one.body["serial"]?.string)
        #expect(one.body["crl"]?["number"]?.integer != nil)
    }

    @Test func `tell an application to those who decide on it`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply()
        let received = await world.get("applications/\(id)")
        let base: Set = [
            "application", "authority", "category", "site", "state", "subscriberReference",
            "renews",
            "contents", "serial", "identityMethod", "evidence", "createdAt", "stateAt", "statement",
            "statementKey", "statementCommitment", "version", "checklist",
            "proofs", "declarations", "caseNumber", "claimedBy", "claimedUntil", "fee",
            "feeState", "recordingReference", "acceptance",
        ]
        #expect(received.members == base)
        let stated = AuthorityWorld.statement(AuthorityWorld.person, category: "personal")
        #expect(received.body["statement"] == stated)
        // Whoever has the key can compute the commitment alone.
        let key = Hex.decode(received.body["statementKey"]?.string ?? "") ?? []
        let commitment = HMAC.authenticationCode(
            of: stated.canonicalBytes, key: SecretBytes(key), digest: .sha256)
        #expect(received.body["statementCommitment"] == .string(Hex.encode(commitment)))
        try await world.authority.vet(id)
        let vetted = await world.get("applications/\(id)")
        #expect(vetted.members == base.union(["contentsDER", "acceptanceStatement", "agreement"]))
        let contents = Base64.decode(vetted.body["contentsDER"]?.string ?? "") ?? []
        #expect(
            vetted.body["contents"]
                == .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))))
        try await world.authority.giveBack(id)
        let returned = await world.get("applications/\(id)")
        #expect(returned.members == base.union(["correction"]))
        #expect(
            returned.body["correction"] == [
                "field": "surname", "reason": "differsFromDocument",
                "origin": .string(TestLedger.origin), "environment": "test", "version": 2,
            ])
        #expect(
            await world.get("applications/app-none").reason
                == Reason("application.unknown", nil, "application"))
    }

    @Test func `tell a certificate by its serial in any writing`() async throws {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let serial = record.serialHex
        let colons = stride(from: 0, to: serial.utf8.count, by: 2).map { place in
            String(serial.dropFirst(place).prefix(2))
        }.joined(separator: ":")
        for name in [
            serial, serial.uppercased(), "0x\(serial)", colons, colons.uppercased(),
            "hk-rsa/\(serial)", "hk-rsa/\(colons)", "00\(serial)",
        ] {
            let answer = await world.get("certificates/\(name)")
            #expect(answer.status == 200, "\(name)")
            #expect(answer.body["serial"] == .string(serial))
        }
        let one = await world.get("certificates/\(serial)")
        #expect(
            one.members == [
                "authority", "serial", "subject", "profile", "state", "subscription", "notBefore",
                "notAfter",
                "issuedAt", "reason", "certificate", "application", "site", "acceptUntil",
                "acceptedAt",
            ])
        #expect(one.body["application"] == record.application.map { .string($0) })
        for (name, reason) in [
            ("xyz", Reason("certificate.nameInvalid", nil, "certificate")),
            ("0badc0de", Reason("certificate.unknown", nil, "certificate")),
            ("gd-sm2/\(serial)", Reason("certificate.unknown", nil, "certificate")),
            ("a/b/\(serial)", Reason("certificate.nameInvalid", nil, "certificate")),
        ] {
            #expect(await world.get("certificates/\(name)").reason == reason, "\(name)")
            #expect(await world.get("status/\(name)").reason == reason, "\(name)")
        }
    }

    @Test func `tell the candidates of a serial that two issuers have`() async throws {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let serial = try SerialNumber(parsing: record.serialHex)
        try await world.authority.ledger.act(world.authority.test.systemRequest()) { transaction in
            var twin = CertificateRecord(
                authority: "gd-sm2", serial: serial, profile: "personal-sm2", application: nil,
                validity: try Validity(notBeforeMilliseconds: 0, notAfterMilliseconds: 1000),
                keyHashHex: "", atMilliseconds: transaction.atMilliseconds)
            twin.state = .valid
            twin.certificate = [0x30, 0]
            try transaction.put(twin)
            return .null
        }
        let answer = await world.get("certificates/\(record.serialHex)")
        #expect(answer.reason == Reason("certificate.ambiguous", nil, "certificate"))
        let message = answer.body["error"]?["message"]?.string ?? ""
        #expect(message.contains("gd-sm2/") && message.contains("hk-rsa/"))
        #expect(await world.get("certificates/hk-rsa/\(record.serialHex)").status == 200)
    }

    @Test func `[3.3c] keep a number that is only reserved to themselves`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply()
        try await world.authority.vet(id)
        let serial = await world.get("applications/\(id)").body["serial"]?.string ?? ""
        #expect(await world.get("certificates").body["total"] == 6)
        #expect(await world.get("certificates/\(serial)").status == 404)
        #expect(await world.get("status/\(serial)").status == 404)
    }

    @Test func `tell a status with its whole history and the list it stands on`() async throws {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        try await world.authority.suspend(record)
        let answer = await world.get("status/\(record.serialHex)")
        #expect(
            answer.members == [
                "authority", "serial", "state", "reason", "history", "crl", "identificationOwed",
                "caseLength",
            ])
        #expect(answer.body["reason"] == "certificateHold")
        #expect(answer.body["identificationOwed"] == true)
        #expect(
            answer.members(of: "history")
                == [
                    "event", "at", "since", "reason", "cause", "until", "requester", "identified",
                ])
        #expect(
            Set(answer.body["crl"]?.object?.keys.map { $0 } ?? [])
                == ["authority", "number", "thisUpdate", "nextUpdate"])
    }

    @Test func `tell the newest list`() async throws {
        let world = try await APIWorld()
        let first = await world.get("crl/hk-rsa")
        #expect(
            first.members == ["authority", "number", "thisUpdate", "nextUpdate", "list"])
        try await world.authority.publication.statusChanged("hk-rsa")
        let second = await world.get("crl/hk-rsa")
        let numbers = [first, second].map { $0.body["number"]?.integer ?? 0 }
        #expect(numbers[1] > numbers[0])
        let list = try #require(second.body["list"]?.string.flatMap(Base64.decode))
        #expect(try CertificateList(derEncoded: list).crlNumber?.value == UInt64(numbers[1]))
        #expect(await world.get("crl/none").reason == Reason("authority.unknown", nil, "authority"))
        #expect(await world.get("crl/none").status == 404)
        try await world.authority.decide(
            "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa"),
            by: world.authority.administrators)
        #expect(await world.get("crl/hk-new").reason == Reason("crl.unknown"))
        #expect(await world.get("crl/hk-new").status == 404)
    }

    @Test func `tell the practice in force, and any version`() async throws {
        let world = try await APIWorld()
        try await world.authority.change(["crlPeriodHours": 6])
        let now = await world.get("practice")
        #expect(now.members == ["version", "effectiveFrom", "settings"])
        let version = try #require(now.body["version"]?.integer)
        #expect(now.body["settings"]?["crlPeriodHours"] == 6)
        #expect(await world.get("practice", ["version": "\(version)"]).body == now.body)
        #expect(await world.get("practice", ["version": "1"]).body["version"] == 1)
        #expect(
            await world.get("practice", ["version": "99"]).reason?.code == "practice.versionUnknown"
        )
        for wrong in ["", "x", "0", "-1", "1.0", "+1"] {
            #expect(
                await world.get("practice", ["version": wrong]).reason
                    == Reason("api.queryInvalid", nil, "version"), "\(wrong)")
        }
        #expect(
            await world.get("proposals/pro-none").reason
                == Reason("proposal.unknown", nil, "proposal"))
    }
}
