import CSQLite
package import Ledger

/// The online backup of SQLite, from a read transaction of its own: the state is that of one commit,
/// and acts go on.
extension SQLiteDriver: CopyingDriver {
    /// 4 MiB of pages a step.
    private static let pagesPerStep: Int32 = 1024

    package func copy(to path: String) throws(LedgerError) {
        let source = try SQLiteConnection(path: self.path, access: .readOnly)
        defer { source.close() }
        try source.begin()
        defer { source.rollback() }
        // A transaction sees its state from its first read on.
        _ = try source.first("SELECT COUNT(*) AS count FROM meta")
        try source.copyPages(to: path, atATime: Self.pagesPerStep)
    }
}
