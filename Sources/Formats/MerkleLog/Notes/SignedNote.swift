import CanonicalJSON

/// A text with signature lines under it. C2SP signed-note, golang.org/x/mod/sumdb/note.
///
/// ```
/// text (ends with a newline)
/// <blank line>
/// — name base64(key hash ‖ signature)      one line or more
/// ```
/// The signatures are only held here; ``NoteVerifier`` says which are good.
public struct SignedNote: Hashable, Sendable {
    /// The whole note; far above any checkpoint with its witnesses.
    public static let maximumBytes = 1 << 20
    /// The reference implementation's limit.
    public static let maximumSignatures = 100

    /// What is signed, with its final newline. Not to be shown before a signature is verified.
    public let text: String
    /// In the order of the lines; of unknown keys too.
    public let signatures: [NoteSignature]

    /// - Throws: `MerkleLogError.malformedNote` for a text without final newline or with control
    ///   characters, and for too many signatures.
    public init(text: String, signatures: [NoteSignature] = []) throws(MerkleLogError) {
        guard text.utf8.last == UInt8(ascii: "\n"),
            text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }),
            signatures.count <= Self.maximumSignatures
        else { throw .malformedNote }
        self.text = text
        self.signatures = signatures
    }

    /// - Throws: `MerkleLogError.malformedNote`: no blank line, no or a broken signature line, not
    ///   UTF-8, control characters, too long.
    public init(parsing bytes: [UInt8]) throws(MerkleLogError) {
        guard bytes.count <= Self.maximumBytes, bytes.last == UInt8(ascii: "\n"),
            let divide = Self.lastBlankLine(in: bytes),
            let text = String(validating: bytes[...divide], as: UTF8.self)
        else { throw .malformedNote }
        let lines = bytes[(divide + 2)...].dropLast()
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count <= Self.maximumSignatures else { throw .malformedNote }
        var signatures: [NoteSignature] = []
        for line in lines {
            guard let signature = NoteSignature(line: line) else { throw .malformedNote }
            signatures.append(signature)
        }
        try self.init(text: text, signatures: signatures)
    }

    /// The same note with one more signature line below.
    /// - Throws: `MerkleLogError.malformedNote` above the limit.
    public func adding(_ signature: NoteSignature) throws(MerkleLogError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + [signature])
    }

    /// The exact bytes that every signature of algorithm 1 covers.
    public var signedBytes: [UInt8] { Array(text.utf8) }

    /// The note as it is stored and sent.
    public var encoded: [UInt8] {
        Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
    }

    /// By scalars: `String` equality would take differently signed texts for the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8) && left.signatures == right.signatures
    }

    /// The offset of the newline that ends the text.
    private static func lastBlankLine(in bytes: [UInt8]) -> Int? {
        // The last byte ends a signature line, so the pair must stand before it.
        var position = bytes.count - 3
        while position >= 0 {
            if bytes[position] == UInt8(ascii: "\n"), bytes[position + 1] == UInt8(ascii: "\n") {
                return position
            }
            position -= 1
        }
        return nil
    }
}

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// Who signed; not empty, without white space and plus.
    public let name: String
    /// Four octets that tell the keys of one name apart.
    public let keyHash: [UInt8]
    /// What the key made; 64 octets for Ed25519, other lengths for keys unknown here.
    public let signature: [UInt8]

    /// Nil for a name that cannot stand in a line, a key hash of other than 4 octets, and no
    /// signature.
    public init?(name: String, keyHash: [UInt8], signature: [UInt8]) {
        guard NoteName.isValid(name), keyHash.count == 4, !signature.isEmpty else { return nil }
        self.name = name
        self.keyHash = keyHash
        self.signature = signature
    }

    private static let opening = Array("— ".utf8)

    init?(line: some Collection<UInt8>) {
        guard line.starts(with: Self.opening) else { return nil }
        let parts = line.dropFirst(Self.opening.count)
            .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self),
            let content = Base64.decode(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(
            name: name, keyHash: Array(content.prefix(4)), signature: Array(content.dropFirst(4)))
    }

    /// Without the newline.
    public var line: String { "— \(name) \(Base64.encode(keyHash + signature))" }

    public static func == (left: Self, right: Self) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) && left.keyHash == right.keyHash
            && left.signature == right.signature
    }
}

enum NoteName {
    /// C2SP signed-note: not empty, no Unicode white space, no plus; and no control character.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
            }
    }
}
