import API
import AuthorityTestSupport
import CanonicalJSON
import Governance
import Ledger
import Status
import Testing
import TestSupport

@Suite struct `Repeated acts over the API` {
    @Test func `answer a repeated request with its first result`() async throws {
        let world = try await APIWorld()
        let body = try await world.body(
            "application.apply",
            AuthorityWorld.application(world.authority.newSubscriber().request()))
        let first = await world.post("acts", body)
        let again = await world.post("acts", body)
        #expect(first.status == 200 && first.body["replayed"] == false)
        #expect(again.body["replayed"] == true)
        #expect(again.body["result"] == first.body["result"])
        #expect(again.body["entry"] == first.body["entry"])
        let other = try await world.body(
            "application.apply",
            AuthorityWorld.application(world.authority.newSubscriber().request()),
            request: body["request"]?.string)
        #expect(await world.post("acts", other).reason?.code == "request.idReused")
        #expect(await world.get("applications").body["total"] == 1)
    }

    @Test func `count a signed act once, whatever request it comes with`() async throws {
        let world = try await APIWorld()
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
        let body = try await world.body(
            "certificate.suspend",
            APIWorld.suspension(reference), by: world.authority.validator)
        #expect(await world.post("acts", body).status == 200)
        let replay = await world.post("acts", body.merging(["request": "another"]))
        #expect(replay.reason == Reason("act.replayed", nil, "nonce"))
    }

    @Test(arguments: [0, 1])
    func `[4.11b] sign one list for a change, however often its request comes`(
        failures: Int
    ) async throws {
        let world = try await APIWorld()
        let (_, reference) = try await world.issue(world.authority.newSubscriber())
        let body = try await world.body(
            "certificate.suspend",
            APIWorld.suspension(reference), by: world.authority.validator)
        world.authority.signer.fail(times: failures)
        #expect(await world.post("acts", body).status == 200)
        // What failed is still owed, once its signature is no longer waited for.
        world.clock.advance(byMilliseconds: 10 * 60_000)
        func number() async throws -> Int64? {
            try await world.authority.ledger.read { try $0.lastCRL("hk-rsa")?.number }
        }
        let first = try await number()
        #expect(await world.post("acts", body).body["replayed"] == true)
        let second = try await number()
        #expect((second != first) == (failures == 1))
        let size = try await world.authority.ledger.read { try $0.journalSize() }
        for _ in 0..<3 { #expect(await world.post("acts", body).body["replayed"] == true) }
        #expect(try await number() == second)
        #expect(try await world.authority.ledger.read { try $0.journalSize() } == size)
    }
}
