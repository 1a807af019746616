import CanonicalJSON
import MerkleLog
import PKIX
import Registers
import Testing

@Suite struct `A row of a register` {
    private static let since: Int64 = 1_767_323_045_000
    private let row: RegisterRow

    init() throws {
        row = RegisterRow(
            serial: try SerialNumber(parsing: "0a"), subject: "/CN=a",
            revocation: .init(
                sinceMilliseconds: Self.since, reason: .keyCompromise,
                invalidityMilliseconds: Self.since - 1000))
    }

    @Test func `is read as it is written`() throws {
        #expect(try RegisterRow(row.json) == row)
        let valid = RegisterRow(serial: row.serial, certificate: [0x30, 0x00])
        #expect(try RegisterRow(valid.json) == valid)
    }

    @Test(
        arguments: [
            (["state": "valid"], .state), (["state": "odd"], .state), (["serial": "0A"], .serial),
            (["reason": 8], .reason), (["reason": 0], .reason), (["reason": 7], .reason),
            (["reason": 6], .state), (["since": 1], .time), (["since": .null], .missing),
            (["notAfter": "never"], .time), (["more": true], .fields),
            (["certificate": "MAA="], .fields), (["certificate": "?"], .certificate),
        ] as [([String: JSONValue], RegisterError)])
    func `is refused for what is wrong with it`(change: [String: JSONValue], problem: RegisterError)
    {
        #expect(throws: problem) {
            try RegisterRow(.object((row.json.object ?? [:]).merging(change) { $1 }))
        }
    }
}

@Suite struct `The tree over a register` {
    private func rows(_ count: Int) throws -> [RegisterRow] {
        try (1...count).map {
            RegisterRow(serial: try SerialNumber(bytes: [0x01, UInt8($0 >> 8), UInt8($0 & 0xFF)]))
        }
    }

    @Test(arguments: [1, 63, 64, 65, 128, 129, 200, 448])
    func `[RFC 6962 §2.1] proves each piece by the root over all rows`(count: Int) throws {
        let rows = try rows(count)
        var tree = RegisterTree()
        var whole = CompactRange()
        for row in rows {
            tree.append(row)
            whole.append(MerkleTree.leafHash(of: row.json.canonicalBytes))
        }
        #expect(tree.root == whole.root && tree.size == Int64(count))
        let proofs = tree.proofs
        let size = Int64(count)
        let last = RegisterTree.pieces(of: size) - 1
        for number in 0...last {
            let start = Int(number) * RegisterTree.rowsInPiece
            let piece = Array(rows[start..<min(start + RegisterTree.rowsInPiece, count)])
            let proof = try proofs.ofPiece(number)
            func holds(_ rows: [RegisterRow], _ number: Int64, _ size: Int64) -> Bool {
                RegisterTree.holds(
                    rows, number: number, proof: proof, root: tree.root, size: size)
            }
            #expect(holds(piece, number, size))
            #expect(!holds(Array(piece.dropLast()), number, size))
            #expect(!holds(piece, number + 1, size))
            #expect(!holds(piece, -1, size))
            if piece.count > 1 { #expect(!holds(piece.reversed(), number, size)) }
        }
        #expect(throws: MerkleLogError.indexOutOfRange) { try proofs.ofPiece(last + 1) }
    }
}
