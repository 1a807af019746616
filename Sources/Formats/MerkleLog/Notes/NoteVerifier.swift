/// The public key of a log with its name: `name+hash+base64(0x01 ‖ key)`.
///
/// Ed25519 alone (algorithm 1). The hash is the first 4 octets of
/// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), in 8 lower-case hexadecimal digits. C2SP signed-note.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    private let verifierKey: VerifierKey

    /// - Throws: `MerkleLogError.malformedVerifierKey` for an impossible name or key.
    public init(name: String, key: [UInt8]) throws(MerkleLogError) {
        verifierKey = try VerifierKey(name: name, kind: .note, key: key)
    }

    /// Reads the text form in its one writing.
    /// - Throws: `MerkleLogError.malformedVerifierKey` for any other, and for a wrong hash.
    public init(parsing text: String) throws(MerkleLogError) {
        verifierKey = try VerifierKey(parsing: text, kind: .note)
    }

    public var name: String { verifierKey.name }
    public var keyHash: [UInt8] { verifierKey.keyHash }
    /// 32 octets. RFC 8032 §5.1.2.
    public var key: [UInt8] { verifierKey.key }
    /// The text form, as it is handed to outsiders.
    public var description: String { verifierKey.description }

    /// The lines of a note under this name and hash, good or not.
    public func lines(of note: SignedNote) -> [NoteSignature] { verifierKey.lines(of: note) }

    /// Whether the note carries a signature of this key and all of them are good.
    ///
    /// A line under this name and hash that does not verify spoils the note. C2SP signed-note.
    public func verifies(_ note: SignedNote) -> Bool {
        let own = lines(of: note)
        return !own.isEmpty
            && own.allSatisfy { verifierKey.verifies($0.signature, of: note.signedBytes) }
    }

    /// The line that holds a signature this key made over the text of a note.
    ///
    /// The signature is not verified here. Nil if it is not 64 octets.
    public func line(holding signature: [UInt8]) -> NoteSignature? {
        signature.count == 64 ? verifierKey.line(holding: signature) : nil
    }
}
