public import Cryptography

/// Encrypts a stream to recipients; holds one piece of it.
public struct AgeWriter {
    private var stream: AgeStream
    private var pending: [UInt8] = []
    private var start: [UInt8]

    /// - Parameter recipients: one at least; any of them can decrypt.
    /// - Throws: `CryptographyError`, also for a recipient whose key is of low order.
    public init(
        recipients: [AgeRecipient], randomness: some Randomness = SystemRandomness()
    ) throws {
        let fileKey = SecretBytes.random(AgeKeyWrap.fileKeyCount, from: randomness)
        let stanzas = try recipients.map { try AgeKeyWrap.seal(fileKey, for: $0, randomness) }
        let nonce = randomness.bytes(AgeStream.nonceCount)
        let header = AgeHeader(
            stanzas: stanzas, code: try AgeHeader.code(over: stanzas, fileKey: fileKey))
        start = header.bytes + nonce
        stream = try AgeStream(fileKey: fileKey, nonce: nonce)
    }

    /// Takes more of the content and returns what can be written by now.
    public mutating func write(_ bytes: [UInt8]) throws -> [UInt8] {
        var output = start
        start = []
        pending += bytes
        var place = 0
        // What is exactly one piece waits: it may be the last.
        while pending.count - place > AgeStream.pieceCount {
            let piece = Array(pending[place..<place + AgeStream.pieceCount])
            output += try stream.seal(piece, isLast: false)
            place += AgeStream.pieceCount
        }
        pending.removeFirst(place)
        return output
    }

    /// Ends the content and returns the rest of the file.
    public consuming func finish() throws -> [UInt8] {
        start + (try stream.seal(pending, isLast: true))
    }
}
