import SwiftASN1

/// The two crossings between SwiftASN1, which throws anything, and this module's closed error.
enum StrictDER {
    /// Parses one whole element; trailing bytes and non-minimal lengths are refused by the parser.
    static func decoded<T>(
        _ bytes: [UInt8], _ build: (ASN1Node) throws -> T
    ) throws(CryptographyError) -> T {
        do {
            return try build(DER.parse(bytes))
        } catch {
            throw .malformedEncoding
        }
    }

    /// Encodes a value of this module, whose parts always have an encoding.
    static func encoded(_ value: some DERSerializable) -> [UInt8] {
        var coder = DER.Serializer()
        do {
            try coder.serialize(value)
        } catch {
            preconditionFailure("a value without a DER encoding was built: \(error)")
        }
        return coder.serializedBytes
    }
}
