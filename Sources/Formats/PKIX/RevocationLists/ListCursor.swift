/// Walks over the DER of a revocation list without building a tree: besides the bytes themselves
/// it holds two numbers.
///
/// A cursor never reads outside its bounds and refuses indefinite, over-long and non-minimal
/// lengths (X.690 §10.1) and high tag numbers, which no list uses; so it does for foreign lists,
/// whose signatures would not survive being read in two ways. Each step consumes at least two
/// octets, so that every loop over a cursor ends.
struct ListCursor {
    /// One element: its tag, and where its contents and the whole of it lie in the bytes.
    struct Element {
        let tag: UInt8
        let contents: Range<Int>
        let whole: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    /// - Precondition: `bounds` lie within `bytes`; they come from an element read before.
    init(_ bytes: [UInt8], in bounds: Range<Int>) {
        precondition(bounds.lowerBound >= 0 && bounds.upperBound <= bytes.count)
        self.bytes = bytes
        position = bounds.lowerBound
        end = bounds.upperBound
    }

    var isAtEnd: Bool { position == end }

    /// The tag octet of the next element, nil at the end.
    var nextTag: UInt8? { isAtEnd ? nil : bytes[position] }

    /// The next element, whatever its tag.
    mutating func next(_ field: StaticString) throws(PKIXError) -> Element {
        let start = position
        guard end - start >= 2 else {
            throw isAtEnd ? .missing(Self.place(field)) : .notDER(Self.place(field))
        }
        let tag = bytes[start]
        var contentStart = start + 2
        var count = Int(bytes[start + 1])
        if count >= 0x80 {
            let octets = count & 0x7f
            // Four octets of length are 4 GiB, above the limit of a list.
            guard (1...4).contains(octets), end - contentStart >= octets else {
                throw .notDER(Self.place(field))
            }
            count = 0
            for offset in 0..<octets { count = count << 8 | Int(bytes[contentStart + offset]) }
            guard count >= 0x80, count >> ((octets - 1) * 8) != 0 else {
                throw .notDER(Self.place(field))
            }
            contentStart += octets
        }
        guard tag & 0x1f != 0x1f, count <= end - contentStart else {
            throw .notDER(Self.place(field))
        }
        position = contentStart + count
        return Element(tag: tag, contents: contentStart..<position, whole: start..<position)
    }

    /// The next element, which must have the given tag.
    mutating func next(_ tag: DERTag, _ field: StaticString) throws(PKIXError) -> Element {
        guard let upcoming = nextTag else { throw .missing(Self.place(field)) }
        guard upcoming == tag.octet else { throw .unexpectedType(Self.place(field)) }
        return try next(field)
    }

    /// The next element if it has the given tag.
    mutating func optional(
        _ tag: DERTag, _ field: StaticString
    ) throws(PKIXError) -> Element? {
        nextTag == tag.octet ? try next(field) : nil
    }

    /// Steps into an element read before.
    func inside(_ element: Element) -> ListCursor {
        ListCursor(bytes, in: element.contents)
    }

    /// A copy of a range read before.
    func copy(_ range: Range<Int>) -> [UInt8] {
        Array(bytes[range])
    }

    /// Refuses anything that is left.
    func finish(_ field: StaticString) throws(PKIXError) {
        guard isAtEnd else { throw .trailingData(Self.place(field)) }
    }

    /// A place is made only where an error is: a million entries name none.
    static func place(_ field: StaticString) -> Place {
        CertificateList.structure.at(field.description)
    }
}
