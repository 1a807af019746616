import Glibc
import HTTPListeners
import KeyCustody
import Ledger
import Messages
import PKCS11
import Publication

extension Refusal {
    /// What opening or serving a folder may fail with, told like every other refusal; nil for what
    /// nobody foresaw.
    init?(ofCause error: any Error) {
        switch error {
        case let fault as LedgerError: self = fault.refusal
        case let damaged as DamagedLedger: self = damaged.fault.refusal
        case let fault as KeyCustodyError: self.init(fault)
        case CheckpointContradiction.longer:
            self.init(.signerJournalShorter, field: "node.signer")
        case CheckpointContradiction.other(let reason):
            self.init(.signerJournalRefused, field: "node.signer", ["reason": reason])
        case let fault as ListenerError: self.init(fault)
        case let fault as TokenError: self = fault.refusal
        case PublicationError.fileFailure(let path, let number): self.init(path, number)
        case DurableFileError.fileFailure(let path, let number): self.init(path, number)
        case DurableFileError.missing(let path): self.init(path, ENOENT)
        default: return nil
        }
    }

    private init(_ path: String, _ number: Int32) {
        self.init(
            .folderFileUnreadable, field: path,
            ["path": path, "reason": SystemError.text(number)])
    }

    private init(_ fault: KeyCustodyError) {
        switch fault {
        case .wrongSecret: self.init(.unlockWrong, field: "unlock")
        case .derivationFailed: self.init(.keyDerivationFailed)
        case .missing(let path): self.init(.keyFileMissing, field: path, ["path": path])
        case .damaged(let path): self.init(.keyFileDamaged, field: path, ["path": path])
        case .fileFailure(let path, let number): self.init(path, number)
        case .keyNowhere(let key): self.init(.keyNowhere, ["key": key])
        case .moduleUnknown(let serial):
            self.init(.moduleNotConnected, field: "module", ["serial": serial])
        case .logDamaged(let place): self.init(.signerLogDamaged, field: place, ["path": place])
        case .notFollowed, .checkpointAt, .notAnew:
            self.init(.signerJournalShorter, field: "node.signer")
        case .unintelligible: self.init(.signerUnintelligible)
        case .signerFailed(let reason): self.init(.signerFailed, ["reason": reason])
        case .warrantRefused(let reason): self.init(.keyWarrantRefused, ["reason": reason])
        }
    }

    private init(_ fault: ListenerError) {
        switch fault {
        case .addressInUse(let address):
            self.init(.listenAddressInUse, field: "listen", ["address": address])
        case .cannotListen(let address, let reason):
            self.init(.listenImpossible, field: "listen", ["address": address, "reason": reason])
        case .notASocket(let path): self.init(.listenNotASocket, field: path, ["path": path])
        case .pathTooLong(let path): self.init(.listenPathTooLong, field: path, ["path": path])
        case .stopped(let reason): self.init(.listenStopped, ["reason": reason])
        }
    }
}
