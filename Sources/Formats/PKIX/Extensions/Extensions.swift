public import SwiftASN1

/// Extensions in their order, each type once.
///
/// ```
/// Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
/// ```
/// RFC 5280 §4.1, §4.2. Types that this product does not know are kept as bytes.
public struct Extensions: DERCodable {
    public static let structure = Structure("Extensions", "RFC 5280 §4.2")
    /// Honest certificates have some ten.
    public static let maximumCount = 128

    /// In the order of the encoding.
    public let elements: [Extension]

    /// No extensions at all. The field that holds them is then left out.
    public static let none = Extensions()

    private init() {
        elements = []
    }

    /// - Throws: `.duplicate` if a type occurs twice, `.outOfRange` above 128 extensions.
    public init(_ elements: [Extension]) throws(PKIXError) {
        guard elements.count <= Self.maximumCount else {
            throw .outOfRange(Self.structure.whole)
        }
        guard Set(elements.map(\.oid)).count == elements.count else {
            throw .duplicate(Self.structure.whole)
        }
        self.elements = elements
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        if reader.isAtEnd { try context.tolerate(.missing(Self.structure.at("Extension"))) }
        var elements: [Extension] = []
        while !reader.isAtEnd {
            elements.append(try Extension(from: reader.next("Extension"), context))
        }
        try self.init(elements)
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            for element in elements { element.encode(into: &inside) }
        }
    }

    /// The extension of a type.
    public subscript(oid: ASN1ObjectIdentifier) -> Extension? {
        elements.first { $0.oid == oid }
    }

    /// The decoded value of an extension; nil if it is not there.
    public func value<Value: ExtensionValue>(
        of type: Value.Type, tolerance: Tolerance = .strict
    ) throws(PKIXError) -> Value? {
        guard let element = self[Value.oid] else { return nil }
        return try Value(derEncoded: element.value, tolerance: tolerance)
    }
}

extension Extensions: RandomAccessCollection {
    public var startIndex: Int { elements.startIndex }
    public var endIndex: Int { elements.endIndex }
    public subscript(position: Int) -> Extension { elements[position] }
}
