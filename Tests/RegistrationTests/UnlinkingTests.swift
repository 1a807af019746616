import AuthorityTestSupport
import CanonicalJSON
import Ledger
import TestSupport
import Testing

@testable import Registration

/// What vetting led to a subscriber, and was given back or refused before it was signed.
@Suite struct `An application that is given back` {
    private typealias Life = `One reference number for each person and organisation`

    private static func subscribers(_ world: AuthorityWorld) async throws -> [String] {
        try await world.ledger.read { try $0.select(Subscriber.self).map(\.reference) }
    }

    private static func keys(_ world: AuthorityWorld) async throws -> [SubscriberKey] {
        try await world.ledger.read { try $0.select(SubscriberKey.self) }
    }

    @Test(arguments: [Application.State.vetted, .accepted, .approved], [true, false])
    func `[5.2a] leads to nobody any more, as one that is refused`(
        state: Application.State, isRefused: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: state, with: subscriber)
        #expect(try await Self.subscribers(world).count == 1)
        if isRefused { try await world.refuse(id) } else { try await world.giveBack(id) }
        let application = try await world.application(id)
        #expect(application.subscriber == nil)
        #expect(application.reference == application.subscriberReference)
        #expect(try await Self.subscribers(world).isEmpty)
        #expect(try await Self.keys(world).isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.2b] comes again with other documents, and leads to who has those`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let known = try await Life.vetted(world, "陳大文", "A123456(3)")
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber, subject: Life.subject("李小明"), identity: Life.identity("G123456(A)"))
        try await world.vet(id)
        try await world.giveBack(id, field: "identity")
        // A number with a wrong check digit cannot be corrected to.
        #expect(
            try await refusal {
                try await world.correct(
                    id, with: subscriber, subject: Life.subject("陳大文"),
                    identity: Life.identity("A123456(4)"))
            } == Reason("identity.checkDigit", "6.2b", "number"))
        try await world.correct(
            id, with: subscriber, subject: Life.subject("陳大文"),
            identity: Life.identity("a 123456 3"))
        try await world.vet(id)
        #expect(try await world.application(id).reference == known)
        // The number that was wrong is nobody's: who has it is new.
        let other = try await Life.vetted(world, "李小明", "G123456(A)")
        #expect(other != known)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.2a] keeps what others stated of the same subscriber`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let first = try await world.apply(
            subscriber, subject: Life.subject("陳大文"), identity: Life.identity("A123456(3)"))
        try await world.vet(first)
        let reference = try await world.application(first).reference
        #expect(try await Life.vetted(world, "陳大文", "A123456(3)") == reference)
        try await world.giveBack(first, field: "identity")
        #expect(try await Self.subscribers(world) == [reference])
        // Somebody else after all: the number that it drew is the other's by now.
        try await world.correct(
            first, with: subscriber, subject: Life.subject("李小明"),
            identity: Life.identity("G123456(A)"))
        try await world.vet(first)
        let application = try await world.application(first)
        #expect(application.subscriberReference == reference)
        #expect(application.reference != reference)
        #expect(
            Set(try await Self.subscribers(world)) == [reference, application.reference])
        #expect(try await Life.vetted(world, "陳大文", "A123456(3)") == reference)
        try await world.accept(first, with: subscriber)
        try await world.approve(first)
        try await world.issue(first)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.2b] is decided on anew: a decision is about one statement`() async throws {
        let world = try await AuthorityWorld.make()
        let known = try await Life.vetted(world, "陳大文", "A123456(3)")
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber, subject: Life.subject("陳小文"), identity: Life.identity("A123456(3)"))
        try await Life.decide(world, id, "sameSubscriber", on: known)
        try await world.giveBack(id)
        try await world.correct(
            id, with: subscriber, subject: Life.subject("陳小明"),
            identity: Life.identity("A123456(3)"))
        #expect(try await refusal { try await world.vet(id) } == Life.numberKnown)
        try await Life.decide(world, id, "different", on: known)
        try await world.vet(id)
        #expect(try await world.application(id).reference != known)
    }

    @Test func `[5.2b] who decided whose it is does not vet it`() async throws {
        let world = try await AuthorityWorld.make()
        let known = try await Life.vetted(world, "陳大文", "A123456(3)")
        let id = try await Life.received(world, "陳小文", "A123456(3)")
        try await Life.decide(world, id, "different", on: known, by: world.dai)
        #expect(
            try await refusal { try await world.vet(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.vet(id)
    }
}
