/// Writing apart from acts: whether the storage takes writes, and work on a ledger that nobody has open.
extension Ledger {
    /// The name under which the last try stands beside the versions.
    private static let tried = "triedWritingAt"

    /// Makes one small change durable, apart from the journal: the table `meta` is in no change
    /// list.
    ///
    /// - Throws: what an act would end with now; `closed` after the end.
    package func tryWriting(atMilliseconds now: Int64) throws(LedgerError) {
        try connection.transaction { () throws(LedgerError) in
            try connection.execute(Schema.putMeta, [.text(Self.tried), .integer(now)])
        }
    }

    /// One piece of work on a stored ledger that no process has open, in one transaction: whoever ends
    /// the process finds all of it or nothing.
    static func whileClosed<T: Sendable>(
        _ settings: LedgerSettings, label: String,
        _ work: @escaping @Sendable (any StorageConnection, Catalogue) throws -> T
    ) async throws -> T {
        let catalogue = try Catalogue(settings)
        return try await QueueExecutor(label: label).run {
            let connection = try settings.driver.connect(.readWrite)
            defer { connection.close() }
            try connection.begin()
            do {
                let result = try work(connection, catalogue)
                try connection.commit()
                return result
            } catch {
                connection.rollback()
                throw error
            }
        }
    }
}
