/// The field in which secrets are split: polynomials over GF(2) modulo x^8 + x^4 + x^3 + x + 1.
///
/// FIPS 197 §4.1, §4.2; SLIP-0039, Shamir's secret-sharing. Tables of logarithms would be read at places that
/// are secret, which caches tell; here each product takes the same eight steps whatever the factors are.
enum Field256 {
    private static let reduction: UInt8 = 0x1B

    static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var (power, product): (UInt8, UInt8) = (one, 0)
        for bit: UInt8 in 0..<8 {
            product ^= power & (0 &- (other >> bit & 1))
            power = power << 1 ^ reduction & (0 &- (power >> 7))
        }
        return product
    }

    /// The element whose product with this one is 1; of zero, which has none, zero.
    static func inverse(_ element: UInt8) -> UInt8 {
        // The group has 255 elements: element^254. 254 is binary 11111110.
        var (square, inverse): (UInt8, UInt8) = (element, 1)
        for _ in 1..<8 {
            square = product(square, square)
            inverse = product(inverse, square)
        }
        return inverse
    }
}
