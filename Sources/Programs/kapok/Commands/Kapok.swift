import ArgumentParser
import Messages

/// The command line: a client of the one API that holds no rule of its own.
struct Kapok: CommandGroup {
    static let help = CommandHelp.kapok
    static let members: [any ParsableCommand.Type] = [
        Initialise.self, ConfigGroup.self, OperatorGroup.self, AuthorityGroup.self,
        DraftGroup.self, Apply.self, Vet.self, Accept.self, Approve.self, Issue.self, GiveBack.self,
        Correct.self, Refuse.self, ApplicationGroup.self, SubscriberGroup.self, ContactGroup.self,
        OrderGroup.self, FeeGroup.self, Recall.self, Work.self, ClaimApplication.self,
        UnclaimApplication.self, KeyGroup.self, TokenGroup.self,
        ProposalGroup.self,
        CertificateGroup.self, Suspend.self, Release.self, Revoke.self, IssueList.self,
        CampaignGroup.self,
        ShowStatus.self, HolderGroup.self, Serve.self, Verify.self, AuditGroup.self,
        ConformanceGroup.self,
        Operations.self, Duties.self, Fulfil.self, CalendarGroup.self,
        RecordGroup.self, WitnessGroup.self, SignerGroup.self,
        LedgerGroup.self, ImportRegister.self, Export.self, Migrate.self, BackupGroup.self,
        Restore.self, Recover.self, Succeed.self,
        DrillGroup.self,
        Health.self, ShowCapacity.self, Version.self,
    ]

    @OptionGroup var group: GroupOptions
}
