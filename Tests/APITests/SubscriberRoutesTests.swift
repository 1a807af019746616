import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Issuance
import Messages
import Registration
import TestSupport
import Testing

@testable import API

@Suite struct `Subscribers over the API` {
    private static let card = "A123456(3)"

    /// Somebody vetted, and somebody of the same name who waits.
    private static func two(
        _ world: APIWorld
    ) async throws -> (reference: String, waiting: String) {
        let people = world.authority
        let first = try await people.apply(
            people.newSubscriber(), identity: document(card))
        try await people.vet(first)
        let waiting = try await people.apply(
            people.newSubscriber(), identity: document("G123456(A)"))
        return (try await people.application(first).reference, waiting)
    }

    private static func document(_ number: String) -> JSONValue {
        ["documents": [["kind": "hongKongIdentityCard", "number": .string(number)]]]
    }

    @Test func `[12.1] are listed and found, masked`() async throws {
        let world = try await APIWorld()
        let (reference, waiting) = try await Self.two(world)
        let queries: [(path: String, query: [String: String], count: Int)] = [
            ("subscribers", [:], 1), ("subscribers", ["category": "personal"], 1),
            ("subscribers", ["category": "organisation"], 0),
            ("subscribers", ["from": "2999-01-01"], 0),
            ("subscribers/find", ["name": "陳大文"], 1), ("subscribers/find", ["name": "陈大文"], 1),
            ("subscribers/find", ["name": "陳大"], 0),
            (
                "subscribers/find",
                ["number": "a1234563", "document": "hongKongIdentityCard"], 1
            ),
            (
                "subscribers/find",
                ["number": "G123456(A)", "document": "hongKongIdentityCard"], 0
            ),
            ("subscribers/find", ["application": waiting], 1),
        ]
        for (path, query, count) in queries {
            let found = await world.get(path, query)
            #expect(found.status == 200, "\(query)")
            #expect(
                found.each("subscriber", of: "subscribers")
                    == Array(repeating: .string(reference), count: count), "\(query)")
            let said = found.body.formatted()
            #expect(!said.contains("123456") && !said.contains("大文"), "\(said)")
        }
        let one = await world.get("subscribers/\(reference)")
        #expect(one.body["names"] == ["陳•••"])
        #expect(one.body["documents"]?.array?.first?["number"] == "*******(*)")
        let applications = await world.get("applications", ["subscriber": reference])
        #expect(applications.body["total"] == 1)
    }

    @Test func `[5.2b] whom an application may be of is told, with the rule`() async throws {
        let world = try await APIWorld()
        let (reference, waiting) = try await Self.two(world)
        var rules: Set<String> = []
        for language in Language.allCases {
            let found = await world.get(
                "subscribers/find", ["application": waiting], language: language)
            #expect(found.each("relation", of: "subscribers") == ["name"])
            rules.insert(found.body["rule"]?.string ?? "")
        }
        #expect(rules == Set(Language.allCases.map { NameCollisionRule.text.text(in: $0) }))
        let people = world.authority
        let application = await world.get("applications/\(waiting)")
        let vetting: JSONValue = [
            "application": .string(waiting), "method": "A",
            "statement": application.body["statementCommitment"] ?? .null,
            "evidence": try await people.proofs(of: waiting, method: "A"),
            "salt": .string(AuthorityWorld.salt),
        ]
        let refused = try await world.act("application.vet", vetting, by: people.validator)
        #expect(refused.reason == Reason("subscriber.nameKnown", "5.2b", "identity"))
        let decided = try await world.act(
            "subscriber.decide",
            [
                "application": .string(waiting), "decision": "different",
                "statement": application.body["statementCommitment"] ?? .null,
                "evidence": [.string(AuthorityWorld.evidence)],
            ], by: people.approver)
        #expect(decided.body["result"]?["decision"] == "different")
        let vetted = try await world.act("application.vet", vetting, by: people.validator)
        #expect(vetted.status == 200)
        let other = try await people.application(waiting).reference
        #expect(other != reference)
        let both = await world.get("subscribers/find", ["name": "陳大文"])
        #expect(
            Set(both.each("subscriber", of: "subscribers").map { $0?.string })
                == [reference, other])
    }

    @Test func `[12.1] are told over the network to those alone who may have them revealed`()
        async throws
    {
        let world = try await APIWorld()
        let (reference, waiting) = try await Self.two(world)
        let callers: [(Role, Bool)] = [
            (.validator, true), (.approver, true), (.subscriberDataOfficer, true), (.auditor, true),
            (.issuingOfficer, false), (.assessor, false), (.systemOperator, false),
        ]
        for (place, (role, isTold)) in callers.enumerated() {
            let officer = try TestOfficer(id: "off-read\(place)", roles: [role])
            try await world.authority.enrol(officer)
            for (path, query) in [
                ("subscribers", [:]), ("subscribers/\(reference)", [:]),
                ("subscribers/find", ["name": "陳大文"]),
                ("subscribers/find", ["application": waiting]),
                ("subscribers/find", ["number": Self.card, "document": "hongKongIdentityCard"]),
            ] {
                let answer = await world.answer(.get, path, query, nil, as: .officer(officer.id))
                #expect(
                    answer.reason
                        == (isTold ? nil : Reason("authorisation.roleMissing", "7.10", nil)),
                    "\(role) \(path)")
            }
        }
    }

    @Test func `[12.1] who applied before is known to nobody whom it does not concern`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority
        let (reference, _) = try await Self.two(world)
        let again = try await people.apply(
            people.newSubscriber(), identity: Self.document(Self.card))
        try await people.vet(again)
        let drawn = try await people.application(again).subscriberReference
        #expect(drawn != reference)
        for (role, isTold) in [(Role.validator, true), (.systemOperator, false)] {
            let officer = try TestOfficer(id: isTold ? "off-told" : "off-nobody", roles: [role])
            try await people.enrol(officer)
            func told(_ path: String, _ query: [String: String] = [:]) async -> APIResponse {
                await world.answer(.get, path, query, nil, as: .officer(officer.id))
            }
            let one = await told("applications/\(again)").body
            #expect(one["subscriberReference"] == .string(isTold ? reference : drawn))
            #expect(one["recordingReference"] == .string(drawn))
            let listed = await told("applications").body["applications"]?.array ?? []
            let row = listed.first { $0["application"] == .string(again) }
            #expect(row?["subscriberReference"] == .string(isTold ? reference : drawn))
            let all = await told("applications", ["subscriber": reference])
            #expect(
                all.reason
                    == (isTold ? nil : Reason("authorisation.roleMissing", "7.10", nil)))
        }
    }

    @Test func `[12.1] tell names and numbers once, to who signed for it`() async throws {
        let world = try await APIWorld()
        let (reference, _) = try await Self.two(world)
        let payload: JSONValue = ["subscriber": .string(reference), "reason": "ownTask"]
        let body = try await world.body(
            "subscriber.reveal", payload, by: world.authority.validator)
        let first = await world.post("acts", body)
        #expect(first.body["revealed"]?["names"] == ["陳大文"])
        #expect(
            first.body["revealed"]?["readBack"] == ["陳 U+9673  大 U+5927  文 U+6587"])
        #expect(
            first.body["revealed"]?["documents"]?.array?.first?["number"] == .string(Self.card))
        #expect(first.body["result"] == ["subscriber": .string(reference)])
        // The same request again makes no entry, and so tells nothing.
        let again = await world.post("acts", body)
        #expect(again.body["replayed"] == true && again.body["revealed"] == .null)
        let entry = first.body["entry"]?.integer ?? -1
        let journal = await world.get(
            "journal", ["after": String(entry - 1), "operation": "subscriber.reveal"])
        #expect(journal.body["entries"]?.array?.count == 1)
        #expect(!journal.body.formatted().contains("123456"))
        let other = try await world.act(
            "subscriber.reveal", payload, by: world.authority.issuingOfficer)
        #expect(other.reason?.code == "act.roleWrong")
    }

    @Test func `[12.1] take all of it out once, and show nothing of what is kept and not used`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority
        let certificate = try await people.issued()
        let application = try await people.application(certificate.application ?? "")
        let reference = try #require(application.subscriber)
        let letter: JSONValue = [.string(AuthorityWorld.evidence)]
        let asking: JSONValue = [
            "subscriber": .string(reference), "reason": "personAsks", "evidence": letter,
        ]
        let body = try await world.body("subscriber.export", asking, by: people.approver)
        let taken = await world.post("acts", body)
        #expect(taken.body["revealed"]?["data"]?["subscriber"] == .string(reference))
        #expect(taken.body["revealed"]?["data"]?.formatted().contains("陳大文") == true)
        #expect(taken.body["result"] == ["subscriber": .string(reference)])
        let again = await world.post("acts", body)
        #expect(again.body["replayed"] == true && again.body["revealed"] == .null)
        #expect(again.body["revealed"]?["files"] == nil)

        try await people.revoke(certificate)
        let kept = try await world.act("subscriber.restrict", asking, by: people.approver)
        #expect(kept.body["result"]?["reason"] == "personAsks")
        for (path, query) in [
            ("subscribers", [:]), ("subscribers/\(reference)", [:]),
            ("subscribers/find", ["name": "陳大文"]), ("applications/\(application.id)", [:]),
        ] {
            let shown = await world.get(path, query)
            #expect(shown.status == 200)
            #expect(!shown.body.formatted().contains("陳"), "\(path)")
            #expect(shown.body.formatted().contains("restrictedSince"), "\(path)")
        }
    }

    @Test(
        arguments: [
            ([:], Reason("subscriber.query", nil, "name")),
            (["name": "a", "application": "app-a"], Reason("subscriber.query", nil, "name")),
            (["number": "A123456(3)"], Reason("subscriber.query", nil, "document")),
            (
                ["number": "A123456(4)", "document": "hongKongIdentityCard"],
                Reason("identity.checkDigit", "6.2b", "number")
            ),
            (
                ["number": "L898902C3", "document": "passport"],
                Reason("identity.country", "6.2b", "country")
            ),
            (["number": "1", "document": "x"], Reason("payload.choiceUnknown", nil, "document")),
            (["names": "a"], Reason("api.queryUnknown", nil, "names")),
            (["application": "app-none"], Reason("application.unknown", nil, "application")),
        ] as [([String: String], Reason)])
    func `refuse queries that would mislead`(query: [String: String], reason: Reason) async throws {
        let world = try await APIWorld()
        #expect(await world.get("subscribers/find", query).reason == reason)
        #expect(
            await world.get("subscribers/1234567890").reason
                == Reason("subscriber.unknown", nil, "subscriber"))
    }
}
