/// The kinds of keys that this module works with.
public enum KeyAlgorithm: Hashable, Sendable {
    /// RSA with a modulus of so many bits.
    case rsa(bits: Int)
    /// GB/T 32918 on the recommended curve.
    case sm2
    case p256, p384
    case ed25519
}
