import Cryptography

/// Decrypts a stream for one identity; holds one piece of it.
///
/// Each piece is genuine by itself; that none is missing at the end is known only when ``finish()``
/// returned.
public struct AgeReader {
    private let identity: AgeIdentity
    private var fileKey: SecretBytes?
    private var stream: AgeStream?
    private var pending: [UInt8] = []

    private static let sealedPiece = AgeStream.pieceCount + ChaCha20Poly1305.overhead

    public init(_ identity: AgeIdentity) {
        self.identity = identity
    }

    /// Takes more of the file and returns the content that is certain by now.
    /// - Throws: `ArchiveError` `.notEncrypted`, `.malformedHeader`, `.otherRecipient`,
    ///   `.headerAltered`, `.contentAltered`.
    public mutating func read(_ bytes: [UInt8]) throws -> [UInt8] {
        pending += bytes
        try readHeader()
        try readNonce()
        guard stream != nil else { return [] }
        var content: [UInt8] = []
        var place = 0
        while pending.count - place > Self.sealedPiece {
            let piece = Array(pending[place..<place + Self.sealedPiece])
            content += try stream?.open(piece, isLast: false) ?? []
            place += Self.sealedPiece
        }
        pending.removeFirst(place)
        return content
    }

    /// Ends the file and returns the last of the content.
    /// - Throws: `ArchiveError.cutShort` if the end is missing, `.contentAltered`.
    public consuming func finish() throws -> [UInt8] {
        guard var stream, pending.count >= ChaCha20Poly1305.overhead else {
            throw ArchiveError.cutShort
        }
        let piece = pending
        do {
            return try stream.open(piece, isLast: true)
        } catch ArchiveError.contentAltered {
            // A whole piece that is genuine and not the last: the rest was cut off.
            let isGenuine = try? self.stream?.open(piece, isLast: false)
            throw isGenuine == nil ? ArchiveError.contentAltered : .cutShort
        }
    }

    private mutating func readHeader() throws {
        guard fileKey == nil, let count = try AgeHeader.count(in: pending) else { return }
        let header = try AgeHeader(parsing: Array(pending.prefix(count)))
        var opened: SecretBytes?
        for stanza in header.stanzas where opened == nil {
            opened = try AgeKeyWrap.open(stanza, with: identity)
        }
        guard let opened else { throw ArchiveError.otherRecipient }
        guard
            constantTimeEquals(
                header.code, try AgeHeader.code(over: header.stanzas, fileKey: opened))
        else { throw ArchiveError.headerAltered }
        fileKey = opened
        pending.removeFirst(count)
    }

    private mutating func readNonce() throws {
        guard stream == nil, let fileKey, pending.count >= AgeStream.nonceCount else { return }
        stream = try AgeStream(
            fileKey: fileKey, nonce: Array(pending.prefix(AgeStream.nonceCount)))
        pending.removeFirst(AgeStream.nonceCount)
    }
}
