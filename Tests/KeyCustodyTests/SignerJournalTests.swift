import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Issuance
import KeyCustody
import Ledger
import Messages
import PKIX
import TestSupport
import Testing

@Suite struct `The signer follows the journal` {
    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `signs what officers decided, and knows the journal by its root`(
        name: String
    ) async throws {
        let world = try await FollowedWorld.make()
        let record = try await world.authority.issued(by: name)
        #expect(record.state == .valid)
        let list = try await world.authority.nextList(name)
        #expect(list.entryCount == 0)
        let seen = try await world.ledger.read { try $0.seenCheckpoint() }
        let position = await world.follower.position
        // The completion of the last signature is told with the next one, or in the background.
        #expect(position.size == seen.size - 1)
        try await world.remote.tellJournal()
        let whole = await world.follower.position
        #expect(whole.size == seen.size && whole.root == seen.root)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `a ledger that is shorter than the signer has followed is told so`() async throws {
        let world = try await FollowedWorld.make()
        try await world.remote.tellJournal()
        let told = try await world.told()
        for missing in [0, 1, 3] {
            let here = Array(told.dropLast(missing))
            let remote = RemoteSigner(
                world.exchange,
                journal: JournalForwarder(world.exchange) { place, _ in
                    Array(here.dropFirst(Int(place)))
                })
            if missing == 0 {
                try await remote.tellJournal()
            } else {
                await #expect(throws: Refusal(.signerJournalShorter, field: "node.signer")) {
                    try await remote.tellJournal()
                }
            }
        }
    }

    @Test func `knows after any start which certificates of authorities were signed`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/certified"
        #expect(!(try CertifiedAuthorities(path: path).has("aa")))
        let first = try CertifiedAuthorities(path: path)
        for digest in ["bb", "aa", "bb"] { try first.add(digest) }
        let again = try CertifiedAuthorities(path: path)
        #expect(again.has("aa") && again.has("bb") && !again.has("cc"))
        #expect(try DurableFile.read(path, limit: 100) == Array("aa\nbb\n".utf8))
    }

    @Test func `makes authorities and responders that people decided on`() async throws {
        let world = try await FollowedWorld.make()
        try await world.authority.create(root: "root-new", .sm2)
        try await world.authority.create(issuing: "new", .sm2, issuer: "root-new")
        let record = try await world.authority.issued(by: "new")
        #expect(record.state == .valid)
        world.authority.clock.advance(byMilliseconds: 25 * 86_400_000)
        #expect(await world.authority.tick().isEmpty)
    }
}
