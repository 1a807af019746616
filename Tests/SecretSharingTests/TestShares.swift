import Cryptography
import SecretSharing
import TestSupport

/// Words and secrets as tests have them: nothing that is to be kept.
extension SecretBytes {
    convenience init(text: String) { self.init(Array(text.utf8)) }

    var bytes: [UInt8] { withBytes { $0 } }

    var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

extension Share {
    init(text: String) throws(ShareError) { try self.init(mnemonic: SecretBytes(text: text)) }

    var text: String { mnemonic.text }
}

/// Shares that are the same on each run.
enum TestShares {
    static func make(
        _ needed: Int, of members: Int, octets: Int = 16, seed: UInt64 = 1
    ) throws -> (secret: SecretBytes, shares: [Share]) {
        let randomness = SeededRandomness(seed: seed)
        let secret = SecretBytes.random(octets, from: randomness)
        let quorum = try Quorum(needed, of: members)
        return (secret, try Share.split(secret, among: quorum, from: randomness))
    }

    static func words(of share: Share) -> [String] {
        share.text.split(separator: " ").map(String.init)
    }
}
