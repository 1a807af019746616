/// The public key of a witness with its name: `name+hash+base64(0x04 ‖ key)`.
///
/// A cosignature says that, at its time, the checkpoint was the largest that the witness had seen of
/// this log, and consistent with all that it saw before. C2SP tlog-cosignature, Ed25519 form.
public struct CosignatureVerifier: Hashable, Sendable, CustomStringConvertible {
    private let verifierKey: VerifierKey

    /// - Parameter key: 32 octets, of this witness under this name alone.
    /// - Throws: `MerkleLogError.malformedVerifierKey` for an impossible name or key.
    public init(name: String, key: [UInt8]) throws(MerkleLogError) {
        verifierKey = try VerifierKey(name: name, kind: .cosignature, key: key)
    }

    /// Reads the text form in its one writing.
    /// - Throws: `MerkleLogError.malformedVerifierKey` for any other, and for a log's key.
    public init(parsing text: String) throws(MerkleLogError) {
        verifierKey = try VerifierKey(parsing: text, kind: .cosignature)
    }

    public var name: String { verifierKey.name }
    public var keyHash: [UInt8] { verifierKey.keyHash }
    /// 32 octets. RFC 8032 §5.1.2.
    public var key: [UInt8] { verifierKey.key }
    /// The text form, as it is handed to outsiders.
    public var description: String { verifierKey.description }

    /// The lines of a note under this name and hash, good or not.
    public func lines(of note: SignedNote) -> [NoteSignature] { verifierKey.lines(of: note) }

    /// What the witness's key signs.
    ///
    /// ```
    /// cosignature/v1
    /// time <seconds since 1970 UTC>
    /// <text of the checkpoint>
    /// ```
    public static func message(atSeconds seconds: Int64, over text: String) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }

    /// The line that holds a signature this key made: an unsigned 64-bit time, then 64 octets.
    ///
    /// The signature is not verified here. Nil if it is not 64 octets or the time not above 0.
    public func line(holding signature: [UInt8], atSeconds seconds: Int64) -> NoteSignature? {
        guard signature.count == 64, seconds > 0 else { return nil }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        return verifierKey.line(holding: time + signature)
    }

    /// The newest time, in seconds since 1970 UTC, at which this witness cosigned the note.
    ///
    /// Nil without a line of this key, and where one of them is not good: such a note is malformed.
    public func seconds(of note: SignedNote) -> Int64? {
        var newest: Int64?
        for line in lines(of: note) {
            guard let seconds = seconds(of: line, over: note.text) else { return nil }
            newest = max(newest ?? seconds, seconds)
        }
        return newest
    }

    private func seconds(of line: NoteSignature, over text: String) -> Int64? {
        guard line.signature.count == 72 else { return nil }
        let seconds = line.signature.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        guard seconds > 0,
            verifierKey.verifies(
                line.signature.dropFirst(8), of: Self.message(atSeconds: seconds, over: text))
        else { return nil }
        return seconds
    }
}
