public import SwiftASN1

/// The extensions of our own, below an arc that belongs to the operator.
///
/// The base is configuration; documentation and tests use 1.3.6.1.4.1.32473, which RFC 5612
/// reserves for examples. No extension of the arc is ever critical.
public struct PrivateArc: Hashable, Sendable {
    public let base: ASN1ObjectIdentifier

    /// The arc below a base.
    public init(base: ASN1ObjectIdentifier) {
        self.base = base
    }

    /// The object identifier of an extension of the arc.
    public func oid(of type: (some PrivateArcValue).Type) -> ASN1ObjectIdentifier {
        base.appending(type.arc)
    }

    /// The extension that holds a value.
    public func asExtension(_ value: some PrivateArcValue) -> Extension {
        Extension(oid: oid(of: type(of: value)), critical: false, value: value.derEncoded)
    }

    /// The decoded value of an extension of the arc; nil if it is not there.
    public func value<Value: PrivateArcValue>(
        of type: Value.Type, in extensions: Extensions
    ) throws(PKIXError) -> Value? {
        guard let element = extensions[oid(of: type)] else { return nil }
        return try Value(derEncoded: element.value)
    }
}

/// The value of an extension of the private arc.
public protocol PrivateArcValue: DERCodable {
    /// The arc below the base.
    static var arc: UInt { get }
}

/// How the identity of a person was verified: method A (in presence) or B (at a distance).
///
/// ```
/// IdentityVerificationMethod ::= PrintableString ("A" | "B")
/// ```
/// CP 5.6b.
public enum IdentityVerificationMethod: String, CaseIterable, PrivateArcValue {
    case a = "A"
    case b = "B"

    public static let structure = Structure("IdentityVerificationMethod", "CP 5.6b")
    public static let arc: UInt = 1

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        self = try Self.decode(node, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.string(rawValue, .printableString)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rawValue)
    }
}

/// The environment of the issuer: certificates of a test are told from real ones by machines too.
///
/// ```
/// IssuingEnvironment ::= PrintableString ("test" | "production")
/// ```
public enum IssuingEnvironment: String, CaseIterable, PrivateArcValue {
    case test, production

    public static let structure = Structure("IssuingEnvironment", "private arc 2")
    public static let arc: UInt = 2

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        self = try Self.decode(node, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.string(rawValue, .printableString)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rawValue)
    }
}

extension RawRepresentable where Self: PrivateArcValue, RawValue == String {
    fileprivate static func decode(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> Self {
        guard node.identifier == .printableString else {
            throw .unexpectedType(structure.whole)
        }
        let octets = try node.octets(at: structure.whole, context)
        let text = try StringType.printable.decode(octets, at: structure.whole, context)
        guard let value = Self(rawValue: text) else { throw .outOfRange(structure.whole) }
        return value
    }
}

/// What the journal was when a revocation list was signed, so that every list is a witness.
///
/// ```
/// JournalCheckpoint ::= SEQUENCE {
///     origin UTF8String (SIZE (1..255)),
///     size   INTEGER (0..9223372036854775807),
///     root   OCTET STRING (SIZE (32)) }
/// ```
/// The fields are those of a C2SP tlog-checkpoint.
public struct JournalCheckpoint: PrivateArcValue {
    public static let structure = Structure("JournalCheckpoint", "C2SP tlog-checkpoint")
    public static let arc: UInt = 3

    public let origin: String
    /// The number of entries.
    public let size: Int64
    /// The root hash of the tree, 32 octets.
    public let root: [UInt8]

    /// - Throws: `.outOfRange` unless the origin has 1 to 255 Unicode scalars, the size is not
    ///   negative and the root has 32 octets.
    public init(origin: String, size: Int64, root: [UInt8]) throws(PKIXError) {
        guard (1...255).contains(origin.unicodeScalars.count) else {
            throw .outOfRange(Self.structure.at("origin"))
        }
        guard size >= 0 else { throw .outOfRange(Self.structure.at("size")) }
        guard root.count == 32 else { throw .outOfRange(Self.structure.at("root")) }
        self.origin = origin
        self.size = size
        self.root = root
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let place = Self.structure.at("origin")
        let octets = try reader.next(.utf8String, "origin").octets(at: place, context)
        let origin = try StringType.utf8.decode(octets, at: place, context)
        let size = try reader.integer("size")
        let root = try reader.octetString("root")
        try reader.finish()
        try self.init(origin: origin, size: Int64(size), root: root)
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.string(origin, .utf8String)
            inside.integer(Int(size))
            inside.octetString(root)
        }
    }
}

/// Which attributes of the subject nobody verified.
///
/// ```
/// UnverifiedInformation ::= SEQUENCE SIZE (1..MAX) OF OBJECT IDENTIFIER
/// ```
/// Types of name attributes, in ascending order of their encoding. CP 5.7.
public struct UnverifiedInformation: PrivateArcValue {
    public static let structure = Structure("UnverifiedInformation", "CP 5.7")
    public static let arc: UInt = 4

    public let attributes: Set<AttributeType>

    /// - Precondition: at least one attribute.
    public init(_ attributes: Set<AttributeType>) {
        precondition(!attributes.isEmpty)
        self.attributes = attributes
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        guard !reader.isAtEnd else { throw .missing(Self.structure.whole) }
        var attributes: Set<AttributeType> = []
        while !reader.isAtEnd {
            let type = AttributeType(try reader.objectIdentifier("attribute"))
            guard attributes.insert(type).inserted else {
                throw .duplicate(Self.structure.at("attribute"))
            }
        }
        self.attributes = attributes
        guard derEncoded == node.encoded else { throw .unordered(Self.structure.whole) }
    }

    public func encode(into writer: inout DERWriter) {
        let encoded = attributes.map { attribute in
            var writer = DERWriter()
            writer.objectIdentifier(attribute.identifier)
            return writer.bytes
        }
        writer.sequence { inside in
            for element in encoded.sorted(by: DEROrder.precedes) { inside.raw(element) }
        }
    }
}
