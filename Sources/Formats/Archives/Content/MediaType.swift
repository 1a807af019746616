/// What a file that people hand in may be: a row for each, told by its content and agreed to by its name.
///
/// Nothing is unpacked or rendered. What two programs could read as two different things is refused: a
/// file begins and ends with what it is.
public struct MediaType: Sendable, Hashable {
    /// As IANA registers it, such as `application/pdf`.
    public let id: String
    /// Endings of names, in lower case.
    public let extensions: [String]
    let form: Form

    enum Form: Sendable, Hashable {
        case pdf, png, jpeg, signedData, text
        /// An office document (ECMA-376): a ZIP file with this part.
        case package(part: String)
    }

    /// Every one that is taken.
    public static let all = [
        MediaType(id: "application/pdf", extensions: ["pdf"], form: .pdf),
        MediaType(id: "image/png", extensions: ["png"], form: .png),
        MediaType(id: "image/jpeg", extensions: ["jpg", "jpeg"], form: .jpeg),
        MediaType(
            id: "application/pkcs7-signature", extensions: ["p7s", "p7m"], form: .signedData),
        MediaType(id: "text/plain", extensions: ["txt"], form: .text),
        MediaType(id: "text/csv", extensions: ["csv"], form: .text),
        MediaType(
            id: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            extensions: ["docx"], form: .package(part: "word/document.xml")),
        MediaType(
            id: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            extensions: ["xlsx"], form: .package(part: "xl/workbook.xml")),
    ]

    /// The type that a name says: by what stands behind its last dot, in any case.
    public init?(ofName name: String) {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let ending = name[name.utf8.index(after: dot)...].lowercased()
        guard let found = Self.all.first(where: { $0.extensions.contains(ending) }) else {
            return nil
        }
        self = found
    }

    init(id: String, extensions: [String], form: Form) {
        self.id = id
        self.extensions = extensions
        self.form = form
    }

    /// What a content is, whatever it is called; plain text for any kind of text.
    ///
    /// Reads a bounded part of everything but text, which is read once.
    /// - Throws: ``ContentError``, and what the reading throws.
    public static func recognised(in content: FileContent) throws -> MediaType {
        let head = try content.bytes(at: 0, 1024)
        guard !head.isEmpty else { throw ContentError.unknown }
        let type: MediaType
        if head.starts(with: "%PDF-".utf8) {
            try requireEnd(ofPDF: content)
            type = one(.pdf)
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            guard head.dropFirst(12).starts(with: "IHDR".utf8),
                try content.tail(12)
                    == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
            else { throw ContentError.endMissing }
            type = one(.png)
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard try content.tail(2) == [0xFF, 0xD9] else { throw ContentError.endMissing }
            type = one(.jpeg)
        } else if head.starts(with: ZipDirectory.localSignature) {
            return try package(ZipDirectory(of: content))
        } else if head.first == 0x30, isSignedData(head) {
            guard length(ofDER: head) == content.count else { throw ContentError.endMissing }
            type = one(.signedData)
        } else {
            guard !contains("%PDF-", in: head) else { throw ContentError.ambiguous }
            try requireText(content)
            type = one(.text)
        }
        // Whoever looks for a ZIP file begins at the end, whatever stands before it.
        guard try !ZipDirectory.isFound(in: content) else { throw ContentError.ambiguous }
        return type
    }

    /// That a content is of this type.
    /// - Throws: as ``recognised(in:)``; ``ContentError/other(_:)`` for another type.
    public func require(in content: FileContent) throws {
        let found = try Self.recognised(in: content)
        guard found.form == form else { throw ContentError.other(found) }
    }

    // MARK: Parts

    private static func one(_ form: Form) -> MediaType {
        all.first { $0.form == form } ?? all[0]
    }

    private static func package(_ directory: ZipDirectory) throws -> MediaType {
        let names = Set(directory.entries.map(\.name))
        guard names.contains("[Content_Types].xml"),
            let type = all.first(where: {
                if case .package(let part) = $0.form { names.contains(part) } else { false }
            })
        else { throw ContentError.unknown }
        guard !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) else {
            throw ContentError.program
        }
        return type
    }

    /// ISO 32000-2 §7.5.5: behind `%%EOF` nothing but the end of its line.
    private static func requireEnd(ofPDF content: FileContent) throws {
        var tail = try content.tail(1024)
        while let last = tail.last, last == 0x0A || last == 0x0D || last == 0x20 {
            tail.removeLast()
        }
        guard tail.count > 5, tail.suffix(5).elementsEqual("%%EOF".utf8) else {
            throw ContentError.endMissing
        }
    }

    private static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
        let wanted = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
    }

    // MARK: CMS

    /// SignedData by RFC 5652, and that of GB/T 35275 with SM2.
    private static let signedData: [[UInt8]] = [
        [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02],
        [0x06, 0x0A, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02],
    ]

    private static func isSignedData(_ head: [UInt8]) -> Bool {
        guard head.count > 2 else { return false }
        let header = head[1] < 0x80 ? 2 : 2 + Int(head[1] & 0x7F)
        return header <= 6
            && signedData.contains { head.dropFirst(header).starts(with: $0) }
    }

    /// How long the first value is with its header; nil where its length is not written as DER asks.
    private static func length(ofDER head: [UInt8]) -> Int64? {
        guard head.count > 6 else { return nil }
        guard head[1] >= 0x80 else { return 2 + Int64(head[1]) }
        let octets = Int(head[1] & 0x7F)
        guard (1...4).contains(octets), head[2] != 0 else { return nil }
        return head[2..<(2 + octets)].reduce(Int64(0)) { $0 << 8 | Int64($1) }
            + Int64(2 + octets)
    }

    // MARK: Text

    /// UTF-8 without control characters other than tabs and ends of lines and pages.
    private static func requireText(_ content: FileContent) throws {
        var rest: [UInt8] = []
        try content.forEachPiece { piece in
            let bytes = rest + piece
            // A character that the piece cuts is judged with the next one.
            let whole = bytes.count - cutCount(bytes)
            rest = Array(bytes[whole...])
            let allowed: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D]
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || allowed.contains($0) }),
                String(validating: bytes[..<whole], as: UTF8.self) != nil
            else { throw ContentError.unknown }
        }
        guard rest.isEmpty else { throw ContentError.unknown }
    }

    /// How many octets at the end are the beginning of a longer character.
    private static func cutCount(_ bytes: [UInt8]) -> Int {
        for count in 1...3 where count <= bytes.count {
            let byte = bytes[bytes.count - count]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > count ? count : 0
        }
        return 0
    }
}

/// Why a file is not taken.
public enum ContentError: Error, Sendable, Hashable {
    /// Nothing that is taken begins so; or text that is not UTF-8.
    case unknown
    /// It is this, and not what its name says.
    case other(MediaType)
    /// It is cut, or something stands behind its end.
    case endMissing
    /// Two programs would read two things in it.
    case ambiguous
    /// An office document with macros.
    case program
    /// A ZIP file whose directory is not written as it must be, or says more than is bearable.
    case package
}
