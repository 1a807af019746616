import AuthorityTestSupport
import CanonicalJSON
import Ledger
@testable import Monitoring
import Testing
import TestSupport

@Suite struct `What a ledger takes` {
    private func measured(_ world: AuthorityWorld) async throws -> [Capacity.Content: Capacity.Line]
    {
        let capacity = try await world.ledger.read { try Capacity($0) }
        return Dictionary(uniqueKeysWithValues: capacity.lines.map { ($0.content, $0) })
    }

    @Test func `is counted by what it is, with files and sealed values`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await measured(world)
        #expect(Set(before.keys) == Set(Capacity.Content.allCases))
        for _ in 0..<3 { _ = try await world.issued() }
        let after = try await measured(world)
        let entries = try await world.ledger.read { try $0.journalSize() }
        #expect(after[.entry]?.count == entries)
        for content in [Capacity.Content.application, .certificate] {
            let (line, earlier) = (try #require(after[content]), try #require(before[content]))
            #expect(line.count == (earlier.count ?? 0) + 3)
            #expect(line.recently == line.count)
            #expect(try #require(line.bytesEach) > 0)
        }
        #expect(after[.rest]?.count == nil && after[.rest]?.bytesEach == nil)
        #expect(after.values.allSatisfy { $0.bytes > 0 || $0.count == 0 })
    }

    @Test func `names no table that a ledger has not`() async throws {
        let world = try await AuthorityWorld.make()
        let there = try await world.ledger.read { try $0.tableBytes() }
        #expect(Set(Capacity.tables.keys).subtracting(there.keys) == [])
    }

    @Test func `grows by the files of a dossier`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let before = try #require(try await measured(world)[.application])
        let proofs = AuthorityWorld.proofs(
            category: "personal", method: "B", name: "Chan Tai Man", reference: "0123456789")
        let kept = (proofs.array ?? []).filter { $0["kind"] == "trueIntent" }
        #expect(kept.count == 1)
        let padding = [UInt8](repeating: 0, count: 100_000)
        let picture =
            AuthorityWorld.picture.dropLast(2) + padding + AuthorityWorld.picture.suffix(2)
        try await world.addEvidence(kept, to: id, picture: Array(picture))
        let after = try #require(try await measured(world)[.application])
        // A page or two of rows come on top.
        let grown = after.bytes - before.bytes
        #expect(grown >= picture.count && grown < picture.count + 60_000)
    }

    /// Held, of them lately, days; in a year.
    @Test(
        arguments: [
            (100, 100, 365, 100), (100, 100, 1, 36_500), (100, 0, 365, 0), (0, 0, 30, 0),
            (1_000, 7, 30, 86),
        ] as [(Int64, Int64, Int64, Int64)])
    func `is foreseen for a year by its pace`(
        _ count: Int64, _ recently: Int64, _ days: Int64, _ inAYear: Int64
    ) {
        let line = Capacity.Line(
            content: .certificate, count: count, bytes: count * 10, recently: recently)
        let capacity = Capacity(lines: [line], days: days)
        #expect(capacity.yearCount(of: line) == inAYear)
        #expect(capacity.yearBytes == inAYear * (count == 0 ? 0 : 10))
    }
}
