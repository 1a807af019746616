package import Ledger

/// A driver whose writer begins and commits as a test says.
package struct TransactionDriver: ForwardingDriver {
    /// Given the connection that really does it.
    package typealias Step = @Sendable (any StorageConnection) throws(LedgerError) -> Void

    package let inner: any StorageDriver
    private let begin: Step
    private let commit: Step

    package init(
        _ inner: any StorageDriver,
        begin: @escaping Step = { connection throws(LedgerError) in try connection.begin() },
        commit: @escaping Step = { connection throws(LedgerError) in try connection.commit() }
    ) {
        self.inner = inner
        self.begin = begin
        self.commit = commit
    }

    package func connect(
        _ access: StorageAccess
    ) throws(LedgerError) -> any StorageConnection {
        let connection = try inner.connect(access)
        guard access == .readWrite else { return connection }
        return Connection(connection, begin, commit)
    }

    private final class Connection: ForwardingConnection {
        let inner: any StorageConnection
        private let beginning: Step
        private let committing: Step

        init(_ inner: any StorageConnection, _ begin: @escaping Step, _ commit: @escaping Step) {
            self.inner = inner
            beginning = begin
            committing = commit
        }

        func begin() throws(LedgerError) { try beginning(inner) }
        func commit() throws(LedgerError) { try committing(inner) }
    }
}
