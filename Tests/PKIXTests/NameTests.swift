import PKIX
import SwiftASN1
import Testing

@Suite("Names")
struct NameTests {
    @Test(arguments: [
        (AttributeType.countryName, "HK", UInt8(0x13)), (.serialNumber, "A-1", 0x13),
        (.dnQualifier, "1", 0x13), (.emailAddress, "a@example.com", 0x16),
        (.domainComponent, "example", 0x16), (.commonName, "Chan", 0x0c),
        (.organizationName, "木棉", 0x0c), (.pseudonym, "P", 0x0c),
        (AttributeType([1, 2, 3]), "x", 0x0c),
    ])
    func `[RFC 5280 A.1] each attribute is written in its string type`(
        type: AttributeType, value: String, tag: UInt8
    ) throws {
        let attribute = try NameAttribute(type, value)
        #expect(attribute.encodedValue.first == tag)
        let again = try NameAttribute(derEncoded: attribute.derEncoded)
        #expect(again == attribute)
        #expect(again.value == value)
    }

    @Test(arguments: [
        (AttributeType.commonName, 64), (.organizationName, 64), (.organizationalUnitName, 64),
        (.title, 64), (.serialNumber, 64), (.localityName, 128), (.stateOrProvinceName, 128),
        (.pseudonym, 128), (.emailAddress, 255), (.surname, 32_768), (.givenName, 32_768),
    ])
    func `[RFC 5280 A.1] a value is as long as its bound, and not longer`(
        type: AttributeType, bound: Int
    ) throws {
        #expect(type.upperBound == bound)
        let place = NameAttribute.structure.at(type.shortName ?? "")
        let longest = String(repeating: "a", count: bound)
        let encoded = try NameAttribute(type, longest).derEncoded
        #expect(try NameAttribute(derEncoded: encoded).value == longest)
        #expect(throws: PKIXError.outOfRange(place)) { try NameAttribute(type, longest + "a") }
        #expect(throws: PKIXError.outOfRange(place)) { try NameAttribute(type, "") }
    }

    @Test func `[RFC 5280 A.1] bounds count Unicode scalars, not characters or octets`() throws {
        // One character of two scalars, three octets and two.
        let pair = "e\u{301}"
        #expect(throws: Never.self) {
            try NameAttribute(.commonName, String(repeating: pair, count: 32))
        }
        #expect(throws: PKIXError.outOfRange(NameAttribute.structure.at("CN"))) {
            try NameAttribute(.commonName, String(repeating: pair, count: 32) + "a")
        }
        #expect(throws: Never.self) {
            try NameAttribute(.commonName, String(repeating: "𠮷", count: 64))
        }
    }

    @Test(arguments: ["H", "HKG", "香", "hk*", ""])
    func `[RFC 5280 A.1] a country has two printable letters`(value: String) {
        #expect(throws: PKIXError.self) { try NameAttribute(.countryName, value) }
    }

    @Test(arguments: [
        (AttributeType.serialNumber, "a_b"), (.serialNumber, "編號"), (.dnQualifier, "a*"),
        (.emailAddress, "陳@example.com"), (.domainComponent, "例"),
    ])
    func `[X.680 41.4] characters that the string type lacks are refused`(
        type: AttributeType, value: String
    ) {
        let place = NameAttribute.structure.at(type.shortName ?? "")
        #expect(throws: PKIXError.invalidString(place)) { try NameAttribute(type, value) }
    }

    /// Type, tag, contents, text.
    static let foreign: [(AttributeType, UInt8, [UInt8], String)] = [
        (.commonName, 0x1e, [0x67, 0x28, 0x68, 0xc9], "木棉"),
        (.commonName, 0x1c, [0x00, 0x02, 0x0b, 0xb7], "𠮷"),
        (.commonName, 0x14, [0x4d, 0xfc], "Mü"),
        (.commonName, 0x13, [0x41, 0x42], "AB"),
    ]

    @Test(arguments: foreign)
    func `every type of DirectoryString is read`(
        type: AttributeType, tag: UInt8, contents: [UInt8], text: String
    ) throws {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.objectIdentifier(type.identifier)
            inside.primitive(DERTag(octet: tag), contents)
        }
        let attribute = try NameAttribute(derEncoded: writer.bytes)
        #expect(attribute.value.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(attribute.derEncoded == writer.bytes)
    }

    /// Tag, contents, the error of a strict decoder, the text of a tolerant one.
    static let defective: [(AttributeType, UInt8, [UInt8], PKIXError, String)] = [
        (.commonName, 0x13, Array("a@b".utf8), .invalidString(place("CN")), "a@b"),
        (.countryName, 0x0c, Array("HK".utf8), .invalidString(place("C")), "HK"),
        (.emailAddress, 0x0c, Array("a@b".utf8), .invalidString(place("emailAddress")), "a@b"),
        (.commonName, 0x0c, [], .outOfRange(place("CN")), ""),
        (.countryName, 0x13, Array("HKG".utf8), .outOfRange(place("C")), "HKG"),
        (.commonName, 0x02, [0x01], .unexpectedType(place("CN")), "#020101"),
    ]

    static func place(_ field: String) -> Place { NameAttribute.structure.at(field) }

    @Test(arguments: defective)
    func `defective values are refused, and read with a warning where tolerated`(
        type: AttributeType, tag: UInt8, contents: [UInt8], error: PKIXError, text: String
    ) throws {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.objectIdentifier(type.identifier)
            inside.primitive(DERTag(octet: tag), contents)
        }
        #expect(throws: error) { try NameAttribute(derEncoded: writer.bytes) }
        let context = DecodingContext(.tolerant)
        #expect(try NameAttribute(derEncoded: writer.bytes, context).value == text)
        #expect(context.warnings == [PKIXWarning(error: error)])
    }

    @Test func `[X.690 11] values of unknown types are DER, too, where decoding is strict`() throws
    {
        func encoded(_ octet: UInt8) -> [UInt8] {
            [0x30, 0x07, 0x06, 0x02, 0x2a, 0x03, 0x01, 0x01, octet]
        }
        #expect(try NameAttribute(derEncoded: encoded(0xff)).value == "#0101ff")
        #expect(throws: PKIXError.notDER(NameAttribute.structure.whole)) {
            try NameAttribute(derEncoded: encoded(0x01))
        }
        let tolerant = try NameAttribute(derEncoded: encoded(0x01), tolerance: .tolerant)
        #expect(tolerant.value == "#010101")
    }

    @Test func `broken UTF-8 is refused in any case`() {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.objectIdentifier(AttributeType.commonName.identifier)
            inside.primitive(.utf8String, [0xc3, 0x28])
        }
        for tolerance in [Tolerance.strict, .tolerant] {
            #expect(throws: PKIXError.invalidString(Self.place("CN"))) {
                try NameAttribute(derEncoded: writer.bytes, tolerance: tolerance)
            }
        }
    }

    @Test(arguments: escapes)
    func `[RFC 4514 2.4] names are escaped`(value: String, text: String) throws {
        let name = DistinguishedName(attributes: [try NameAttribute(.commonName, value)])
        #expect(name.description == text)
    }

    static let escapes: [(String, String)] = [
        ("Chan Tai Man", "CN=Chan Tai Man"), ("a,b+c;d<e>f\"g\\h", #"CN=a\,b\+c\;d\<e\>f\"g\\h"#),
        (" a ", #"CN=\ a\ "#), ("#1", "CN=\\#1"), ("1#", "CN=1#"), ("a=b", "CN=a=b"),
        ("木棉", "CN=木棉"), ("a\u{0}b\nc", #"CN=a\00b\0ac"#), ("\u{202e}x", #"CN=\e2\80\aex"#),
        (" ", #"CN=\ "#),
    ]

    @Test func `[RFC 4514 2.1] the last step comes first, one of several parts is joined`()
        throws
    {
        #expect(try Samples.name("X").description == "CN=X,O=Kapok 測試,C=HK")
        #expect(DistinguishedName.empty.description == "")
        var writer = DERWriter()
        let parts = [
            try NameAttribute(.commonName, "A").derEncoded,
            try NameAttribute(AttributeType([1, 2, 3]), "z").derEncoded,
        ]
        writer.sequence { $0.setOf(parts) }
        let name = try DistinguishedName(derEncoded: writer.bytes)
        #expect(name.description == "1.2.3=#0c017a+CN=A")
        #expect(name[.commonName] == ["A"])
    }

    @Test(arguments: [
        ("Chan Tai Man", "  CHAN   tai man ", true), ("Chan", "Chan\u{3000}", true),
        ("Chan Tai", "ChanTai", false), ("陳", "陈", false),
        // Equal for Swift's String, but different characters: U+F907 and U+9F9C, é and e + accent.
        ("\u{f907}", "\u{9f9c}", false), ("caf\u{e9}", "cafe\u{301}", false),
        ("É", "é", false), ("", "", true),
    ])
    func `[RFC 5280 7.1] names match by scalars, without ASCII case and white space`(
        one: String, other: String, matches: Bool
    ) throws {
        func name(_ value: String) throws -> DistinguishedName {
            var writer = DERWriter()
            writer.sequence { name in
                name.constructed(.set) { set in
                    set.sequence { inside in
                        inside.objectIdentifier(AttributeType.commonName.identifier)
                        inside.string(value, .utf8String)
                    }
                }
            }
            return try DistinguishedName(derEncoded: writer.bytes, tolerance: .tolerant)
        }
        #expect(try name(one).matches(name(other)) == matches)
        #expect(try (name(one) == name(other)) == one.utf8.elementsEqual(other.utf8))
    }

    @Test func `[RFC 5280 7.1] a name lies within its first steps, and in no others`() throws {
        let name = try Samples.name("X")
        let base = DistinguishedName(attributes: Array(name.attributes.prefix(2)))
        let other = DistinguishedName(attributes: Array(name.attributes.dropFirst()))
        #expect(name.isWithin(base))
        #expect(name.isWithin(.empty))
        #expect(name.isWithin(name))
        #expect(!base.isWithin(name))
        #expect(!name.isWithin(other))
    }

    @Test func `more attributes than any honest name has are refused`() throws {
        let attribute = try NameAttribute(.organizationalUnitName, "a")
        let longest = DistinguishedName(
            attributes: Array(repeating: attribute, count: DistinguishedName.maximumAttributes))
        #expect(try DistinguishedName(derEncoded: longest.derEncoded) == longest)
        let longer = DistinguishedName(attributes: longest.attributes + [attribute])
        #expect(throws: PKIXError.outOfRange(DistinguishedName.structure.whole)) {
            try DistinguishedName(derEncoded: longer.derEncoded, tolerance: .tolerant)
        }
    }
}
