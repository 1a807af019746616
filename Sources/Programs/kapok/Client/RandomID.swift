import CanonicalJSON
import Cryptography

/// Identifiers that this client chooses: a prefix and 128 random bits in base32.
enum RandomID {
    static func make(_ prefix: String, _ randomness: any Randomness = SystemRandomness()) -> String
    {
        "\(prefix)-\(Base32.encode(randomness.bytes(16)))"
    }
}
