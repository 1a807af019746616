public import Cryptography

/// Whom something is encrypted to: `age1…`. Public.
public struct AgeRecipient: Sendable, Hashable, CustomStringConvertible {
    /// An X25519 public key of 32 octets.
    public let publicKey: [UInt8]

    private static let prefix = "age"

    init(publicKey: [UInt8]) {
        self.publicKey = publicKey
    }

    /// - Throws: `ArchiveError.malformedKey`.
    public init(parsing text: String) throws(ArchiveError) {
        guard let key = Bech32.decode(text, prefix: Self.prefix), key.count == X25519.keyCount
        else { throw .malformedKey }
        publicKey = key
    }

    public var description: String { Bech32.encode(publicKey, prefix: Self.prefix) }
}

/// Who can decrypt: `AGE-SECRET-KEY-1…`. Secret.
public struct AgeIdentity: Sendable {
    let secret: SecretBytes
    public let recipient: AgeRecipient

    private static let prefix = "age-secret-key-"

    /// - Throws: `CryptographyError` if the library fails.
    public static func generate(
        from randomness: some Randomness = SystemRandomness()
    ) throws -> AgeIdentity {
        try AgeIdentity(secret: .random(X25519.keyCount, from: randomness))
    }

    private init(secret: SecretBytes) throws(CryptographyError) {
        self.secret = secret
        recipient = AgeRecipient(publicKey: try X25519.publicKey(of: secret))
    }

    /// Reads an identity file as `age-keygen` writes it: comments after `#`, empty lines, and one
    /// identity.
    /// - Throws: `ArchiveError.malformedKey`.
    public init(parsing file: String) throws {
        let lines = file.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        guard lines.count == 1, let line = lines.first, line.hasPrefix("AGE-"),
            let key = Bech32.decode(String(line), prefix: Self.prefix),
            key.count == X25519.keyCount
        else { throw ArchiveError.malformedKey }
        try self.init(secret: SecretBytes(key))
    }

    /// The file's content, with the recipient as a comment.
    public var text: SecretBytes {
        secret.withBytes { bytes in
            let line = Bech32.encode(bytes, prefix: Self.prefix).uppercased()
            return SecretBytes(Array("# public key: \(recipient)\n\(line)\n".utf8))
        }
    }
}
