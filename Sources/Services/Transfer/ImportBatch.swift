package import CanonicalJSON
package import Governance
import Issuance
package import Ledger
import Messages
import Registers
import Status

/// A register that is taken over: many rows under one root, which people signed. The rows follow in
/// pieces, each in an entry of its own, and the batch says how far they came.
package struct ImportBatch: Record, Sendable {
    package enum State: String, Sendable { case open, done }

    /// The Merkle root over the rows, lower-case hex: the batch's name. See `RegisterTree`.
    package let rootHex: String
    package let authority: String
    package let rows: Int64
    /// The number of the next piece.
    package var next: Int64
    package var state: State
    package let proposal: String

    package static let table = Table(
        "import_batch",
        columns: [
            Column("root", .text), Column("authority", .text), Column("rows", .integer),
            Column("next", .integer), Column("state", .text), Column("proposal", .text),
        ],
        key: ["root"])

    init(_ wish: Proposed, proposal: String) {
        rootHex = wish.rootHex
        authority = wish.authority
        rows = wish.rows
        next = 0
        state = .open
        self.proposal = proposal
    }

    package init(row: Row) throws(LedgerError) {
        rootHex = try row.text("root")
        authority = try row.text("authority")
        rows = try row.integer("rows")
        next = try row.integer("next")
        state = try row.choice("state")
        proposal = try row.text("proposal")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "root": .text(rootHex), "authority": .text(authority), "rows": .integer(rows),
            "next": .integer(next), "state": .text(state.rawValue), "proposal": .text(proposal),
        ]
    }

    var pieces: Int64 { RegisterTree.pieces(of: rows) }

    /// What the people sign who take a register over.
    package struct Proposed: Sendable {
        package let authority: String
        package let rootHex: String
        package let rows: Int64
        /// The greatest number of the authority's lists so far; nil where no list came along.
        package let crlNumber: Int64?

        /// Numbers here are milliseconds since 1970, or one more than the last: above this there are as
        /// many again, up to 2^53, where programs that read JSON as doubles keep them exact.
        package static let greatestCRLNumber: Int64 = 1 << 52

        package init(_ payload: Payload) throws {
            try payload.refuseUnknown(besides: [
                "authority", "root", "rows", "valid", "suspended", "revoked", "crlNumber",
            ])
            authority = try payload.string("authority", maximumBytes: 64)
            rootHex = try payload.digest("root")
            let rows = try payload.integer("rows")
            let counts = try ["valid", "suspended", "revoked"].map { try payload.integer($0) }
            guard (1...RegisterTree.maximumRows).contains(rows),
                counts.allSatisfy({ (0...rows).contains($0) }), counts.reduce(0, +) == rows
            else { throw Refusal(.payloadInvalid, field: "rows", ["name": "rows"]) }
            self.rows = rows
            crlNumber = try payload.optionalInteger("crlNumber")
            guard (0...Self.greatestCRLNumber).contains(crlNumber ?? 0) else {
                throw Refusal(.importCRLNumberTooGreat, field: "crlNumber")
            }
        }

        /// Whether it could be taken over now.
        package func judge(_ ledger: some ReadableLedger) throws {
            _ = try ledger.authority(authority)
            guard try ledger.get(ImportBatch.self, .text(rootHex)) == nil else {
                throw Refusal(.importBatchKnown, field: "root", ["root": rootHex])
            }
        }
    }

    /// The executor of `register.import`: the batch is open, and lists go on above its number.
    package static func execute(
        _ transaction: inout Transaction, _ json: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let wish = try Proposed(Payload(json))
        try wish.judge(transaction)
        let batch = ImportBatch(wish, proposal: proposal.id)
        try transaction.put(batch)
        if let number = wish.crlNumber,
            number > (try transaction.lastCRLNumber(wish.authority) ?? -1)
        {
            // A number that was used elsewhere, without a list and without dates: the next is greater.
            try transaction.put(
                CRLRecord(
                    authority: wish.authority, number: number, thisUpdateMilliseconds: 0,
                    nextUpdateMilliseconds: 0, entry: transaction.entryIndex))
        }
        transaction.note("authority", .string(wish.authority))
        transaction.note("root", .string(wish.rootHex))
        transaction.note("rows", .integer(wish.rows))
        return batch.json
    }

    /// What the API says of it.
    package var json: JSONValue {
        [
            "root": .string(rootHex), "authority": .string(authority), "rows": .integer(rows),
            "state": .string(state.rawValue), "pieces": .integer(pieces), "next": .integer(next),
        ]
    }
}
