import CanonicalJSON

/// The head of a log at one size, as the text of a signed note. C2SP tlog-checkpoint.
///
/// ```
/// origin
/// size in decimal
/// base64(root)
/// extension lines, if any
/// ```
public struct Checkpoint: Sendable {
    /// Names the log; not empty, one line.
    public let origin: String
    /// The number of entries.
    public let size: Int64
    /// 32 octets.
    public let root: [UInt8]
    /// Not empty each; opaque.
    public let extensionLines: [String]

    /// - Throws: `MerkleLogError.malformedCheckpoint` for a negative size, a root of other than 32
    ///   octets, an empty line, or a control character in a line.
    public init(
        origin: String, size: Int64, root: [UInt8], extensionLines: [String] = []
    ) throws(MerkleLogError) {
        guard size >= 0, root.count == MerkleTree.hashLength, Self.isLine(origin),
            extensionLines.allSatisfy(Self.isLine)
        else { throw .malformedCheckpoint }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensionLines = extensionLines
    }

    /// Reads the text of a note, in its one writing.
    /// - Throws: `MerkleLogError.malformedCheckpoint`.
    public init(parsing text: String) throws(MerkleLogError) {
        // Split by bytes: to String, a carriage return and its newline are one character.
        let lines = text.utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard lines.count >= 4, let end = lines.last, end.isEmpty, let size = Int64(lines[1]),
            let root = Base64.decode(lines[2])
        else { throw .malformedCheckpoint }
        try self.init(
            origin: lines[0], size: size, root: root,
            extensionLines: Array(lines[3..<lines.count - 1]))
        guard self.text.utf8.elementsEqual(text.utf8) else { throw .malformedCheckpoint }
    }

    /// What is signed; ends with a newline.
    public var text: String {
        ([origin, String(size), Base64.encode(root)] + extensionLines).map { $0 + "\n" }.joined()
    }

    private static func isLine(_ line: String) -> Bool {
        !line.isEmpty && line.utf8.allSatisfy { $0 >= 0x20 }
    }
}

extension Checkpoint: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }
}
