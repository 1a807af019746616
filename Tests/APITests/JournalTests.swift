import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import PKIX
import Testing
import TestSupport

@Suite struct `The journal over the API` {
    private func indexes(_ answer: APIResponse) -> [Int64] {
        answer.each("index", of: "entries").compactMap { $0?.integer }
    }

    @Test func `is listed in its order, without a name in it`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply()
        try await world.authority.vet(id)
        let answer = await world.get("journal", ["size": "500"])
        #expect(answer.members == ["entries", "next"])
        #expect(
            answer.members(of: "entries")
                == ["index", "time", "operation", "event", "actor", "case", "outcome", "code"])
        let indexes = indexes(answer)
        #expect(indexes == Array(0..<Int64(indexes.count)))
        #expect(answer.body["next"] == .null)
        #expect(!answer.body.formatted().contains("陳"))
        let last = try #require(answer.body["entries"]?.array?.last)
        #expect(last["operation"] == "application.vet" && last["case"] == .string(id))
        #expect(last["actor"] == "off-val" && last["outcome"] == "done")
        #expect(last["event"] == "application.vetted")
        // A signature that waits for others has brought nothing about yet.
        let signed = answer.body["entries"]?.array?.filter {
            $0["operation"] == "authority.create"
        }
        #expect(signed?.first?["event"] == .null)
        #expect(signed?.last?["event"] == "authority.created")
    }

    @Test func `is read on from where a page ended`() async throws {
        let world = try await APIWorld()
        let whole = indexes(await world.get("journal", ["size": "500"]))
        var seen: [Int64] = []
        var query = ["size": "7"]
        for _ in 0..<100 {
            let answer = await world.get("journal", query)
            seen += indexes(answer)
            guard let next = answer.body["next"]?.integer else { break }
            query["after"] = "\(next)"
        }
        #expect(seen == whole)
    }

    @Test func `is filtered by operation, case, actor, time and outcome`() async throws {
        let world = try await APIWorld()
        let start = world.clock.nowMilliseconds
        world.clock.advance(byMilliseconds: 60_000)
        let id = try await world.apply()
        let wrong: JSONValue = ["evidence": []]
        for _ in 0..<3 {
            _ = try await refusal { try await world.authority.vet(id, changing: wrong) }
        }
        try await world.authority.vet(id)
        func operations(_ query: [String: String]) async -> [JSONValue?] {
            await world.get("journal", query).each("operation", of: "entries")
        }
        #expect(await operations(["case": id, "outcome": "done"]) == ["application.vet"])
        let refused = await world.get("journal", ["outcome": "refused", "actor": "off-val"])
        #expect(
            refused.each("code", of: "entries")
                == Array(
                    repeating: "application.checklistIncomplete", count: 3))
        // Pages of what is found, not of what is looked at.
        let first = await world.get("journal", ["outcome": "refused", "size": "2"])
        #expect(indexes(first).count == 2)
        let next = try #require(first.body["next"]?.integer)
        let rest = await world.get(
            "journal", ["outcome": "refused", "size": "2", "after": "\(next)"])
        #expect(indexes(rest).count == 1 && rest.body["next"] == .null)
        // Four authorities, three people each.
        #expect(await operations(["operation": "authority.create"]).count == 12)
        let from = JSONValue.string(CivilText.second(start + 60_000)).string ?? ""
        #expect(await operations(["from": from]).count == 5)
        #expect(await operations(["from": from, "to": from]).count == 5)
    }

    @Test func `proves each entry to whoever has a checkpoint and the key`() async throws {
        let world = try await APIWorld()
        let context = await world.get("context").body
        let verifier = try NoteVerifier(
            parsing: try #require(context["verifierKey"]?.string))
        let size = try #require(context["checkpoint"]?["size"]?.integer)
        for index in [0, 1, size / 2, size - 1] {
            let answer = await world.get("journal/\(index)/proof")
            let bundle = try InclusionBundle(json: answer.body)
            #expect(bundle.index == index)
            #expect(bundle.check(verifier).isValid)
        }
        #expect(
            await world.get("journal/\(size)/proof").reason
                == Reason("entry.unknown", nil, "index"))
        #expect(await world.get("journal/\(size)/proof").status == 404)
        for wrong in ["-1", "x", "1.5", "99999999999999999999"] {
            #expect(
                await world.get("journal/\(wrong)/proof").reason
                    == Reason("api.queryInvalid", nil, "index"), "\(wrong)")
        }
    }

    @Test func `[7.18b] proves entries under one earlier checkpoint, however it grew since`()
        async throws
    {
        let world = try await APIWorld()
        let context = await world.get("context").body
        let verifier = try NoteVerifier(parsing: try #require(context["verifierKey"]?.string))
        let size = try #require(context["checkpoint"]?["size"]?.integer)
        _ = try await world.apply()
        for index in [0, size - 1] {
            let answer = await world.get("journal/\(index)/proof", ["size": "\(size)"])
            let bundle = try InclusionBundle(json: answer.body)
            #expect(bundle.check(verifier).isValid && bundle.index == index)
            #expect(bundle.checkpoint == context["checkpoint"]?["note"]?.string)
        }
        #expect(
            await world.get("journal/\(size)/proof", ["size": "\(size)"]).reason
                == Reason("entry.unknown", nil, "index"))
        for wrong in ["0", "x", "999999"] {
            #expect(
                await world.get("journal/0/proof", ["size": wrong]).reason
                    == Reason("api.queryInvalid", nil, "size"), "\(wrong)")
        }
        #expect(
            await world.get("journal/0/proof", ["size": "1", "timestamp": "a"]).reason
                == Reason("api.queryInvalid", nil, "size"))
        #expect(await world.get("journal/cosigned").body == ["cosigned": []])
    }

    @Test func `proves that it only grew`() async throws {
        let world = try await APIWorld()
        let before = try await world.authority.ledger.read { try $0.seenCheckpoint() }
        _ = try await world.apply()
        let after = try await world.authority.ledger.read { try $0.seenCheckpoint() }
        let answer = await world.get(
            "journal/consistency", ["from": "\(before.size)", "to": "\(after.size)"])
        let proof = (answer.body["proof"]?.array ?? []).compactMap {
            $0.string.flatMap(Base64.decode)
        }
        #expect(
            Proofs.verifyConsistency(
                from: before.size, root: before.root, to: after.size, root: after.root,
                proof: proof))
        for query in [
            ["from": "0", "to": "1"], ["from": "2", "to": "1"], ["from": "1"], [:],
            ["from": "x", "to": "2"],
        ] {
            #expect(
                await world.get("journal/consistency", query).reason?.code
                    == "api.queryInvalid")
        }
        #expect(
            await world.get(
                "journal/consistency", ["from": "1", "to": "\(after.size + 1)"]
            ).reason == Reason("entry.unknown", nil, "to"))
    }

    @Test func `gives auditors the entries that lie under the public hashes`() async throws {
        let world = try await APIWorld()
        let size = try await world.authority.ledger.read { try $0.journalSize() }
        let answer = await world.get("journal/tile/entries/000.p/\(size)")
        let bundle = try #require(answer.body["bundle"]?.string.flatMap(Base64.decode))
        let tile = try #require(Tile(level: 0, index: 0, width: Int(size)))
        let hashes = try await world.authority.ledger.read { try $0.tile(tile) }
        let leaves = try EntryBundle.decode(bundle).map { MerkleTree.leafHash(of: $0) }
        #expect(Array(leaves.joined()) == hashes)
        #expect(
            await world.get("journal/tile/entries/000.p/\(size + 1)").reason
                == Reason("entry.unknown", nil, "path"))
        for wrong in ["0/000", "entries/0", "entries/000.p/0", "entries", "entries/../0/000"] {
            #expect(
                await world.get("journal/tile/\(wrong)").reason
                    == Reason("api.queryInvalid", nil, "path"), "\(wrong)")
        }
    }

    @Test func `is verified whole, and tells what was changed by hand in three languages`()
        async throws
    {
        let world = try await APIWorld()
        let clean = await world.get("journal/verify")
        #expect(clean.body["ok"] == true && clean.body["findings"] == [])
        #expect((clean.body["rows"]?.integer ?? 0) > 50)
        await world.authority.ledger.close()
        let driver = world.authority.test.settings.driver
        let connection = try driver.connect(.readWrite)
        _ = try connection.execute(
            "UPDATE certificate SET state = 'revoked' WHERE authority = ?", [.text("hk-rsa")])
        connection.close()
        let again = try await world.authority.restarted()
        let api = API(
            ledger: again.ledger, registration: again.registration,
            publication: again.publication, backups: again.backups(), version: "1"
        ) { _, _ in }
        var messages: Set<String> = []
        for language in Language.allCases {
            let answer = await api.answer(
                APIRequest(.get, path: ["api", "v1", "journal", "verify"], language: language),
                requestID: "r")
            #expect(answer.body["ok"] == false)
            let finding = try #require(answer.body["findings"]?.array?.first)
            #expect(finding["kind"] == "rowChanged" && finding["table"] == "certificate")
            messages.insert(finding["message"]?.string ?? "")
        }
        #expect(messages.count == 3)
    }
}

/// RFC 3339 to the second.
enum CivilText {
    static func second(_ milliseconds: Int64) -> String { Time.rfc3339(milliseconds / 1000 * 1000) }
}
