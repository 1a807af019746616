import AuthorityTestSupport
import Cryptography
import Foundation

/// Requests that other software made; see `Vectors/README.md`.
enum Vectors {
    struct Missing: Error { let name: String }

    static func request(_ name: String) throws -> [UInt8] {
        guard
            let url = Bundle.module.url(
                forResource: name, withExtension: "csr", subdirectory: "Vectors")
        else { throw Missing(name: name) }
        return Array(try Data(contentsOf: url))
    }

    /// A key pair (`rsa`, `sm2`) or its twin: the same secret under another public key.
    static func pair(_ name: String) throws -> TestSubscriber {
        guard
            let url = Bundle.module.url(
                forResource: "pair-\(name)", withExtension: "key", subdirectory: "Vectors")
        else { throw Missing(name: name) }
        return TestSubscriber(key: try SoftwareKey(pkcs8: Array(try Data(contentsOf: url))))
    }
}
