import SwiftASN1

/// The two crossings between SwiftASN1, which throws anything, and this module's closed error.
enum StrictDER {
    /// Parses one whole element; trailing bytes and non-minimal lengths are refused by the parser,
    /// other contents than DER has them here.
    static func decoded<T>(
        _ bytes: [UInt8], _ build: (ASN1Node) throws -> T
    ) throws(CryptographyError) -> T {
        do {
            let node = try DER.parse(bytes)
            guard node.isDER else { throw CryptographyError.malformedEncoding }
            return try build(node)
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
