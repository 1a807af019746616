import Cryptography
import Synchronization
import Testing

@Suite struct `PINs of tokens` {
    private func pin(_ text: String) -> SecretBytes { SecretBytes(Array(text.utf8)) }

    @Test(arguments: ["12345", "000000", "aaaaaaaa", "123456", "23456789", "987654", "FEDCBA", ""])
    func `[8.16] what is short, one character or a row is refused as weak`(text: String) {
        #expect(TokenPIN.isWeak(pin(text)))
    }

    @Test(arguments: ["123457", "112233", "135791", "58203917", "Zx81-48K-pin"])
    func `[8.16] what is neither is taken`(text: String) {
        #expect(!TokenPIN.isWeak(pin(text)))
    }

    @Test(arguments: [(4, 6), (6, 6), (8, 8), (16, 16)])
    func `[8.16] digits are drawn, as many as asked for and at least six`(
        asked: Int, count: Int
    ) {
        let drawn = (0..<200).map { _ in
            TokenPIN.drawn(digits: asked).withBytes { String(decoding: $0, as: UTF8.self) }
        }
        #expect(drawn.allSatisfy { $0.count == count && $0.allSatisfy(\.isNumber) })
        #expect(drawn.allSatisfy { !TokenPIN.isWeak(pin($0)) })
        #expect(Set(drawn).count > 190)
        // Each digit comes up: none is left out.
        #expect(Set(drawn.joined()).count == 10)
    }

    @Test func `[8.16] no digit is likelier than another, and a weak draw is refused`() {
        // 250 and above are thrown away; eight zeros are weak, and drawn again.
        let drawn = TokenPIN.drawn(
            digits: 8,
            randomness: Scripted([
                [255, 250, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
                [249, 8, 17, 26, 35, 44, 53, 61],
            ]))
        #expect(drawn.withBytes { String(decoding: $0, as: UTF8.self) } == "98765431")
    }
}

/// Gives octets that a test wrote down, one row a call.
private final class Scripted: Randomness {
    private let rows: [[UInt8]]
    private let place = Mutex(0)

    init(_ rows: [[UInt8]]) { self.rows = rows }

    func bytes(_ count: Int) -> [UInt8] {
        let row = place.withLock { place in
            defer { place += 1 }
            return rows[place]
        }
        return Array(row.prefix(count))
    }
}
