package import CertificatePolicy
package import Ledger

/// Until when an officer is screened, or trained for a role that is held, by the registers of today
/// (CP 7.13, 7.14).
package struct QualificationRenewal: Sendable, Hashable {
    package let officer: String
    package let register: Qualification.Register
    /// For which role; nil for the screening of the person.
    package let role: Role?
    /// What is good the longest; nil where nothing ever was.
    package let last: Qualification.Proof?

    /// Exclusive, in milliseconds since 1970.
    package var untilMilliseconds: Int64? { last?.untilMilliseconds }

    /// What has the duty to be renewed: `off-mei/personnel`, `off-mei/training/validator`.
    package var object: String {
        ([officer, register.rawValue] + [role?.rawValue].compactMap(\.self))
            .joined(separator: "/")
    }
}

extension Snapshot {
    /// Of everybody who may act, what ends first before the rest. Whom a register never knew stands here only
    /// where the practice requires it.
    package func qualificationRenewals() throws -> [QualificationRenewal] {
        QualificationRenewal.of(try qualifiedStandings(), atMilliseconds: atMilliseconds)
    }
}

extension QualificationRenewal {
    /// The same for people as they stood at a time.
    package static func of(
        _ standings: [OfficerStanding], atMilliseconds: Int64
    ) -> [QualificationRenewal] {
        standings.filter { !$0.isSuspended && !$0.isKeyRetired }
            .flatMap { renewals(of: $0, atMilliseconds) }
            .sorted {
                ($0.untilMilliseconds ?? 0, $0.object) < ($1.untilMilliseconds ?? 0, $1.object)
            }
    }

    private static func renewals(
        of standing: OfficerStanding, _ atMilliseconds: Int64
    ) -> [QualificationRenewal] {
        // Who assesses from outside is no officer of the authority.
        let roles = standing.rolesAnywhere(atMilliseconds: atMilliseconds).subtracting([.assessor])
        guard let qualification = standing.qualification else { return [] }
        return Qualification.Register.allCases.filter {
            qualification.rule == .required || qualification.known.contains($0)
        }.flatMap { register in
            let asked: [Role] =
                register == .personnel
                ? Array(roles.prefix(1)) : Role.allCases.filter(roles.contains)
            return asked.map { role in
                QualificationRenewal(
                    officer: standing.officer, register: register,
                    role: register == .personnel ? nil : role,
                    last: qualification.lastProof(
                        of: register, for: role, begunBy: atMilliseconds))
            }
        }
    }
}
