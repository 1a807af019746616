import Ledger

/// Why a key could not be used, or a signer be asked. Carries names of files, never what they hold.
package enum KeyCustodyError: Error, Sendable, Hashable {
    /// The unlock secret is not the one that sealed this folder.
    case wrongSecret
    /// scrypt or the cipher refused its parameters.
    case derivationFailed
    case missing(String)
    /// The file was altered, exchanged or cut short.
    case damaged(String)
    /// A system call failed: the path and its errno.
    case fileFailure(String, Int32)
    /// Neither a file nor a module here has the key of this name.
    case keyNowhere(String)
    /// No module of this serial number is connected here.
    case moduleUnknown(String)
    /// The key's algorithm or the warrant does not allow this signature.
    case warrantRefused(String)
    /// The signer does not know the journal as far as the entry of the warrant, or as far as it did before.
    case notFollowed
    /// The signer signed a checkpoint of this size: what is to be signed has to go on from there.
    case checkpointAt(Int64)
    /// Nobody said that the journal goes on under another name.
    case notAnew
    /// A line of the log of signatures was changed, exchanged or taken out: the path and its number.
    case logDamaged(String)
    /// Server and signer do not speak the same language.
    case unintelligible
    /// The signer could not do it, for a reason of its own.
    case signerFailed(String)

    init(_ error: DurableFileError) {
        self =
            switch error {
            case .missing(let path): .missing(path)
            case .fileFailure(let path, let reason): .fileFailure(path, reason)
            }
    }
}
