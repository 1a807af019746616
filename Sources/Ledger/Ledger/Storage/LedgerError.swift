import Glibc

/// What storage or the journal itself could not do. Not a refusal of what somebody asked.
///
/// Details come from the database library and name no stored value.
package enum LedgerError: Error, Sendable, Hashable {
    /// The disk or its quota is full. Works again once there is room.
    case diskFull
    /// The operating system could not read or write.
    case inputOutput(detail: String)
    /// The file is no database of ours, or its structure is damaged.
    case corrupt(detail: String)
    /// A row breaks a rule of its table: a missing value, a second unique one.
    case constraint(detail: String)
    /// Another program held the database for longer than the driver waits.
    case busy
    /// The file or its folder may not be written.
    case readOnly
    /// The file or server cannot be opened.
    case cannotOpen(detail: String)
    /// Another process holds this folder; zero when it left no number.
    case folderInUse(processID: Int32)
    /// The folder was written by a later version of this program, as far as it says by which.
    case newerFolder(part: String, found: Int64, known: Int64, program: String?)
    /// The folder has the form of an earlier version; `Ledger.migrate` brings it into today's.
    case olderFolder(found: Int64, known: Int64)
    /// The folder holds no ledger, or already holds one where a new one was to be made.
    case noLedger
    case ledgerExists
    /// A column of a read row is missing or of another type.
    case malformedRow(column: String)
    /// The stored journal contradicts itself; `verify()` tells where.
    case journalDamaged(detail: String)
    /// An entry longer than 60 KiB: put the larger fact into a row or file, and its hash here.
    case entryTooLarge(bytes: Int)
    /// The checkpoint key could not sign.
    case checkpointNotSigned(detail: String)
    /// The connection was lost, or the disk confirmed nothing, while a commit was under way: it was
    /// kept whole or not at all, and nobody could be asked which. The same request, asked again, gives its result.
    case commitInDoubt
    /// The connection or ledger was closed.
    case closed
    /// A mistake in our own SQL, or a transaction used after its end.
    case misuse(detail: String)

    /// Anything that is not a `LedgerError` already is a mistake of the code that threw it.
    init(_ error: any Error) {
        self = error as? LedgerError ?? .misuse(detail: String(describing: type(of: error)))
    }

    /// What the operating system refused at a file of the folder, by its `errno`.
    ///
    /// - Parameter isOpen: whether the file was open already, and could not be read or written.
    package init(ofOperatingSystem number: Int32, at path: String, isOpen: Bool = false) {
        let text = unsafe strerror(number).map { unsafe String(cString: $0) }
        let detail = "\(path): \(text ?? "errno \(number)")"
        self =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EROFS: .readOnly
            default: isOpen ? .inputOutput(detail: detail) : .cannotOpen(detail: detail)
            }
    }

    /// Whether the storage itself failed, so that the whole batch fails with it.
    var failsBatch: Bool {
        switch self {
        case .constraint, .malformedRow, .entryTooLarge, .journalDamaged, .misuse: false
        default: true
        }
    }
}
