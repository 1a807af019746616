import Cryptography
public import SwiftASN1

/// A value with one DER encoding.
///
/// Law: what decodes strictly re-encodes to the same bytes.
public protocol DERCodable: Hashable, Sendable {
    /// The ASN.1 type and its section, as errors name it.
    static var structure: Structure { get }

    /// Reads the value from a parsed element.
    init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError)

    /// Appends the element.
    func encode(into writer: inout DERWriter)
}

extension DERCodable {
    /// Decodes bytes that hold this element and nothing else.
    ///
    /// - Parameter maximumBytes: longer input is refused before anything is read.
    public init(
        derEncoded bytes: [UInt8], tolerance: Tolerance = .strict,
        maximumBytes: Int = DERLimits.value
    ) throws(PKIXError) {
        let context = DecodingContext(tolerance)
        try self.init(derEncoded: bytes, context, maximumBytes: maximumBytes)
    }

    /// Decodes bytes as part of a run whose warnings are gathered by its context.
    ///
    /// A strict run also encodes the value again and compares, and asks the same of values whose
    /// type is unknown: whatever a decoder might overlook is refused here.
    public init(
        derEncoded bytes: [UInt8], _ context: DecodingContext,
        maximumBytes: Int = DERLimits.value
    ) throws(PKIXError) {
        let node = try ASN1Node.parse(
            bytes, as: Self.structure, context, maximumBytes: maximumBytes)
        try self.init(from: node, context)
        guard context.tolerance == .tolerant || derEncoded == bytes && node.isDER else {
            throw .notDER(Self.structure.whole)
        }
    }

    /// The DER encoding.
    public var derEncoded: [UInt8] {
        var writer = DERWriter()
        encode(into: &writer)
        return writer.bytes
    }
}

extension DERCodable {
    /// Equal octets. Never by `String`'s own equality, for which different characters can be equal.
    public static func == (left: Self, right: Self) -> Bool {
        left.derEncoded == right.derEncoded
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(derEncoded)
    }

    /// Reads a SEQUENCE OF this type, which must hold one element at least (where not tolerated)
    /// and 256 at most: far more than honest lists in a certificate have.
    static func decodeList(
        _ node: ASN1Node, _ identifier: ASN1Identifier? = .sequence, of structure: Structure,
        _ context: DecodingContext
    ) throws(PKIXError) -> [Self] {
        var reader = try DERReader(node, identifier, as: structure, context)
        if reader.isAtEnd { try context.tolerate(.missing(structure.at(Self.structure.name))) }
        var elements: [Self] = []
        while !reader.isAtEnd {
            guard elements.count < 256 else { throw .outOfRange(structure.whole) }
            elements.append(try Self(from: reader.next(Self.structure.name), context))
        }
        return elements
    }
}

extension DERWriter {
    /// A SEQUENCE OF these elements.
    public mutating func list(_ elements: [some DERCodable], _ tag: DERTag = .sequence) {
        constructed(tag) { inside in
            for element in elements { element.encode(into: &inside) }
        }
    }
}

/// The sizes above which input is refused unread. Each is far above what honest objects need, and
/// low enough that the parsed form (some 100 bytes an element) stays small.
public enum DERLimits {
    /// One value inside something larger, such as an extension: 256 KiB.
    public static let value = 1 << 18
    /// A certificate: 256 KiB. The largest in use, with long lists of names, stay below 100 KB.
    public static let certificate = 1 << 18
    /// A certification request: 64 KiB. An RSA-16384 key and signature take 4 KB.
    public static let request = 1 << 16
    /// A text with PEM blocks: 4 MiB, which is a generous bundle of certificates.
    public static let text = 1 << 22
}

extension ASN1Node {
    /// Parses bytes that hold one element and nothing after it.
    ///
    /// Tolerant runs fall back to BER, with a warning. Nesting is limited to 50 by the parser.
    static func parse(
        _ bytes: [UInt8], as structure: Structure, _ context: DecodingContext, maximumBytes: Int
    ) throws(PKIXError) -> ASN1Node {
        guard bytes.count <= maximumBytes else {
            throw .tooLarge(structure.whole, maximumBytes: maximumBytes)
        }
        if let node = try? DER.parse(bytes) { return node }
        if context.tolerance == .tolerant, let node = try? BER.parse(bytes) {
            try context.tolerate(.notDER(structure.whole))
            return node
        }
        throw Self.hasTrailingData(bytes)
            ? .trailingData(structure.whole) : .notDER(structure.whole)
    }

    /// Whether bytes begin with one whole element of definite length and go on after it; the
    /// parser does not tell this from other defects.
    private static func hasTrailingData(_ bytes: [UInt8]) -> Bool {
        guard let length = DERHeader(bytes)?.totalLength, length < bytes.count else {
            return false
        }
        return (try? DER.parse(bytes[..<length])) != nil
    }
}
