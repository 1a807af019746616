import Registers
import Testing

@Suite struct `Text that comes in pieces` {
    private func pieces(_ text: String, _ step: Int) -> () throws -> [UInt8]? {
        let octets = Array(text.utf8)
        var place = 0
        return {
            guard place < octets.count else { return nil }
            defer { place += step }
            return Array(octets[place..<min(place + step, octets.count)])
        }
    }

    @Test(arguments: [1, 2, 3, 100])
    func `has numbered lines, however it comes`(step: Int) throws {
        var lines = TextLines(pieces("a\r\n\nbc\nd", step))
        var found: [TextLines.Line] = []
        while let line = try lines.next() { found.append(line) }
        #expect(found.map(\.number) == [1, 2, 3, 4])
        #expect(found.map(\.bytes) == ["a", "", "bc", "d"].map { Array($0.utf8) })
    }

    @Test func `goes on after a line that is too long`() throws {
        let long = String(repeating: "x", count: TextLines.maximumBytes + 1)
        var lines = TextLines(pieces("\(long)\nok\n", 4096))
        let first = try lines.next()
        #expect(first?.number == 1 && first?.bytes == nil)
        let second = try lines.next()
        #expect(second?.number == 2 && second?.bytes == Array("ok".utf8))
        #expect(try lines.next() == nil)
    }

    @Test(arguments: [1, 7, 100])
    func `[RFC 4180 §2] has records with quoted fields`(step: Int) throws {
        var records = CSVRecords(pieces("a,b\n\"x,\"\"y\"\"\nz\",\n\nlast,\"q\"\n", step))
        let first = try records.next()
        #expect(first?.line == 1 && first?.fields == .success(["a", "b"]))
        let second = try records.next()
        #expect(second?.line == 2 && second?.fields == .success(["x,\"y\"\nz", ""]))
        let third = try records.next()
        #expect(third?.line == 5 && third?.fields == .success(["last", "q"]))
        #expect(try records.next() == nil)
    }

    @Test(
        arguments: [("a\"b,c", .quote), ("\"a\"b,c", .quote), ("\"a,b", .quote)]
            as [(String, RegisterError)])
    func `[RFC 4180 §2] is refused with quotation marks out of place`(
        text: String, problem: RegisterError
    ) throws {
        var records = CSVRecords(pieces(text, 100))
        #expect(try records.next()?.fields == .failure(problem))
    }

    @Test func `[RFC 4180 §2] holds whatever stands between quotation marks`() throws {
        let fields = ["plain", "with, comma", "with \"quote\"", "two\nlines", ""]
        let text = "plain,\"with, comma\",\"with \"\"quote\"\"\",\"two\nlines\",\n"
        var records = CSVRecords(pieces(text, 5))
        #expect(try records.next()?.fields == .success(fields))
    }
}
