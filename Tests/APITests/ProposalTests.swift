import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import Testing
import TestSupport

@Suite struct `Proposals over the API` {
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
                "proposal", "operation", "case", "payload", "payloadHash", "version", "corrects",
                "signatures", "lapsed", "needed", "state", "changed", "openedAt", "expiresAt",
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
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
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

    @Test func `[7.11b] tell who ended one and why, and keep the words out of the list`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority.administrators
        let payload: JSONValue = ["settings": ["crlPeriodHours": 6]]
        let first = try await world.act("practice.change", payload, by: people[0])
        let id = try #require(first.body["result"]?["proposal"])
        let why: JSONValue = [
            "proposal": id, "field": "settings.crlPeriodHours", "words": "too often",
            "salt": .string(AuthorityWorld.evidence),
        ]
        let returned = try await world.act("proposal.return", why, by: people[1])
        #expect(
            returned.body["result"]
                == ["proposal": id, "state": "returned", "field": "settings.crlPeriodHours"])
        let waiting = await world.get("proposals")
        #expect(waiting.each("state", of: "proposals") == ["returned"])
        #expect(!waiting.body.formatted().contains("too often"))
        let shown = await world.get("proposals/\(id.string ?? "")").body["ended"]
        #expect(shown?["officer"] == .string(people[1].id))
        #expect(shown?["operation"] == "proposal.return" && shown?["words"] == "too often")
        #expect(shown?["entry"] == returned.body["entry"])
        let corrected = try await world.post(
            "acts",
            world.body("practice.change", ["settings": ["crlPeriodHours": 7]], by: people[0])
                .merging(["corrects": id]))
        let next = try #require(corrected.body["result"]?["proposal"]?.string)
        let second = await world.get("proposals/\(next)").body
        #expect(second["version"] == 2 && second["corrects"] == id)
        #expect(
            await world.get("proposals", ["state": "corrected"]).each("proposal", of: "proposals")
                == [id])
        #expect(
            await world.get("proposals", ["state": "gone"]).reason
                == Reason("payload.choiceUnknown", nil, "state"))
        #expect(
            await world.get("proposals", ["page": "1"]).reason
                == Reason("api.queryUnknown", nil, "page"))
    }

    @Test func `[7.11b] tell what changed since, whose signature lapsed, and what is expired`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority.administrators
        let open = try await world.act(
            "practice.change", ["settings": ["crlPeriodHours": 6]], by: people[0])
        let id = try #require(open.body["result"]?["proposal"]?.string)
        #expect(await world.get("proposals/\(id)").body["changed"] == [])
        let before = await world.get("practice").body["version"]?.integer ?? 0
        try await world.authority.change(["suspensionLimitDays": 9])
        try await world.authority.ledger.act(world.authority.test.systemRequest()) { transaction in
            var proposer = try #require(try transaction.get(Officer.self, .text(people[0].id)))
            proposer.isSuspended = true
            try transaction.put(proposer)
            return .null
        }
        let shown = await world.get("proposals/\(id)").body
        #expect(
            shown["changed"] == [
                [
                    "rules": "practice", "before": .string("\(before)"),
                    "now": .string("\(before + 1)"),
                ]
            ])
        #expect(shown["signatures"] == [.string(people[0].id)])
        #expect(shown["lapsed"] == shown["signatures"] && shown["needed"] == 2)
        world.clock.advance(byMilliseconds: 14 * 86_400_000)
        #expect(await world.get("proposals/\(id)").body["state"] == "expired")
        #expect(await world.get("proposals").body["proposals"] == [])
    }

    @Test func `[7.11b] let an approver of one authority refuse what is about that one`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority
        let (_, reference) = try await world.issue(people.newSubscriber())
        let payload = AuthorityWorld.revocation.merging([
            "certificate": .string(reference), "requester": "authority",
            "identified": "internalProcedure",
        ])
        let open = try await world.act(
            "certificate.revokeByAuthority", payload, by: people.approver)
        let id = try #require(open.body["result"]?["proposal"])
        let refusal: JSONValue = [
            "proposal": id, "words": "not ours", "salt": .string(AuthorityWorld.evidence),
        ]
        let other = try await people.enrol(
            granting: .approver, ["authority": "gd-sm2"])
        #expect(
            try await world.act("proposal.refuse", refusal, by: other).reason?.code
                == "authorisation.roleMissing")
        try await people.grant(other, .approver, ["authority": "hk-rsa"])
        #expect(
            try await world.act("proposal.refuse", refusal, by: other).body["result"]?["state"]
                == "refused")
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
                Reason("certificate.stateWrong", "6.17a", "certificate")
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
