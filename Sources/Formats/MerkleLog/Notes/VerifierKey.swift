import CanonicalJSON
import Cryptography

/// A name with an Ed25519 key and what the key's signatures say: `name+hash+base64(kind ‖ key)`.
///
/// The hash is the first 4 octets of SHA-256(name ‖ 0x0A ‖ kind ‖ key). C2SP signed-note.
struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// The octet that keeps signatures of one key for different ends apart.
    enum Kind: UInt8 {
        /// Over the text of a note. C2SP signed-note.
        case note = 0x01
        /// Over a checkpoint with the time of it. C2SP tlog-cosignature.
        case cosignature = 0x04
    }

    let name: String
    let kind: Kind
    /// 32 octets. RFC 8032 §5.1.2.
    let key: [UInt8]
    let keyHash: [UInt8]
    private let publicKey: PublicKey

    /// - Throws: `MerkleLogError.malformedVerifierKey` for an impossible name or key.
    init(name: String, kind: Kind, key: [UInt8]) throws(MerkleLogError) {
        guard NoteName.isValid(name), key.count == 32,
            let information = try? SubjectPublicKeyInfo(derEncoded: Self.ed25519Prefix + key),
            let publicKey = try? PublicKey(information)
        else { throw .malformedVerifierKey }
        self.name = name
        self.kind = kind
        self.key = key
        self.publicKey = publicKey
        keyHash = Array(
            DigestAlgorithm.sha256.hash(Array(name.utf8) + [0x0A, kind.rawValue] + key).prefix(4))
    }

    /// Reads the text form in its one writing.
    /// - Throws: `MerkleLogError.malformedVerifierKey` for any other, another kind, a wrong hash.
    init(parsing text: String, kind: Kind) throws(MerkleLogError) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(parts[0]),
            let content = String(parts[2]).flatMap(Base64.decode),
            content.first == kind.rawValue
        else { throw .malformedVerifierKey }
        try self.init(name: name, kind: kind, key: Array(content.dropFirst()))
        guard description.utf8.elementsEqual(text.utf8) else { throw .malformedVerifierKey }
    }

    var description: String {
        "\(name)+\(Hex.encode(keyHash))+\(Base64.encode([kind.rawValue] + key))"
    }

    /// The lines under this name and hash, good or not.
    func lines(of note: SignedNote) -> [NoteSignature] {
        note.signatures.filter {
            $0.name.utf8.elementsEqual(name.utf8) && $0.keyHash == keyHash
        }
    }

    func line(holding content: [UInt8]) -> NoteSignature? {
        NoteSignature(name: name, keyHash: keyHash, signature: content)
    }

    func verifies(_ signature: some Sequence<UInt8>, of message: [UInt8]) -> Bool {
        publicKey.verifies(Array(signature), of: message, with: .ed25519)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) && left.kind == right.kind
            && left.key == right.key
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(key)
    }

    /// SEQUENCE { SEQUENCE { 1.3.101.112 } BIT STRING of 32 octets }. RFC 8410 §4.
    private static let ed25519Prefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
}
