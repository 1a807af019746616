@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Messages
import PKIX
import TestSupport
import Testing

@Suite struct `Conformance over the API` {
    private static let day: Int64 = 86_400_000

    /// The day of a time, as people write it.
    private static func day(_ milliseconds: Int64) -> JSONValue {
        .string(String(Time.rfc3339(milliseconds).prefix(10)))
    }

    @Test func `[2.1] names each clause once, with the totals and the proofs`() async throws {
        let world = try await APIWorld()
        let answer = await world.post("conformance", [:])
        #expect(answer.status == 200)
        let clauses = answer.body["clauses"]?.array ?? []
        #expect(clauses.compactMap { $0["id"]?.string } == Clause.all.map(\.id))
        let totals = (answer.body["totals"]?.object ?? [:]).compactMapValues(\.integer)
        #expect(totals.values.reduce(0, +) == Int64(Clause.all.count))
        #expect(Set(totals.keys) == Set(ConformanceState.allCases.map(\.rawValue)))
        let shown = Set(clauses.compactMap { $0["evidence"]?["entry"]?.integer })
        let proven = (answer.body["proofs"]?.array ?? []).compactMap { $0["index"]?.integer }
        #expect(!shown.isEmpty && Set(proven) == shown)
        #expect(clauses.allSatisfy { $0["tests"]?.isNull == true })
    }

    @Test func `[2.1] what is enforced follows from the results that come along`() async throws {
        let world = try await APIWorld()
        let answer = await world.post(
            "conformance",
            [
                "clause": "1.2",
                "tests": [["clause": "1.2", "passed": 2, "failed": 0]],
            ])
        #expect(answer.body["clauses"]?.array?.first?["states"]?["enforce"] == "held")
        #expect(answer.body["totals"]?["held"] == 1)
    }

    @Test func `[7.22] a period that ends today counts until now, one that ends later is refused`()
        async throws
    {
        let world = try await APIWorld()
        let now = world.clock.nowMilliseconds
        let today = Self.day(now)
        let answer = await world.post("conformance", ["from": today, "to": today])
        #expect(answer.status == 200)
        #expect(answer.body["at"] == answer.body["period"]?["to"])
        #expect(answer.body["period"]?["duties"]?.array?.isEmpty == false)
        let late = await world.post(
            "conformance", ["from": today, "to": Self.day(now + Self.day)])
        #expect(late.reason == Reason("conformance.timeOutside", "7.22", "to"))
    }

    @Test(
        arguments: [
            (["from": "2026-01-01"], "to"), (["to": "2026-01-01"], "from"),
            (["from": "2026-01-02", "to": "2026-01-01"], "from"),
            (["from": "2000-01-01", "to": "2000-01-02", "at": "2000-01-01"], "at"),
            (["at": "yesterday"], "at"),
        ] as [(JSONValue, String)])
    func `what is no time is told by its field`(body: JSONValue, field: String) async throws {
        let world = try await APIWorld()
        #expect(await world.post("conformance", body).reason?.field == field)
    }

    @Test(
        arguments: [
            [["clause": "1.2", "passed": -1, "failed": 0]],
            [
                ["clause": "1.2", "passed": 1, "failed": 0],
                ["clause": "1.2", "passed": 1, "failed": 0],
            ],
            [["clause": "1.2", "passed": 1, "failed": 0, "names": []]], "all of them",
        ] as [JSONValue])
    func `results of another form are refused`(tests: JSONValue) async throws {
        let world = try await APIWorld()
        let answer = await world.post("conformance", ["tests": tests])
        #expect(answer.status == 422)
    }
}
