package import Ledger

/// Which key belongs to which OCSP responder certificate, for every responder there ever was.
package struct ResponderKey: Record, Sendable {
    package let authority: String
    package let serialHex: String
    package let key: String

    package static let table = Table(
        "responder_key",
        columns: [Column("authority", .text), Column("serial", .text), Column("key", .text)],
        key: ["authority", "serial"])

    package init(authority: String, serialHex: String, key: String) {
        self.authority = authority
        self.serialHex = serialHex
        self.key = key
    }

    package init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        serialHex = try row.text("serial")
        key = try row.text("key")
    }

    package var values: KeyValuePairs<String, Value> {
        ["authority": .text(authority), "serial": .text(serialHex), "key": .text(key)]
    }
}
