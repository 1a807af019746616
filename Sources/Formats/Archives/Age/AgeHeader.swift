import CanonicalJSON
import Cryptography

/// What stands before the content: the file's key, sealed once for each recipient, and a code over
/// all of it. age-encryption.org/v1, "Header".
public struct AgeHeader: Sendable, Hashable {
    /// One line `-> argument …` and its body.
    public struct Stanza: Sendable, Hashable {
        public let arguments: [String]
        public let body: [UInt8]
    }

    public let stanzas: [Stanza]
    /// 32 octets.
    public let code: [UInt8]

    /// Our own have 200 octets; a file for twenty people has 2 KiB.
    public static let maximumBytes = 1 << 16
    static let firstLine = "age-encryption.org/v1"
    private static let columns = 64
    private static let end = Array("\n--- ".utf8)
    /// 32 octets in base 64 without padding.
    private static let codeCharacters = 43

    init(stanzas: [Stanza], code: [UInt8]) {
        self.stanzas = stanzas
        self.code = code
    }

    /// How many of these bytes the header takes; nil while its end is not among them.
    /// - Throws: `.notEncrypted`, `.malformedHeader` as soon as it is certain.
    static func count(in bytes: [UInt8]) throws(ArchiveError) -> Int? {
        let start = Array((firstLine + "\n").utf8)
        guard bytes.prefix(start.count).elementsEqual(start.prefix(bytes.count)) else {
            throw .notEncrypted
        }
        if let found = bytes.firstRange(of: end) {
            let count = found.upperBound + codeCharacters + 1
            return bytes.count >= count ? count : nil
        }
        guard bytes.count <= maximumBytes else { throw .malformedHeader }
        return nil
    }

    /// - Throws: `.notEncrypted`, `.malformedHeader` for anything but the one writing.
    public init(parsing bytes: [UInt8]) throws(ArchiveError) {
        guard try Self.count(in: bytes) == bytes.count, bytes.count <= Self.maximumBytes,
            let text = String(validating: bytes, as: UTF8.self)
        else { throw .malformedHeader }
        var lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }[1...]
        var stanzas: [Stanza] = []
        while let line = lines.first, line.hasPrefix("-> ") {
            lines.removeFirst()
            var body = ""
            var last = Self.columns
            while last == Self.columns {
                guard let part = lines.popFirst(), part.utf8.count <= Self.columns else {
                    throw .malformedHeader
                }
                body += part
                last = part.utf8.count
            }
            guard let decoded = Self.decode(body) else { throw .malformedHeader }
            stanzas.append(
                Stanza(
                    arguments: line.dropFirst(3).split(
                        separator: " ", omittingEmptySubsequences: false
                    ).map(String.init), body: decoded))
        }
        guard let line = lines.popFirst(), line.hasPrefix("--- "), !stanzas.isEmpty,
            let code = Self.decode(String(line.dropFirst(4))), code.count == 32
        else { throw .malformedHeader }
        self.init(stanzas: stanzas, code: code)
        let isWhole = stanzas.allSatisfy { $0.arguments.allSatisfy(Self.isArgument) }
        guard isWhole, self.bytes == bytes else { throw .malformedHeader }
    }

    /// The header as it stands in the file.
    public var bytes: [UInt8] {
        Self.coveredBytes(stanzas) + Array(" \(Self.encode(code))\n".utf8)
    }

    /// What the code covers: everything up to the three hyphens.
    static func coveredBytes(_ stanzas: [Stanza]) -> [UInt8] {
        var text = firstLine + "\n"
        for stanza in stanzas {
            text += "-> \(stanza.arguments.joined(separator: " "))\n"
            var rest = Self.encode(stanza.body)[...]
            while rest.utf8.count >= columns {
                text += rest.prefix(columns) + "\n"
                rest = rest.dropFirst(columns)
            }
            text += rest + "\n"
        }
        return Array((text + "---").utf8)
    }

    static func code(over stanzas: [Stanza], fileKey: SecretBytes) throws -> [UInt8] {
        let key = try HKDF.derive(secret: fileKey, salt: [], info: Array("header".utf8))
        return HMAC.authenticationCode(of: coveredBytes(stanzas), key: key, digest: .sha256)
    }

    private static func isArgument(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// Base 64 without padding.
    static func encode(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes).prefix { $0 != "=" })
    }

    static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 4 != 1, !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
        return Base64.decode(
            text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
