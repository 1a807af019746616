extension Role {
    /// The eight that CP 7.11a names, in its order: vetting; approval; issuance and revocation; subscribers'
    /// data; the authority's own certificates; bringing systems into and out of service; passwords and
    /// shares of secrets; keys and devices.
    public static let separated: [Role] = [
        .validator, .approver, .issuingOfficer, .subscriberDataOfficer, .caAdministrator,
        .systemOperator, .secretCustodian, .deviceCustodian,
    ]

    /// Which roles exclude each other for one person (CP 7.10, 7.11a–d, 7.13): each two of the eight; who grants
    /// roles and the daily ones; who watches and whoever is watched. The founders, who are the first to grant and
    /// to create, are security officers and administer as well; a security officer may hold a share or the device.
    public static let conflicts: [(Role, Role)] =
        separated.indices.flatMap { place in
            pairs(separated[place], with: Array(separated[(place + 1)...]))
        }
        + pairs(
            .securityOfficer,
            with: [
                .validator, .approver, .issuingOfficer, .subscriberDataOfficer, .systemOperator,
            ])
        + pairs(.auditor, with: separated + [.securityOfficer])
        // Who comes from outside does nothing here.
        + pairs(.assessor, with: Role.allCases.filter { $0 != .assessor })

    private static func pairs(_ role: Role, with others: [Role]) -> [(Role, Role)] {
        others.map { other in (role, other) }
    }

    /// Roles of which one person may never have held the other: who knew a share of the secret still
    /// knows it after the role (CP 7.11d, 8.10b).
    public static let conflictsForEver: [(Role, Role)] = [(.secretCustodian, .deviceCustodian)]

    /// Roles whose every act is about one authority, so that a grant can be limited to one, or to one
    /// kind of certificates.
    public static let limitable: [Role] = [
        .validator, .approver, .issuingOfficer, .subscriberDataOfficer,
    ]

    /// Whether one person may not hold both at one time.
    public func excludes(_ other: Role) -> Bool {
        Self.conflicts.contains {
            ($0 == self && $1 == other) || ($0 == other && $1 == self)
        }
    }

    /// Whether one person may not hold both, not even one after the other.
    public func excludesForEver(_ other: Role) -> Bool {
        Self.conflictsForEver.contains {
            ($0 == self && $1 == other) || ($0 == other && $1 == self)
        }
    }
}
