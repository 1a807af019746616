package import CanonicalJSON

/// What server and signer say to each other: a head in canonical JSON, and octets beside it.
///
/// The number of parts, then each with its length before it (4 octets, network order); the first is the head.
/// Octets are named by their place among the others, so that nothing large is written as text.
package struct SignerMessage: Sendable, Equatable {
    package let head: JSONValue
    package let octets: [[UInt8]]

    /// The largest message: the list to be signed of a million revoked certificates has some 40 MB.
    package static let maximumBytes = 128 << 20
    private static let maximumParts = 4096
    private static let maximumHeadBytes = 1 << 20

    package init(_ head: JSONValue, _ octets: [[UInt8]] = []) {
        self.head = head
        self.octets = octets
    }

    package var encoded: [UInt8] {
        let parts = [head.canonicalBytes] + octets
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(4) { $0 + 4 + $1.count })
        Self.append(parts.count, to: &bytes)
        for part in parts {
            Self.append(part.count, to: &bytes)
            bytes += part
        }
        return bytes
    }

    /// - Throws: `KeyCustodyError.unintelligible`.
    package init(parsing bytes: [UInt8]) throws(KeyCustodyError) {
        var rest = bytes[...]
        guard bytes.count <= Self.maximumBytes, let count = Self.integer(&rest),
            (1...Self.maximumParts).contains(count)
        else { throw .unintelligible }
        var parts: [[UInt8]] = []
        for _ in 0..<count {
            guard let length = Self.integer(&rest), length <= rest.count else {
                throw .unintelligible
            }
            parts.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty, parts[0].count <= Self.maximumHeadBytes,
            let head = try? JSONValue(
                parsing: parts[0], maximumDepth: 8, maximumBytes: Self.maximumHeadBytes)
        else { throw .unintelligible }
        self.head = head
        octets = Array(parts.dropFirst())
    }

    /// The octets that a member of some object names.
    func octets(_ place: JSONValue?) throws(KeyCustodyError) -> [UInt8] {
        guard let place = place?.integer, octets.indices.contains(Int(place)) else {
            throw .unintelligible
        }
        return octets[Int(place)]
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: UInt32(number).bigEndian) { unsafe bytes += $0 }
    }

    private static func integer(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.count >= 4 else { return nil }
        let value = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        return value
    }
}
