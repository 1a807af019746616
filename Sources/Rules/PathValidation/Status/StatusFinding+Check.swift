import Messages
import PKIX

extension StatusFinding {
    /// The check that a relying party sees. CP 4.4c, A1.2.
    ///
    /// - Parameter isAuthority: whether the certificate certified another of the path. That one has
    ///   a date which only its issuer's key vouches for: ETSI EN 319 102-1 §5.6.2.2.
    func check(
        of certificate: Certificate, isAuthority: Bool, atMilliseconds: Int64
    ) -> Check {
        let moment = Time.notation(atMilliseconds)
        let common = ["certificate": certificate.label]
        let (outcome, message, statement): (Check.Outcome, Text, StatusStatement?) =
            switch self {
            case .good(let statement): (.passed, StatusChecks.good, statement)
            case .revokedLater(let statement) where isAuthority && vouches == false:
                (.notMade, StatusChecks.authorityRevokedLater, statement)
            case .revokedLater(let statement): (.passed, StatusChecks.revokedLater, statement)
            case .revoked(let statement) where statement.facts["invalidSince"] != nil:
                (.failed, StatusChecks.revokedBackwards, statement)
            case .revoked(let statement): (.failed, StatusChecks.revoked, statement)
            case .suspended(let statement): (.failed, StatusChecks.suspended, statement)
            case .undetermined(let want), .undeterminedAndRevokedLater(let want, _):
                (.notMade, want.message, nil)
            }
        let facts = common.merging(statement?.facts ?? [:]) { $1 }
        let arguments = common.merging([
            "at": statement?.facts["thisUpdate"] ?? moment,
            "source": statement?.source.rawValue ?? "-",
            "date": statement?.facts["revokedAt"] ?? "-",
            "reason": statement?.facts["reason"] ?? "-",
            "since": statement?.facts["invalidSince"] ?? "-",
        ]) { $1 }
        return Check(
            id: isAuthority ? "status.authority" : "status.certificate", outcome: outcome,
            clause: "4.4c", message: message, arguments: arguments,
            facts: facts)
    }
}

extension StatusFinding.Want {
    fileprivate var message: Text {
        switch self {
        case .evidence: StatusChecks.noEvidence
        case .currentEvidence: StatusChecks.notCurrent
        case .authenticEvidence: StatusChecks.notAuthentic
        case .allReasons: StatusChecks.incomplete
        case .knowledge: StatusChecks.unknownToResponder
        case .budget: StatusChecks.limitReached
        }
    }
}
