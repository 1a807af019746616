/// The block of 512 octets before a member. POSIX.1-2017, pax, "ustar Interchange Format".
///
/// Written in one form: a plain file of mode 0600 without owner. Read in this form alone, so that
/// nothing that a reader might obey (links, folders, devices, long names) can stand there.
public struct TarHeader: Sendable, Hashable {
    /// Printable ASCII, 1 to 100 octets.
    public let name: String
    /// Octets of the content.
    public let size: Int64
    /// Seconds since 1970 UTC.
    public let modifiedSeconds: Int64

    static let blockCount = 512
    private static let nameCount = 100
    private static let sizePlace = 124..<136
    private static let timePlace = 136..<148
    private static let sumPlace = 148..<156
    private static let typePlace = 156
    /// Eleven octal digits; larger numbers are written in binary behind an octet 0x80, as GNU tar
    /// and pax readers know it.
    private static let maximumOctal: Int64 = 0o777_7777_7777

    /// - Throws: `.malformedMember` for another name, or a negative number.
    public init(name: String, size: Int64, modifiedSeconds: Int64) throws(ArchiveError) {
        guard (1...Self.nameCount).contains(name.utf8.count), size >= 0, modifiedSeconds >= 0,
            name.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformedMember }
        self.name = name
        self.size = size
        self.modifiedSeconds = modifiedSeconds
    }

    /// - Throws: `.notAPlainFile`, `.malformedMember` for anything but the one writing.
    public init(parsing block: [UInt8]) throws(ArchiveError) {
        guard block.count == Self.blockCount else { throw .malformedMember }
        let name = String(decoding: block.prefix(Self.nameCount).prefix { $0 != 0 }, as: UTF8.self)
        guard let size = Self.number(block[Self.sizePlace]),
            let time = Self.number(block[Self.timePlace])
        else { throw .malformedMember }
        guard block[Self.typePlace] == UInt8(ascii: "0") else { throw .notAPlainFile(name: name) }
        try self.init(name: name, size: size, modifiedSeconds: time)
        guard bytes == block else { throw .malformedMember }
    }

    /// The block.
    public var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockCount)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { block[place + offset] = byte }
        }
        put(name, at: 0)
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        block.replaceSubrange(Self.sizePlace, with: Self.field(size))
        block.replaceSubrange(Self.timePlace, with: Self.field(modifiedSeconds))
        put("        ", at: Self.sumPlace.lowerBound)
        put("0", at: Self.typePlace)
        put("ustar\u{0}00", at: 257)
        put("0000000", at: 329)
        put("0000000", at: 337)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put(Self.octal(sum, digits: 6) + "\u{0} ", at: Self.sumPlace.lowerBound)
        return block
    }

    private static func field(_ number: Int64) -> [UInt8] {
        guard number > maximumOctal else { return Array(octal(number, digits: 11).utf8) + [0] }
        let binary = unsafe withUnsafeBytes(of: number.bigEndian) { unsafe Array($0) }
        return [0x80, 0, 0, 0] + binary
    }

    private static func octal(_ number: Int64, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        if field.first == 0x80 {
            let binary = field.suffix(8)
            guard let first = binary.first, first < 0x80 else { return nil }
            return binary.reduce(0) { $0 << 8 | Int64($1) }
        }
        return Int64(String(decoding: field.dropLast(), as: UTF8.self), radix: 8)
    }
}
