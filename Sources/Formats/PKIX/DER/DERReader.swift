public import SwiftASN1

/// Reads the elements of one SEQUENCE or SET in their order.
///
/// Every error names the structure being read. `finish` refuses what is left over, so that nothing
/// in a structure goes unread.
public struct DERReader {
    public let structure: Structure
    public let context: DecodingContext
    private var iterator: ASN1NodeCollection.Iterator
    private var upcoming: ASN1Node?

    /// Opens a constructed element.
    ///
    /// - Parameter identifier: the tag it must have; nil where the caller has checked it.
    public init(
        _ node: ASN1Node, _ identifier: ASN1Identifier? = .sequence, as structure: Structure,
        _ context: DecodingContext
    ) throws(PKIXError) {
        guard identifier == nil || node.identifier == identifier,
            case .constructed(let elements) = node.content
        else { throw .unexpectedType(structure.whole) }
        self.structure = structure
        self.context = context
        iterator = elements.makeIterator()
        upcoming = iterator.next()
    }

    /// Whether every element has been read.
    public var isAtEnd: Bool { upcoming == nil }

    /// The next element, whatever its tag.
    public mutating func next(_ field: String) throws(PKIXError) -> ASN1Node {
        guard let node = upcoming else { throw .missing(structure.at(field)) }
        upcoming = iterator.next()
        return node
    }

    /// The next element, which must have this tag.
    public mutating func next(
        _ identifier: ASN1Identifier, _ field: String
    ) throws(PKIXError) -> ASN1Node {
        let node = try next(field)
        guard node.identifier == identifier else { throw .unexpectedType(structure.at(field)) }
        return node
    }

    /// The next element if it has this tag; else nothing is read.
    public mutating func optional(_ identifier: ASN1Identifier) -> ASN1Node? {
        guard let node = upcoming, node.identifier == identifier else { return nil }
        upcoming = iterator.next()
        return node
    }

    /// The next element if it has this context-specific tag; else nothing is read.
    public mutating func optional(tag: UInt) -> ASN1Node? {
        optional(ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific))
    }

    /// All elements that are left.
    public mutating func rest() -> [ASN1Node] {
        var nodes: [ASN1Node] = []
        while let node = upcoming {
            nodes.append(node)
            upcoming = iterator.next()
        }
        return nodes
    }

    /// Refuses elements that are left.
    public func finish() throws(PKIXError) {
        guard isAtEnd else { throw .trailingData(structure.whole) }
    }
}

extension DERReader {
    /// An OBJECT IDENTIFIER.
    public mutating func objectIdentifier(
        _ field: String
    ) throws(PKIXError) -> ASN1ObjectIdentifier {
        try next(field).objectIdentifier(at: structure.at(field))
    }

    /// An INTEGER that fits 64 bits.
    public mutating func integer(_ field: String) throws(PKIXError) -> Int {
        try next(.integer, field).integer(at: structure.at(field), context)
    }

    /// An OCTET STRING.
    public mutating func octetString(_ field: String) throws(PKIXError) -> [UInt8] {
        try next(.octetString, field).octets(at: structure.at(field), context)
    }

    /// A BIT STRING of whole octets.
    public mutating func bitString(_ field: String) throws(PKIXError) -> [UInt8] {
        let bits = try next(.bitString, field).bits(at: structure.at(field), context)
        guard bits.unusedBits == 0 else { throw .outOfRange(structure.at(field)) }
        return bits.octets
    }

    /// A BOOLEAN with a DEFAULT, which DER leaves out where the value equals it.
    public mutating func boolean(
        _ field: String, default defaultValue: Bool
    ) throws(PKIXError) -> Bool {
        guard let node = optional(.boolean) else { return defaultValue }
        let value = try node.boolean(at: structure.at(field), context)
        if value == defaultValue { try context.tolerate(.encodedDefault(structure.at(field))) }
        return value
    }
}
