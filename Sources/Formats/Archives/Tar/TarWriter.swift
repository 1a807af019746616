/// Puts members one after the other; holds none of them.
public struct TarWriter {
    private var current: TarHeader?
    private var written: Int64 = 0

    public init() {}

    /// Begins a member; the one before must be whole.
    /// - Throws: `ArchiveError.wrongSize`.
    public mutating func begin(_ header: TarHeader) throws(ArchiveError) -> [UInt8] {
        let end = try end()
        current = header
        written = 0
        return end + header.bytes
    }

    /// More of the member's content.
    public mutating func write(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        written += Int64(bytes.count)
        guard let current, written <= current.size else {
            throw .wrongSize(name: current?.name ?? "")
        }
        return bytes
    }

    /// Ends the archive: two blocks of zeros.
    public mutating func finish() throws(ArchiveError) -> [UInt8] {
        try end() + [UInt8](repeating: 0, count: 2 * TarHeader.blockCount)
    }

    private func end() throws(ArchiveError) -> [UInt8] {
        guard let current else { return [] }
        guard written == current.size else { throw .wrongSize(name: current.name) }
        return [UInt8](repeating: 0, count: TarReader.padding(after: current.size))
    }
}
