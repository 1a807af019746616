public import SwiftASN1

/// A public key as it stands in certificates and requests: raw bytes under an algorithm identifier.
///
/// ```
/// SubjectPublicKeyInfo  ::=  SEQUENCE  {
///     algorithm            AlgorithmIdentifier,
///     subjectPublicKey     BIT STRING  }
/// ```
/// RFC 5280 §4.1. Any algorithm is held; ``PublicKey`` understands those this module knows.
public struct SubjectPublicKeyInfo: Hashable, Sendable {
    public let algorithm: AlgorithmIdentifier
    /// The contents of the BIT STRING without the count of unused bits, which is always 0.
    public let key: [UInt8]
    /// The DER encoding, whole.
    public let derEncoded: [UInt8]

    public init(algorithm: AlgorithmIdentifier, key: [UInt8]) {
        self.algorithm = algorithm
        self.key = key
        derEncoded = StrictDER.encoded(Fields(algorithm: algorithm, key: key))
    }

    /// Reads exactly one key.
    /// - Throws: `CryptographyError.malformedEncoding` if the bytes are not its strict DER or the
    ///   BIT STRING has unused bits.
    public init(derEncoded: [UInt8]) throws(CryptographyError) {
        self = try StrictDER.decoded(derEncoded) { try Self(derEncoded: $0) }
    }

    private struct Fields: DERSerializable {
        let algorithm: AlgorithmIdentifier
        let key: [UInt8]

        func serialize(into coder: inout DER.Serializer) throws {
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(algorithm)
                try coder.serialize(ASN1BitString(bytes: key[...]))
            }
        }
    }
}

extension SubjectPublicKeyInfo: DERParseable, DERSerializable {
    public init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { fields in
            let algorithm = try AlgorithmIdentifier(derEncoded: &fields)
            let key = try ASN1BitString(derEncoded: &fields)
            guard key.paddingBits == 0 else { throw CryptographyError.malformedEncoding }
            return Self(algorithm: algorithm, key: Array(key.bytes))
        }
    }

    public func serialize(into coder: inout DER.Serializer) throws {
        coder.serializeRawBytes(derEncoded)
    }
}
