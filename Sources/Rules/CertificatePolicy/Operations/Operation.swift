/// Whether an operation narrows or widens what can be relied upon.
///
/// What tightens is never blocked by clock, training, licence, quorum or witness state; what
/// loosens needs everything.
public enum Direction: String, Sendable, Hashable, CaseIterable {
    case tightens, loosens, neutral
}

/// Who may start an operation.
public enum OperationActor: Sendable, Hashable {
    /// An officer with any one of these roles.
    case officer(anyOf: [Role])
    /// Who applied, shown by the key to be certified.
    case applicant
    /// Whose certificate it is, shown by the certificate's own key.
    case subscriber
    case anyone
    /// The server itself, by its schedule or as the consequence of another operation.
    case system
}

/// One thing that can be done here: who, how many people, who must differ, which documents it takes, and
/// what has happened then.
///
/// The table is `Operation.all`; service, interface, journal and tests read the same rows.
public struct Operation: Sendable, Hashable {
    /// Dotted lower camel case, such as `application.vet`. Part of the API and of the journal.
    public let id: String
    public let actor: OperationActor
    public let direction: Direction
    /// How many different people it takes; 0 where no officer acts.
    public let people: Int
    /// Operations of the same case whose doer must be another person.
    public let differsFrom: [String]
    /// Whether one act covers many cases, each named in what is decided and judged by itself.
    public let coversList: Bool
    /// What has to be named in writing before it may be done.
    public let documents: [DocumentDemand]
    /// Clauses of the certificate policy that it serves or is bound by.
    public let clauses: [String]
    /// What has happened once it is done, as lists of the journal tell it (CP 7.17): entries name the
    /// operation, which may have been refused, or lack people still.
    public let event: String
    /// To which records its entries belong, and so how long they are kept.
    public let archive: ArchiveClass

    /// The row with this id.
    public static subscript(id: String) -> Operation? {
        byID[id]
    }

    /// The roles that may do it; empty where no officer acts.
    public var roles: [Role] {
        if case .officer(let roles) = actor { roles } else { [] }
    }

    /// Whether who does it has to be screened and trained at that time. Not who recovers lost security officers:
    /// they keep the registers, so that without them nothing that lapsed could be renewed.
    public var needsQualification: Bool {
        direction == .loosens && people > 0 && id != "operator.recover"
    }

    /// Whether its act reads from its rows what certificates it is about and at which site, and judges the role
    /// again by it. What every other operation is about is at no site, and for no grant that is limited to one.
    public var readsItsCase: Bool {
        id == "crl.order"
            || [
                "application.", "campaign.", "subscriber.", "contact.", "certificate.", "proposal.",
            ]
            .contains { id.hasPrefix($0) }
    }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

extension Operation {
    /// What an approver signs has these members and no others; the entry tells them all, so that a signer can see what
    /// was approved.
    public static let approvedMembers = ["application", "contents", "evidence", "acceptance"]
}
