import Ledger
import Synchronization

/// The certificates of authorities that a signer made, by the SHA-256 of what was signed: one decision of people is good
/// for one, whenever the signer was started.
///
/// A file of lines, in hexadecimal; each is durable before the signature is made.
package final class CertifiedAuthorities: Sendable {
    private let path: String
    private let digests: Mutex<Set<String>>

    /// Takes up the file, or begins one.
    package init(path: String) throws(KeyCustodyError) {
        self.path = path
        do {
            let bytes = try DurableFile.read(path, limit: 1 << 20)
            let lines = bytes.split(separator: UInt8(ascii: "\n"))
            digests = Mutex(Set(lines.map { String(decoding: $0, as: UTF8.self) }))
        } catch {
            guard case .missing = error else { throw KeyCustodyError(error) }
            digests = Mutex([])
        }
    }

    package func has(_ digest: String) -> Bool { digests.withLock { $0.contains(digest) } }

    /// Durable on return.
    package func add(_ digest: String) throws {
        try digests.withLock { known in
            guard !known.contains(digest) else { return }
            let text = (known + [digest]).sorted().joined(separator: "\n") + "\n"
            try DurableFile.write(Array(text.utf8), to: path, mode: 0o600)
            known.insert(digest)
        }
    }
}
