import CanonicalJSON
import Cryptography

/// One use of a key, as the entry that announces it tells it.
struct AnnouncedUse: Hashable {
    let key: String
    let algorithm: String
    /// SHA-256 of the octets to be signed; hex.
    let digest: String

    /// What an entry announces; none where it is no entry.
    static func all(in entry: JSONValue?) -> [AnnouncedUse] {
        (entry?["intents"]?.array ?? []).compactMap(AnnouncedUse.init)
    }

    init?(_ intent: JSONValue) {
        guard let key = intent["key"]?.string, let digest = intent["digest"]?.string,
            let algorithm = intent["algorithm"]?.string
        else { return nil }
        self.init(key: key, algorithm: algorithm, digest: digest)
    }

    init(key: String, algorithm: String, digest: String) {
        (self.key, self.algorithm, self.digest) = (key, algorithm, digest)
    }

    init(_ warrant: Warrant) {
        self.init(
            key: warrant.key.id, algorithm: warrant.algorithm.rawValue,
            digest: Self.digest(of: warrant.toBeSigned))
    }

    /// As entries tell it.
    static func digest(of bytes: [UInt8]) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(bytes))
    }
}
