package import CertificatePolicy
package import Ledger
import Governance
import Issuance

/// What is due now, and whose it is.
package struct DutyList: Sendable {
    package let atMilliseconds: Int64
    /// The most pressing first.
    package let owed: [OwedDuty]
    /// How many more there are of a duty, by its id, whose deadlines are not the nearest.
    package let leftOff: [String: Int]
    private let staffing: Staffing

    package init(_ ledger: Ledger) async throws {
        let founded = ledger.identity.createdAtMilliseconds
        self = try await ledger.readAtLength { try DutyList($0, foundedMilliseconds: founded) }
    }

    /// - Parameter foundedMilliseconds: when the ledger began.
    package init(_ snapshot: Snapshot, foundedMilliseconds: Int64) throws {
        let moment = snapshot.atMilliseconds
        atMilliseconds = moment
        let deadlines = try Deadlines(
            snapshot, foundedMilliseconds: foundedMilliseconds, within: moment...moment
        ).owed
        leftOff = deadlines.leftOff
        let all =
            try snapshot.dutiesOwed(at: moment, foundedMilliseconds: foundedMilliseconds)
            + deadlines.duties
        owed = all.sorted { left, right in
            (left.standing.dueMilliseconds, left.duty.id, left.object ?? "")
                < (right.standing.dueMilliseconds, right.duty.id, right.object ?? "")
        }
        staffing = try snapshot.staffing(scopes: snapshot.caseScopes(), atMilliseconds: moment)
    }

    /// The officers who see to it now, with grants that cover it.
    package func officers(for owed: OwedDuty) -> [String] {
        staffing.officers(holding: owed.responsible, in: owed.scope)
    }

    /// How many stand how.
    package var totals: [String: Int] {
        var totals = ["held": 0, "dueSoon": 0, "missing": 0, "overdue": 0]
        for owed in owed { totals[owed.stateWord, default: 0] += 1 }
        return totals
    }
}

extension OwedDuty {
    /// Who see to it: its role and the deputy's, and once it is long overdue those who grant roles.
    package var responsible: [Role] {
        standing.isEscalated ? roles + [.securityOfficer] : roles
    }

    /// See ``Duty/Standing/word``.
    package var stateWord: String { standing.word }
}
