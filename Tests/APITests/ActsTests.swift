import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

@Suite struct `Acts over the API` {
    /// From the application to the certificate, with nothing but what the API tells.
    private func issue(
        _ world: APIWorld, _ subscriber: TestSubscriber
    ) async throws -> (application: String, reference: String) {
        let people = world.authority
        let id = try await world.apply(subscriber)
        var application = await world.get("applications/\(id)").body
        let vetted = try await world.act(
            "application.vet",
            [
                "application": .string(id), "method": "A",
                "statement": application["statementCommitment"] ?? .null,
                "evidence": [.string(AuthorityWorld.evidence)],
            ], by: people.validator)
        #expect(vetted.status == 200)
        application = await world.get("applications/\(id)").body
        let statement = Base64.decode(application["acceptanceStatement"]?.string ?? "") ?? []
        let contents = application["contents"] ?? .null
        let accepted = try await world.act(
            "application.accept",
            [
                "application": .string(id), "contents": contents,
                "signature": .string(Base64.encode(try subscriber.sign(statement))),
            ])
        #expect(accepted.body["result"]?["state"] == "accepted")
        let decision: JSONValue = ["application": .string(id), "contents": contents]
        let approved = try await world.act("application.approve", decision, by: people.approver)
        #expect(approved.body["result"]?["state"] == "approved")
        let issued = try await world.act(
            "application.issue", decision, by: people.issuingOfficer)
        #expect(issued.body["result"]?["state"] == "issued")
        let result = try #require(issued.body["result"])
        return (
            id, "\(result["authority"]?.string ?? "")/\(result["serial"]?.string ?? "")"
        )
    }

    @Test func `[6.6] lead from an application to a public certificate`() async throws {
        let world = try await APIWorld()
        let (id, reference) = try await issue(world, world.authority.newSubscriber())
        #expect(await world.get("applications/\(id)").body["state"] == "issued")
        let certificate = await world.get("certificates/\(reference)").body
        let der = try #require(certificate["certificate"]?.string.flatMap(Base64.decode))
        let path = "\(world.authority.published)/certificates/\(reference).cer"
        #expect(try DurableFile.read(path, limit: 1 << 20) == der)
        #expect(world.faults.all == [])
    }

    @Test func `[4.11b] change a status, its list and its file at once`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
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
            ("certificate.release", [:], try world.authority.approver, "valid"),
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
        let scoped = try await world.authority.enrolScoped(.validator, to: "hk-rsa")
        #expect(try await order("hk-rsa", by: scoped) == nil)
        #expect(
            try await order("gd-sm2", by: scoped)
                == Reason("authorisation.roleMissing", "7.10"))
    }

    @Test func `a publication that fails never makes an act look refused`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
        world.authority.signer.fail(times: 1)
        let answer = try await world.act(
            "certificate.suspend",
            [
                "certificate": .string(reference), "reason": "keyLost",
                "requester": "subscriber",
            ], by: world.authority.validator)
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

    // MARK: Once

    @Test func `answer a repeated request with its first result`() async throws {
        let world = try await APIWorld()
        let body = try await world.body(
            "application.apply",
            AuthorityWorld.application(world.authority.newSubscriber().request()))
        let first = await world.post("acts", body)
        let again = await world.post("acts", body)
        #expect(first.status == 200 && first.body["replayed"] == false)
        #expect(again.body["replayed"] == true)
        #expect(again.body["result"] == first.body["result"])
        #expect(again.body["entry"] == first.body["entry"])
        let other = try await world.body(
            "application.apply",
            AuthorityWorld.application(world.authority.newSubscriber().request()),
            request: body["request"]?.string)
        #expect(await world.post("acts", other).reason?.code == "request.idReused")
        #expect(await world.get("applications").body["total"] == 1)
    }

    @Test func `count a signed act once, whatever request it comes with`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
        let body = try await world.body(
            "certificate.suspend",
            [
                "certificate": .string(reference), "reason": "keyLost",
                "requester": "subscriber",
            ], by: world.authority.validator)
        #expect(await world.post("acts", body).status == 200)
        let replay = await world.post("acts", body.merging(["request": "another"]))
        #expect(replay.reason == Reason("act.replayed", nil, "nonce"))
    }

    @Test(arguments: [0, 1])
    func `[4.11b] sign one list for a change, however often its request comes`(
        failures: Int
    ) async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
        let body = try await world.body(
            "certificate.suspend",
            [
                "certificate": .string(reference), "reason": "keyLost",
                "requester": "subscriber",
            ], by: world.authority.validator)
        world.authority.signer.fail(times: failures)
        #expect(await world.post("acts", body).status == 200)
        // What failed is still owed, once its signature is no longer waited for.
        world.clock.advance(byMilliseconds: 10 * 60_000)
        func number() async throws -> Int64? {
            try await world.authority.ledger.read { try $0.lastCRL("hk-rsa")?.number }
        }
        let first = try await number()
        #expect(await world.post("acts", body).body["replayed"] == true)
        let second = try await number()
        #expect((second != first) == (failures == 1))
        let size = try await world.authority.ledger.read { try $0.journalSize() }
        for _ in 0..<3 { #expect(await world.post("acts", body).body["replayed"] == true) }
        #expect(try await number() == second)
        #expect(try await world.authority.ledger.read { try $0.journalSize() } == size)
    }

    @Test func `hold an officer to exactly what was signed`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
        let payload: JSONValue = [
            "certificate": .string(reference), "reason": "keyLost", "requester": "subscriber",
        ]
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
        let (_, reference) = try await issue(world, subscriber)
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
        let scoped = try await world.authority.enrolScoped(.validator, to: "hk-rsa")
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
            [
                "certificate": .string("gd-sm2/\(record.serialHex)"), "reason": "keyLost",
                "requester": "subscriber",
            ], by: scoped)
        #expect(suspend.reason == Reason("authorisation.roleMissing", "7.10"))
    }

    // MARK: Several people

    @Test func `[7.11b] open a proposal, and carry it out with the last signature`() async throws {
        let world = try await APIWorld()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        let people = world.authority.administrators
        let first = try await world.act("authority.create", payload, by: people[0])
        let result = try #require(first.body["result"])
        #expect(result["state"] == "pending" && result["needed"] == 2)
        let proposal = try #require(result["proposal"]?.string)
        let waiting = await world.get("proposals")
        #expect(waiting.each("proposal", of: "proposals") == [.string(proposal)])
        #expect(
            waiting.members(of: "proposals") == [
                "proposal", "operation", "case", "payload", "payloadHash", "signatures",
                "needed", "state", "openedAt", "expiresAt",
            ])
        let second = try await world.sign(proposal, "authority.create", payload, by: people[1])
        #expect(second.body["result"]?["needed"] == 1)
        let third = try await world.sign(proposal, "authority.create", payload, by: people[2])
        #expect(third.body["result"]?["state"] == "done")
        #expect(await world.get("authorities/hk-new").body["state"] == "active")
        #expect(await world.get("proposals/\(proposal)").body["state"] == "done")
        #expect(await world.get("proposals").body["proposals"] == [])
        #expect(
            try await world.sign(proposal, "authority.create", payload, by: people[2]).reason?
                .code == "proposal.done")
    }

    @Test func `[6.19c] revoke with two approvers, and publish it`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await issue(world, world.authority.newSubscriber())
        let payload = AuthorityWorld.revocation.merging([
            "certificate": .string(reference), "requester": "authority",
            "identified": "internalProcedure",
        ])
        let operation = "certificate.revokeByAuthority"
        let first = try await world.act(operation, payload, by: world.authority.approver)
        let proposal = try #require(first.body["result"]?["proposal"]?.string)
        let alone = try await world.sign(
            proposal, operation, payload, by: world.authority.approver, caseID: reference)
        #expect(alone.reason == Reason("authorisation.alreadyTookPart", "7.11b"))
        let done = try await world.sign(
            proposal, operation, payload, by: world.authority.eva, caseID: reference)
        #expect(done.body["result"]?["state"] == "done")
        #expect(await world.get("status/\(reference)").body["state"] == "revoked")
        let list = try DurableFile.read(
            "\(world.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
        #expect(try CertificateList(derEncoded: list).entryCount == 1)
    }

    static let proposals: [(String, JSONValue, Reason)] = [
        (
            "operator.enrol", ["name": "陳大文", "publicKey": "AAAA", "roles": ["validator"]],
            Reason("officer.nameInvalid", nil, "name")
        ),
        (
            "authority.create", AuthorityWorld.creation("陳大文 住址 九龍", .rsa),
            Reason("authority.nameInvalid", nil, "authority")
        ),
        (
            "practice.change", ["settings": ["crlPeriodHours": 99]],
            Reason("practice.settingInvalid", "4.11c", "crlPeriodHours")
        ),
        (
            "certificate.revokeByAuthority",
            ["certificate": "hk-rsa/01", "reason": "I do not like 陳大文"],
            Reason("payload.choiceUnknown", nil, "reason")
        ),
    ]

    /// A good payload of each kind, as far as that is judged before what it is about is looked up.
    private static func payloads(_ publicKey: [UInt8]) -> [(String, JSONValue)] {
        let digest = JSONValue.string(AuthorityWorld.evidence)
        let name: JSONValue = ["certificate": "hk-rsa/01"]
        return [
            (
                "application.apply",
                ["authority": "hk-rsa", "category": "personal", "request": "AAAA", "subject": [:]]
            ),
            (
                "application.vet",
                ["application": "app-a", "statement": digest, "method": "A", "evidence": [digest]]
            ),
            (
                "application.accept",
                ["application": "app-a", "contents": digest, "signature": "AAAA"]
            ),
            ("application.approve", ["application": "app-a", "contents": digest]),
            ("application.issue", ["application": "app-a", "contents": digest]),
            ("application.refuse", ["application": "app-a", "reason": "other"]),
            (
                "certificate.suspend",
                name.merging(["reason": "keyLost", "requester": "subscriber"])
            ),
            ("certificate.release", name), ("certificate.releaseOfAuthority", name),
            ("crl.order", ["authority": "hk-none"]),
            ("certificate.revoke", name.merging(AuthorityWorld.revocation)),
            (
                "certificate.revokeByAuthority",
                name.merging(AuthorityWorld.revocation).merging([
                    "requester": "authority", "identified": "internalProcedure",
                ])
            ),
            (
                "operator.enrol",
                [
                    "name": "kit", "publicKey": .string(Base64.encode(publicKey)),
                    "roles": ["validator"],
                ]
            ),
            ("authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")),
            ("practice.change", ["settings": ["crlPeriodHours": 6]]),
        ]
    }

    @Test func `hold nothing that nobody reads: unknown members are refused by name`()
        async throws
    {
        let world = try await APIWorld()
        let key = try TestOfficer(id: "off-kit", roles: [.validator]).publicKey
        let payloads = Self.payloads(key)
        #expect(
            Set(payloads.map(\.0)) == Set(Operation.all.filter { $0.actor != .system }.map(\.id)))
        for (operation, payload) in payloads {
            let role = Operation[operation]?.roles.first
            let people = world.authority.test.officers
            let officer = role.flatMap { role in people.first { $0.roles.contains(role) } }
            let answer = try await world.act(
                operation, payload.merging(["remark": "陳大文 九龍"]), by: officer)
            #expect(
                answer.reason == Reason("payload.memberUnknown", nil, "remark"), "\(operation)")
            let known = try await world.act(operation, payload, by: officer)
            #expect(known.reason?.code != "payload.memberUnknown", "\(operation)")
        }
        await world.authority.ledger.close()
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let file = try? DurableFile.read(
                world.authority.test.folder.path + "/" + name, limit: 1 << 28)
            #expect(file?.contains(Array("九龍".utf8)) != true)
        }
    }

    @Test func `[7.11b] judge a proposal before its first signature, and keep nothing of it`()
        async throws
    {
        let world = try await APIWorld()
        for (operation, payload, reason) in Self.proposals {
            let role = try #require(Operation[operation]?.roles.first)
            let officer = try #require(
                world.authority.test.officers.first { $0.roles.contains(role) })
            #expect(
                try await world.act(operation, payload, by: officer).reason == reason,
                "\(operation)")
        }
        #expect(await world.get("proposals").body["proposals"] == [])
        await world.authority.ledger.close()
        let file = try DurableFile.read(
            world.authority.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        #expect(!file.contains(Array("陳大文".utf8)))
    }

    @Test func `[7.11b] refuse to the first person what can never be carried out`() async throws {
        let world = try await APIWorld()
        let people = world.authority
        let revoked = try await people.issued()
        try await people.revoke(revoked)
        let authority = try await people.ledger.read { try $0.authority("hk-rsa") }
        func revocation(_ certificate: String, by requester: String = "authority") -> JSONValue {
            AuthorityWorld.revocation.merging([
                "certificate": .string(certificate), "requester": .string(requester),
                "identified": requester == "authority" ? "internalProcedure" : "sameDocuments",
            ])
        }
        let unknown = Reason("certificate.unknown", nil, "certificate")
        let revoke = "certificate.revokeByAuthority"
        let cases: [(String, JSONValue, Reason)] = try [
            (
                "operator.enrol",
                [
                    "name": "kit", "roles": ["validator"],
                    "publicKey": .string(Base64.encode(people.validator.publicKey)),
                ], Reason("officer.exists", nil, "name")
            ),
            (
                "authority.create", AuthorityWorld.creation("root-rsa", .rsa),
                Reason("authority.exists", nil, "authority")
            ),
            (
                "authority.create",
                AuthorityWorld.creation("root-new", .rsa, commonName: "KAPOK root-rsa"),
                Reason("name.taken", "5.2a", "commonName")
            ),
            (
                "authority.create", AuthorityWorld.creation("hk-new", .sm2, issuer: "root-rsa"),
                Reason("authority.kindWrong", "1.2", "issuer")
            ),
            (
                "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-none"),
                Reason("authority.unknown", nil, "issuer")
            ),
            (revoke, revocation("nosuch/01"), unknown),
            (revoke, revocation("hk-rsa/01"), unknown),
            (
                revoke, revocation("hk-rsa/\(revoked.serialHex)"),
                Reason("certificate.stateWrong", "6.17", "certificate")
            ),
            (
                revoke, revocation("root-rsa/\(authority.serialHex ?? "")"),
                Reason("revocation.ownCertificate", "6.24", "certificate")
            ),
            (
                revoke, revocation("hk-rsa/\(revoked.serialHex)", by: "subscriber"),
                Reason("revocation.needsTwo", "6.19c", "requester")
            ),
        ]
        for (operation, payload, reason) in cases {
            let role = try #require(Operation[operation]?.roles.first)
            let officer = try #require(people.test.officers.first { $0.roles.contains(role) })
            #expect(
                try await world.act(operation, payload, by: officer).reason == reason,
                "\(operation) \(reason)")
        }
        #expect(await world.get("proposals").body["proposals"] == [])
    }

    @Test func `an authority that cannot be brought up yet stands all the same`() async throws {
        let world = try await APIWorld()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        let people = world.authority.administrators
        let first = try await world.act("authority.create", payload, by: people[0])
        let proposal = try #require(first.body["result"]?["proposal"]?.string)
        _ = try await world.sign(proposal, "authority.create", payload, by: people[1])
        world.authority.signer.fail(times: 1)
        let last = try await world.sign(proposal, "authority.create", payload, by: people[2])
        #expect(last.status == 200)
        #expect(last.body["result"]?["state"] == "done")
        #expect(world.faults.all.count == 1)
        #expect(await world.get("authorities/hk-new").body["state"] == "approved")
        #expect(await world.authority.resume() == [])
        #expect(await world.authority.tick() == [])
        #expect(await world.get("authorities/hk-new").body["state"] == "active")
    }
}
