package import Cryptography
package import PKIX

extension SerialNumber {
    /// 20 octets, the first 0x01 to 0x7F, the others 152 random bits: always positive, never short,
    /// and free of the loss of entropy that comes from dropping unsuitable draws.
    package static func random(_ randomness: any Randomness) throws -> SerialNumber {
        var octets = randomness.bytes(20)
        octets[0] = 1 + octets[0] % 0x7F
        return try SerialNumber(bytes: octets)
    }
}
