extension Role {
    /// Which roles exclude each other for one person (CP 7.10, 7.11b–c, 7.13). Who grants roles acts in
    /// none of the daily ones; the founders, who are the first to grant and to create, administer as well.
    public static let conflicts: [(Role, Role)] = [
        (.validator, .approver), (.validator, .issuingOfficer), (.approver, .issuingOfficer),
        (.secretCustodian, .deviceCustodian), (.auditor, .validator), (.auditor, .approver),
        (.auditor, .issuingOfficer), (.auditor, .caAdministrator), (.auditor, .securityOfficer),
        (.auditor, .systemOperator), (.systemOperator, .validator), (.systemOperator, .approver),
        (.systemOperator, .issuingOfficer), (.securityOfficer, .validator),
        (.securityOfficer, .approver), (.securityOfficer, .issuingOfficer),
        (.securityOfficer, .subscriberDataOfficer), (.securityOfficer, .systemOperator),
    ]

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
