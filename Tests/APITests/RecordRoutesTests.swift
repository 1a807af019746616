@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Messages
import Testing
import TestSupport

@Suite struct `Registers over the API` {
    @Test func `[12.1] are listed masked, and shown with their history`() async throws {
        let world = try await APIWorld()
        let id = try await world.keepRecord()
        let changed = try await world.act(
            "record.change",
            [
                "record": .string(id), "version": 1, "values": ["post": "approver"],
                "salt": "ffeeddccbbaa99887766554433221100",
            ], by: world.authority.dai)
        #expect(changed.status == 200)
        let list = await world.get("records", ["kind": "personnel"])
        #expect(
            list.members(of: "records") == [
                "record", "version", "kind", "state", "at", "actor", "entry", "values",
            ])
        #expect(list.body["total"] == 1)
        let values = list.body["records"]?.array?.first?["values"]
        #expect(values?["post"] == "approver" && values?["name"] == "•••")
        // What is not there is masked as well.
        #expect(values?["remark"] == "•••" && values?["leftOn"] == nil)
        let record = await world.get("records/\(id)")
        #expect(record.each("version", of: "versions") == [1, 2])
        #expect(!record.body.formatted().contains("陳大文"))
        let other = await world.get("records", ["kind": "training"])
        #expect(other.body["records"] == [] && other.body["total"] == 0)
        for (query, count) in [
            (["person": "chan"], 1), (["person": "lee"], 0), (["state": "inForce"], 1),
            (["state": "ended"], 0), (["from": "2999-01-01"], 0), (["to": "2999-01-01"], 1),
        ] as [([String: String], Int)] {
            let found = await world.get(
                "records", query.merging(["kind": "personnel"]) { $1 })
            #expect(found.body["records"]?.array?.count == count, "\(query)")
        }
    }

    @Test func `[12.1] tell what is confidential once, to who signed for it`() async throws {
        let world = try await APIWorld()
        let id = try await world.keepRecord()
        let payload: JSONValue = ["record": .string(id), "version": 1, "reason": "ownTask"]
        let body = try await world.body("record.reveal", payload, by: world.authority.dai)
        let first = await world.post("acts", body)
        #expect(first.body["revealed"]?["name"] == "陳大文")
        #expect(first.body["revealed"]?["post"] == nil)
        #expect(first.body["result"]?["name"] == nil)
        // The same request again makes no entry, and so tells nothing.
        let again = await world.post("acts", body)
        #expect(again.body["replayed"] == true && again.body["revealed"] == .null)
        let entry = first.body["entry"]?.integer ?? -1
        let journal = await world.get(
            "journal", ["after": String(entry - 1), "operation": "record.reveal"])
        #expect(journal.body["entries"]?.array?.count == 1)
        #expect(!journal.body.formatted().contains("陳大文"))
    }

    @Test func `are described in the caller's language`() async throws {
        let world = try await APIWorld()
        var titles: Set<String> = []
        for language in Language.allCases {
            let kinds = await world.get("records/kinds", language: language)
            #expect(kinds.each("kind", of: "kinds") == RecordKind.all.map { .string($0.id) })
            let first = kinds.body["kinds"]?.array?.first { $0["kind"] == "personnel" }
            titles.insert(first?["fields"]?.array?[1]["heading"]?.string ?? "")
            #expect(first?["fields"]?.array?[1]["confidential"] == true)
        }
        #expect(titles.count == 2)
    }

    @Test(
        arguments: [
            ([:], Reason("recordKind.unknown", nil, "kind")),
            (["kind": "people"], Reason("recordKind.unknown", nil, "kind")),
            (["kind": "training", "name": "x"], Reason("api.queryUnknown", nil, "name")),
            (["kind": "training", "state": "x"], Reason("payload.choiceUnknown", nil, "state")),
        ] as [([String: String], Reason)])
    func `refuse queries that would mislead`(query: [String: String], reason: Reason) async throws {
        let world = try await APIWorld()
        #expect(await world.get("records", query).reason == reason)
        #expect(await world.get("records/rec-none").reason?.code == "record.unknown")
    }
}
