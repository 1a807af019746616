import CanonicalJSON
import Cryptography
import PKIX

/// What a signer asks of a warrant before it touches a key, trusting only what the warrant holds and
/// the key's own name, under which it is sealed.
///
/// An authority's key signs what was announced in the journal: the entry names the key, the
/// algorithm and the SHA-256 of exactly these bytes. A responder's key signs OCSP answers, which need
/// no entry, and nothing else does. That the entry stands under a signed checkpoint, and that its
/// officers' grants are real, is checked by the separate signer process once there is one.
struct WarrantJudge {
    /// The entry that was read last: many warrants in a row may rest on one.
    private var entry: [UInt8] = []
    private var announced: [JSONValue] = []

    mutating func judge(_ warrant: Warrant) throws(KeyCustodyError) {
        let isAnswer = (try? ResponseData(derEncoded: warrant.toBeSigned)) != nil
        switch (warrant.key.use, warrant.announcement) {
        case (.responder, nil):
            guard isAnswer else { throw .warrantRefused("a responder's key signs OCSP answers") }
        case (.authority, let announcement?):
            guard !isAnswer else { throw .warrantRefused("OCSP answers are for a responder's key") }
            try judge(announcement, of: warrant)
        case (.authority, nil): throw .warrantRefused("no entry announces these bytes")
        case (.responder, _?): throw .warrantRefused("a responder's key signs nothing announced")
        case (nil, _): throw .warrantRefused("the key's name does not tell its use")
        }
    }

    private mutating func judge(
        _ announcement: Announcement, of warrant: Warrant
    ) throws(KeyCustodyError) {
        let digest = Hex.encode(DigestAlgorithm.sha256.hash(warrant.toBeSigned))
        if announcement.entry != entry {
            entry = announcement.entry
            announced = (try? JSONValue(parsing: entry))?["intents"]?.array ?? []
        }
        guard
            announced.contains(where: { intent in
                intent["key"]?.string == warrant.key.id && intent["digest"]?.string == digest
                    && intent["algorithm"]?.string == warrant.algorithm.rawValue
            })
        else { throw .warrantRefused("the entry does not announce these bytes for this key") }
    }
}
