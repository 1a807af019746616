extension Operation {
    /// Everything that can be done, in the order of the life of an authority and a certificate.
    public static let all: [Operation] =
        governance + proposals + drafts + applications + madeKeys + tokens + subscribers
        + contacts + status + campaigns + holders + keyUse + records + registers

    private static let governance = [
        system(
            "ledger.genesis", .loosens, clauses: ["7.10", "8.22b"], event: "ledger.founded",
            archive: .policy),
        officer(
            "operator.enrol", .securityOfficer, .loosens, people: 2,
            clauses: ["7.10", "7.11a", "7.11b", "7.13"], event: "operator.enrolled", archive: .staff
        ),
        // Both take effect at once, whoever is missing then (CP 7.15).
        officer(
            "operator.suspend", .securityOfficer, .tightens, clauses: ["7.10", "7.13", "7.15"],
            event: "operator.suspended", archive: .staff),
        officer(
            "operator.end", .securityOfficer, .tightens, clauses: ["7.10", "7.13c", "7.15"],
            event: "operator.ended", archive: .staff),
        officer(
            "operator.reinstate", .securityOfficer, .loosens, people: 2,
            differsFrom: ["operator.suspend"], clauses: ["7.10", "7.11b", "7.13"],
            event: "operator.reinstated", archive: .staff),
        officer(
            "operator.grant", .securityOfficer, .loosens, people: 2,
            clauses: ["7.10", "7.11a", "7.11b", "7.11d", "7.13"], event: "operator.granted",
            archive: .staff),
        officer(
            "operator.withdraw", .securityOfficer, .tightens,
            clauses: ["7.10", "7.13", "7.13c", "7.15"], event: "operator.withdrawn", archive: .staff
        ),
        // Where the security officers are lost; takes effect after a delay.
        officer(
            "operator.recover", .secretCustodian, .loosens, people: 3,
            clauses: ["7.10", "7.11b", "7.11c", "7.13"], event: "operator.recovered",
            archive: .staff),
        // The new one waits longer: nobody outside was told yet, or nobody saw the time pass.
        system(
            "operator.postpone", .tightens, clauses: ["7.11b"], event: "operator.postponed",
            archive: .staff),
        officer(
            "authority.create", .caAdministrator, .loosens, people: 3,
            clauses: ["7.11b", "7.11c", "8.1b", "8.6", "8.8c"], event: "authority.created",
            archive: .certificates),
        // Of an authority that worked elsewhere: its certificate, and its key where it comes along.
        officer(
            "authority.import", .caAdministrator, .loosens, people: 3,
            clauses: ["7.11b", "7.11c", "8.8c"], event: "authority.imported",
            archive: .certificates),
        // Its certificates with their states: the root over all of them is what people sign.
        officer(
            "register.import", .caAdministrator, .loosens, people: 2,
            clauses: ["4.11b", "6.16", "7.11b", "7.21"], event: "register.imported",
            archive: .certificates),
        system(
            "register.enter", .neutral, clauses: ["4.11b", "6.16"], event: "register.entered",
            archive: .certificates),
        system(
            "authority.activate", .neutral, clauses: ["4.11b", "4.11e"],
            event: "authority.activated", archive: .certificates),
        officer(
            "practice.change", .caAdministrator, .loosens, people: 2,
            clauses: ["7.11b"], event: "practice.changed", archive: .policy),
        // Holidays of a year to come, a day of typhoon: it moves deadlines.
        officer(
            "calendar.enter", .caAdministrator, .loosens, people: 2,
            clauses: ["6.5", "6.19b", "7.11b"], event: "calendar.entered", archive: .policy),
        // That something was looked at which is due again and again, with what came of it.
        Operation(
            id: "duty.fulfil", actor: .officer(anyOf: Role.allCases.filter { $0 != .assessor }),
            direction: .neutral, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["7.16", "7.18d"], event: "duty.fulfilled", archive: .audit),
    ]

    /// What ends a proposal beside its last signature. Whoever could sign one may, and who may sign
    /// this one is judged in the act.
    private static let proposals = [
        ofProposal("proposal.refuse", event: "proposal.refused"),
        ofProposal("proposal.return", event: "proposal.returned"),
        ofProposal("proposal.withdraw", event: "proposal.withdrawn"),
    ]

    private static func ofProposal(_ id: String, event: String) -> Operation {
        let decided = (governance + status).filter { $0.people > 1 }
        let roles = Role.allCases.filter { role in decided.contains { $0.roles.contains(role) } }
        return Operation(
            id: id, actor: .officer(anyOf: roles), direction: .tightens, people: 1,
            differsFrom: [], coversList: false, documents: [], clauses: ["7.11b"], event: event,
            archive: .audit)
    }

    /// Who did any of it neither approves nor issues, nor waives what it costs (CP 7.11a).
    private static let proving = [
        "application.vet", "application.evidence", "application.check", "application.makeKey",
        "application.prepareToken",
    ]

    private static let applications = [
        Operation(
            id: "application.apply", actor: .anyone, direction: .neutral, people: 0,
            differsFrom: [], coversList: false, documents: [],
            clauses: ["5.3a", "6.1", "6.2b", "6.2c", "6.7b", "6.14", "6.15"],
            event: "application.received", archive: .applications),
        // A code goes to the applicant's address, and comes back.
        Operation(
            id: "application.sendCode", actor: .applicant, direction: .neutral, people: 0,
            differsFrom: [], coversList: false, documents: [], clauses: ["5.7"],
            event: "application.codeDrawn", archive: .applications),
        Operation(
            id: "application.proveContact", actor: .applicant, direction: .neutral, people: 0,
            differsFrom: [], coversList: false, documents: [], clauses: ["5.7"],
            event: "application.codeTold", archive: .applications),
        // What was seen, asked and answered, as long as nothing was decided.
        officer(
            "application.evidence", .validator, .loosens,
            differsFrom: ["application.waiveFee", "subscriber.decide"],
            clauses: ["5.3b", "5.4", "5.5", "6.3b", "6.4"], event: "application.evidenced",
            archive: .applications),
        // A source outside is asked about the applicant, and what it answers.
        officer(
            "application.check", .validator, .loosens,
            differsFrom: ["application.waiveFee", "subscriber.decide"],
            clauses: ["5.5B4", "5.5c", "5.5e", "6.4"], event: "application.checked",
            archive: .applications),
        system(
            "application.answer", .neutral,
            clauses: ["5.4a", "5.5B1", "5.5B2", "5.5B4", "5.5c", "6.4"],
            event: "application.answered", archive: .applications),
        officer(
            "application.vet", .validator, .loosens,
            differsFrom: ["application.waiveFee", "subscriber.decide"],
            clauses: [
                "3.2a", "3.2b", "3.2c", "5.2a", "5.2b", "5.2c", "5.3b", "5.4", "5.4a", "5.4b",
                "5.4c", "5.4d", "5.4e", "5.4f", "5.5", "5.5A", "5.5B1", "5.5B2", "5.5B3", "5.5B4",
                "5.5d", "5.5e", "6.3a", "6.3b", "6.4", "8.15c",
            ],
            event: "application.vetted", archive: .applications),
        Operation(
            id: "application.accept", actor: .applicant, direction: .loosens, people: 0,
            differsFrom: [], coversList: false, documents: [],
            clauses: ["3.3c", "6.2a", "6.12", "6.25"],
            event: "application.accepted", archive: .applications),
        // Money came in, or none is asked; who vetted does not waive.
        Operation(
            id: "application.payFee", actor: .officer(anyOf: [.validator, .approver]),
            direction: .neutral, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.10"], event: "application.feePaid", archive: .applications),
        officer(
            "application.waiveFee", .approver, .loosens,
            differsFrom: proving,
            clauses: ["6.10", "7.11a"], event: "application.feeWaived", archive: .applications),
        // So that two do not do the same work; whoever may take the next step.
        claim("application.claim", event: "application.claimed"),
        claim("application.unclaim", event: "application.unclaimed"),
        // Up to the signature; what was decided before counts no more.
        Operation(
            id: "application.return", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.2b", "6.3a"], event: "application.returned", archive: .applications),
        // A vetting or an approval, which has to be decided anew; the applicant is not asked again.
        Operation(
            id: "application.recall", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.3a"], event: "application.recalled", archive: .applications),
        Operation(
            id: "application.correct", actor: .applicant, direction: .neutral, people: 0,
            differsFrom: [], coversList: false, documents: [], clauses: ["6.2b", "6.2c"],
            event: "application.corrected", archive: .applications),
        officer(
            "application.approve", .approver, .loosens,
            differsFrom: proving,
            clauses: ["6.3a", "6.3b", "6.3c", "6.12", "7.11a"], event: "application.approved",
            archive: .applications),
        officer(
            "application.issue", .issuingOfficer, .loosens,
            differsFrom: proving + ["application.approve"],
            clauses: ["3.3b", "6.6", "6.10", "7.11a"], event: "application.issued",
            archive: .applications),
        // The same for many applications with one signature.
        officer(
            "application.issueList", .issuingOfficer, .loosens,
            differsFrom: proving + ["application.approve"],
            coversList: true,
            clauses: ["3.3b", "6.6", "6.10", "7.11a"], event: "application.listIssued",
            archive: .applications),
        Operation(
            id: "application.refuse", actor: .officer(anyOf: [.validator, .approver]),
            direction: .tightens, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.3a", "7.20"],
            event: "application.refused", archive: .applications),
        // A file of its dossier; the entry stands before anybody reads it.
        Operation(
            id: "application.reveal", actor: .officer(anyOf: [.validator, .approver, .auditor]),
            direction: .neutral, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.3a", "6.4", "12.1"], event: "application.revealed",
            archive: .applications),
    ]

    private static func claim(_ id: String, event: String) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: [.validator, .approver, .issuingOfficer]),
            direction: .neutral, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: ["6.5", "7.11a"], event: event, archive: .applications)
    }

    private static let status = [
        officer(
            "certificate.suspend", .validator, .tightens, clauses: ["6.17a", "6.19b", "A1.2"],
            event: "certificate.suspended", archive: .certificates),
        officer(
            "certificate.release", .approver, .loosens, differsFrom: ["certificate.suspend"],
            documents: [
                distantProof, DocumentDemand(.releaseProof, in: "evidence"),
                DocumentDemand(
                    .identityDocuments, in: "documents",
                    .unless("requester", is: "court", "authority")),
            ] + standing,
            clauses: ["5.8a", "5.8b", "6.17a", "6.19a", "A1.2"], event: "certificate.resumed",
            archive: .certificates),
        // Of a certificate of the authority itself: as many people as bring one into the world.
        officer(
            "certificate.releaseOfAuthority", .caAdministrator, .loosens, people: 3,
            differsFrom: ["certificate.suspend"], clauses: ["6.17a", "6.24", "7.11b", "7.11c"],
            event: "certificate.resumedOfAuthority", archive: .certificates),
        officer(
            "certificate.revoke", .validator, .tightens,
            documents: [
                distantProof,
                DocumentDemand(
                    .revocationProof, in: "evidence", .unless("requester", is: "court")),
                DocumentDemand(.courtRequest, in: "evidence", .given("requester", is: "court")),
            ] + standing,
            clauses: ["5.8a", "5.8b", "5.8c", "6.17b", "6.19a", "6.19b", "6.23", "6.28"],
            event: "certificate.revoked",
            archive: .certificates),
        officer(
            "certificate.revokeByAuthority", .approver, .tightens, people: 2,
            differsFrom: ["certificate.suspend", "certificate.revoke"],
            documents: [DocumentDemand(.revocationProof, in: "evidence")],
            clauses: ["6.17b", "6.19a", "6.19c", "6.20", "6.23"],
            event: "certificate.revokedByAuthority", archive: .certificates),
        // Of a certificate of the authority itself, which suspending holds until the regulator has
        // confirmed: as many people as bring one into the world.
        officer(
            "certificate.revokeOfAuthority", .caAdministrator, .tightens, people: 3,
            documents: [
                DocumentDemand(.regulatorConfirmation, in: "confirmation"),
                DocumentDemand(.revocationProof, in: "evidence"),
            ],
            clauses: ["6.19a", "6.20", "6.23", "6.24", "7.11b", "7.11c"],
            event: "certificate.revokedOfAuthority", archive: .certificates),
        Operation(
            id: "crl.order",
            actor: .officer(anyOf: [.validator, .approver, .caAdministrator, .systemOperator]),
            direction: .tightens, people: 1, differsFrom: [],
            coversList: false, documents: [], clauses: ["4.11b", "6.21", "A1.2", "A2.2"],
            event: "crl.ordered", archive: .certificates),
        // Of what was delivered before its acceptance, and not accepted in time.
        system(
            "certificate.lapse", .tightens, clauses: ["6.12", "6.17b", "6.23"],
            event: "certificate.lapsed", archive: .certificates),
        system(
            "crl.issue", .neutral, clauses: ["4.11b", "4.11c", "6.21", "A1.2", "A2.2"],
            event: "crl.issued", archive: .certificates),
        system(
            "responder.renew", .neutral, clauses: ["4.2", "6.26a"], event: "responder.renewed",
            archive: .certificates),
    ]

    /// Of who cannot come in person.
    private static let distantProof = DocumentDemand(
        .distantProof, in: "evidence",
        .given("identified", is: "telephone", "post", "thirdPartyProof"))

    private static let keyUse = [
        system(
            "intent.open", .neutral, clauses: ["6.10"], event: "intent.opened",
            archive: .certificates),
        system(
            "intent.complete", .neutral, clauses: ["3.2b", "6.10"], event: "intent.completed",
            archive: .certificates),
        system(
            "intent.retry", .neutral, clauses: ["6.10", "6.16"], event: "intent.retried",
            archive: .certificates),
        system(
            "intent.abandon", .tightens, clauses: ["6.10", "6.17b"], event: "intent.abandoned",
            archive: .certificates),
        system(
            "key.block", .tightens, clauses: ["6.7b", "6.17a", "6.19b", "8.15b"],
            event: "key.blocked", archive: .certificates),
    ]

    private static let records = [
        system(
            "serve.start", .neutral, clauses: ["7.17e"], event: "serve.started",
            archive: .system),
        system("backup.make", .neutral, clauses: ["7.6"], event: "backup.made", archive: .system),
        system("export.make", .neutral, clauses: ["7.6"], event: "export.made", archive: .system),
        system(
            "backup.drill", .neutral, clauses: ["7.26"], event: "backup.restoreDrilled",
            archive: .system),
        // Of a ledger that came from a backup: it was compared with what the world has seen.
        system(
            "ledger.recover", .neutral, clauses: ["7.25"], event: "ledger.recovered",
            archive: .system),
        // Acts were lost: security officers, as in the genesis, begin the next chapter of the journal.
        system(
            "ledger.succession", .neutral, clauses: ["7.11b", "7.18b", "7.25"],
            event: "ledger.succeeded", archive: .system),
        system(
            "ledger.enterLost", .tightens, clauses: ["4.11b", "6.17b", "7.25"],
            event: "ledger.lostEntered", archive: .certificates),
        // The stored form of an earlier version became this program's.
        system(
            "ledger.migrate", .neutral, clauses: ["7.17e"], event: "ledger.migrated",
            archive: .system),
        // A mail server or a gateway took what somebody has to be told: whom, and of what.
        system(
            "notice.deliver", .neutral, clauses: ["6.11", "6.19d", "7.11b"],
            event: "notice.delivered", archive: .audit),
        // A subscriber cannot be told: somebody has to write.
        system(
            "notice.abandon", .neutral, clauses: ["6.11", "6.19d"], event: "notice.abandoned",
            archive: .audit),
        // How far a receiver was told what is public.
        system(
            "event.deliver", .neutral, clauses: ["4.1b"], event: "event.delivered",
            archive: .audit),
        // How often strangers were refused, by code.
        system(
            "ledger.refusals", .neutral, clauses: ["7.17e"], event: "ledger.refusalsCounted",
            archive: .audit),
    ]

    // Of registers of people, contracts, equipment and the like. Who may depends on the register: the act
    // judges it by its row in `RecordKind.all`.
    private static let registers = [
        keepers(
            "record.add", RecordKind.all.flatMap(\.roles), ["7.20"], event: "record.added",
            archive: .registers),
        keepers(
            "record.change", RecordKind.all.flatMap(\.roles), ["7.20"], event: "record.changed",
            archive: .registers),
        keepers(
            "record.end", RecordKind.all.flatMap(\.roles), ["7.20"], event: "record.ended",
            archive: .registers),
        // A file of records, staged before: this act makes them count, the other takes them away again.
        keepers(
            "record.import", RecordKind.all.flatMap(\.roles), ["7.20"],
            event: "record.imported", archive: .registers),
        keepers(
            "record.reverse", RecordKind.all.flatMap(\.roles), ["7.20"],
            event: "record.importReversed", archive: .registers),
        system(
            "record.stage", .neutral, clauses: ["7.20"], event: "record.staged", archive: .registers
        ),
        // A file that came in before becomes one of the record's.
        keepers(
            "record.attach", RecordKind.all.flatMap(\.roles), ["7.20"],
            event: "record.attached", archive: .registers),
        // What is confidential in a record, told to one person for a reason.
        keepers(
            "record.reveal", RecordKind.all.flatMap(\.readers), ["12.1"],
            event: "record.revealed", archive: .audit),
    ]

    private static func keepers(
        _ id: String, _ roles: [Role], _ clauses: [String], event: String, archive: ArchiveClass
    ) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: Role.allCases.filter(roles.contains)),
            direction: .neutral, people: 1, differsFrom: [], coversList: false, documents: [],
            clauses: clauses, event: event, archive: archive)
    }

    static func officer(
        _ id: String, _ role: Role, _ direction: Direction, people: Int = 1,
        differsFrom: [String] = [], coversList: Bool = false, documents: [DocumentDemand] = [],
        clauses: [String], event: String, archive: ArchiveClass
    ) -> Operation {
        Operation(
            id: id, actor: .officer(anyOf: [role]), direction: direction, people: people,
            differsFrom: differsFrom, coversList: coversList, documents: documents,
            clauses: clauses, event: event, archive: archive)
    }

    static func system(
        _ id: String, _ direction: Direction, clauses: [String], event: String,
        archive: ArchiveClass
    ) -> Operation {
        Operation(
            id: id, actor: .system, direction: direction, people: 0, differsFrom: [],
            coversList: false, documents: [], clauses: clauses, event: event, archive: archive)
    }
}
