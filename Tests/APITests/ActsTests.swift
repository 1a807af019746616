import API
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

@Suite struct `Acts over the API` {
    @Test func `[6.6] lead from an application to a public certificate`() async throws {
        let world = try await APIWorld()
        let (id, reference) = try await world.issue(world.authority.newSubscriber())
        #expect(await world.get("applications/\(id)").body["state"] == "issued")
        let certificate = await world.get("certificates/\(reference)").body
        let der = try #require(certificate["certificate"]?.string.flatMap(Base64.decode))
        let path = "\(world.authority.published)/certificates/\(reference).cer"
        #expect(try DurableFile.read(path, limit: 1 << 20) == der)
        #expect(world.faults.all == [])
    }

    @Test func `[4.11b] change a status, its list and its file at once`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
        let serial = try SerialNumber(
            parsing: String(reference.split(separator: "/").last ?? ""))
        func listed() throws -> RevocationReason?? {
            let bytes = try DurableFile.read(
                "\(world.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
            return try CertificateList(derEncoded: bytes).entry(of: serial).map(\.reason)
        }
        func status() async -> JSONValue? { await world.get("status/\(reference)").body["state"] }
        let name: JSONValue = ["certificate": .string(reference)]
        let steps: [(String, JSONValue, TestOfficer, JSONValue)] = [
            (
                "certificate.suspend", ["reason": "keyLost", "requester": "subscriber"],
                try world.authority.validator, "suspended"
            ),
            (
                "certificate.release", AuthorityWorld.releasing, try world.authority.approver,
                "valid"
            ),
            (
                "certificate.revoke", AuthorityWorld.revocation, try world.authority.validator,
                "revoked"
            ),
        ]
        for (operation, payload, officer, state) in steps {
            world.clock.advance(byMilliseconds: 1000)
            let answer = try await world.act(operation, name.merging(payload), by: officer)
            #expect(answer.status == 200, "\(operation)")
            #expect(answer.body["result"]?["state"] == state)
            #expect(await status() == state)
            #expect(try (listed() != nil) == (state != "valid"), "\(operation)")
        }
        let history = await world.get("status/\(reference)").each("event", of: "history")
        #expect(history == ["issued", "suspended", "released", "revoked"])
    }

    @Test func `[5.8b] tell the journal and the history how whoever asked was identified`()
        async throws
    {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let name: JSONValue = [
            "certificate": .string("\(record.authority)/\(record.serialHex)")
        ]
        let path = "status/\(record.serialHex)"
        let hold: JSONValue = ["reason": "identificationPending", "requester": "representative"]
        let held = try await world.act(
            "certificate.suspend", name.merging(hold), by: world.authority.validator)
        #expect(held.status == 200)
        #expect(await world.get(path).body["identificationOwed"] == true)
        let said: JSONValue = [
            "requester": "representative", "identified": "telephone", "hindrance": "officeClosed",
            "contactFrom": "officialRegister", "mandate": [.string(AuthorityWorld.evidence)],
        ]
        let revoked = try await world.act(
            "certificate.revoke", name.merging(AuthorityWorld.revocation).merging(said),
            by: world.authority.validator)
        #expect(revoked.status == 200, "\(String(describing: revoked.reason))")
        let place = revoked.body["entry"]?.integer ?? 0
        let entry = try await world.authority.ledger.read { try $0.entry(at: place).parsed() }
        #expect(
            .object(entry.facts)
                == name.merging(said).merging([
                    "reason": "superseded", "evidence": [.string(AuthorityWorld.evidence)],
                ]))
        let status = await world.get(path)
        #expect(status.body["identificationOwed"] == .null)
        #expect(
            status.body["history"]?.array?.map { $0["identified"] }
                == [.null, .null, "telephone"])
    }

    @Test func `[4.11b] [6.21] order a list, which officers sign like every other act`()
        async throws
    {
        let world = try await APIWorld()
        let payload: JSONValue = ["authority": "hk-rsa"]
        let before = try await world.authority.ledger.read { try $0.lastCRLHeading("hk-rsa") }
        let body = try await world.body(
            "crl.order", payload, by: world.authority.validator)
        let answer = await world.post("acts", body)
        #expect(answer.status == 200)
        let number = try #require(answer.body["result"]?["number"]?.integer)
        #expect(number > before?.number ?? 0)
        let file = try DurableFile.read(
            "\(world.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
        #expect(try CertificateList(derEncoded: file).crlNumber?.value == UInt64(number))
        let index = try #require(answer.body["entry"]?.integer)
        let entry = try await world.authority.ledger.read { try $0.entry(at: index).parsed() }
        #expect(entry.operation == "crl.order" && entry.actor == "off-val")
        #expect(entry.signed.count == 1 && entry.intents.count == 1)
        // Asked again, it is the same list.
        #expect(await world.post("acts", body).body["result"] == answer.body["result"])
        // A signature that fails leaves the order, and the request finishes it.
        let second = try await world.body("crl.order", payload, by: world.authority.approver)
        world.authority.signer.fail(times: 1)
        #expect(await world.post("acts", second).status == 500)
        #expect(await world.post("acts", second).status == 200)
    }

    @Test func `[7.10] order a list as an officer, and for an authority of their own`()
        async throws
    {
        let world = try await APIWorld()
        func order(_ authority: String, by officer: TestOfficer?) async throws -> Reason? {
            try await world.act(
                "crl.order", ["authority": .string(authority)], by: officer
            ).reason
        }
        #expect(
            try await order("hk-rsa", by: nil)
                == Reason("operation.actorWrong", "7.10"))
        #expect(
            try await order("hk-rsa", by: world.authority.issuingOfficer)
                == Reason("act.roleWrong", "7.10", "role"))
        #expect(
            try await order("hk-none", by: world.authority.validator)
                == Reason("authority.unknown", nil, "authority"))
        let scoped = try await world.authority.enrol(
            granting: .validator, ["authority": "hk-rsa"])
        #expect(try await order("hk-rsa", by: scoped) == nil)
        #expect(
            try await order("gd-sm2", by: scoped)
                == Reason("authorisation.roleMissing", "7.10"))
        // A list is of all types, and to have one made tightens.
        let typed = try await world.authority.enrol(
            "off-typed", granting: .validator, ["category": "personal"])
        #expect(try await order("hk-rsa", by: typed) == nil)
    }

    @Test func `a publication that fails never makes an act look refused`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
        world.authority.signer.fail(times: 1)
        let answer = try await world.act(
            "certificate.suspend",
            APIWorld.suspension(reference), by: world.authority.validator)
        #expect(answer.status == 200)
        #expect(answer.body["result"]?["state"] == "suspended")
        #expect(world.faults.all.count == 1)
        #expect(await world.authority.resume() == [])
        #expect(await world.authority.tick() == [])
    }

    @Test func `[6.10] a signature that fails leaves the decision, and the request finishes it`()
        async throws
    {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.authority.bring(id, to: .approved, with: subscriber)
        let application = await world.get("applications/\(id)").body
        let body = try await world.body(
            "application.issue",
            ["application": .string(id), "contents": application["contents"] ?? .null],
            by: world.authority.issuingOfficer)
        world.authority.signer.fail(times: 1)
        let failed = await world.post("acts", body)
        #expect(failed.status == 500)
        #expect(await world.get("applications/\(id)").body["state"] == "issuing")
        #expect(await world.get("health").body["ok"] == false)
        let again = await world.post("acts", body)
        #expect(again.status == 200)
        #expect(again.body["replayed"] == true)
        #expect(await world.get("applications/\(id)").body["state"] == "issued")
        #expect(await world.get("health").body["ok"] == true)
    }

    @Test func `hold an officer to exactly what was signed`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
        let payload: JSONValue = APIWorld.suspension(reference)
        let body = try await world.body(
            "certificate.suspend", payload, by: world.authority.validator)
        let altered = payload.merging(["reason": "investigation"])
        #expect(
            await world.post("acts", body.merging(["payload": altered])).reason
                == Reason("act.contentWrong", "7.10", "decides"))
        let elsewhere = payload.merging(["certificate": "hk-rsa/01"])
        let second = try await world.body(
            "certificate.suspend", payload, by: world.authority.validator)
        #expect(
            await world.post("acts", second.merging(["payload": elsewhere])).reason
                == Reason("act.caseWrong", "7.10", "case"))
        #expect(await world.get("status/\(reference)").body["state"] == "valid")
    }

    @Test func `[6.7b] block a private key that comes instead of a request`() async throws {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let secret = try subscriber.key.pkcs8().withBytes { $0 }
        let sent = try await world.act(
            "application.apply", AuthorityWorld.application(secret))
        #expect(sent.reason == Reason("key.privateKeyReceived", "6.7b", "request"))
        let after = try await world.act(
            "application.apply", AuthorityWorld.application(subscriber.request()))
        #expect(after.reason == Reason("key.blocked", "6.7b", "request"))
    }

    @Test func `[6.7b] [4.11b] publish what became of a certificate whose private key came`()
        async throws
    {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let (_, reference) = try await world.issue(subscriber)
        let secret = try subscriber.key.pkcs8().withBytes { $0 }
        let sent = try await world.act(
            "application.apply", AuthorityWorld.application(secret))
        #expect(sent.reason == Reason("key.privateKeyReceived", "6.7b", "request"))
        #expect(await world.get("status/\(reference)").body["state"] == "suspended")
        let list = try DurableFile.read(
            "\(world.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
        #expect(try CertificateList(derEncoded: list).entryCount == 1)
        #expect(world.faults.all == [])
    }

    @Test func `[7.10] take the authority of a scoped role from the case, not from the client`()
        async throws
    {
        let world = try await APIWorld()
        let scoped = try await world.authority.enrol(
            granting: .validator, ["authority": "hk-rsa"])
        let ours = try await world.apply()
        let theirs = try await world.apply(world.authority.newSubscriber(.sm2), to: "gd-sm2")
        func refuse(_ id: String) async throws -> APIResponse {
            try await world.act(
                "application.refuse",
                ["application": .string(id), "reason": "other"], by: scoped)
        }
        #expect(try await refuse(theirs).reason == Reason("authorisation.roleMissing", "7.10"))
        #expect(try await refuse(ours).status == 200)
        let record = try await world.authority.issued(by: "gd-sm2")
        let suspend = try await world.act(
            "certificate.suspend",
            APIWorld.suspension("gd-sm2/\(record.serialHex)"), by: scoped)
        #expect(suspend.reason == Reason("authorisation.roleMissing", "7.10"))
    }
}
