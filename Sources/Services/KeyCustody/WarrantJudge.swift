import CanonicalJSON
import Cryptography
import PKIX

/// What a signer asks of a warrant before it touches a key, trusting only what the warrant holds.
///
/// A use of a key for a certificate or a list was announced in the journal: the entry names the
/// key, the algorithm and the SHA-256 of exactly these bytes. An OCSP answer needs no entry of its
/// own; nothing else is signed without one. That the entry stands under a signed checkpoint, and
/// that its officers' grants are real, is checked by the separate signer process once there is one.
enum WarrantJudge {
    static func judge(_ warrant: Warrant) throws(KeyCustodyError) {
        if warrant.intent.isEmpty {
            guard (try? ResponseData(derEncoded: warrant.toBeSigned)) != nil else {
                throw .warrantRefused("no entry announces these bytes, and they are no OCSP answer")
            }
            return
        }
        let digest = Hex.encode(DigestAlgorithm.sha256.hash(warrant.toBeSigned))
        let announced = (try? JSONValue(parsing: warrant.intent))?["intents"]?.array ?? []
        guard
            announced.contains(where: { intent in
                intent["key"]?.string == warrant.key.id && intent["digest"]?.string == digest
                    && intent["algorithm"]?.string == warrant.algorithm.rawValue
            })
        else { throw .warrantRefused("the entry does not announce these bytes for this key") }
    }
}
