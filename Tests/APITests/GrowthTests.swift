@testable import API
import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import TestSupport
import Testing

/// That no query reads more the more there is: each by an index that leads to what it wants.
///
/// SQLite writes `SEARCH` with the columns that lead to the rows; `SCAN … USING INDEX` is a reading of
/// everything in the order of the index, and serves only where the first rows are enough.
@Suite struct `Queries in a ledger that grows` {
    private static let byState =
        "certificate USING INDEX certificate_by_authority_state_issued_at (authority=? AND state=?)"
    private static let byName =
        "certificate USING INDEX certificate_by_search_text_issued_at "
        + "(search_text>? AND search_text<?)"
    private static let byNumber =
        "certificate USING INDEX sqlite_autoindex_certificate_1 (authority=? AND serial=?)"
    private static let byProfile =
        "certificate USING INDEX certificate_by_profile_issued_at (profile=?)"
    private static let byAuthority =
        "certificate USING INDEX certificate_by_authority_issued_at"
    private static let byTime = "certificate USING INDEX certificate_by_issued_at"

    /// What `SEARCH` says; nil where everything is listed, the newest first.
    typealias Case = ([String: String], String?)

    static let certificates: [Case] = [
        ([:], nil), (["state": "valid"], nil),
        (["from": "2026-01-01"], "\(byTime) (issued_at>?)"),
        (["from": "2026-01-01", "to": "2026-02-01"], "\(byTime) (issued_at>? AND issued_at<?)"),
        (["serial": "4a0b"], byNumber), (["serial": "4a0b", "authority": "hk-rsa"], byNumber),
        (["serial": "4a0b", "state": "valid", "profile": "personal-rsa"], byNumber),
        (["name": "陳"], byName), (["name": "陳", "authority": "hk-rsa"], byName),
        (["name": "陳", "state": "revoked", "authority": "hk-rsa"], byName),
        (["name": "陳", "profile": "personal-rsa", "from": "2026-01-01"], byName),
        (["state": "revoked"], byState), (["state": "suspended", "authority": "hk-rsa"], byState),
        (["state": "revoked", "profile": "personal-rsa"], byState),
        (["profile": "root-rsa"], byProfile),
        (["profile": "root-rsa", "authority": "hk-rsa", "state": "valid"], byProfile),
        (["authority": "hk-rsa"], "\(byAuthority) (authority=?)"),
        (
            ["authority": "hk-rsa", "state": "valid", "to": "2026-01-01"],
            "\(byAuthority) (authority=? AND issued_at<?)"
        ),
    ]

    static let applications: [Case] = [
        ([:], nil),
        (
            ["from": "2026-01-01"],
            "application USING INDEX application_by_created_at (created_at>?)"
        ),
        (
            ["state": "received"],
            "application USING INDEX application_by_state_created_at (state=?)"
        ),
        (
            ["state": "received", "authority": "hk-rsa", "category": "personal"],
            "application USING INDEX application_by_state_created_at (state=?)"
        ),
        (["state": "issued"], "application USING INDEX application_by_state_created_at (state=?)"),
        (
            ["state": "issued", "authority": "hk-rsa"],
            "application USING INDEX application_by_authority_created_at (authority=?)"
        ),
        (
            ["category": "personal"],
            "application USING INDEX application_by_category_created_at (category=?)"
        ),
        (
            ["reference": "SRN-1", "state": "received", "authority": "hk-rsa"],
            "application USING INDEX application_by_subscriber_reference (subscriber_reference=?)"
        ),
        (
            ["subscriber": "1234567890", "state": "issued"],
            "application USING INDEX application_by_subscriber_created_at (subscriber=?)"
        ),
    ]

    /// What takes the last row along the primary key and stops there; SQLite calls it a scan, too.
    private static let lastEntry = [
        "SELECT at FROM journal_entry ORDER BY place DESC LIMIT 1": ["SCAN journal_entry"]
    ]
    private static let lastCheckpoint = [
        "SELECT size, root, note FROM journal_checkpoint WHERE note <> '' ORDER BY size DESC LIMIT 1":
            [
                "SCAN journal_checkpoint"
            ]
    ]

    private static func journalScans(_ plans: [QueryPlan]) -> [String: [String]] {
        let scanning = plans.filter { $0.isOfJournal && !$0.scans.isEmpty }
        return Dictionary(scanning.map { ($0.sql, $0.steps) }) { first, _ in first }
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own plans"))
    func `lists are found by the index that narrows most, with their totals`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        for (query, search) in Self.certificates {
            let byTime = "SCAN certificate USING INDEX certificate_by_issued_at"
            // What has a state, or a number, is put in order: it is little.
            let sorts = search == Self.byState || search == Self.byNumber
            let plans = try await plans(of: "certificates", query, world, recorder)
            expectSearch(plans, search, newest: byTime, sorts: sorts)
        }
        for (query, search) in Self.applications {
            let byTime = "SCAN application USING INDEX application_by_created_at"
            let plans = try await plans(of: "applications", query, world, recorder)
            expectSearch(plans, search, newest: byTime, sorts: false)
        }
    }

    /// Those of the rows of a list and of their total.
    private func plans(
        of path: String, _ query: [String: String], _ world: APIWorld, _ recorder: PlanRecorder
    ) async throws -> (rows: QueryPlan, total: QueryPlan) {
        _ = recorder.take()
        let answer = await world.get(path, query)
        #expect(answer.status == 200, "\(path) \(query)")
        let plans = recorder.take()
        #expect(Self.journalScans(plans) == Self.lastEntry, "\(path) \(query)")
        let own = plans.filter { !$0.isOfJournal }
        try #require(own.count == 2, "\(path) \(query): \(own)")
        return (own[0], own[1])
    }

    private func expectSearch(
        _ plans: (rows: QueryPlan, total: QueryPlan), _ search: String?, newest: String,
        sorts: Bool
    ) {
        let (rows, total) = plans
        // Both stop: a page is full, a thousand are counted.
        #expect(rows.sql.contains(" LIMIT 50 ") && total.sql.contains(" LIMIT 1001)"))
        // Rows of one instant are put in order in any case.
        let isSorted = rows.steps.contains("USE TEMP B-TREE FOR ORDER BY")
        #expect(!isSorted || sorts, "\(rows)")
        guard let search else {
            // Any order will do to count the first thousand of everything.
            #expect(rows.scans == [newest], "\(rows)")
            return
        }
        #expect(rows.steps.first == "SEARCH \(search)", "\(rows)")
        #expect(rows.scans.isEmpty, "\(rows)")
        let steps = total.steps.map { $0.replacing(" COVERING ", with: " ") }
        #expect(steps.contains("SEARCH \(search)"), "\(total)")
        // The rows that were found are counted one by one.
        #expect(total.scans == ["SCAN found"], "\(total)")
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own plans"))
    func `one certificate or application is found by its key`() async throws {
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
            #expect(Self.journalScans(plans) == Self.lastEntry, "\(path)")
            let own = plans.filter { !$0.isOfJournal }
            #expect(!own.isEmpty)
            for plan in own {
                #expect(plan.steps.contains { $0.hasPrefix("SEARCH ") }, "\(path): \(plan)")
                // The authorities are few; they are read through for a number alone.
                #expect(
                    plan.scans.allSatisfy { $0.hasPrefix("SCAN authority") }, "\(path): \(plan)")
            }
        }
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own plans"))
    func `a turn of the schedule reads nothing through`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        _ = try await world.authority.issued()
        #expect(await world.authority.tick() == [])
        world.clock.advance(byMilliseconds: 20_000)
        _ = recorder.take()
        #expect(await world.authority.tick() == [])
        let plans = recorder.take()
        let ends = Self.lastEntry.merging(Self.lastCheckpoint) { first, _ in first }
        #expect(Self.journalScans(plans) == ends)
        for plan in plans where !plan.isOfJournal {
            #expect(
                plan.scans.allSatisfy { step in
                    // Both are few, and the index holds open intents alone.
                    step.hasPrefix("SCAN authority") || step == "SCAN practice"
                        || step == "SCAN intent USING INDEX intent_by_opened_entry"
                }, "\(plan)")
        }
        let changes = plans.filter { $0.sql.contains("FROM status_event") }.flatMap(\.steps)
        #expect(
            changes.contains {
                $0.hasPrefix("SEARCH status_event ")
                    && $0.hasSuffix("status_event_by_authority_entry (authority=? AND entry>?)")
            }, "whether a list is due: \(changes)")
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own plans"))
    func `registers are found by their kind, or by whom they are about`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        for (query, index) in [
            ([:], "record_version_by_kind_at (kind=?)"),
            (["state": "ended"], "record_version_by_kind_at (kind=?)"),
            (["from": "2026-01-01"], "record_version_by_kind_at (kind=? AND at>?)"),
            (["person": "chan"], "record_version_by_kind_person (kind=? AND person=?)"),
        ] as [([String: String], String)] {
            let found = try await plans(
                of: "records", query.merging(["kind": "training"]) { $1 }, world, recorder)
            for plan in [found.rows, found.total] {
                let search = "SEARCH record_version USING INDEX \(index)"
                #expect(plan.steps.contains(search), "\(plan)")
                // Imports are few; what was found is counted.
                #expect(
                    plan.scans.allSatisfy { $0 == "SCAN found" || $0.contains("record_import") },
                    "\(plan)")
            }
        }
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
