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

    /// Whether one person may not hold both.
    public func excludes(_ other: Role) -> Bool {
        Self.conflicts.contains {
            ($0 == self && $1 == other) || ($0 == other && $1 == self)
        }
    }
}
