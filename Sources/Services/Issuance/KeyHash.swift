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

extension KeyReference {
    /// Of an authority's key that was made elsewhere: the name follows from the key, so that who signs
    /// the name signs the key, and the same key has one name.
    package init(adopted key: PublicKey) {
        self.init(
            id: "\(KeyUse.authority.rawValue)-"
                + Base32.encode(Array(key.pairIdentifier.prefix(16))))
    }
}
