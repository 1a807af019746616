import Archives
import Cryptography
import Messages

/// The identity that backups are restored with: a file as `age-keygen` writes it.
enum IdentityFile {
    private static let maximumBytes = 4096

    /// Makes one; nothing of the name may be there.
    static func make(_ path: String) throws -> AgeRecipient {
        let identity = try AgeIdentity.generate()
        try identity.text.withBytes {
            try LocalFile.write($0, to: path, mode: 0o600, replacing: false)
        }
        return identity.recipient
    }

    /// - Throws: `restore.identityUnusable`, also where others than the owner may read it.
    static func read(_ path: String) throws(Refusal) -> AgeIdentity {
        let refusal = Refusal(.identityUnusable, field: "--identity", ["path": path])
        let bytes = try LocalFile.read(path, limit: maximumBytes)
        guard let attributes = LocalFile.attributes(path), attributes.permissions & 0o077 == 0,
            let text = String(validating: bytes, as: UTF8.self),
            let identity = try? AgeIdentity(parsing: text)
        else { throw refusal }
        return identity
    }
}
