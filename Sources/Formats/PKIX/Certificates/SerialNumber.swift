import CanonicalJSON
public import SwiftASN1

/// The serial number of a certificate.
///
/// ```
/// CertificateSerialNumber ::= INTEGER      -- positive, at most 20 octets
/// ```
/// RFC 5280 §4.1.2.2. Where tolerated, zero, negative and longer numbers of foreign certificates
/// are kept as they are, so that status can be looked up by them.
public struct SerialNumber: DERCodable {
    public static let structure = Structure("CertificateSerialNumber", "RFC 5280 §4.1.2.2")
    /// RFC 5280 §4.1.2.2.
    public static let maximumOctets = 20
    /// What is read of foreign certificates at most: an index key has to end somewhere.
    static let maximumTolerated = 64

    /// The contents of the INTEGER: two's complement in the fewest octets.
    public let integerOctets: [UInt8]

    /// A number from its big-endian magnitude; leading zero octets do not count.
    ///
    /// - Throws: `.outOfRange` for zero and for more than 20 octets of INTEGER contents (the sign
    ///   octet before a set highest bit counts).
    public init(bytes: some Collection<UInt8>) throws(PKIXError) {
        let magnitude = Array(bytes.drop { $0 == 0 })
        let octets = magnitude.first.map { $0 >= 0x80 ? [0] + magnitude : magnitude } ?? [0]
        guard !magnitude.isEmpty, octets.count <= Self.maximumOctets else {
            throw .outOfRange(Self.structure.whole)
        }
        integerOctets = octets
    }

    /// A number in the writing of a person: hexadecimal, with or without `0x`, colons, spaces or
    /// hyphens, in either case; or decimal after `dec:`.
    ///
    /// - Throws: `.invalidString` for anything else, `.outOfRange` as `init(bytes:)`.
    public init(parsing text: String) throws(PKIXError) {
        // 200 characters are more than 20 octets in any of these writings.
        guard text.utf8.count <= 200 else { throw .outOfRange(Self.structure.whole) }
        let trimmed = text.utf8.drop { Self.separators.contains($0) }
        let isDecimal = trimmed.starts(with: "dec:".utf8)
        let digits = trimmed.dropFirst(isDecimal ? 4 : 0).filter { !Self.separators.contains($0) }
        let magnitude =
            isDecimal ? Self.magnitude(decimal: digits) : Self.magnitude(hexadecimal: digits)
        guard let magnitude else { throw .invalidString(Self.structure.whole) }
        try self.init(bytes: magnitude)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .integer else {
            throw .unexpectedType(Self.structure.whole)
        }
        try self.init(contentsOf: node, context)
    }

    /// Reads a number whose tag, perhaps an implicit one, the caller has checked.
    init(contentsOf node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let octets = try node.integerOctets(at: Self.structure.whole, context)
        if octets.count > Self.maximumOctets || octets == [0] || octets[0] >= 0x80 {
            try context.tolerate(.outOfRange(Self.structure.whole))
        }
        guard octets.count <= Self.maximumTolerated else {
            throw .outOfRange(Self.structure.whole)
        }
        integerOctets = octets
    }

    public func encode(into writer: inout DERWriter) {
        writer.primitive(.integer, integerOctets)
    }

    /// The big-endian magnitude without leading zero octets, 1 to 20 octets, of a positive number;
    /// the contents of the INTEGER of any other.
    public var bytes: [UInt8] {
        integerOctets.count > 1 && integerOctets[0] == 0
            ? Array(integerOctets.dropFirst()) : integerOctets
    }

    /// The magnitude in lower-case hexadecimal, two digits an octet.
    public var hex: String {
        (isNegative ? "-" : "") + Hex.encode(bytes)
    }

    private var isNegative: Bool { integerOctets[0] >= 0x80 }
}

extension SerialNumber: Comparable, CustomStringConvertible {
    /// By value.
    public static func < (left: SerialNumber, right: SerialNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let (one, other) = (left.integerOctets, right.integerOctets)
        if one.count != other.count { return (one.count < other.count) != left.isNegative }
        return one.lexicographicallyPrecedes(other)
    }

    public static func == (left: SerialNumber, right: SerialNumber) -> Bool {
        left.integerOctets == right.integerOctets
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(integerOctets)
    }

    /// The same as `hex`, which shows a negative number as a minus sign and its two's complement.
    public var description: String { hex }
}

extension SerialNumber {
    private static let separators: [UInt8] = Array(" :-\t".utf8)

    private static func magnitude(hexadecimal text: [UInt8]) -> [UInt8]? {
        var digits = text[...]
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            digits = digits.dropFirst(2)
        }
        guard !digits.isEmpty else { return nil }
        let padding = digits.count % 2 == 1 ? "0" : ""
        return Hex.decode(padding + String(decoding: digits, as: UTF8.self))
    }

    private static func magnitude(decimal digits: [UInt8]) -> [UInt8]? {
        guard !digits.isEmpty else { return nil }
        var octets: [UInt8] = []
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            var carry = Int(digit - 0x30)
            for index in octets.indices.reversed() {
                carry += Int(octets[index]) * 10
                octets[index] = UInt8(carry & 0xff)
                carry >>= 8
            }
            if carry > 0 { octets.insert(UInt8(carry), at: 0) }
        }
        return octets
    }
}
