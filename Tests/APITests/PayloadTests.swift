import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Testing
import TestSupport

@Suite struct `Payloads over the API` {
    /// A good payload of each kind, as far as that is judged before what it is about is looked up.
    private static func payloads(_ publicKey: [UInt8]) -> [(String, JSONValue)] {
        let digest = JSONValue.string(AuthorityWorld.evidence)
        let name: JSONValue = ["certificate": "hk-rsa/01"]
        let token: JSONValue = [
            "application": "app-a", "token": "8f3a12", "secret": "4917350284660137",
            "salt": .string(AuthorityWorld.salt),
        ]
        let campaign = JSONValue.string("cam-" + String(repeating: "a", count: 26))
        return [
            (
                "application.apply",
                [
                    "authority": "hk-rsa", "category": "personal", "request": "AAAA",
                    "subject": [:], "declarations": [:],
                ]
            ),
            (
                "application.vet",
                ["application": "app-a", "statement": digest, "method": "A", "evidence": []]
            ),
            (
                "application.evidence",
                [
                    "application": "app-a", "salt": .string(AuthorityWorld.salt),
                    "evidence": [AuthorityWorld.proof("contentsReview", ["trademark": "no"])],
                ]
            ),
            (
                "application.check",
                [
                    "application": "app-a", "connector": "immd", "subject": [:], "pictures": [],
                    "salt": .string(AuthorityWorld.salt),
                ]
            ),
            (
                "application.accept",
                ["application": "app-a", "contents": digest, "signature": "AAAA"]
            ),
            (
                "application.approve",
                ["application": "app-a", "contents": digest, "evidence": digest]
            ),
            ("application.issue", ["application": "app-a", "contents": digest]),
            (
                "application.issueList",
                [
                    "applications": [
                        [
                            "application": .string("app-" + String(repeating: "a", count: 26)),
                            "contents": digest,
                        ]
                    ]
                ]
            ),
            (
                "application.return",
                ["application": "app-a", "field": "surname", "reason": "incomplete"]
            ),
            ("draft.save", ["content": [:]]),
            ("draft.discard", ["code": "0000-0000-0000-0000-0000-0000-0000"]),
            ("application.sendCode", ["application": "app-a", "contact": "telephone"]),
            ("application.proveContact", ["application": "app-a", "code": "12345678"]),
            (
                "application.correct",
                [
                    "application": "app-a", "subject": [:], "identity": .null,
                    "signature": "AAAA",
                ]
            ),
            ("application.refuse", ["application": "app-a", "reason": "other"]),
            ("application.payFee", ["application": "app-a", "reference": "R-1"]),
            ("application.waiveFee", ["application": "app-a", "reason": "hardship"]),
            ("application.recall", ["application": "app-a", "reason": "newFacts"]),
            ("application.makeKey", ["application": "app-a"]),
            (
                "application.deliverKey",
                [
                    "application": "app-a", "route": "post", "package": "P-1",
                    "destination": "1 Example Road", "salt": .string(AuthorityWorld.salt),
                ]
            ),
            (
                "application.receiveKey",
                ["application": "app-a", "package": "P-1", "evidence": [digest]]
            ),
            (
                "application.deliverPassword",
                [
                    "application": "app-a", "route": "sms", "package": "L-1",
                    "destination": "+852 0000 0000", "salt": .string(AuthorityWorld.salt),
                ]
            ),
            (
                "application.prepareToken",
                token.merging(["model": "Model 1"])
            ),
            (
                "application.identifyBearer",
                ["application": "app-a", "documents": [digest]]
            ),
            ("application.unblockToken", token), ("application.wipeToken", token),
            ("application.loseToken", ["application": "app-a"]),
            ("application.claim", ["application": "app-a"]),
            ("application.unclaim", ["application": "app-a"]),
            (
                "application.reveal",
                ["application": "app-a", "reason": "ownTask", "file": digest]
            ),
            (
                "certificate.suspend",
                name.merging(["reason": "keyLost", "requester": "subscriber"])
            ),
            ("certificate.release", name.merging(AuthorityWorld.releasing)),
            ("certificate.releaseOfAuthority", name),
            (
                "certificate.suspendByKey",
                name.merging(["reason": "keyLost", "sequence": 1, "signature": "AAAA"])
            ),
            (
                "certificate.revokeByKey",
                name.merging(["reason": "superseded", "sequence": 1, "signature": "AAAA"])
            ),
            ("certificate.suspendByCode", name.merging(["code": "0000-0000-0000-0000"])),
            ("certificate.proveCompromise", name.merging(["signature": "AAAA"])),
            ("incident.report", name.merging(["words": "my card is gone"])),
            ("crl.order", ["authority": "hk-none"]),
            (
                "campaign.open",
                [
                    "campaign": campaign, "cohort": ["authority": "hk-rsa"], "asOf": 1, "count": 1,
                    "digest": digest, "reason": "superseded", "evidence": [digest], "begins": 1,
                    "deadline": 2, "firstSlice": 1,
                ]
            ),
            ("campaign.proceed", ["campaign": campaign, "lastEntry": 1]),
            ("campaign.stop", ["campaign": campaign]),
            ("certificate.revoke", name.merging(AuthorityWorld.revocation)),
            (
                "certificate.revokeByAuthority",
                name.merging(AuthorityWorld.revocation).merging([
                    "requester": "authority", "identified": "internalProcedure",
                ])
            ),
            (
                "certificate.revokeOfAuthority",
                name.merging(AuthorityWorld.revocation).merging([
                    "requester": "authority", "identified": "internalProcedure",
                    "confirmation": [digest],
                ])
            ),
            (
                "operator.enrol",
                [
                    "name": "kit", "publicKey": .string(Base64.encode(publicKey)),
                    "roles": ["validator"],
                ]
            ),
            ("operator.suspend", ["name": "kit", "reason": "absence"]),
            ("operator.end", ["name": "kit", "reason": "leaving"]),
            ("operator.reinstate", ["name": "kit"]),
            ("duty.fulfil", ["duty": "journal.review", "dutyResult": "clear"]),
            (
                "calendar.enter",
                ["region": "hongKong", "reason": "rain", "closed": ["2026-09-23"]]
            ),
            (
                "operator.recover",
                ["name": "kit", "publicKey": .string(Base64.encode(publicKey))]
            ),
            ("operator.grant", ["name": "kit", "role": "validator"]),
            ("operator.withdraw", ["name": "kit", "role": "validator"]),
            ("authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")),
            (
                "authority.import",
                [
                    "authority": "old", "kind": "root", "jurisdiction": "hongKong",
                    "baseURL": "http://ca.example", "ownCertificate": "MAA=",
                ]
            ),
            (
                "register.import",
                [
                    "authority": "hk-rsa", "root": digest, "rows": 1, "valid": 1, "suspended": 0,
                    "revoked": 0,
                ]
            ),
            ("practice.change", ["settings": ["crlPeriodHours": 6]]),
            ("proposal.refuse", ["proposal": "pro-x", "words": "no", "salt": digest]),
            (
                "proposal.return",
                ["proposal": "pro-x", "words": "no", "salt": digest, "field": "settings"]
            ),
            ("proposal.withdraw", ["proposal": "pro-x"]),
            ("record.add", APIWorld.record),
            (
                "record.change",
                ["record": "rec-a", "version": 1, "values": [:], "salt": "00"]
            ),
            (
                "record.import",
                ["import": "imp-a", "kind": "personnel", "rows": 1, "digest": digest]
            ), ("record.reverse", ["import": "imp-a", "reason": "wrong"]),
            ("record.end", ["record": "rec-a", "version": 1, "reason": "over"]),
            (
                "record.attach",
                [
                    "record": "rec-a", "version": 1, "file": digest, "name": "a.pdf",
                    "mediaType": "application/pdf", "bytes": 1, "sha256": digest, "salt": "00",
                ]
            ),
            (
                "subscriber.decide",
                ["application": "app-a", "decision": "different", "evidence": [digest]]
            ),
            (
                "contact.addByKey",
                name.merging([
                    "emailAddress": "a@example.hk", "caseLength": 0, "signature": "AAAA",
                ])
            ),
            (
                "contact.endByKey",
                name.merging([
                    "emailAddress": "a@example.hk", "caseLength": 0, "signature": "AAAA",
                ])
            ),
            ("contact.add", name.merging(AuthorityWorld.contactInPerson("a@example.hk"))),
            ("contact.end", name.merging(AuthorityWorld.contactInPerson("a@example.hk"))),
            ("contact.prove", name.merging(["code": "12345678"])),
            ("subscriber.keepContact", ["application": "app-a"]),
            ("subscriber.reveal", ["subscriber": "1", "reason": "ownTask"]),
            (
                "subscriber.export",
                ["subscriber": "1", "reason": "personAsks", "evidence": [digest]]
            ),
            (
                "subscriber.restrict",
                ["subscriber": "1", "reason": "personAsks", "evidence": [digest]]
            ), ("subscriber.unrestrict", ["subscriber": "1", "evidence": [digest]]),
            ("record.reveal", ["record": "rec-a", "version": 1, "reason": "ownTask"]),
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
        // Closed in good order, the ledger is this one file.
        let folder = world.authority.test.folder.path
        let log = "\(folder)/ledger.sqlite-wal"
        #expect(throws: DurableFileError.missing(log)) { try DurableFile.read(log, limit: 1) }
        let file = try DurableFile.read("\(folder)/ledger.sqlite", limit: 1 << 28)
        #expect(file.contains(Array("operator.enrol".utf8)))
        #expect(!file.contains(Array("九龍".utf8)))
    }
}
