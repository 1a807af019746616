/// Finding out whether the storage takes writes, before an act has to.
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
}
