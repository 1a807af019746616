package import Messages

extension LedgerError {
    /// The same as something that can be told to a person, with a stable code.
    package var refusal: Refusal {
        switch self {
        case .diskFull: Refusal(.storageDiskFull)
        case .inputOutput(let detail): Refusal(.storageFailed, ["reason": detail])
        case .readOnly: Refusal(.storageReadOnly)
        case .cannotOpen(let detail): Refusal(.storageFailed, ["reason": detail])
        case .corrupt(let detail): Refusal(.storageDamaged, ["reason": detail])
        case .malformedRow(let column): Refusal(.storageDamaged, ["reason": column])
        case .journalDamaged(let detail): Refusal(.storageDamaged, ["reason": detail])
        case .busy: Refusal(.storageBusy)
        case .folderInUse(let process): Refusal(.folderInUse, ["process": "\(process)"])
        case .newerFolder(let part, let found, let known, let program):
            Refusal(
                .folderNewer,
                [
                    "part": part, "found": "\(found)", "known": "\(known)",
                    "program": program ?? "?",
                ])
        case .olderFolder(let found, let known):
            Refusal(.folderOlder, ["found": "\(found)", "known": "\(known)"])
        case .noLedger: Refusal(.folderEmpty)
        case .ledgerExists: Refusal(.folderTaken)
        case .entryTooLarge: Refusal(.entryTooLarge)
        case .constraint(let detail): Refusal(.ledgerInternal, ["reason": detail])
        case .checkpointNotSigned(let detail): Refusal(.storageFailed, ["reason": detail])
        case .commitInDoubt: Refusal(.storageInDoubt)
        case .closed: Refusal(.ledgerInternal, ["reason": "closed"])
        case .misuse(let detail): Refusal(.ledgerInternal, ["reason": detail])
        }
    }
}
