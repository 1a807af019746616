/// The lines of a text that comes in pieces, one after the other, in bounded memory.
///
/// A line ends with a line feed, and a carriage return before it is no part of it; the last one may
/// have no end.
public struct TextLines {
    /// The longest line of a real index has a subject of some hundred octets; a record of a table with
    /// a certificate in it a few thousand.
    public static let maximumBytes = 1 << 16

    /// The next octets of the text; nil at its end.
    private let read: () throws -> [UInt8]?
    private var piece: [UInt8] = []
    private var place = 0
    private var number = 0
    private var isAtEnd = false

    public init(_ read: @escaping () throws -> [UInt8]?) {
        self.read = read
    }

    /// One line, with its number from 1; nil bytes where it is longer than may be.
    public struct Line: Sendable, Equatable {
        public let number: Int
        public let bytes: [UInt8]?
    }

    /// - Throws: what the reading throws, and nothing else.
    public mutating func next() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isEmpty = true
        while true {
            if place == piece.count {
                guard !isAtEnd, let more = try read() else {
                    isAtEnd = true
                    break
                }
                piece = more
                place = 0
                continue
            }
            isEmpty = false
            let end = piece[place...].firstIndex(of: 0x0A)
            let part = piece[place..<(end ?? piece.count)]
            if line.count + part.count > Self.maximumBytes {
                isTooLong = true
            } else {
                line += part
            }
            place = end.map { $0 + 1 } ?? piece.count
            if end != nil { break }
        }
        guard !isEmpty else { return nil }
        number += 1
        if line.last == 0x0D { line.removeLast() }
        return Line(number: number, bytes: isTooLong ? nil : line)
    }
}
