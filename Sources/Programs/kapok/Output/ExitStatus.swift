import Messages

/// What a command tells the shell. Part of the interface: the numbers never change meaning.
enum ExitStatus: Int32, Sendable {
    /// Done; for `verify`: rely.
    case done = 0
    /// Refused; for `verify`: do not rely, or cannot tell.
    case refused = 1
    /// The command was not written as it must be.
    case usage = 2
    /// A fault of the product or of what it stands on.
    case internalFault = 3

    /// Codes that begin with `internal` are faults; everything else was refused, a full disk
    /// included: whoever asked can do something about it.
    init(ofCode code: String) {
        self =
            code.hasPrefix("internal.") || code == RefusalCode.ledgerInternal.id
            ? .internalFault : .refused
    }
}
