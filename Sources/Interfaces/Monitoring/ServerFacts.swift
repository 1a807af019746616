/// What is measured of a running server at one moment: the common ground of health and metrics.
///
/// Times are milliseconds since 1970 UTC. What could not be found out is nil, and judged as such.
package struct ServerFacts: Sendable {
    /// The clock of this machine.
    package var clockMilliseconds: Int64
    /// Nil where the ledger cannot be read; then nothing but the machine is known.
    package var ledger: LedgerFacts?
    package var machine = MachineFacts()
    /// In the order of the settings.
    package var witnesses: [OutsiderFacts] = []
    /// Time-stamping services, in the order of the settings.
    package var timeStamps: [OutsiderFacts] = []
    package var schedule = ScheduleFacts()
    package var notices = NoticeFacts()
    package var signer = SignerFacts.own
    /// Who is told of what becomes public, by name; see ``EventRecord``.
    package var receivers: [OutsiderFacts] = []

    package init(clockMilliseconds: Int64) {
        self.clockMilliseconds = clockMilliseconds
    }
}

/// Who keeps the keys.
package enum SignerFacts: Sendable, Equatable {
    /// The server by itself.
    case own
    /// Another process, and the release that it runs.
    case answering(release: String)
    /// The code of what its asking failed with.
    case silent(fault: String)
}

/// What the ledger says.
package struct LedgerFacts: Sendable {
    package var isRestored = false
    /// Why nothing can be written: the code of the fault; nil where a write was just made durable,
    /// and where none was tried.
    package var writeFault: String?
    package var entries: Int64 = 0
    package var lastEntryMilliseconds: Int64 = 0
    /// Of the first entry that no signed checkpoint covers; nil where there is none.
    package var unsignedSinceMilliseconds: Int64?
    /// Of the checkpoint in `public/`; nil where there is none.
    package var publishedEntries: Int64?
    package var openIntents: Int = 0
    package var oldestIntentMilliseconds: Int64?
    package var authorities: [AuthorityState] = []
    /// Who holds the lease of the schedule, where servers share the ledger: empty for nobody.
    package var leaseHolder: String?

    package init() {}
}

/// An active authority, its newest list and its responder.
package struct AuthorityState: Sendable {
    package let name: String
    package let isIssuing: Bool
    /// Of its own certificate.
    package var isValid = false
    package var notAfterMilliseconds: Int64 = 0
    package var list: ListState?
    package var responder: ResponderState?

    package struct ListState: Sendable {
        package let thisUpdateMilliseconds: Int64
        package let nextUpdateMilliseconds: Int64
        /// When the practice asks for the next one.
        package let dueMilliseconds: Int64

        package init(
            thisUpdateMilliseconds: Int64, nextUpdateMilliseconds: Int64, dueMilliseconds: Int64
        ) {
            self.thisUpdateMilliseconds = thisUpdateMilliseconds
            self.nextUpdateMilliseconds = nextUpdateMilliseconds
            self.dueMilliseconds = dueMilliseconds
        }
    }

    package struct ResponderState: Sendable {
        package let isValid: Bool
        package let notBeforeMilliseconds: Int64
        package let notAfterMilliseconds: Int64

        package init(isValid: Bool, notBeforeMilliseconds: Int64, notAfterMilliseconds: Int64) {
            self.isValid = isValid
            self.notBeforeMilliseconds = notBeforeMilliseconds
            self.notAfterMilliseconds = notAfterMilliseconds
        }
    }

    package init(name: String, isIssuing: Bool) {
        self.name = name
        self.isIssuing = isIssuing
    }
}

/// What the operating system says.
package struct MachineFacts: Sendable {
    /// Free to this process on the file system of the data folder.
    package var freeBytes: Int64?
    /// What the next backup needs there: another copy of the ledger.
    package var ledgerBytes: Int64?
    /// Nil where the file system does not count them.
    package var freeFiles: Int64?
    /// How far the machine's clock jumped ahead of the time that the ledger believes.
    package var clockAheadMilliseconds: Int64 = 0
    package var process = ProcessFacts()

    package init() {}
}

/// What the process uses.
package struct ProcessFacts: Sendable {
    package var residentBytes: Int64?
    package var processorSeconds: Double?
    package var openDescriptors: Int64?
    package var maximumDescriptors: Int64?
    package var startMilliseconds: Int64?

    package init() {}
}

/// Somebody outside who vouches for the journal, as far as this server knows.
package struct OutsiderFacts: Sendable {
    /// Its name in the settings.
    package let name: String
    /// The size of the newest checkpoint that it vouched for, and when by its own clock.
    package var entries: Int64?
    package var vouchedMilliseconds: Int64?
    /// The time of the oldest entry that it did not see yet; nil where there is none.
    package var behindSinceMilliseconds: Int64?
    /// Whether it said that it knows another or a longer history.
    package var contradicts = false

    package init(name: String) {
        self.name = name
    }
}

/// The work that nobody asks for.
package struct ScheduleFacts: Sendable {
    /// When the last turn ended; nil before the first.
    package var lastTurnMilliseconds: Int64?
    package var startMilliseconds: Int64 = 0
    /// Whether this server does the work; true where no other could.
    package var isLeader = true

    package init() {}
}

/// What is told by mail.
package struct NoticeFacts: Sendable {
    /// Whether the settings name a mail server.
    package var isSet: Bool
    /// Since when none was taken by it; nil where all is well.
    package var failingSinceMilliseconds: Int64?

    package init(isSet: Bool = false, failingSinceMilliseconds: Int64? = nil) {
        self.isSet = isSet
        self.failingSinceMilliseconds = failingSinceMilliseconds
    }
}
