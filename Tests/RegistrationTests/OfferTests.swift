import AuthorityTestSupport
import CanonicalJSON
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `What the practice offers` {
    private static func notOffered(_ field: String) -> Reason {
        Reason("practice.notOffered", "3.1a", field)
    }

    @Test(arguments: [("all", "A"), ("all", "B"), ("A", "A"), ("B", "B")])
    func `is issued`(methods: String, method: String) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["identityMethods": .string(methods)])
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id, changing: ["method": .string(method)])
        try await world.accept(id, with: subscriber)
        try await world.approve(id)
        try await world.issue(id)
        #expect(try await world.application(id).state == .issued)
    }

    @Test(arguments: [("personal", "organisation"), ("organisation", "personal")])
    func `is no other category, whose applications are refused`(
        offered: String, other: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["categories": .string(offered)])
        let subscriber = try world.newSubscriber()
        #expect(
            try await refusal { try await world.apply(subscriber, category: other) }
                == Self.notOffered("category"))
        let id = try await world.apply(subscriber, category: offered)
        try await world.bring(id, to: .issued, with: subscriber)
    }

    @Test(arguments: [("A", "B"), ("B", "A")])
    func `is no other method of identification, which is refused`(
        offered: String, other: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["identityMethods": .string(offered)])
        let id = try await world.apply(world.newSubscriber())
        #expect(
            try await refusal {
                try await world.vet(id, changing: ["method": .string(other)])
            } == Self.notOffered("method"))
        #expect(try await world.application(id).state == .received)
        try await world.vet(id, changing: ["method": .string(offered)])
    }

    @Test func `no more is refused up to the last signature, and not once it is announced`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (waiting, announced) = (try world.newSubscriber(), try world.newSubscriber())
        let first = try await world.apply(waiting)
        try await world.bring(first, to: .approved, with: waiting)
        let second = try await world.apply(announced)
        try await world.bring(second, to: .approved, with: announced)
        world.signer.fail(times: 1)
        _ = try? await world.issue(second)
        try #require(await world.application(second).state == .issuing)
        try await world.change(["categories": "organisation"])
        #expect(
            try await refusal { try await world.issue(first) } == Self.notOffered("category"))
        try await world.refuse(first)
        // A signature over it may exist: it is completed by the practice of its announcement.
        #expect(await world.resume() == [])
        #expect(try await world.application(second).state == .issued)
    }
}
