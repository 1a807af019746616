extension Duty {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour

    /// Every duty of what the product does so far, in the order of the clauses.
    package static let all: [Duty] = lists + people + reviews + copies

    /// What relying parties wait for.
    private static let lists = [
        // CP 4.11c gives the figure; the practice's own schedule is tighter.
        Duty(
            id: "crl.issuing", scope: .issuingAuthority, fulfilment: .operation("crl.issue"),
            every: day, warning: 6 * hour, role: .systemOperator, deputy: .caAdministrator,
            clauses: ["4.11c", "4.11g", "6.21"]),
        Duty(
            id: "crl.root", scope: .rootAuthority, fulfilment: .operation("crl.issue"),
            every: 366 * day, warning: 30 * day, role: .caAdministrator,
            deputy: .securityOfficer, clauses: ["4.11e", "4.11f"]),
    ]

    /// What somebody waits for: each thing has its own deadline, and its end fulfils the duty.
    private static let people = [
        Duty(
            id: "application.processing", scope: .application, fulfilment: .end,
            warning: 2 * day, role: .validator, deputy: .approver, clauses: ["6.5"]),
        Duty(
            id: "certificate.suspension", scope: .suspension, fulfilment: .end,
            warning: 3 * day, role: .approver, deputy: .validator,
            clauses: ["5.8d", "6.17a", "6.19b"]),
        // It waits for a third person after its first slice, and for anybody once it was stopped.
        Duty(
            id: "campaign.completion", scope: .campaign, fulfilment: .end,
            warning: 2 * day, role: .approver, deputy: .securityOfficer,
            clauses: ["6.20"]),
        // What is accepted in time ends it; else the system revokes when it is due.
        Duty(
            id: "certificate.acceptance", scope: .suspension, fulfilment: .end,
            warning: 2 * day, role: .validator, deputy: .approver, clauses: ["6.19b"]),
        // Mail tells within the minute. "Promptly" and "in reasonable time" leave the figures to us: time enough for
        // an officer to write to whom no mail reaches.
        Duty(
            id: "certificate.issuanceNotice", scope: .news, fulfilment: .telling,
            warning: 2 * day, role: .validator, deputy: .approver, clauses: ["6.11"],
            needsEvidence: true),
        Duty(
            id: "certificate.changeNotice", scope: .news, fulfilment: .telling,
            warning: 2 * day, role: .validator, deputy: .approver, clauses: ["6.19d"],
            needsEvidence: true),
        // Of whoever acts in a known name the contacts proven before are told, or somebody writes.
        Duty(
            id: "subscriber.actNotice", scope: .news, fulfilment: .telling,
            warning: 2 * day, role: .validator, deputy: .approver, clauses: ["6.19d"],
            needsEvidence: true),
        // Deadlines in working days hang on it.
        Duty(
            id: "calendar.nextYear", scope: .calendar, fulfilment: .end,
            warning: 30 * day, role: .caAdministrator, deputy: .securityOfficer,
            clauses: ["6.5", "6.19b"]),
        Duty(
            id: "staffing.replacement", scope: .operation, fulfilment: .end,
            warning: 0, role: .securityOfficer, deputy: .caAdministrator,
            clauses: ["7.15"]),
        // A person's record ends the one before.
        Duty(
            id: "officer.qualification", scope: .officer, fulfilment: .end,
            warning: 60 * day, role: .securityOfficer, deputy: .caAdministrator,
            clauses: ["7.13", "7.13b", "7.14b"]),
        // In conformance each register answers for its own records, under its clauses: these are those that ask for
        // a date. Its task is that of who keeps the register.
        Duty(
            id: "record.due", scope: .record, fulfilment: .end,
            warning: 30 * day, role: .caAdministrator, deputy: .securityOfficer,
            clauses: ["3.1c", "4.1d", "7.12", "7.18d", "8.19", "10.1", "10.3"]),
    ]

    /// What somebody looks at again and again, and signs. Where a clause says "regularly", the figures
    /// are ours. A third party's assessment counts by its record with the report alone (CP 10.2).
    private static let reviews = [
        Duty(
            id: "device.accessReview", scope: .ledger, fulfilment: .signature,
            every: 31 * day, warning: 7 * day, role: .securityOfficer, deputy: .auditor,
            clauses: ["7.1g3"]),
        Duty(
            id: "journal.review", scope: .ledger, fulfilment: .signature,
            every: 31 * day, warning: 7 * day, role: .auditor, deputy: .securityOfficer,
            clauses: ["7.16"]),
        Duty(
            id: "journal.securityCheck", scope: .ledger, fulfilment: .signature,
            every: 7 * day, warning: 2 * day, role: .securityOfficer, deputy: .auditor,
            clauses: ["7.18d"]),
        Duty(
            id: "network.assessment", scope: .ledger, fulfilment: .signature,
            every: 366 * day, warning: 60 * day, role: .systemOperator,
            deputy: .securityOfficer, clauses: ["8.19"], needsEvidence: true),
        Duty(
            id: "policy.assessment", scope: .ledger, fulfilment: .record,
            records: .init(
                "assessment", ["form": "independent"], filled: ["assessor", "document"],
                doneOn: "heldOn", nextBy: "nextBy"),
            every: 366 * day, warning: 60 * day, role: .caAdministrator,
            deputy: .securityOfficer, clauses: ["10.2"]),
        Duty(
            id: "insurance.renewal", scope: .ledger, fulfilment: .record,
            records: .init("insurance", doneOn: "from", nextBy: "until"),
            every: 366 * day, warning: 60 * day, role: .caAdministrator,
            deputy: .securityOfficer, clauses: ["11.2"]),
        // Of the plan for disasters; restoring a backup is one of its own.
        Duty(
            id: "disaster.drill", scope: .ledger, fulfilment: .record,
            records: .init(
                "drill", ["form": "disaster", "outcome": "passed"], doneOn: "heldOn",
                nextBy: "nextBy"),
            every: 366 * day, warning: 60 * day, role: .systemOperator,
            deputy: .securityOfficer, clauses: ["7.26"]),
    ]

    private static let copies = [
        Duty(
            id: "archive.comparison", scope: .ledger, fulfilment: .signature,
            every: 92 * day, warning: 14 * day, role: .systemOperator, deputy: .auditor,
            clauses: ["7.24a"]),
        // The clauses ask for copies "regularly", and of the journal every two months.
        Duty(
            id: "backup.make", scope: .ledger, fulfilment: .operation("backup.make"),
            every: day, warning: 6 * hour, role: .systemOperator, deputy: .caAdministrator,
            clauses: ["7.6", "7.18c"]),
        Duty(
            id: "backup.drill", scope: .ledger, fulfilment: .operation("backup.drill"),
            every: 183 * day, warning: 30 * day, role: .systemOperator,
            deputy: .securityOfficer, clauses: ["7.26"]),
    ]

    /// The row with this id.
    package static subscript(id: String) -> Duty? { all.first { $0.id == id } }
}
