import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Ledger
import Testing
import TestSupport

@Suite struct `Mistakes of production` {
    @Test func `[6.20] are counted over a period, among all revocations, by their kind`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let service = ConformanceService(ledger: world.ledger)
        let begin = world.clock.nowMilliseconds
        for mistake in ["wrongDownload", "keyPairMismatch", nil, "keyPairMismatch"] {
            let record = try await world.issued()
            if let mistake {
                _ = try await world.addIncident(of: record, ["mistake": mistake])
            }
            world.clock.advance(byMilliseconds: 1000)
            try await world.revoke(record)
        }
        let end = world.clock.nowMilliseconds
        let all = try await service.period(begin...end).revocations
        #expect(all.count == 4)
        #expect(all.mistakes.map(\.mistake) == ["wrongDownload", "keyPairMismatch"])
        #expect(all.mistakes.map(\.count) == [1, 2])
        let some = try await service.period(begin...(end - 1)).revocations
        #expect(some.count == 3 && some.mistakes.map(\.count) == [1, 1])
        let none = try await service.period(begin...begin).revocations
        #expect(none.count == 0 && none.mistakes.isEmpty)
    }

    @Test func `[6.20] the register and the acts of two people answer the clause`() async throws {
        let world = try await AuthorityWorld.make()
        let service = ConformanceService(ledger: world.ledger)
        let before = try #require(try await service.report(clause: "6.20").standings.first)
        #expect(before.states[.evidence] == .held)
        #expect(before.answers.contains { $0.source == .record && $0.id == "incident" })
        #expect(
            Set(before.answers.filter { $0.source == .operation }.map(\.id)) == [
                "certificate.revokeByAuthority", "certificate.revokeOfAuthority",
                "campaign.open", "campaign.slice",
            ])
        let record = try await world.issued()
        _ = try await world.addIncident(of: record)
        let after = try #require(try await service.report(clause: "6.20").standings.first)
        #expect(after.newestEntry != before.newestEntry)
    }

    @Test func `[5.8b] acts that say how somebody was identified from afar answer their clause`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let service = ConformanceService(ledger: world.ledger)
        let record = try await world.issued()
        let outcome = try await world.revoke(
            record, changing: ["identified": "post", "hindrance": "distance"])
        let standing = try #require(try await service.report(clause: "5.8b").standings.first)
        #expect(standing.states[.evidence] == .held)
        #expect(standing.newestEntry == outcome.entryIndex)
    }
}
