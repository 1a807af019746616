import AuthorityTestSupport
import CanonicalJSON
import Campaigns
import Governance
import Issuance
import Ledger
import Messages
import Notification
import Synchronization
import TestSupport
import Testing

/// A mail server in memory: takes messages, or says why not.
private final class Post: Sendable {
    private let state = Mutex((sent: [NoticeRound.Message](), refusal: RefusalCode?.none))

    var sent: [NoticeRound.Message] { state.withLock { $0.sent } }

    func refuse(_ code: RefusalCode?) { state.withLock { $0.refusal = code } }

    @Sendable func take(_ message: NoticeRound.Message) throws {
        try state.withLock { state in
            if let code = state.refusal { throw Refusal(code, ["reason": "test"]) }
            state.sent.append(message)
        }
    }
}

@Suite struct `Holders whose certificates a campaign will revoke` {
    private static let query: JSONValue = ["authority": "hk-rsa"]
    private static let nobody: JSONValue = ["commonName": "陳大文", "countryName": "HK"]

    private static func round(_ world: AuthorityWorld, _ post: Post) -> NoticeRound {
        NoticeRound(world.ledger, mailbox: { _ in nil }, send: post.take)
    }

    @Test func `[6.19d, 6.22] are told once, with the time, and nobody after the end`() async throws
    {
        let (desk, post) = (CampaignDesk(world: try await AuthorityWorld.make()), Post())
        let world = desk.world
        let ended = try await world.issued()
        _ = try await world.issued()
        let silent = try await world.issued(subject: Self.nobody)
        let id = try await desk.open(desk.order(Self.query, firstSlice: 1))
        try await world.revoke(ended)
        let round = Self.round(world, post)
        for _ in 1...3 { try await round.tellOfCampaigns() }
        #expect(post.sent.map(\.recipient) == ["tai.man@example.hk"])
        let message = try #require(post.sent.first)
        for words in ["Your certificate will be revoked", "你的證書將被撤銷", "您的证书将被吊销"] {
            #expect(message.subject.contains(words))
        }
        #expect(!message.text.contains(ended.serialHex) && !message.text.contains(silent.serialHex))
        #expect(message.text.contains("new key pair"))
        let coverage = try await desk.coverage(id)
        #expect(coverage.told == 1 && coverage.couldNotBeTold == 1 && coverage.replaced == 0)
        // Another process begins where the journal says.
        try await Self.round(world, post).tellOfCampaigns()
        #expect(post.sent.count == 1)
    }

    @Test func `[6.19d] a stopped campaign tells nobody, and a refused mailbox holds up no other`()
        async throws
    {
        let (desk, post) = (CampaignDesk(world: try await AuthorityWorld.make()), Post())
        _ = try await desk.world.issued()
        _ = try await desk.world.issued()
        let id = try await desk.open(desk.order(Self.query, firstSlice: 1))
        try await desk.steer(id, "campaign.stop", by: desk.third)
        let round = Self.round(desk.world, post)
        try await round.tellOfCampaigns()
        #expect(post.sent.isEmpty)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        post.refuse(.mailboxRefused)
        try await round.tellOfCampaigns()
        #expect(try await desk.coverage(id).told == 0)
        post.refuse(nil)
        try await Self.round(desk.world, post).tellOfCampaigns()
        #expect(try await desk.coverage(id).told == 2)
    }
}
