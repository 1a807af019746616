import Glibc

/// The right of one process to a data folder; ends with the process, however it ends.
///
/// An advisory lock (flock) on the file `lock`, which holds the owner's process id for people to
/// read. The file itself stays: deleting it would let two processes lock two files of one name.
/// Known hole: some network file systems do not carry flock between machines.
@safe
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `LedgerError.folderInUse` with the owner's process id; `.cannotOpen`,
    ///   `.inputOutput`, `.diskFull` or `.readOnly` for what the operating system refuses.
    package init(folder: String) throws(LedgerError) {
        let path = folder + "/lock"
        // Close on exec: a child process must not inherit the lock.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw LedgerError(ofOperatingSystem: errno, at: path)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let owner = Self.owner(descriptor)
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw LedgerError(ofOperatingSystem: reason, at: path, isOpen: true)
            }
            throw .folderInUse(processID: owner)
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        let written =
            ftruncate(descriptor, 0) == 0
            ? unsafe pwrite(descriptor, text, text.count, 0) : -1
        guard written == text.count else {
            // A short write leaves errno as it was: there was no room for the rest.
            throw LedgerError(
                ofOperatingSystem: written < 0 ? errno : ENOSPC, at: path, isOpen: true)
        }
    }

    /// Given back by word: a child that this process is just making has the descriptor too, until it
    /// runs its program, and would hold the lock for that moment.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Zero when the owner left no number.
    private static func owner(_ descriptor: Int32) -> Int32 {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
        return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
    }
}
