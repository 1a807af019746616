import Ledger

/// A small table for tests.
struct NoteRecord: Record, Equatable {
    static let table = Table(
        "note",
        columns: [
            Column("id", .text), Column("text", .text), Column("number", .integer, nullable: true),
            Column("bytes", .blob, nullable: true),
        ],
        key: ["id"], indexes: [Index(["text"], unique: true)])

    let id: String
    var text: String
    var number: Int64?
    var bytes: [UInt8]?

    init(_ id: String, _ text: String, number: Int64? = nil, bytes: [UInt8]? = nil) {
        self.id = id
        self.text = text
        self.number = number
        self.bytes = bytes
    }

    init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        text = try row.text("text")
        number = try row.optionalInteger("number")
        bytes = try row.optionalBlob("bytes")
    }

    var values: KeyValuePairs<String, Value> {
        ["id": .text(id), "text": .text(text), "number": Value(number), "bytes": Value(bytes)]
    }
}
