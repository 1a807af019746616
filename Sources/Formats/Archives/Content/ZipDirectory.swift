/// The list of what a ZIP file holds (APPNOTE.TXT 6.3.10 §4.3.12, §4.3.16). Nothing is unpacked.
///
/// Only the plain form is read: one disk, no encryption, nothing before the first entry, between entry and directory
/// nothing that two programs could read differently, no comment, no ZIP64. What it says of sizes is
/// bounded, so that who unpacks it later is not flooded.
public struct ZipDirectory: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public let name: String
        /// In the file.
        public let packedBytes: Int64
        /// As the directory declares.
        public let bytes: Int64
        let offset: Int64
        let method: UInt16
        let nameBytes: [UInt8]
    }

    public let entries: [Entry]

    /// Office documents have dozens of parts; with a thousand pictures a thousand.
    public static let maximumEntries = 2000
    /// Unpacked, all together. No document of people comes near.
    public static let maximumUnpackedBytes: Int64 = 256 << 20
    /// XML shrinks to a twentieth at most; DEFLATE could say a thousandth.
    public static let maximumRatio: Int64 = 100
    /// Below this a good ratio is nothing to fear.
    static let smallBytes: Int64 = 1 << 20
    private static let maximumDirectoryBytes = 1 << 20
    private static let endCount = 22

    static let localSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let directorySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    /// - Throws: ``ContentError/package``; what the reading throws.
    public init(of content: FileContent) throws {
        let end = try content.tail(Self.endCount)
        guard end.count == Self.endCount, end.starts(with: Self.endSignature) else {
            throw ContentError.package
        }
        let count = Int(Self.short(end, 10))
        let size = Int64(Self.long(end, 12))
        let start = Int64(Self.long(end, 16))
        guard Self.long(end, 4) == 0, Self.short(end, 8) == count, Self.short(end, 20) == 0,
            (1...Self.maximumEntries).contains(count), size <= Self.maximumDirectoryBytes,
            start + size == content.count - Int64(Self.endCount)
        else { throw ContentError.package }
        let directory = try content.bytes(at: start, Int(size))
        var entries: [Entry] = []
        var place = 0
        for _ in 0..<count {
            let (entry, length) = try Self.entry(directory[place...])
            entries.append(entry)
            place += length
        }
        guard place == directory.count else { throw ContentError.package }
        self.entries = entries
        try requireBearable()
        try requireOrder(content, until: start)
    }

    /// Whether some reader would find one, whatever else the file is.
    static func isFound(in content: FileContent) throws -> Bool {
        let tail = try content.tail(endCount + Int(UInt16.max))
        guard tail.count >= endCount else { return false }
        return (0...(tail.count - endCount)).contains { place in
            tail[place] == endSignature[0] && tail[place...].starts(with: endSignature)
                && place + endCount + Int(short(tail, place + 20)) == tail.count
        }
    }

    private static func entry(_ bytes: ArraySlice<UInt8>) throws -> (Entry, Int) {
        guard bytes.count >= 46, bytes.starts(with: directorySignature) else {
            throw ContentError.package
        }
        let head = Array(bytes.prefix(46))
        let nameCount = Int(short(head, 28))
        let length = 46 + nameCount + Int(short(head, 30)) + Int(short(head, 32))
        let method = short(head, 10)
        // Bit 0: encrypted. Bit 13: the directory is.
        guard short(head, 8) & 0x2001 == 0, method == 0 || method == 8, short(head, 34) == 0,
            bytes.count >= length
        else { throw ContentError.package }
        let nameBytes = Array(bytes.dropFirst(46).prefix(nameCount))
        guard let name = String(validating: nameBytes, as: UTF8.self), isPlain(name) else {
            throw ContentError.package
        }
        return (
            Entry(
                name: name, packedBytes: Int64(long(head, 20)), bytes: Int64(long(head, 24)),
                offset: Int64(long(head, 42)), method: method, nameBytes: nameBytes), length
        )
    }

    /// A path below the place where it is unpacked.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/")
            && !name.utf8.contains { $0 < 0x20 || $0 == 0x5C || $0 == 0x3A }
            && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    }

    private func requireBearable() throws {
        var total: Int64 = 0
        for entry in entries {
            total += entry.bytes
            guard entry.method == 8 || entry.bytes == entry.packedBytes,
                entry.bytes <= max(Self.smallBytes, entry.packedBytes * Self.maximumRatio)
            else { throw ContentError.package }
        }
        guard total <= Self.maximumUnpackedBytes,
            Set(entries.map { $0.name.lowercased() }).count == entries.count
        else { throw ContentError.package }
    }

    /// Entries stand one behind the other from the first octet on, none inside another, and each begins
    /// by saying what the directory says of it.
    private func requireOrder(_ content: FileContent, until end: Int64) throws {
        var place: Int64 = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard place == 0 ? entry.offset == 0 : entry.offset >= place else {
                throw ContentError.package
            }
            let head = try content.bytes(at: entry.offset, 30 + entry.nameBytes.count)
            guard head.count == 30 + entry.nameBytes.count,
                head.starts(with: Self.localSignature), Self.short(head, 6) & 1 == 0,
                Self.short(head, 8) == entry.method,
                Int(Self.short(head, 26)) == entry.nameBytes.count,
                head.dropFirst(30).elementsEqual(entry.nameBytes)
            else { throw ContentError.package }
            place =
                entry.offset + Int64(head.count) + Int64(Self.short(head, 28))
                + entry.packedBytes
        }
        guard place <= end else { throw ContentError.package }
    }

    private static func short(_ bytes: [UInt8], _ place: Int) -> UInt16 {
        UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
    }

    private static func long(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        UInt32(short(bytes, place)) | UInt32(short(bytes, place + 2)) << 16
    }
}
