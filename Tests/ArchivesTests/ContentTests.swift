import Archives
import Testing

@Suite struct `What a file may be` {
    static let pdf = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [UInt8](repeating: 0, count: 17)
        + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9]
    static let signedData: [UInt8] =
        [0x30, 0x0F, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
        + [0x05, 0, 0x05, 0]
    static let docx = ZipText(["[Content_Types].xml", "word/document.xml"]).bytes
    static let xlsx = ZipText(["[Content_Types].xml", "xl/workbook.xml"]).bytes

    private func found(_ bytes: [UInt8]) throws -> String {
        try MediaType.recognised(in: FileContent(bytes)).id
    }

    private func fault(_ bytes: [UInt8]) -> ContentError? {
        #expect(throws: ContentError.self) {
            try MediaType.recognised(in: FileContent(bytes))
        }
    }

    @Test(arguments: [
        ("application/pdf", pdf), ("image/png", png), ("image/jpeg", jpeg),
        ("application/pkcs7-signature", signedData),
        ("text/plain", Array("陳大文\r\n\tA\n".utf8)),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx
        ), ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
    ])
    func `is told by its content`(id: String, bytes: [UInt8]) throws {
        #expect(try found(bytes) == id)
        let type = try #require(MediaType.all.first { $0.id == id })
        try type.require(in: FileContent(bytes))
        for other in MediaType.all where other.id != id && id != "text/plain" {
            #expect(throws: ContentError.other(type)) {
                try other.require(in: FileContent(bytes))
            }
        }
    }

    @Test func `is said by its name, and by its last ending alone`() {
        #expect(MediaType(ofName: "a.PDF")?.id == "application/pdf")
        #expect(MediaType(ofName: "a.pdf.docx")?.extensions == ["docx"])
        #expect(MediaType(ofName: "pdf") == nil && MediaType(ofName: "a.pdf.exe") == nil)
        #expect(MediaType(ofName: "a.") == nil && MediaType(ofName: "") == nil)
        // A Kelvin sign is no K, and nothing else becomes an ending by being alike.
        #expect(MediaType(ofName: "a.docm") == nil && MediaType(ofName: "a.ｐｄｆ") == nil)
    }

    @Test func `begins and ends with what it is`() throws {
        for bytes in [Self.pdf, Self.png, Self.jpeg, Self.signedData] {
            #expect(fault(Array(bytes.dropLast(3))) == .endMissing)
            #expect(fault(bytes + [0x41]) == .endMissing)
        }
        #expect(fault(Array("GIF89a".utf8) + [0]) == .unknown)
        #expect(fault([]) == .unknown)
        #expect(fault(Array("MZ".utf8) + [0x90, 0]) == .unknown)
    }

    @Test func `is one thing to all programs`() {
        #expect(fault(Array("x\n".utf8) + Self.pdf) == .ambiguous)
        // A ZIP file that hides behind another one is read from its end.
        let comment = Array("%%EOF".utf8)
        var hidden = Self.pdf + ZipText(["a.exe"], comment: comment).bytes
        #expect(fault(hidden) == .ambiguous)
        hidden = Self.pdf + Self.docx
        #expect(fault(hidden) == .endMissing)
        #expect(fault(Array("MZ".utf8) + Self.docx) == .unknown)
        #expect(fault(Self.docx + [0]) == .package)
    }

    @Test func `is text where all of it is`() throws {
        let long = [UInt8](repeating: 0x61, count: 65_535) + Array("陳".utf8)
        #expect(try found(long) == "text/plain")
        for cut in 1...2 { #expect(fault(Array(long.dropLast(cut))) == .unknown) }
        #expect(fault(long + [0]) == .unknown)
        #expect(fault(long + [0xFF]) == .unknown)
        // GB18030.
        #expect(fault([0xB3, 0xC2, 0xB4, 0xF3]) == .unknown)
    }

    // MARK: Packages

    @Test func `is no document without its parts, and none with a program in it`() {
        #expect(fault(ZipText(["word/document.xml"]).bytes) == .unknown)
        #expect(fault(ZipText(["[Content_Types].xml", "a.txt"]).bytes) == .unknown)
        #expect(
            fault(
                ZipText(["[Content_Types].xml", "word/document.xml", "word/VBAProject.bin"]).bytes)
                == .program)
    }

    @Test func `is refused where it would flood who unpacks it`() throws {
        let names = ["[Content_Types].xml", "word/document.xml"]
        let few = ZipText(names, declared: ZipDirectory.maximumRatio * 20_000, packed: 20_000)
        #expect(try found(few.bytes).hasSuffix("wordprocessingml.document"))
        let many = ZipText(names, declared: ZipDirectory.maximumRatio * 20_000 + 1, packed: 20_000)
        #expect(fault(many.bytes) == .package)
        // 42.zip is made of parts that each say 4 GiB.
        #expect(fault(ZipText(names, declared: 0xFFFF_FFFF, packed: 40).bytes) == .package)
        // Many parts, each below the limit.
        let parts = names + (0..<300).map { "p\($0)" }
        #expect(fault(ZipText(parts, declared: 1 << 20, packed: 4).bytes) == .package)
        let crowd = names + (0..<ZipDirectory.maximumEntries).map { "p\($0)" }
        #expect(fault(ZipText(crowd).bytes) == .package)
        #expect(
            try found(ZipText(Array(crowd.prefix(ZipDirectory.maximumEntries))).bytes)
                .hasSuffix("wordprocessingml.document"))
    }

    @Test(arguments: [
        "/a", "../a", "a/../b", "a\\b", "C:a", "a\u{0}b", "", "WORD/document.xml",
    ])
    func `holds no name that leaves its folder, and none twice`(name: String) {
        #expect(
            fault(ZipText(["[Content_Types].xml", "word/document.xml", name]).bytes) == .package)
    }

    @Test func `has no entry inside another, and none that says something else itself`() {
        let names = ["[Content_Types].xml", "word/document.xml"]
        var overlapping = ZipText(names)
        overlapping.overlaps = true
        #expect(fault(overlapping.bytes) == .package)
        for change in [6, 8, 26, 30] {
            var bytes = Self.docx
            bytes[change] ^= 1
            #expect(fault(bytes) == .package, "octet \(change) of the first entry")
        }
        var encrypted = ZipText(names)
        encrypted.flags = 1
        #expect(fault(encrypted.bytes) == .package)
    }

    @Test func `is refused or taken, and never more, when any octet changes`() throws {
        var taken = 0
        for place in Self.docx.indices {
            var bytes = Self.docx
            bytes[place] ^= 0xFF
            do {
                _ = try found(bytes)
                taken += 1
            } catch is ContentError {}
        }
        // Times, checksums, attributes and contents are nobody's business here.
        #expect((1..<Self.docx.count).contains(taken))
    }
}

/// A ZIP file of stored or said-to-be-deflated parts, as an attacker writes it, too.
struct ZipText {
    let names: [String]
    let comment: [UInt8]
    let declared: Int64?
    let packed: Int
    var overlaps = false
    var flags: UInt16 = 0

    init(
        _ names: [String], comment: [UInt8] = [], declared: Int64? = nil, packed: Int = 4
    ) {
        self.names = names
        self.comment = comment
        self.declared = declared
        self.packed = packed
    }

    private func short(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }

    private func long(_ number: Int64) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        let content = [UInt8](repeating: 0x20, count: packed)
        let method = declared == nil ? 0 : 8
        for name in names {
            let name = Array(name.utf8)
            let offset = overlaps ? 0 : Int64(file.count)
            let common =
                short(20) + short(Int(flags)) + short(method) + short(0) + short(0) + long(0)
                + long(Int64(packed)) + long(declared ?? Int64(packed)) + short(name.count)
                + short(0)
            file += [0x50, 0x4B, 3, 4] + common + name + content
            directory +=
                [0x50, 0x4B, 1, 2] + short(20) + common + short(0) + short(0) + short(0)
                + long(0) + long(offset) + name
        }
        return file + directory + [0x50, 0x4B, 5, 6] + long(0) + short(names.count)
            + short(names.count) + long(Int64(directory.count)) + long(Int64(file.count))
            + short(comment.count) + comment
    }
}
