package import CertificatePolicy
import Ledger
package import MerkleLog

/// How the authority stood to the clauses at a time, with the proofs of what shows it.
package struct ConformanceReport: Sendable {
    package let atMilliseconds: Int64
    /// In the order of the catalogue.
    package let standings: [ClauseStanding]
    /// When the newest entry of each clause was made, in milliseconds since 1970, by its place.
    package let times: [Int64: Int64]
    /// That these entries are in the journal, all under the same checkpoint; without those that it does not cover yet.
    package let proofs: [InclusionBundle]

    init(
        atMilliseconds: Int64, standings: [ClauseStanding], _ snapshot: Snapshot
    ) throws {
        self.atMilliseconds = atMilliseconds
        self.standings = standings
        let (note, signed) = (try snapshot.checkpoint(), try snapshot.seenCheckpoint().size)
        var times: [Int64: Int64] = [:]
        var proofs: [InclusionBundle] = []
        for index in Set(standings.compactMap(\.newestEntry)).sorted() {
            times[index] = try snapshot.entry(at: index).parsed().timeMilliseconds
            guard index < signed else { continue }
            proofs.append(try snapshot.proof(ofEntry: index, under: note))
        }
        self.times = times
        self.proofs = proofs
    }

    /// How many clauses stand how; each state is named, also with none.
    package var totals: [ConformanceState: Int] {
        var totals = Dictionary(
            uniqueKeysWithValues: ConformanceState.allCases.map { ($0, 0) })
        for standing in standings { totals[standing.state, default: 0] += 1 }
        return totals
    }
}
