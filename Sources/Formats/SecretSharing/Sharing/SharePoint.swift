import Cryptography

/// One point of the polynomials that hide a secret, one polynomial for each octet.
///
/// SLIP-0039, Polynomial interpolation. `x` is public, the octets of `y` are secret.
struct SharePoint {
    let x: UInt8
    let y: SecretBytes

    /// Where the secret itself lies.
    static let secret: UInt8 = 255
    /// Where the digest of the secret lies.
    static let digest: UInt8 = 254

    /// What the polynomials of lowest degree through the points are at `x`, by Lagrange's formula.
    /// - Parameter points: at least one; no two with the same `x`, all as long as the first.
    static func value(at x: UInt8, through points: [SharePoint]) -> SecretBytes {
        SecretBytes.filled(points[0].y.count) { sum in
            for point in points {
                let weight = weight(of: point, at: x, among: points)
                point.y.withBytes { y in
                    for place in y.indices { sum[place] ^= Field256.product(y[place], weight) }
                }
            }
        }
    }

    private static func weight(
        of point: SharePoint, at x: UInt8, among points: [SharePoint]
    ) -> UInt8 {
        var weight: UInt8 = 1
        for other in points where other.x != point.x {
            let quotient = Field256.product(x ^ other.x, Field256.inverse(point.x ^ other.x))
            weight = Field256.product(weight, quotient)
        }
        return weight
    }
}
