import CanonicalJSON
package import Cryptography

/// The name of a key pair in rows and entries, the same for every public key of one private key:
/// a key that was certified or blocked cannot come back under another exponent (CP 6.7b, 8.15b).
package enum KeyHash {
    /// Lower-case hex, 64 digits. See `PublicKey.pairIdentifier`.
    package static func hex(of key: PublicKey) -> String {
        Hex.encode(key.pairIdentifier)
    }
}
