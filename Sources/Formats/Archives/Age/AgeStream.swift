import Cryptography

/// The content in pieces of 64 KiB, each sealed with its number and whether it is the last.
/// age-encryption.org/v1, "Payload" (STREAM).
struct AgeStream {
    static let pieceCount = 1 << 16
    static let nonceCount = 16

    private let key: SecretBytes
    private var number: UInt64 = 0

    init(fileKey: SecretBytes, nonce: [UInt8]) throws {
        key = try HKDF.derive(secret: fileKey, salt: nonce, info: Array("payload".utf8))
    }

    mutating func seal(_ piece: [UInt8], isLast: Bool) throws -> [UInt8] {
        try ChaCha20Poly1305.seal(piece, key: key, nonce: next(isLast))
    }

    mutating func open(_ piece: [UInt8], isLast: Bool) throws(ArchiveError) -> [UInt8] {
        let isFirst = number == 0
        let opened = try? ChaCha20Poly1305.open(piece, key: key, nonce: next(isLast))
        // Only an empty file has an empty piece.
        guard let opened, isFirst || !opened.isEmpty else { throw .contentAltered }
        return opened
    }

    /// 11 octets of the number, big-endian, and a flag. 2^64 pieces are never reached.
    private mutating func next(_ isLast: Bool) -> [UInt8] {
        let counted = unsafe withUnsafeBytes(of: number.bigEndian) { unsafe Array($0) }
        number += 1
        return [0, 0, 0] + counted + [isLast ? 1 : 0]
    }
}
