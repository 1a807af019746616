package import Ledger

/// The ledger in a PostgreSQL database, through libpq: for several servers over one ledger.
///
/// One schema of a database holds one ledger. Durable means what the database promises: a commit returns once it
/// is on disk there and, where the database is set up so, on its synchronous replicas. A server with
/// `fsync` off or another encoding than UTF-8 is refused.
package struct PostgreSQLDriver: StorageDriver {
    /// A connection URI of libpq (`postgresql://…`) without a password: that comes from a password
    /// file or the socket's peer authentication, so that it stands in no setting and no log.
    package let address: String

    package init(address: String) {
        self.address = address
    }

    /// Text is compared and ordered by its bytes, as everywhere in the ledger.
    package var dialect: Dialect {
        Dialect(
            integerType: "BIGINT", textType: "TEXT COLLATE \"C\"", blobType: "BYTEA",
            tableSuffix: "")
    }

    /// Other servers write as well.
    package var isShared: Bool { true }

    package func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        try PostgreSQLConnection(address: address, access: access)
    }

    /// The meaning of a code of PostgreSQL's appendix A, "Error Codes".
    ///
    /// - Parameter text: the primary message. It is left out where it may repeat a value.
    package static func error(_ code: String, _ text: String) -> LedgerError {
        let detail = "\(text) (\(code))"
        switch code {
        case "53100": return .diskFull
        case "25006": return .readOnly
        case "42804": return .constraint(detail: detail)
        case "40001", "40P01", "55P03", "57014": return .busy
        case "XX001", "XX002": return .corrupt(detail: detail)
        case "3D000", "28000", "28P01", "53300", "57P03": return .cannotOpen(detail: detail)
        default: break
        }
        switch code.prefix(2) {
        case "23": return .constraint(detail: detail)
        case "22": return .constraint(detail: code)
        case "42", "25", "26", "34", "0A": return .misuse(detail: detail)
        default: return .inputOutput(detail: detail)
        }
    }
}
