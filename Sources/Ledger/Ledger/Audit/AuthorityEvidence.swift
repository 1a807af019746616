import CanonicalJSON

/// What a judgement of the officers' signatures needs beside the entries. Where it comes from is not believed: what
/// several people signed names the hash of the payload, and a checkpoint its root.
protocol AuthorityEvidence {
    /// What a proposal says; nil where there is none of this name.
    func payload(ofProposal id: String) throws -> JSONValue?
    /// The root of the journal when it had this size; nil where no checkpoint was of this size.
    func root(ofSize size: Int64) throws -> [UInt8]?
    /// All rows as they stand now; nil where they are not at hand: then only what the entries themselves say is
    /// looked at.
    var rows: (any StorageConnection)? { get }
}

/// From the rows of a ledger.
struct StoredEvidence: AuthorityEvidence {
    private let connection: any StorageConnection

    init(_ connection: any StorageConnection) {
        self.connection = connection
    }

    var rows: (any StorageConnection)? { connection }

    func payload(ofProposal id: String) throws -> JSONValue? {
        let row = try connection.first("SELECT payload FROM proposal WHERE id = ?", [.text(id)])
        return (row?["payload"]?.text).flatMap { try? JSONValue(parsing: Array($0.utf8)) }
    }

    func root(ofSize size: Int64) throws -> [UInt8]? {
        try connection.first(JournalTables.rootOfSize, [.integer(size)])?["root"]?.blob
    }
}
