/// Takes an archive apart as it comes; holds less than two blocks of it.
public struct TarReader {
    /// What is found, in order.
    public enum Part: Sendable, Hashable {
        case member(TarHeader)
        /// More of the member's content.
        case content([UInt8])
        /// The member is whole.
        case memberEnd
    }

    private enum State {
        case header
        case content(left: Int64, padding: Int)
        /// So many of the two last blocks of zeros are there.
        case end(blocks: Int)
    }

    private var state = State.header
    private var pending: [UInt8] = []

    public init() {}

    static func padding(after size: Int64) -> Int {
        let block = Int64(TarHeader.blockCount)
        return Int((block - size % block) % block)
    }

    /// Takes more of the archive and hands on what it holds.
    /// - Throws: `ArchiveError` `.malformedMember`, `.notAPlainFile`, `.trailingBytes`; what
    ///   `body` throws.
    public mutating func read(_ bytes: [UInt8], _ body: (Part) throws -> Void) throws {
        pending += bytes
        var place = 0
        while let count = try step(place, body) { place += count }
        pending.removeFirst(place)
    }

    /// - Throws: `ArchiveError.cutShort` if the end is missing.
    public func finish() throws(ArchiveError) {
        guard case .end(blocks: 2) = state else { throw .cutShort }
    }

    /// One part of what waits; nil when more is needed first.
    private mutating func step(
        _ place: Int, _ body: (Part) throws -> Void
    ) throws -> Int? {
        let waiting = pending.count - place
        switch state {
        case .content(let left, let padding) where left > 0:
            guard waiting > 0 else { return nil }
            let count = Int(min(left, Int64(waiting)))
            try body(.content(Array(pending[place..<place + count])))
            state = .content(left: left - Int64(count), padding: padding)
            return count
        case .content(_, let padding):
            guard waiting >= padding else { return nil }
            guard pending[place..<place + padding].allSatisfy({ $0 == 0 }) else {
                throw ArchiveError.malformedMember
            }
            try body(.memberEnd)
            state = .header
            return padding
        case .header, .end:
            guard waiting >= TarHeader.blockCount else { return nil }
            try readBlock(Array(pending[place..<place + TarHeader.blockCount]), body)
            return TarHeader.blockCount
        }
    }

    private mutating func readBlock(
        _ block: [UInt8], _ body: (Part) throws -> Void
    ) throws {
        let blocks = if case .end(let blocks) = state { blocks } else { 0 }
        if block.allSatisfy({ $0 == 0 }) {
            guard blocks < 2 else { throw ArchiveError.trailingBytes }
            state = .end(blocks: blocks + 1)
            return
        }
        guard blocks == 0 else { throw ArchiveError.trailingBytes }
        let header = try TarHeader(parsing: block)
        try body(.member(header))
        state = .content(left: header.size, padding: Self.padding(after: header.size))
    }
}
