import CertificatePolicy
import Issuance
import Ledger

/// A duty of somebody: of the ledger, or of one authority.
struct OwedDuty {
    let duty: Duty
    /// Nil for those of the ledger.
    let authority: String?
    /// When there was first something to do it for.
    let sinceMilliseconds: Int64
}

extension Snapshot {
    /// The authorities that were in service at a time, each since its first list: before, nothing could
    /// be issued under it.
    func authoritiesInService(
        until moment: Int64
    ) throws -> [(authority: Authority, sinceMilliseconds: Int64)] {
        try select(Authority.self, orderBy: "name").filter { $0.state == .active }
            .compactMap { authority in
                let first = try rows(
                    "SELECT MIN(this_update) AS first FROM crl "
                        + "WHERE authority = ? AND list IS NOT NULL", [.text(authority.name)]
                ).first?.optionalInteger("first")
                let since = first ?? authority.createdAtMilliseconds
                return since <= moment ? (authority, since) : nil
            }
    }

    /// Every duty once for each who owed it at a time, in the order of the table.
    func dutiesOwed(until moment: Int64, foundedMilliseconds: Int64) throws -> [OwedDuty] {
        let authorities = try authoritiesInService(until: moment)
        return Duty.all.flatMap { duty in
            duty.scope == .ledger
                ? [OwedDuty(duty: duty, authority: nil, sinceMilliseconds: foundedMilliseconds)]
                : authorities.filter { duty.scope == .init($0.authority.kind) }.map {
                    OwedDuty(
                        duty: duty, authority: $0.authority.name,
                        sinceMilliseconds: $0.sinceMilliseconds)
                }
        }
    }
}

extension Duty.Scope {
    fileprivate init(_ kind: Authority.Kind) {
        self =
            switch kind {
            case .root: .rootAuthority
            case .issuing: .issuingAuthority
            }
    }
}
