package import CertificatePolicy
package import Ledger
import Messages

/// Tells how the authority stands to each clause of the certificate policy, from its own records.
package struct ConformanceService: Sendable {
    private let ledger: Ledger

    package init(ledger: Ledger) {
        self.ledger = ledger
    }

    /// What was due within a period, and who held which role.
    ///
    /// - Parameter range: milliseconds since 1970, both within it.
    /// - Throws: `conformance.timeOutside`.
    package func period(_ range: ClosedRange<Int64>) async throws -> ConformancePeriod {
        let founded = ledger.identity.createdAtMilliseconds
        return try await ledger.readAtLength { snapshot in
            guard (founded...snapshot.atMilliseconds).contains(range.upperBound) else {
                throw Refusal(.conformanceTimeOutside, field: "to")
            }
            return try ConformancePeriod(snapshot, range, foundedMilliseconds: founded)
        }
    }

    /// - Parameters:
    ///   - moment: milliseconds since 1970, up to which the records count; nil for now.
    ///   - clause: one clause alone; nil for all.
    ///   - tests: outcomes by clause; nil where none are at hand, and nothing is shown to be enforced.
    /// - Throws: `conformance.clauseUnknown`, `.timeOutside`.
    package func report(
        at moment: Int64? = nil, clause: String? = nil, tests: [String: ClauseTestResults]? = nil
    ) async throws -> ConformanceReport {
        for id in [clause].compactMap({ $0 }) + (tests ?? [:]).keys.sorted()
        where Clause[id] == nil {
            throw Refusal(.conformanceClauseUnknown, field: "clause", ["clause": id])
        }
        let clauses = clause.flatMap { Clause[$0] }.map { [$0] } ?? Clause.all
        let founded = ledger.identity.createdAtMilliseconds
        return try await ledger.readAtLength { snapshot in
            let moment = moment ?? snapshot.atMilliseconds
            guard (founded...snapshot.atMilliseconds).contains(moment) else {
                throw Refusal(.conformanceTimeOutside, field: "at")
            }
            let records = try ConformanceRecords(
                snapshot, foundedMilliseconds: founded, atMilliseconds: moment)
            let inapplicable = try snapshot.inapplicableClauses(at: moment)
            let standings = clauses.map { clause in
                ClauseStanding(
                    clause, answers: records.answers(to: clause.id),
                    tests: tests?[clause.id], inapplicable: inapplicable[clause.id])
            }
            return try ConformanceReport(
                atMilliseconds: moment, standings: standings, snapshot)
        }
    }
}
