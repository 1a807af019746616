import Cryptography
import Synchronization

/// RSA keys made once a process, since making them costs most of a test's time.
///
/// Two worlds may get the same key: they do not know each other. One world never gets a key twice.
final class KeyPool: Sendable {
    static let shared = KeyPool()

    private let keys = Mutex<[SoftwareKey]>([])

    /// The key of this place, made with all before it where it is asked for first.
    func key(_ place: Int) throws -> SoftwareKey {
        try keys.withLock { keys in
            while keys.count <= place { keys.append(try SoftwareKey.generate(.rsa(bits: 2048))) }
            return keys[place]
        }
    }
}
