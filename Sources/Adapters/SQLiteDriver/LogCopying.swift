import Dispatch
import Ledger
import OwnThread
import Synchronization

/// Copies the pages of a full write-ahead log back into the database beside the commits, on a thread
/// and a connection of its own: within a commit, all acts would wait for it.
///
/// What is committed meanwhile is not copied with it, and the log begins anew only when all of it is:
/// so the last pages are left to the writer, between two commits. Readers that need the log hold all of
/// that back. It changes nothing of what is durable: SQLite has the log on the disk before it copies,
/// and the copy before the log begins anew.
final class LogCopying: Sendable {
    /// 32 MiB: a page that changes often is copied once for many commits. It also bounds the log, and
    /// so how long the next start takes.
    private static let fullPages: Int32 = 8192
    /// As many as SQLite by itself copies within a commit. Far fewer, and the commits of an import, some
    /// 350 pages each, would outrun the copying.
    private static let fewPages: Int32 = 1000

    private let path: String
    /// So many pages of the log as it is; nil while a thread copies.
    private let copied = Mutex<Int32?>(0)
    private let threads = DispatchGroup()

    init(path: String) {
        self.path = path
    }

    /// Has a log copied that a commit made full.
    ///
    /// - Parameter pages: so many are in the log.
    /// - Returns: Whether the writer has to copy what is left of it, now.
    func leavesToWriter(ofPages pages: Int32) -> Bool {
        copied.withLock { copied in
            guard let known = copied else { return false }
            guard pages >= Self.fullPages else {
                copied = 0
                return false
            }
            guard pages - known > Self.fewPages, startThread() else { return true }
            copied = nil
            return false
        }
    }

    private func startThread() -> Bool {
        threads.enter()
        let isRunning = runOnOwnThread {
            let copied = try? SQLiteConnection(path: self.path, access: .readOnly).copyLog()
            // Where it fails, the writer sees to all of the log.
            self.copied.withLock { $0 = copied ?? .max }
            self.threads.leave()
        }
        if !isRunning { threads.leave() }
        return isRunning
    }

    /// Returns once no thread copies; the writer commits nothing more.
    func end() {
        threads.wait()
    }
}
