@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `Lists over the API` {
    private static let hour: Int64 = 3_600_000

    /// Three certificates of different people, an hour apart; the authority's own are older.
    private func world(
        names: [String] = ["陳大文", "CHAN Tai Man", "100% Pure_Ltd \\ Co"]
    ) async throws -> (APIWorld, [CertificateRecord]) {
        let world = try await APIWorld()
        var records: [CertificateRecord] = []
        for name in names {
            world.clock.advance(byMilliseconds: Self.hour)
            records.append(
                try await world.authority.issued(
                    subject: ["commonName": .string(name), "countryName": "HK"]))
        }
        return (world, records)
    }

    private func serials(_ answer: APIResponse) -> [String] {
        answer.each("serial", of: "certificates").compactMap { $0?.string }
    }

    // MARK: By name

    @Test func `find a certificate by how its subject's common name begins`() async throws {
        let (world, records) = try await world()
        for (part, expected) in [
            ("陳", [0]), ("陳大文", [0]), ("chan", [1]), ("CHAN", [1]),
            ("chan t", [1]), ("Chan  Tai", [1]), (" chan tai man ", [1]), ("Chan　Tai", [1]),
            // What stands further on is not looked for.
            ("大文", []), ("tai man", []), ("陳大文x", []), ("hk", []),
            // Other characters are other names.
            ("陈大文", []), ("大陳", []), ("chan  tai  woman", []),
            // What SQL takes for a pattern is a plain character here.
            ("100%", [2]), ("100% pure_", [2]), ("%", []), ("_", []), ("\\", []),
            ("1%", []), ("100% pure.", []), ("'; DROP TABLE certificate; --", []),
        ] as [(String, [Int])] {
            let found = serials(await world.get("certificates", ["name": part]))
            #expect(found == expected.map { records[$0].serialHex }, "\(part)")
        }
    }

    @Test func `take no name that is longer than any`() async throws {
        let (world, _) = try await world(names: ["A"])
        let bound = String(repeating: "a", count: 1024)
        #expect(await world.get("certificates", ["name": bound]).body["total"] == 0)
        #expect(
            await world.get("certificates", ["name": bound + "a"]).reason
                == Reason("api.queryInvalid", nil, "name"))
    }

    // MARK: By serial, state, profile, authority

    @Test func `filter certificates by each of their facts`() async throws {
        let (world, records) = try await world()
        try await world.authority.suspend(records[1])
        let sm2 = try await world.authority.issued(by: "gd-sm2", category: "organisation")
        let serial = records[0].serialHex
        for (query, expected) in [
            (["serial": serial], [serial]), (["serial": "0x" + serial.uppercased()], [serial]),
            (["state": "suspended"], [records[1].serialHex]),
            (["profile": "organisation-sm2"], [sm2.serialHex]),
            (["authority": "gd-sm2", "profile": "organisation-sm2"], [sm2.serialHex]),
            (["authority": "gd-sm2", "name": "陳"], []), (["authority": "none"], []),
        ] as [([String: String], [String])] {
            #expect(serials(await world.get("certificates", query)) == expected, "\(query)")
        }
        #expect(
            await world.get("certificates", ["serial": "xyz"]).reason
                == Reason("api.queryInvalid", nil, "serial"))
    }

    static let unknowns: [(String, [String: String], Reason)] = [
        ("certificates", ["state": "valide"], Reason("payload.choiceUnknown", nil, "state")),
        ("certificates", ["state": "reserved"], Reason("payload.choiceUnknown", nil, "state")),
        ("certificates", ["state": "abandoned"], Reason("payload.choiceUnknown", nil, "state")),
        ("certificates", ["state": "unused"], Reason("payload.choiceUnknown", nil, "state")),
        ("certificates", ["profile": "gold"], Reason("payload.choiceUnknown", nil, "profile")),
        ("certificates", ["stat": "valid"], Reason("api.queryUnknown", nil, "stat")),
        ("applications", ["state": "new"], Reason("payload.choiceUnknown", nil, "state")),
        ("applications", ["category": "c"], Reason("payload.choiceUnknown", nil, "category")),
        ("applications", ["name": "陳"], Reason("api.queryUnknown", nil, "name")),
        ("journal", ["outcome": "maybe"], Reason("payload.choiceUnknown", nil, "outcome")),
        ("journal", ["after": "x"], Reason("api.queryInvalid", nil, "after")),
        ("journal", ["after": "-1"], Reason("api.queryInvalid", nil, "after")),
        // The greatest number there is: adding one to it would end the server.
        (
            "journal", ["after": "9223372036854775807"],
            Reason("api.queryInvalid", nil, "after")
        ),
        ("journal", ["from": "yesterday"], Reason("api.queryInvalid", nil, "from")),
        ("journal", ["page": "1"], Reason("api.queryUnknown", nil, "page")),
        ("practice", ["versio": "1"], Reason("api.queryUnknown", nil, "versio")),
    ]

    @Test func `refuse a filter that they do not know, instead of listing everything`()
        async throws
    {
        let world = try await APIWorld()
        for (path, query, reason) in Self.unknowns {
            let answer = await world.get(path, query)
            #expect(answer.reason == reason, "\(path) \(query)")
            #expect(answer.status == 422)
        }
    }

    @Test func `filter applications by each of their facts`() async throws {
        let world = try await APIWorld()
        let person = try await world.apply()
        world.clock.advance(byMilliseconds: Self.hour)
        let firm = try await world.apply(category: "organisation")
        world.clock.advance(byMilliseconds: Self.hour)
        let sm2 = try await world.apply(world.authority.newSubscriber(.sm2), to: "gd-sm2")
        try await world.authority.vet(firm)
        func ids(_ query: [String: String]) async -> [JSONValue?] {
            await world.get("applications", query).each("application", of: "applications")
        }
        #expect(await ids([:]) == [.string(sm2), .string(firm), .string(person)])
        #expect(await ids(["state": "vetted"]) == [.string(firm)])
        #expect(await ids(["category": "personal"]) == [.string(sm2), .string(person)])
        #expect(await ids(["authority": "hk-rsa"]) == [.string(firm), .string(person)])
        #expect(await ids(["authority": "hk-rsa", "state": "received"]) == [.string(person)])
        #expect(await ids(["state": "issued"]) == [])
        let reference = try await world.authority.application(person).subscriberReference
        #expect(await ids(["reference": reference]) == [.string(person)])
        #expect(await ids(["reference": reference, "authority": "gd-sm2"]) == [])
        let list = await world.get("applications")
        #expect(list.members == ["applications", "more", "page", "size", "total"])
        // A list names nobody.
        #expect(!list.body.formatted().contains("陳"))
    }

    // MARK: By time

    @Test func `[6.10] reach from the first to the last moment that was written`() async throws {
        let world = try await APIWorld()
        // 2026-01-06T23:59:59.900Z, and 200 ms later the next day.
        let day = FixedClock.start - 3_600_000 + 86_400_000
        world.clock.set(toMilliseconds: day + 86_400_000 - 100)
        let first = try await world.apply()
        world.clock.advance(byMilliseconds: 200)
        let second = try await world.apply()
        func ids(_ query: [String: String]) async -> [JSONValue?] {
            await world.get("applications", query).each("application", of: "applications")
        }
        for (query, expected) in [
            (["to": "2026-01-06"], [first]), (["from": "2026-01-07"], [second]),
            (["from": "2026-01-06", "to": "2026-01-06"], [first]),
            (["to": "2026-01-06T23:59:59Z"], [first]),
            (["to": "2026-01-06T23:59:58Z"], []),
            (["to": "2026-01-06T23:59:59.9Z"], [first]),
            (["to": "2026-01-06T23:59:59.899Z"], []),
            (["from": "2026-01-06T23:59:59.901Z"], [second]),
            (["from": "2026-01-06", "to": "2026-01-07"], [second, first]),
        ] as [([String: String], [String])] {
            #expect(await ids(query) == expected.map { .string($0) }, "\(query)")
        }
        let written = await world.get("applications/\(first)").body["createdAt"]?.string ?? ""
        #expect(written == "2026-01-06T23:59:59.900Z" || written == "2026-01-06T23:59:59.9Z")
        #expect(await ids(["from": written, "to": written]) == [.string(first)])
    }

    @Test(arguments: [
        "", "today", "2026", "2026-1-5", "2026-13-01", "2026-02-30", "2026-01-05T25:00:00Z",
        "2026-01-05T01:00:00", "2026-01-05T01:00Z", "2026-01-05 01:00:00Z",
        "2026-01-05T01:00:00+08:00", "2026-01-05T01:00:00.Z", "2026-01-05T01:00:00.1234567890Z",
        "2026-01-05T01:00:00.Z1", "2026-+1-05", "+026-01-05", "2026-01-05T+1:00:00Z",
        "2026-01-05Z", "2026-01-05T01:00:00ZZ", "２０２６-01-05",
    ])
    func `take no time that is none`(text: String) async throws {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test func `read every time that the API writes`() {
        for milliseconds in [0, 1, 10, 100, 999, 1000, FixedClock.start + 120] as [Int64] {
            let text = JSONValue.time(milliseconds).string ?? ""
            #expect(Timestamp(parsing: text)?.first == milliseconds, "\(text)")
        }
    }

    // MARK: Pages

    @Test func `come in pages, newest first, each item once`() async throws {
        let world = try await APIWorld()
        var ids: [String] = []
        for _ in 0..<5 { ids.append(try await world.apply()) }
        var seen: [JSONValue?] = []
        for page in 1...4 {
            let answer = await world.get("applications", ["page": "\(page)", "size": "2"])
            #expect(answer.body["page"] == .integer(Int64(page)))
            #expect(answer.body["size"] == 2)
            #expect(answer.body["total"] == 5)
            let items = answer.each("application", of: "applications")
            #expect(items.count == (page < 3 ? 2 : page == 3 ? 1 : 0))
            seen += items
        }
        #expect(Set(seen.compactMap { $0?.string }) == Set(ids))
        #expect(seen.count == 5)
        #expect(
            await world.get("applications", ["page": "1000000", "size": "500"])
                .body["applications"] == [])
    }

    @Test(arguments: [
        ("page", "0"), ("page", "-1"), ("page", "x"), ("page", "1000001"), ("page", "+1"),
        ("page", ""), ("size", "0"), ("size", "501"), ("size", "1e2"), ("size", "٥"),
    ])
    func `have pages within bounds`(name: String, value: String) async throws {
        let world = try await APIWorld()
        for path in ["applications", "certificates"] {
            #expect(
                await world.get(path, [name: value]).reason
                    == Reason("api.queryInvalid", nil, name))
        }
    }
}
