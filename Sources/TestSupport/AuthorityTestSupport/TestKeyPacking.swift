import Cryptography
import Issuance
import PKIX
import Synchronization

/// Makes and packs keys as the program does, in this process, and counts them.
final class TestKeyPacking: KeyPacking {
    private let count = Atomic(0)

    var made: Int { count.load(ordering: .relaxed) }

    func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey {
        count.add(1, ordering: .relaxed)
        return try PackedKey.generate(algorithm, provenBy: signature)
    }
}
