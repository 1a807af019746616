import SwiftASN1

/// The string types of ASN.1 that names and notices use.
public enum StringType: String, CaseIterable, Hashable, Sendable {
    case utf8, printable, ia5, visible, numeric, teletex, bmp, universal

    /// The type of a tag; nil for all others.
    init?(_ identifier: ASN1Identifier) {
        switch identifier {
        case .utf8String: self = .utf8
        case .printableString: self = .printable
        case .ia5String: self = .ia5
        case .visibleString: self = .visible
        case .numericString: self = .numeric
        case .teletexString: self = .teletex
        case .bmpString: self = .bmp
        case .universalString: self = .universal
        default: return nil
        }
    }

    /// The universal tag.
    public var tag: DERTag {
        switch self {
        case .utf8: .utf8String
        case .printable: .printableString
        case .ia5: .ia5String
        case .visible: .visibleString
        case .numeric: DERTag(octet: 0x12)
        case .teletex: DERTag(octet: 0x14)
        case .bmp: DERTag(octet: 0x1e)
        case .universal: DERTag(octet: 0x1c)
        }
    }

    /// The contents octets of a text, or nil if this type lacks one of its characters.
    ///
    /// TeletexString is written and read as ISO 8859-1, which is what those who used it meant.
    public func encode(_ text: String) -> [UInt8]? {
        guard text.unicodeScalars.allSatisfy(allows) else { return nil }
        switch self {
        case .utf8, .printable, .ia5, .visible, .numeric:
            return Array(text.utf8)
        case .teletex:
            return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        case .bmp:
            return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        case .universal:
            return text.unicodeScalars.flatMap { scalar in
                [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
            }
        }
    }

    /// The text of contents octets, or nil if they are not of this type. Where tolerated, a
    /// character that the type lacks is kept, and UTF-16 surrogate pairs are read in a BMPString.
    func decode(
        _ octets: [UInt8], at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> String {
        guard let text = Self.text(octets, self) else { throw .invalidString(place) }
        if !text.unicodeScalars.allSatisfy(allows) { try context.tolerate(.invalidString(place)) }
        return text
    }

    private static func text(_ octets: [UInt8], _ type: StringType) -> String? {
        switch type {
        case .utf8:
            return String(validating: octets, as: UTF8.self)
        case .printable, .ia5, .visible, .numeric:
            // Foreign ASCII strings with UTF-8 or ISO 8859-1 inside exist.
            return String(validating: octets, as: UTF8.self) ?? latin1(octets)
        case .teletex:
            return latin1(octets)
        case .bmp:
            guard octets.count % 2 == 0 else { return nil }
            let units = stride(from: 0, to: octets.count, by: 2).map {
                UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
            }
            return String(validating: units, as: UTF16.self)
        case .universal:
            guard octets.count % 4 == 0 else { return nil }
            let units = stride(from: 0, to: octets.count, by: 4).map { start in
                octets[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            }
            return String(validating: units, as: UTF32.self)
        }
    }

    private static func latin1(_ octets: [UInt8]) -> String {
        String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    }

    /// Whether the type has this character.
    func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .utf8, .universal: true
        case .bmp: scalar.value < 0x10000
        case .teletex: scalar.value < 0x100
        case .ia5: scalar.value < 0x80
        case .visible: (0x20...0x7e).contains(scalar.value)
        case .numeric: scalar == " " || ("0"..."9").contains(scalar)
        case .printable: Self.isPrintable(scalar)
        }
    }

    /// X.680 §41.4, table 10.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", " ", "'", "(", ")", "+", ",", "-", ".", "/", ":",
            "=", "?":
            true
        default:
            false
        }
    }
}
