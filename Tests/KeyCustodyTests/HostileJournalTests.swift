import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import KeyCustody
import Ledger
import Messages
import PKIX
import Registration
import TestSupport
import Testing

@Suite struct `A journal of a server that was taken over` {
    private typealias Use = HostileServer.Use

    @Test func `[4.11b] gets lists of the key's own authority, with this journal's checkpoint`()
        async throws
    {
        let world = try await FollowedWorld.make()
        let list = try await world.authority.nextList()
        let key = try await world.key("hk-rsa")

        func found(_ bytes: [UInt8], by key: KeyReference) async throws -> String? {
            try await world.refusal(to: Use(key, .sha256WithRSA, bytes), by: "crl.issue")
        }
        #expect(try await found(list.toBeSigned, by: key) == nil)
        #expect(
            try await found(list.toBeSigned, by: world.key("root-rsa"))
                == "the key is not that of the issuer that is named")
        let read = try CertificateList(derEncoded: list.derEncoded)
        let bare = try TBSCertList(
            signature: read.signatureAlgorithm, issuer: read.issuer,
            thisUpdateMilliseconds: read.thisUpdateMilliseconds,
            nextUpdateMilliseconds: read.nextUpdateMilliseconds ?? 0, entries: [],
            extensions: Extensions(
                read.extensions.filter {
                    (try? JournalCheckpoint(derEncoded: $0.value)) == nil
                }))
        #expect(
            try await found(bare.derEncoded, by: key) == "a list has one checkpoint of the journal")
        let long = try TBSCertList(
            signature: read.signatureAlgorithm, issuer: read.issuer,
            thisUpdateMilliseconds: read.thisUpdateMilliseconds,
            nextUpdateMilliseconds: read.thisUpdateMilliseconds + 12 * 86_400_000, entries: [],
            extensions: read.extensions)
        #expect(try await found(long.derEncoded, by: key) == "valid for too long")
        // The checkpoint's root stands in it.
        let seen = try #require(
            list.extensions.compactMap { try? JournalCheckpoint(derEncoded: $0.value) }.first)
        let place = try #require(
            list.toBeSigned.indices.first { list.toBeSigned[$0...].starts(with: seen.root) })
        var forked = list.toBeSigned
        forked[place] ^= 1
        #expect(try await found(forked, by: key) == "a checkpoint of another journal")
        let certificate = try await world.application(.approved).contents
        #expect(try await found(certificate, by: key) == "not what a revocation list says")
    }

    @Test
    func `gets nothing that is dated ahead of the signer's clock, nor what was kept for later`()
        async throws
    {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let act = try await world.issuing(id, contents, by: officer)
        let list = try await world.authority.nextList().toBeSigned

        func found(days: Int64, list: Bool, _ bytes: [UInt8]) async throws -> String? {
            var server = try await HostileServer(world)
            world.authority.clock.advance(byMilliseconds: days * 86_400_000)
            defer { world.authority.clock.advance(byMilliseconds: -days * 86_400_000) }
            return try await server.refusal {
                list
                    ? try await server.ask(for: Use(key, .sha256WithRSA, bytes), by: "crl.issue")
                    : try await server.ask(
                        for: Use(key, .sha256WithRSA, bytes), by: "application.issue", case: id,
                        signed: [(officer, act)])
            }
        }
        #expect(try await found(days: 0, list: false, contents) == nil)
        #expect(
            try await found(days: 32, list: false, contents) == "the entry is older than a month")
        #expect(try await found(days: 0, list: true, list) == nil)
        // Two hours back: the list and the entry are of a time to come.
        world.authority.clock.advance(byMilliseconds: -7_200_000)
        #expect(try await found(days: 0, list: true, list) == "dated ahead of the signer's clock")
        #expect(
            try await found(days: 0, list: false, contents)
                == "the entry is dated ahead of the signer's clock")
        world.authority.clock.advance(byMilliseconds: -86_400_000)
        do {
            _ = try await HostileServer(world)
            Issue.record("taken")
        } catch let refusal as Refusal {
            #expect(refusal.code == .signerEntryRefused)
            #expect(refusal.arguments["reason"] == "dated more than a day ahead")
        }
    }

    // MARK: The journal

    @Test func `shows no other journal to a signer that knows which is its own`() async throws {
        let world = try await FollowedWorld.make()
        let told = try await world.told()
        let first = try await world.restarted(remembers: false)
        let begin = try await first.follower.follow(from: 0, [told[0]])
        let same = try await world.restarted(remembers: false, genesis: .known(begin.root))
        _ = try await same.follower.follow(from: 0, told)
        let other = try await world.restarted(
            remembers: false, genesis: .known(Array(begin.root.reversed())))
        for _ in 0..<2 {
            await #expect(
                throws: Refusal(
                    .signerJournalRefused, field: "node.signer",
                    ["reason": "another journal than this signer's"])
            ) { try await other.follower.follow(from: 0, told) }
        }
    }

    @Test func `gets no second certificate by leaving the first one out`() async throws {
        let world = try await FollowedWorld.make()
        let told = try await world.told()
        let place = try #require(
            told.firstIndex { (try? JournalEntry(parsing: $0.entry))?.operation == "intent.open" })
        let follower = try await world.restarted(remembers: false).follower
        _ = try await follower.follow(from: 0, Array(told[..<place]))
        let other = try #require(told.last { $0.contents != nil }).contents
        for contents in [nil, [], other] {
            let bare = ToldEntry(
                entry: told[place].entry, payload: told[place].payload, contents: contents)
            await #expect(
                throws: Refusal(
                    .signerEntryRefused, field: "node.signer",
                    ["entry": "\(place)", "reason": "told without its contents"])
            ) { try await follower.follow(from: Int64(place), [bare]) }
        }
        // Nothing was taken, and nothing is held against what is true.
        let position = try await follower.follow(from: Int64(place), Array(told[place...]))
        #expect(position.size == Int64(told.count))
    }

    @Test func `cannot go back behind what was signed for, until people say so`()
        async throws
    {
        let world = try await FollowedWorld.make()
        let list = try await world.authority.nextList()
        let position = try #require(await world.log.position)
        let told = try await world.told()
        let use = Use(try await world.key("hk-rsa"), .sha256WithRSA, list.toBeSigned)
        // An older copy of the ledger.
        var server = try await HostileServer(
            world, telling: Int(position.size) - 2, remembers: true)
        await #expect(throws: Refusal(.signerJournalShorter, field: "node.signer")) {
            try await server.ask(for: use, by: "crl.issue")
        }
        // One that goes on otherwise.
        server = try await HostileServer(
            world, telling: Int(position.size) - 1, remembers: true)
        let other = ToldEntry(entry: server.entry("serve.start"))
        let size = position.size
        // From then on not even the true one.
        for entry in [other, told[Int(size) - 1]] {
            #expect(
                try await server.refusal {
                    try await server.follow(entry)
                    return []
                } == "another one than was followed before, at \(size) entries")
        }
        try await world.restarted().log.beginAnew()
        server = try await HostileServer(
            world, telling: Int(position.size) - 1, remembers: true)
        #expect(
            try await server.refusal { try await server.ask(for: use, by: "crl.issue") } == nil)
    }
}
