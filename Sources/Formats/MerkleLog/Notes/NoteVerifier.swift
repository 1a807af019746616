import CanonicalJSON
import Cryptography

/// The public key of a log or witness with its name: `name+hash+base64(0x01 ‖ key)`.
///
/// Ed25519 alone (algorithm 1). The hash is the first 4 octets of
/// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), in 8 lower-case hexadecimal digits. C2SP signed-note.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    public let keyHash: [UInt8]
    /// 32 octets. RFC 8032 §5.1.2.
    public let key: [UInt8]
    private let publicKey: PublicKey

    /// - Throws: `MerkleLogError.malformedVerifierKey` for an impossible name or key.
    public init(name: String, key: [UInt8]) throws(MerkleLogError) {
        guard NoteName.isValid(name), key.count == 32,
            let information = try? SubjectPublicKeyInfo(derEncoded: Self.ed25519Prefix + key),
            let publicKey = try? PublicKey(information)
        else { throw .malformedVerifierKey }
        self.name = name
        self.key = key
        self.publicKey = publicKey
        keyHash = Array(
            DigestAlgorithm.sha256.hash(Array(name.utf8) + [0x0A, Self.ed25519] + key).prefix(4))
    }

    /// Reads the text form in its one writing.
    /// - Throws: `MerkleLogError.malformedVerifierKey` for any other, and for a wrong hash.
    public init(parsing text: String) throws(MerkleLogError) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(parts[0]),
            let content = String(parts[2]).flatMap(Base64.decode),
            content.first == Self.ed25519
        else { throw .malformedVerifierKey }
        try self.init(name: name, key: Array(content.dropFirst()))
        guard description.utf8.elementsEqual(text.utf8) else { throw .malformedVerifierKey }
    }

    /// The text form, as it is handed to outsiders.
    public var description: String {
        "\(name)+\(Hex.encode(keyHash))+\(Base64.encode([Self.ed25519] + key))"
    }

    /// Whether the note carries a signature of this key and all of them are good.
    ///
    /// A line under this name and hash that does not verify spoils the note. C2SP signed-note.
    public func verifies(_ note: SignedNote) -> Bool {
        let own = note.signatures.filter {
            $0.name.utf8.elementsEqual(name.utf8) && $0.keyHash == keyHash
        }
        return !own.isEmpty
            && own.allSatisfy {
                publicKey.verifies($0.signature, of: note.signedBytes, with: .ed25519)
            }
    }

    /// The line that holds a signature this key made over the text of a note.
    ///
    /// The signature is not verified here. Nil if it is not 64 octets.
    public func line(holding signature: [UInt8]) -> NoteSignature? {
        signature.count == 64
            ? NoteSignature(name: name, keyHash: keyHash, signature: signature) : nil
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) && left.key == right.key
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    private static let ed25519: UInt8 = 0x01
    /// SEQUENCE { SEQUENCE { 1.3.101.112 } BIT STRING of 32 octets }. RFC 8410 §4.
    private static let ed25519Prefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
}
