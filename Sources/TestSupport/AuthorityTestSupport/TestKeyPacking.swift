import Cryptography
import Issuance
import PKIX

/// Makes and packs keys as the program does, in this process.
struct TestKeyPacking: KeyPacking {
    func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey {
        try PackedKey.generate(algorithm, provenBy: signature)
    }
}
