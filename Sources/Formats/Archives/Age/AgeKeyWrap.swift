import Cryptography

/// How the file's key is sealed for one recipient. age-encryption.org/v1, "The X25519 recipient type".
enum AgeKeyWrap {
    static let fileKeyCount = 16
    private static let type = "X25519"
    private static let info = Array("age-encryption.org/v1/X25519".utf8)
    /// A key is used for one message, so its nonce may be zero.
    private static let nonce = [UInt8](repeating: 0, count: 12)

    static func seal(
        _ fileKey: SecretBytes, for recipient: AgeRecipient, _ randomness: some Randomness
    ) throws -> AgeHeader.Stanza {
        let ephemeral = SecretBytes.random(X25519.keyCount, from: randomness)
        let share = try X25519.publicKey(of: ephemeral)
        let shared = try X25519.sharedSecret(of: ephemeral, with: recipient.publicKey)
        let key = try HKDF.derive(
            secret: shared, salt: share + recipient.publicKey, info: info)
        let body = try fileKey.withBytes {
            try ChaCha20Poly1305.seal($0, key: key, nonce: nonce)
        }
        return AgeHeader.Stanza(arguments: [type, AgeHeader.encode(share)], body: body)
    }

    /// Nil if the stanza is for somebody else or of a type that is not ours.
    /// - Throws: `.malformedHeader` for a stanza of this type that is not in its form.
    static func open(
        _ stanza: AgeHeader.Stanza, with identity: AgeIdentity
    ) throws -> SecretBytes? {
        guard stanza.arguments.first == type else { return nil }
        guard stanza.arguments.count == 2, let share = AgeHeader.decode(stanza.arguments[1]),
            share.count == X25519.keyCount,
            stanza.body.count == fileKeyCount + ChaCha20Poly1305.overhead
        else { throw ArchiveError.malformedHeader }
        do {
            let shared = try X25519.sharedSecret(of: identity.secret, with: share)
            let key = try HKDF.derive(
                secret: shared, salt: share + identity.recipient.publicKey, info: info)
            return SecretBytes(try ChaCha20Poly1305.open(stanza.body, key: key, nonce: nonce))
        } catch CryptographyError.authenticationFailed {
            return nil
        } catch CryptographyError.invalidKey {
            throw ArchiveError.malformedHeader
        }
    }
}
