import Archives

extension Property {
    /// The header of an encrypted file, and the file as a whole.
    static let age = Property("age") { input throws(Violation) in
        if let header = try? AgeHeader(parsing: input) {
            try require(header.bytes == input, "a header is written as it was read")
        }
        let whole = ageContent(of: input, step: max(1, input.count))
        let single = ageContent(of: input, step: 1)
        try require(whole == single, "it does not matter how the octets come")
    }

    /// The identity of Tests/ArchivesTests/Vectors, to which the seeds are sealed. It opens test
    /// vectors alone.
    private static let testIdentity = try? AgeIdentity(
        parsing: "AGE-SECRET-KEY-1K88EZ5K8YZYQRVH3QFWKLFD7T5PJTM5H6R5YMREAUA8U46E4VLLS2VCYL3")

    /// What an encrypted file holds for the test identity; nil where it does not open.
    static func ageContent(of file: [UInt8], step: Int) -> [UInt8]? {
        guard let testIdentity else { return nil }
        var reader = AgeReader(testIdentity)
        var content: [UInt8] = []
        do {
            for start in stride(from: 0, to: file.count, by: step) {
                content += try reader.read(Array(file[start..<min(start + step, file.count)]))
            }
            return try content + reader.finish()
        } catch {
            return nil
        }
    }

    /// Members in a row: taken apart as one piece and octet by octet alike, and written again.
    static let tar = Property("tar") { input throws(Violation) in
        if let header = try? TarHeader(parsing: input) {
            try require(header.bytes == input, "a member's header is written as it was read")
        }
        let whole = members(input, step: max(1, input.count))
        let single = members(input, step: 1)
        try require(whole == single, "it does not matter how the octets come")
        guard let whole else { return }
        var writer = TarWriter()
        var written: [UInt8]?
        do {
            var bytes: [UInt8] = []
            for (header, content) in zip(whole.headers, whole.contents) {
                bytes += try writer.begin(header) + writer.write(content)
            }
            written = try bytes + writer.finish()
        } catch {
            written = nil
        }
        try require(written == input, "an archive is written as it was read")
    }

    private struct Members: Equatable {
        var headers: [TarHeader] = []
        var contents: [[UInt8]] = []
    }

    private static func members(_ input: [UInt8], step: Int) -> Members? {
        var reader = TarReader()
        var found = Members()
        do {
            for start in stride(from: 0, to: input.count, by: step) {
                try reader.read(Array(input[start..<min(start + step, input.count)])) { part in
                    switch part {
                    case .member(let header):
                        found.headers.append(header)
                        found.contents.append([])
                    case .content(let bytes): found.contents[found.contents.count - 1] += bytes
                    case .memberEnd: break
                    }
                }
            }
            try reader.finish()
            return found
        } catch {
            return nil
        }
    }
}
