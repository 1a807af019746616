import CanonicalJSON
import PKIX
import Registers

extension Property {
    /// Lines of an index: however they come, the same; and what is read is written as it was read.
    static let opensslIndex = Property("opensslIndex") { input throws(Violation) in
        let whole = lines(of: input, step: max(1, input.count))
        try require(whole == lines(of: input, step: 1), "it does not matter how the octets come")
        for line in whole ?? [] {
            guard let bytes = line.bytes, !OpenSSLIndexLine.isBlank(bytes),
                let read = try? OpenSSLIndexLine(parsing: bytes)
            else { continue }
            let row = RegisterRow(serial: read.serial, revocation: read.revocation)
            try require((try? RegisterRow(row.json)) == row, "a row is read as it is written")
            let text = OpenSSLIndexLine.text(
                of: row, notAfterMilliseconds: read.notAfterMilliseconds, subject: read.subject)
            guard !read.subject.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\\" }) else {
                continue
            }
            let again = try require(
                try? OpenSSLIndexLine(parsing: Array(text.utf8.dropLast())),
                "what was written can be read")
            try require(
                again.serial == read.serial && again.subject == read.subject
                    && again.notAfterMilliseconds == read.notAfterMilliseconds
                    && again.revocation == read.revocation, "a line is written as it was read")
        }
    }

    /// EJBCA's table: however it comes, the same; a record is read as it is written.
    static let ejbcaTable = Property("ejbcaTable") { input throws(Violation) in
        let whole = records(of: input, step: max(1, input.count))
        try require(whole == records(of: input, step: 1), "it does not matter how the octets come")
        var table: EJBCATable?
        for record in whole ?? [] {
            guard case .success(let fields) = record.fields else { continue }
            let text = text(of: fields)
            if text != "\n" {
                try require(
                    records(of: Array(text.utf8), step: 7)?.map(\.fields) == [.success(fields)],
                    "a record is read as it is written")
            }
            if let row = try? table?.row(fields) {
                try require((try? RegisterRow(row.json)) == row, "a row is read as it is written")
            }
            table = table ?? (try? EJBCATable(header: fields))
        }
    }

    /// Comma-separated text: however it comes, the same; what is written for a spreadsheet is read as it
    /// was, and no cell of it is a formula.
    static let csvText = Property("csvText") { input throws(Violation) in
        let whole = records(of: input, step: max(1, input.count))
        try require(whole == records(of: input, step: 1), "it does not matter how the octets come")
        for record in whole ?? [] {
            guard case .success(let fields) = record.fields, fields != [""] else { continue }
            // A line end in a field is read as a line feed.
            let plain = fields.map { $0.replacing("\r", with: "") }
            let text = CSVText.rendered([plain])
            guard text.utf8.count < TextLines.maximumBytes, text != "\r\n" else { continue }
            let read = try? records(of: Array(text.utf8), step: 7)?.first?.fields.get()
            try require(read?.map(CSVText.plain) == plain, "a record is read as it is written")
            for cell in read ?? [] {
                try require(
                    cell.unicodeScalars.first.map { !"=+-@\t".unicodeScalars.contains($0) }
                        ?? true, "no cell is a formula")
            }
        }
    }

    /// A record as it is written: fields with anything unusual in quotation marks.
    private static func text(of fields: [String]) -> String {
        fields.map { field in
            let isPlain = field.utf8.allSatisfy {
                $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != 0x0A && $0 != 0x0D
            }
            guard !isPlain else { return field }
            var quoted = "\""
            for scalar in field.unicodeScalars {
                quoted.unicodeScalars.append(scalar)
                if scalar == "\"" { quoted += "\"" }
            }
            return quoted + "\""
        }.joined(separator: ",") + "\n"
    }

    private static func pieces(_ input: [UInt8], _ step: Int) -> () -> [UInt8]? {
        var place = 0
        return {
            guard place < input.count else { return nil }
            defer { place += step }
            return Array(input[place..<min(place + step, input.count)])
        }
    }

    private static func lines(of input: [UInt8], step: Int) -> [TextLines.Line]? {
        var lines = TextLines(pieces(input, step))
        var found: [TextLines.Line] = []
        while let line = try? lines.next() { found.append(line) }
        return found
    }

    private static func records(of input: [UInt8], step: Int) -> [CSVRecords.CSVRecord]? {
        var records = CSVRecords(pieces(input, step))
        var found: [CSVRecords.CSVRecord] = []
        while let record = try? records.next() { found.append(record) }
        return found
    }
}
