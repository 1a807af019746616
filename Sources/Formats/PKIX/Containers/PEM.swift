import CanonicalJSON

/// Blocks of Base64 between lines that name them. RFC 7468.
public enum PEM {
    static let structure = Structure("PEM", "RFC 7468 §3")
    /// A bundle of all public authorities has some 400.
    public static let maximumBlocks = 1024

    /// One block.
    public struct Block: Hashable, Sendable {
        /// What stands between `BEGIN ` and the dashes.
        public let label: String
        public let bytes: [UInt8]

        /// A block of these bytes.
        public init(label: String, bytes: [UInt8]) {
            self.label = label
            self.bytes = bytes
        }
    }

    /// All blocks of a text, in their order; text around them, and header lines such as
    /// `Proc-Type:` inside them, are passed over.
    ///
    /// - Parameter maximumBytes: longer input is refused before anything is read.
    /// - Throws: `.missing` for a block without end, `.notDER` for anything but Base64 inside one.
    public static func decode(
        _ text: [UInt8], maximumBytes: Int = DERLimits.text
    ) throws(PKIXError) -> [Block] {
        guard text.count <= maximumBytes else {
            throw .tooLarge(structure.whole, maximumBytes: maximumBytes)
        }
        var blocks: [Block] = []
        var label: [UInt8]?
        var base64: [UInt8] = []
        for line in text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            let line = trimmed(line)
            if let open = label {
                if Self.label(of: line, "-----END ") == open {
                    guard let bytes = Base64.decode(String(decoding: base64, as: UTF8.self)) else {
                        throw .notDER(structure.whole)
                    }
                    guard blocks.count < maximumBlocks else { throw .outOfRange(structure.whole) }
                    let name = String(decoding: open, as: UTF8.self)
                    blocks.append(Block(label: name, bytes: bytes))
                    label = nil
                } else if Self.label(of: line, "-----BEGIN ") != nil {
                    throw .missing(structure.at("END"))
                } else if !line.contains(UInt8(ascii: ":")) {
                    base64 += line
                }
            } else if let begin = Self.label(of: line, "-----BEGIN ") {
                label = begin
                base64 = []
            }
        }
        guard label == nil else { throw .missing(structure.at("END")) }
        return blocks
    }

    /// The bytes of the first block with one of these labels, or the input itself where it holds no
    /// PEM at all: how files are read that may be PEM or DER.
    ///
    /// - Throws: `.missing` if there are blocks but none with such a label.
    public static func contents(
        of input: [UInt8], labels: [String], maximumBytes: Int = DERLimits.text
    ) throws(PKIXError) -> [UInt8] {
        let blocks = try decode(input, maximumBytes: maximumBytes)
        guard !blocks.isEmpty else { return input }
        let wanted = labels.map { Array($0.utf8) }
        guard let block = blocks.first(where: { wanted.contains(Array($0.label.utf8)) }) else {
            throw .missing(structure.at(labels.first ?? "block"))
        }
        return block.bytes
    }

    /// One block in lines of 64 characters, with a final line feed.
    public static func encode(_ bytes: [UInt8], label: String) -> String {
        let characters = Array(Base64.encode(bytes).utf8)
        var text = "-----BEGIN \(label)-----\n"
        for start in stride(from: 0, to: characters.count, by: 64) {
            let line = characters[start..<min(start + 64, characters.count)]
            text += String(decoding: line, as: UTF8.self) + "\n"
        }
        return text + "-----END \(label)-----\n"
    }

    public static let certificateLabel = "CERTIFICATE"
    /// The second is what older tools write. RFC 7468 §7.
    public static let requestLabels = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
    public static let publicKeyLabel = "PUBLIC KEY"
}

extension PEM {
    private static func label(of line: ArraySlice<UInt8>, _ start: StaticString) -> [UInt8]? {
        let prefix = Array("\(start)".utf8)
        guard line.starts(with: prefix), line.count >= prefix.count + 5,
            line.suffix(5).elementsEqual("-----".utf8)
        else { return nil }
        return Array(line.dropFirst(prefix.count).dropLast(5))
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line.drop { $0 == 0x20 || $0 == 0x09 }
        while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
        return line
    }
}
