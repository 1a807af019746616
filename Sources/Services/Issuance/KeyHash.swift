import CanonicalJSON
package import Cryptography

/// The name of a public key in rows and entries: SHA-256 over the whole SubjectPublicKeyInfo.
package enum KeyHash {
    /// Lower-case hex, 64 digits.
    package static func hex(of key: SubjectPublicKeyInfo) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(key.derEncoded))
    }
}
