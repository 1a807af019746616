import CanonicalJSON
public import SwiftASN1

/// One attribute of a name: a type and its value.
///
/// ```
/// AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
/// ```
/// RFC 5280 §4.1.2.4 and appendix A.1.
public struct NameAttribute: DERCodable {
    public static let structure = Structure("AttributeTypeAndValue", "RFC 5280 §4.1.2.4")

    public let type: AttributeType
    /// The text. Of a value that is no string: its encoding in hexadecimal after `#`.
    public let value: String
    /// Nil for a value that is no string.
    public let stringType: StringType?
    /// The whole encoding of the value, with tag and length.
    public let encodedValue: [UInt8]

    /// An attribute in the string type that RFC 5280 appendix A gives it.
    ///
    /// - Throws: `.outOfRange` for a length (in Unicode scalars) beyond the bounds of the type,
    ///   `.invalidString` for characters that the string type lacks.
    public init(_ type: AttributeType, _ value: String) throws(PKIXError) {
        let place = Self.place(of: type)
        let stringType = type.outputStringType
        // The shortest encodings are one octet a scalar: text far beyond any bound is not counted.
        guard value.utf8.count <= DERLimits.value,
            type.bounds?.contains(value.unicodeScalars.count) ?? !value.utf8.isEmpty
        else { throw .outOfRange(place) }
        guard let octets = stringType.encode(value) else { throw .invalidString(place) }
        var writer = DERWriter()
        writer.primitive(stringType.tag, octets)
        self.type = type
        self.value = value
        self.stringType = stringType
        encodedValue = writer.bytes
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        type = AttributeType(try reader.objectIdentifier("type"))
        let node = try reader.next("value")
        try reader.finish()
        encodedValue = node.encoded
        let place = Self.place(of: type)
        let allowed = type.allowedStringTypes
        guard let stringType = StringType(node.identifier) else {
            if allowed != nil { try context.tolerate(.unexpectedType(place)) }
            self.stringType = nil
            value = "#" + Hex.encode(encodedValue)
            return
        }
        if let allowed, !allowed.contains(stringType) {
            try context.tolerate(.invalidString(place))
        }
        self.stringType = stringType
        value = try stringType.decode(node.octets(at: place, context), at: place, context)
        if let bounds = type.bounds, !bounds.contains(value.unicodeScalars.count) {
            try context.tolerate(.outOfRange(place))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(type.identifier)
            inside.raw(encodedValue)
        }
    }

    private static func place(of type: AttributeType) -> Place {
        structure.at(type.shortName ?? type.identifier.dotted)
    }
}

extension NameAttribute {
    /// Octets that are equal for two attributes just if RFC 5280 §7.1 lets them match.
    ///
    /// Strings are compared whatever their type, by Unicode scalars: ASCII letters without case,
    /// white space at the ends left out and between words as one space. Normalisation to NFKC and
    /// case folding beyond ASCII are left out: they would let names match that people tell apart.
    var matchingKey: [UInt8] {
        var key = DERWriter()
        key.objectIdentifier(type.identifier)
        guard stringType != nil else {
            key.raw(encodedValue)
            return key.bytes
        }
        var folded = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in value.unicodeScalars {
            if Self.isSpace(scalar) {
                pendingSpace = !folded.isEmpty
                continue
            }
            if pendingSpace { folded.append(" ") }
            pendingSpace = false
            let isUpper = ("A"..."Z").contains(scalar)
            folded.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
        }
        key.string(String(folded), .utf8String)
        return key.bytes
    }

    /// What RFC 4518 §2.2 maps to SPACE and RFC 5280 §7.1 compresses.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f,
            0x205f, 0x3000:
            true
        default:
            false
        }
    }
}
