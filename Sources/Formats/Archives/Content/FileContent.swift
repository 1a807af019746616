/// The bytes of a file that is never whole in memory.
public struct FileContent {
    /// How many octets there are.
    public let count: Int64
    private let source: (_ offset: Int64, _ count: Int) throws -> [UInt8]

    /// - Parameter source: answers so many octets from an offset, fewer only at the end.
    public init(count: Int64, source: @escaping (_ offset: Int64, _ count: Int) throws -> [UInt8]) {
        self.count = count
        self.source = source
    }

    public init(_ bytes: [UInt8]) {
        self.init(count: Int64(bytes.count)) { offset, count in
            Array(bytes[Int(offset)..<min(bytes.count, Int(offset) + count)])
        }
    }

    /// Octets from an offset; fewer where the file ends before.
    public func bytes(at offset: Int64, _ wanted: Int) throws -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        return try source(offset, min(wanted, Int(min(count - offset, Int64(Int32.max)))))
    }

    /// The last octets, at most so many.
    func tail(_ wanted: Int) throws -> [UInt8] {
        try bytes(at: max(0, count - Int64(wanted)), wanted)
    }

    /// Calls for each piece of the whole, in order.
    public func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        var offset: Int64 = 0
        while offset < count {
            let piece = try bytes(at: offset, 1 << 16)
            guard !piece.isEmpty else { return }
            try body(piece)
            offset += Int64(piece.count)
        }
    }
}
