public import SwiftASN1

/// What is shown to a relying party when a certificate is used.
///
/// ```
/// UserNotice ::= SEQUENCE {
///     noticeRef    NoticeReference OPTIONAL,
///     explicitText DisplayText OPTIONAL }
/// NoticeReference ::= SEQUENCE {
///     organization  DisplayText,
///     noticeNumbers SEQUENCE OF INTEGER }
/// ```
/// RFC 5280 §4.2.1.4.
public struct UserNotice: DERCodable {
    public static let structure = Structure("UserNotice", "RFC 5280 §4.2.1.4")

    /// Found in foreign certificates: `NoticeReference`, the whole encoding.
    public let noticeReference: [UInt8]?
    public let explicitText: DisplayText?

    /// A notice that carries its text, as RFC 5280 asks of new certificates.
    public init(_ explicitText: DisplayText) {
        noticeReference = nil
        self.explicitText = explicitText
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        if let reference = reader.optional(.sequence) {
            try Self.check(reference, context)
            noticeReference = reference.encoded
        } else {
            noticeReference = nil
        }
        explicitText =
            reader.isAtEnd
            ? nil : try DisplayText(from: reader.next("explicitText"), context)
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let noticeReference { inside.raw(noticeReference) }
            explicitText?.encode(into: &inside)
        }
    }

    private static func check(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) {
        let structure = Structure("NoticeReference", "RFC 5280 §4.2.1.4")
        var reader = try DERReader(node, as: structure, context)
        _ = try DisplayText(from: reader.next("organization"), context)
        var numbers = try DERReader(reader.next("noticeNumbers"), as: structure, context)
        while !numbers.isAtEnd {
            let number = try numbers.next(.integer, "noticeNumbers")
            _ = try number.integerOctets(at: structure.at("noticeNumbers"), context)
        }
        try reader.finish()
    }
}

/// A text of at most 200 characters for people.
///
/// ```
/// DisplayText ::= CHOICE {
///     ia5String     IA5String     (SIZE (1..200)),
///     visibleString VisibleString (SIZE (1..200)),
///     bmpString     BMPString     (SIZE (1..200)),
///     utf8String    UTF8String    (SIZE (1..200)) }
/// ```
/// RFC 5280 §4.2.1.4.
public struct DisplayText: DERCodable {
    public static let structure = Structure("DisplayText", "RFC 5280 §4.2.1.4")
    static let bounds = 1...200

    public let text: String
    public let stringType: StringType

    /// A text as UTF8String.
    ///
    /// - Throws: `.outOfRange` unless it has 1 to 200 Unicode scalars.
    public init(_ text: String) throws(PKIXError) {
        guard Self.bounds.contains(text.unicodeScalars.count) else {
            throw .outOfRange(Self.structure.whole)
        }
        self.text = text
        stringType = .utf8
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let place = Self.structure.whole
        guard let stringType = StringType(node.identifier),
            [.ia5, .visible, .bmp, .utf8].contains(stringType)
        else { throw .unexpectedType(place) }
        self.stringType = stringType
        text = try stringType.decode(node.octets(at: place, context), at: place, context)
        if !Self.bounds.contains(text.unicodeScalars.count) {
            try context.tolerate(.outOfRange(place))
        }
    }

    public func encode(into writer: inout DERWriter) {
        // A text was either decoded from this type or is UTF-8, which has every character.
        writer.primitive(stringType.tag, stringType.encode(text) ?? Array(text.utf8))
    }
}
