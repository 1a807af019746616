import Registers
import Testing

@Suite struct `Text for spreadsheets` {
    static let fields = [
        "", "plain", "a,b", "a\"b", "two\nlines", "陳大文", "'", "''", "'x", "'=x", "''=x", "=1+1",
        "+1", "-1", "@a", "\tx", "\rx", "\u{FF1D}1", "\"\u{301}", "'-", " =x",
    ]

    @Test func `[RFC 4180 §2] is read as it was written, and no cell is a formula`() throws {
        for field in Self.fields {
            let written = CSVText.field(field)
            let cell = written.hasPrefix("\"") ? String(written.dropFirst()) : written
            let first = cell.unicodeScalars.first
            #expect(first.map { !"=+-@\t\r\u{FF1D}".unicodeScalars.contains($0) } ?? true)
        }
        let text = CSVText.rendered([Self.fields, Self.fields.reversed()])
        var isRead = false
        var records = CSVRecords {
            defer { isRead = true }
            return isRead ? nil : Array(text.utf8)
        }
        for expected in [Self.fields, Self.fields.reversed()] {
            let read = try records.next()?.fields.get().map(CSVText.plain)
            #expect(read?.count == expected.count)
            for (one, other) in zip(read ?? [], expected) {
                #expect(one.unicodeScalars.elementsEqual(other.unicodeScalars), "\(other)")
            }
        }
        #expect(try records.next() == nil)
    }

    @Test(arguments: [
        ("'=x", "=x"), ("''=x", "'=x"), ("'x", "'x"), ("'", "'"), ("=x", "=x"), ("'-1", "-1"),
    ])
    func `gets its guard taken away, and nothing else`(text: String, plain: String) {
        #expect(CSVText.plain(text) == plain)
    }
}
