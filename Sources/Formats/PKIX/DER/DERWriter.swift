public import SwiftASN1

/// Appends DER elements. Cannot fail: what may be encoded was checked when the value was made.
public struct DERWriter {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// An empty writer.
    public init() {}

    /// One primitive element.
    public mutating func primitive(_ tag: DERTag, _ contents: some Collection<UInt8>) {
        bytes.append(tag.octet)
        appendLength(contents.count)
        bytes.append(contentsOf: contents)
    }

    /// One constructed element with what the closure writes inside.
    public mutating func constructed(_ tag: DERTag, _ body: (inout DERWriter) -> Void) {
        var inside = DERWriter()
        body(&inside)
        primitive(tag, inside.bytes)
    }

    /// A SEQUENCE with what the closure writes inside.
    public mutating func sequence(_ body: (inout DERWriter) -> Void) {
        constructed(.sequence, body)
    }

    /// A SET OF, its elements sorted by their octets. X.690 §11.6.
    public mutating func setOf(_ elements: [[UInt8]], _ tag: DERTag = .set) {
        let sorted = elements.sorted(by: DEROrder.precedes)
        constructed(tag) { inside in
            for element in sorted { inside.raw(element) }
        }
    }

    /// An element under an explicit context-specific tag.
    public mutating func explicit(_ number: UInt8, _ body: (inout DERWriter) -> Void) {
        constructed(.contextConstructed(number), body)
    }

    /// An element that is already encoded.
    public mutating func raw(_ encoded: some Collection<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    private mutating func appendLength(_ length: Int) {
        guard length >= 0x80 else { return bytes.append(UInt8(length)) }
        let octets = (length.bitWidth - length.leadingZeroBitCount + 7) / 8
        bytes.append(0x80 | UInt8(octets))
        for index in (0..<octets).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: length >> (index * 8)))
        }
    }
}

extension DERWriter {
    /// A BOOLEAN; one that equals its DEFAULT is left out by the caller.
    public mutating func boolean(_ value: Bool, _ tag: DERTag = .boolean) {
        primitive(tag, [value ? 0xff : 0x00])
    }

    /// An INTEGER in the fewest octets, or under another tag an ENUMERATED.
    public mutating func integer(_ value: Int, _ tag: DERTag = .integer) {
        var octets = (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }[...]
        while let first = octets.first, let second = octets.dropFirst().first,
            (first == 0x00 && second < 0x80) || (first == 0xff && second >= 0x80)
        {
            octets.removeFirst()
        }
        primitive(tag, octets)
    }

    /// A NULL.
    public mutating func null(_ tag: DERTag = .null) {
        primitive(tag, [])
    }

    /// An OBJECT IDENTIFIER.
    public mutating func objectIdentifier(
        _ value: ASN1ObjectIdentifier, _ tag: DERTag = .objectIdentifier
    ) {
        primitive(tag, value.contents)
    }

    /// An OCTET STRING; under another tag any string whose octets are at hand.
    public mutating func octetString(
        _ octets: some Collection<UInt8>, _ tag: DERTag = .octetString
    ) {
        primitive(tag, octets)
    }

    /// A BIT STRING of whole octets.
    public mutating func bitString(_ octets: some Collection<UInt8>, _ tag: DERTag = .bitString) {
        primitive(tag, [0] + Array(octets))
    }

    /// A BIT STRING of any number of bits.
    public mutating func bits(_ value: BitString, _ tag: DERTag = .bitString) {
        primitive(tag, [UInt8(value.unusedBits)] + value.octets)
    }

    /// A named bit list without trailing zero bits. X.690 §11.2.2.
    public mutating func namedBits(_ set: Set<Int>, _ tag: DERTag = .bitString) {
        guard let highest = set.max() else { return primitive(tag, [0]) }
        var octets = [UInt8](repeating: 0, count: highest / 8 + 1)
        for bit in set { octets[bit / 8] |= 0x80 >> (bit % 8) }
        primitive(tag, [UInt8(7 - highest % 8)] + octets)
    }

    /// A string whose octets are its UTF-8 ones: UTF8String, and the ASCII string types.
    public mutating func string(_ value: String, _ tag: DERTag) {
        primitive(tag, Array(value.utf8))
    }
}

/// A tag octet: class, form and a number up to 30.
public struct DERTag: Hashable, Sendable {
    public let octet: UInt8

    /// A tag by its octet.
    public init(octet: UInt8) {
        self.octet = octet
    }

    public static let boolean = DERTag(octet: 0x01)
    public static let integer = DERTag(octet: 0x02)
    public static let bitString = DERTag(octet: 0x03)
    public static let octetString = DERTag(octet: 0x04)
    public static let null = DERTag(octet: 0x05)
    public static let objectIdentifier = DERTag(octet: 0x06)
    public static let enumerated = DERTag(octet: 0x0a)
    public static let utf8String = DERTag(octet: 0x0c)
    public static let printableString = DERTag(octet: 0x13)
    public static let ia5String = DERTag(octet: 0x16)
    public static let utcTime = DERTag(octet: 0x17)
    public static let generalizedTime = DERTag(octet: 0x18)
    public static let visibleString = DERTag(octet: 0x1a)
    public static let sequence = DERTag(octet: 0x30)
    public static let set = DERTag(octet: 0x31)

    /// A context-specific tag on a primitive element.
    public static func context(_ number: UInt8) -> DERTag { DERTag(octet: 0x80 | number) }
    /// A context-specific tag on a constructed element.
    public static func contextConstructed(_ number: UInt8) -> DERTag {
        DERTag(octet: 0xa0 | number)
    }
}

/// The order of the elements of a SET OF.
enum DEROrder {
    /// Octet by octet, the shorter one padded with zero octets. X.690 §11.6.
    static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        for (one, other) in zip(left, right) where one != other { return one < other }
        return right.count > left.count && right.dropFirst(left.count).contains { $0 != 0 }
    }

    static func isSorted(_ elements: [[UInt8]]) -> Bool {
        zip(elements, elements.dropFirst()).allSatisfy { !precedes($1, $0) }
    }
}
