@testable import API
import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import TestSupport
import Testing

/// That no query reads more the more there is: each by an index that leads to what it wants.
@Suite struct `Queries in a ledger that grows` {
    private static let newest = "certificate USING INDEX certificate_by_issued_at"
    private static let byState =
        "certificate USING INDEX certificate_by_authority_state_issued_at (authority=? AND state=?"
    private static let byName = "certificate USING INDEX certificate_by_search_text_issued_at"
    private static let byNumber =
        "certificate USING INDEX sqlite_autoindex_certificate_1 (authority=? AND serial=?)"
    private static let byProfile =
        "certificate USING INDEX certificate_by_profile_issued_at (profile=?"
    private static let byAuthority =
        "certificate USING INDEX certificate_by_authority_issued_at (authority=?"

    static let certificates: [([String: String], String)] = [
        ([:], newest), (["state": "valid"], newest), (["from": "2026-01-01"], newest),
        (["serial": "4a0b"], byNumber), (["serial": "4a0b", "authority": "hk-rsa"], byNumber),
        (["serial": "4a0b", "state": "valid", "profile": "personal-rsa"], byNumber),
        (["name": "陳"], byName), (["name": "陳", "authority": "hk-rsa"], byName),
        (["name": "陳", "state": "revoked", "authority": "hk-rsa"], byName),
        (["name": "陳", "profile": "personal-rsa", "from": "2026-01-01"], byName),
        (["state": "revoked"], byState), (["state": "suspended", "authority": "hk-rsa"], byState),
        (["state": "revoked", "profile": "personal-rsa"], byState),
        (["profile": "root-rsa"], byProfile),
        (["profile": "root-rsa", "authority": "hk-rsa", "state": "valid"], byProfile),
        (["authority": "hk-rsa"], byAuthority),
        (["authority": "hk-rsa", "state": "valid", "to": "2026-01-01"], byAuthority),
    ]

    static let applications: [([String: String], String)] = [
        ([:], "application USING INDEX application_by_created_at"),
        (["from": "2026-01-01"], "application USING INDEX application_by_created_at"),
        (["state": "received"], "application USING INDEX application_by_state_created_at (state=?"),
        (
            ["state": "received", "authority": "hk-rsa", "category": "personal"],
            "application USING INDEX application_by_state_created_at (state=?"
        ),
        (["state": "issued"], "application USING INDEX application_by_state_created_at (state=?"),
        (
            ["state": "issued", "authority": "hk-rsa"],
            "application USING INDEX application_by_authority_created_at (authority=?"
        ),
        (
            ["category": "personal"],
            "application USING INDEX application_by_category_created_at (category=?"
        ),
        (
            ["reference": "SRN-1", "state": "received", "authority": "hk-rsa"],
            "application USING INDEX application_by_subscriber_reference (subscriber_reference=?)"
        ),
    ]

    @Test func `lists are found by the index that narrows most, with their totals`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        for (path, cases) in [
            ("certificates", Self.certificates), ("applications", Self.applications),
        ] {
            for (query, index) in cases {
                _ = recorder.take()
                let answer = await world.get(path, query)
                #expect(answer.status == 200, "\(query)")
                let plans = recorder.take()
                try #require(plans.count == 2, "rows and total: \(plans)")
                #expect(plans[0].contains(index), "\(path) \(query): \(plans[0])")
                // Where everything is listed, any order will do to count the first thousand.
                if !query.isEmpty, query != ["state": "valid"] {
                    #expect(plans[1].contains("INDEX"), "\(path) \(query): \(plans[1])")
                }
                // Rows of one instant are put in order, and what a state of few has.
                let isSorted = plans[0].contains("USE TEMP B-TREE FOR ORDER BY")
                #expect(
                    !isSorted || index == Self.byState || index == Self.byNumber
                        || query["reference"] != nil, "\(path) \(query): \(plans[0])")
            }
        }
    }

    @Test func `one certificate or application is found by its key`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        let record = try await world.authority.issued()
        for path in [
            "certificates/\(record.serialHex)", "certificates/hk-rsa/\(record.serialHex)",
            "status/\(record.serialHex)", "applications/\(record.application ?? "")",
        ] {
            _ = recorder.take()
            #expect(await world.get(path).status == 200)
            let plans = recorder.take()
            #expect(!plans.isEmpty)
            for plan in plans {
                // The authorities are few; they are read through for a number alone.
                let scans = plan.split(separator: ";").filter { $0.contains("SCAN") }
                #expect(scans.allSatisfy { $0.contains("SCAN authority") }, "\(path): \(plan)")
            }
        }
    }

    @Test func `a turn of the schedule reads nothing through`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        _ = try await world.authority.issued()
        #expect(await world.authority.tick() == [])
        world.clock.advance(byMilliseconds: 20_000)
        _ = recorder.take()
        #expect(await world.authority.tick() == [])
        let plans = recorder.take()
        #expect(!plans.isEmpty)
        for plan in plans {
            let scans = plan.split(separator: ";").filter { $0.contains("SCAN") }
            #expect(
                scans.allSatisfy { step in
                    // The index holds open intents alone.
                    ["SCAN authority", "SCAN practice", "intent_by_opened_entry"].contains {
                        step.contains($0)
                    }
                }, "\(plan)")
        }
        #expect(
            plans.contains { $0.contains("status_event_by_authority_entry") },
            "whether a list is due")
    }

    // MARK: Totals

    @Test func `a total tells that there are more than were counted`() async throws {
        let page = Page(table: "t", condition: "", parameters: [], number: 1, size: 50)
        for (counted, total, more) in [
            (0, 0, false), (999, 999, false), (1000, 1000, false), (1001, 1000, true),
        ] as [(Int64, JSONValue, Bool)] {
            let answer = page.answer("items", [], total: counted)
            #expect(answer["total"] == total && answer["more"] == .bool(more), "\(counted)")
        }
    }

    static let ends: [(String, String?)] = [
        ("a", "b"), ("az", "a{"), ("陳", "陴"), ("\u{D7FF}", "\u{E000}"),
        ("a\u{10FFFF}", "b"), ("\u{10FFFF}\u{10FFFF}", nil), ("", nil), ("e\u{301}", "e\u{302}"),
    ]

    @Test(arguments: ends)
    func `what begins with a text ends before the next one`(start: String, end: String?) throws {
        let found = Filter.first(after: start)
        #expect(found.map { Array($0.utf8) } == end.map { Array($0.utf8) })
        guard let found else { return }
        #expect(start.utf8.lexicographicallyPrecedes(found.utf8))
        #expect((start + "\u{10FFFF}").utf8.lexicographicallyPrecedes(found.utf8))
    }
}
