package import Governance
package import Issuance
package import Ledger

/// A certificate revocation list, from the reservation of its number to its publication.
package struct CRLRecord: Record, Sendable {
    package let authority: String
    /// max(last + 1, milliseconds since 1970); one sequence for ever (RFC 5280 §5.2.3).
    package let number: Int64
    package let thisUpdateMilliseconds: Int64
    package let nextUpdateMilliseconds: Int64
    /// The journal entry that reserved it: the list tells what every earlier entry made of it.
    package let entry: Int64
    /// Nil until signed.
    package var list: [UInt8]?

    package static let table = Table(
        "crl",
        columns: [
            Column("authority", .text), Column("number", .integer), Column("this_update", .integer),
            Column("next_update", .integer), Column("entry", .integer),
            Column("list", .blob, nullable: true),
        ],
        key: ["authority", "number"])

    package init(
        authority: String, number: Int64, thisUpdateMilliseconds: Int64,
        nextUpdateMilliseconds: Int64, entry: Int64
    ) {
        self.authority = authority
        self.number = number
        self.thisUpdateMilliseconds = thisUpdateMilliseconds
        self.nextUpdateMilliseconds = nextUpdateMilliseconds
        self.entry = entry
    }

    package init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        number = try row.integer("number")
        thisUpdateMilliseconds = try row.integer("this_update")
        nextUpdateMilliseconds = try row.integer("next_update")
        entry = try row.integer("entry")
        list = try row.optionalBlob("list")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "authority": .text(authority), "number": .integer(number),
            "this_update": .integer(thisUpdateMilliseconds),
            "next_update": .integer(nextUpdateMilliseconds), "entry": .integer(entry),
            "list": Value(list),
        ]
    }
}

/// What a signed list says of itself, without its entries: a whole list may have 40 MB.
package struct CRLHeading: Sendable {
    package let authority: String
    package let number: Int64
    package let thisUpdateMilliseconds: Int64
    package let nextUpdateMilliseconds: Int64
    /// See `CRLRecord.entry`.
    package let entry: Int64

    /// When the next list is due: after the practice's period, of a root after half of the list's
    /// life.
    package func dueMilliseconds(kind: Authority.Kind, _ practice: Practice) -> Int64 {
        let period =
            kind == .root
            ? (nextUpdateMilliseconds &- thisUpdateMilliseconds) / 2
            : practice.crlPeriodHours * Milliseconds.hour
        return thisUpdateMilliseconds &+ period
    }
}

extension ReadableLedger {
    /// The newest CRL number ever reserved for an authority; nil before the first.
    package func lastCRLNumber(_ authority: String) throws -> Int64? {
        try rows("SELECT MAX(number) AS last FROM crl WHERE authority = ?", [.text(authority)])
            .first?.optionalInteger("last")
    }

    /// The newest signed CRL, whole.
    package func lastCRL(_ authority: String) throws -> CRLRecord? {
        try select(
            CRLRecord.self, where: "authority = ? AND list IS NOT NULL", [.text(authority)],
            orderBy: "number DESC", limit: 1
        ).first
    }

    /// What the newest signed CRL says of itself, or the newest that was there at a moment.
    package func lastCRLHeading(
        _ authority: String, until moment: Int64? = nil
    ) throws -> CRLHeading? {
        let row = try rows(
            """
            SELECT number, this_update, next_update, entry FROM crl
            WHERE authority = ? AND list IS NOT NULL AND this_update <= ?
            ORDER BY number DESC LIMIT 1
            """, [.text(authority), .integer(moment ?? .max)]
        ).first
        return try row.map { row in
            CRLHeading(
                authority: authority, number: try row.integer("number"),
                thisUpdateMilliseconds: try row.integer("this_update"),
                nextUpdateMilliseconds: try row.integer("next_update"),
                entry: try row.integer("entry"))
        }
    }
}
