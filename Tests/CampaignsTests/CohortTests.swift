import AuthorityTestSupport
import CanonicalJSON
import Campaigns
import Governance
import Issuance
import Ledger
import Messages
import TestSupport
import Testing

@Suite struct `A cohort` {
    private static func name(_ record: CertificateRecord) -> String {
        "\(record.authority)/\(record.serialHex)"
    }

    /// What a filter finds among a person's, an organisation's and a person's certificate under SM2; the first was issued a
    /// day before the others.
    private static let filters: [(query: JSONValue, finds: [Int])] = [
        (["authority": "hk-rsa"], [0, 1]), (["authority": "gd-sm2"], [2]),
        (["authority": "nobody"], []),
        (["category": "personal"], [0, 2]), (["category": "organisation"], [1]),
        (["profile": "imported"], []),
        (["state": "valid"], [0, 1, 2]), (["state": "suspended"], []),
        (["evidence": "faceToFace"], [0, 2]), (["evidence": "existence"], [1]),
        (["source": "hk-cr"], [1]), (["source": "hk-cr", "sourceVersion": "2026"], [1]),
        (["source": "hk-cr", "sourceVersion": "2025"], []),
        (["place": "hk-central", "category": "personal"], [0, 2]), (["place": "gd-east"], []),
        // Of one item: that of the source is of another kind.
        (["source": "hk-cr", "evidence": "faceToFace"], []),
        (["rules": 999], []), (["officer": "val"], [0, 1, 2]), (["officer": "app"], []),
        (["practice": 99], []),
        (["algorithm": "RSA-2048"], [0, 1]), (["algorithm": "SM2"], [2]),
        (["algorithm": "SM2", "authority": "hk-rsa"], []),
    ]

    @Test func `is what its query says, filter by filter`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let world = desk.world
        let person = try await world.issued()
        world.clock.advance(byMilliseconds: CampaignDesk.day)
        let noon = world.clock.nowMilliseconds
        let organisation = try await world.issued(category: "organisation")
        let other = try await world.issued(by: "gd-sm2")
        let all = [person, organisation, other].map(Self.name)
        let timed: [(JSONValue, [Int])] = [
            (["from": .integer(noon)], [1, 2]), (["until": .integer(noon - 1)], [0]),
        ]
        let entry = try await world.ledger.read {
            try $0.entry(at: person.issuedEntry ?? 0).parsed()
        }
        let practice: [(JSONValue, [Int])] = [(["practice": .integer(entry.practice)], [0, 1, 2])]
        for (query, finds) in Self.filters + timed + practice {
            let found = try await desk.names(query)
            #expect(Set(found) == Set(finds.map { all[$0] }), "\(query)")
            #expect(found == found.sorted())
        }
    }

    @Test func `leaves out what has ended, and the authority's own certificates`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let world = desk.world
        let (first, second) = (try await world.issued(), try await world.issued())
        let third = try await world.issued()
        try await world.revoke(first)
        try await world.suspend(second)
        #expect(
            try await Set(desk.names(["authority": "hk-rsa"]))
                == Set([second, third].map(Self.name)))
        #expect(try await desk.names(["state": "suspended"]) == [Self.name(second)])
        #expect(try await desk.names(["state": "valid"]) == [Self.name(third)])
        #expect(try await desk.names(["authority": "root-rsa"]).isEmpty)
        let left = third.notAfterMilliseconds - world.clock.nowMilliseconds
        world.clock.advance(byMilliseconds: left + 1)
        _ = try await world.ledger.act(
            ActRequest(
                id: world.test.newRequestID(), operation: "serve.start", actor: .system)
        ) { _ in .null }
        #expect(try await desk.names(["authority": "hk-rsa"]).isEmpty)
    }

    @Test func `[6.19c] stays the same from one entry on, whatever happens later`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let record = try await desk.world.issued()
        try await desk.takeOver(60)
        let query: JSONValue = ["authority": "hk-rsa"]
        let cohort = try await desk.cohort(query)
        let before = try await desk.digest(cohort)
        #expect(before.count == 61)
        try await desk.world.revoke(record)
        try await desk.takeOver(3, authority: "gd-sm2")
        _ = try await desk.world.issued()
        #expect(try await desk.digest(cohort) == before)
        let later = try await desk.digest(desk.cohort(query))
        #expect(later.count == 61 && later.hex != before.hex)
        // Page by page it is the same list.
        let paged = try await desk.world.ledger.read { snapshot in
            var (names, last): ([String], CohortMember.Place?) = ([], nil)
            while true {
                let page = try cohort.members(snapshot, after: last, limit: 7)
                names += page.map(\.name)
                guard let end = page.last else { return names }
                last = end.place
            }
        }
        #expect(try await paged == desk.names(query, asOf: cohort.asOf))
    }

    @Test(
        arguments: [
            ([:], .cohortUnbounded), (["serial": "01"], .payloadMemberUnknown),
            (["category": "root"], .payloadChoiceUnknown),
            (["profile": "issuing"], .payloadChoiceUnknown),
            (["state": "revoked"], .payloadChoiceUnknown),
            (["evidence": "hearsay"], .payloadChoiceUnknown),
            (["algorithm": "RSA"], .payloadChoiceUnknown), (["rules": "1"], .payloadInvalid),
            (["from": "2026"], .payloadInvalid), (["authority": ""], .payloadInvalid),
            (1, .payloadInvalid),
        ] as [(JSONValue, RefusalCode)])
    func `is refused where its query would find nothing or everything`(
        query: JSONValue, code: RefusalCode
    ) {
        #expect { try CohortQuery(query) } throws: { ($0 as? Refusal)?.code == code }
    }

    @Test func `is previewed with its states, and who can be told`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let person = try await desk.world.issued(category: "organisation")
        let preview = try await desk.world.ledger.read { snapshot in
            let cohort = try Cohort(
                CohortQuery(["source": "hk-cr"]), asOf: snapshot.journalSize() - 1, snapshot)
            return try CohortPreview(cohort, size: 1, snapshot).json
        }
        #expect(preview["count"]?.integer == 1 && preview["withAnother"]?.integer == 0)
        #expect(preview["reachable"]?.integer != nil)
        #expect(
            preview["certificates"]?.array?.first?["certificate"]?.string == Self.name(person))
        #expect(
            preview["authorities"]?.array == [
                ["authority": "hk-rsa", "valid": 1, "suspended": 0, "endedSince": 0]
            ])
    }
}
