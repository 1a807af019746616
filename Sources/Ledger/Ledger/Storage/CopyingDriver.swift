/// A driver whose whole storage can be copied into one file while it is in use.
package protocol CopyingDriver: StorageDriver {
    /// Writes one committed state, whole, to a new file. Readers and the committer go on meanwhile;
    /// only the shrinking of the write-ahead log waits.
    func copy(to path: String) throws(LedgerError)
}
