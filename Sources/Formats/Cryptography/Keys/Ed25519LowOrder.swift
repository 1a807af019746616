/// The public keys under which one signature fits any message, which the library would take.
///
/// They are the points whose order divides 8; RFC 8032 §8.9 leaves their refusal to the user.
enum Ed25519LowOrder {
    static func contains(_ key: [UInt8]) -> Bool {
        guard key.count == 32, let last = key.last else { return false }
        // The top bit is the sign of x; each y belongs to the point and its negative.
        return yCoordinates.contains(Array(key.dropLast()) + [last & 0x7f])
    }

    /// Little-endian as in keys: 0, 1, p - 1, their other writings p and p + 1, and the two of
    /// order 8.
    private static let yCoordinates: Set<[UInt8]> = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [0xec] + nearPrime,
        [0xed] + nearPrime,
        [0xee] + nearPrime,
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef,
            0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88,
            0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10,
            0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77,
            0x92, 0xac, 0x03, 0x7a,
        ],
    ]

    private static let nearPrime = [UInt8](repeating: 0xff, count: 30) + [0x7f]
}
