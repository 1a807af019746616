public import SwiftASN1

/// Which algorithm, and with which parameters, exactly as encoded.
///
/// ```
/// AlgorithmIdentifier  ::=  SEQUENCE  {
///     algorithm               OBJECT IDENTIFIER,
///     parameters              ANY DEFINED BY algorithm OPTIONAL  }
/// ```
/// RFC 5280 §4.1.1.2. Absent and NULL parameters are different values here, since the standards
/// of the algorithms tell them apart.
public struct AlgorithmIdentifier: Hashable, Sendable {
    public var algorithm: ASN1ObjectIdentifier
    /// The DER of the parameters, one complete element; nil where they are absent.
    public var parameters: [UInt8]?

    /// The DER of NULL, the parameters of RSA.
    public static let null: [UInt8] = [0x05, 0x00]

    public init(algorithm: ASN1ObjectIdentifier, parameters: [UInt8]? = nil) {
        self.algorithm = algorithm
        self.parameters = parameters
    }

    /// Reads exactly one identifier.
    /// - Throws: `CryptographyError.malformedEncoding` if the bytes are not its strict DER.
    public init(derEncoded: [UInt8]) throws(CryptographyError) {
        self = try StrictDER.decoded(derEncoded) { try Self(derEncoded: $0) }
    }

    /// The DER encoding, whole.
    public var derEncoded: [UInt8] { StrictDER.encoded(self) }
}

extension AlgorithmIdentifier: DERImplicitlyTaggable {
    public static var defaultIdentifier: ASN1Identifier { .sequence }

    public init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(node, identifier: identifier) { fields in
            let algorithm = try ASN1ObjectIdentifier(derEncoded: &fields)
            return Self(
                algorithm: algorithm, parameters: fields.next().map { Array($0.encodedBytes) })
        }
    }

    public func serialize(
        into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier
    ) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(algorithm)
            if let parameters { coder.serializeRawBytes(parameters) }
        }
    }
}
