import CanonicalJSON
import Cryptography
import Ledger
import MerkleLog

/// Signs what is sent as HTTP Message Signatures (RFC 9421) with a digest of its content (RFC 9530), by Ed25519.
///
/// The key is the one that signs the journal's checkpoints: who follows the journal has it already. What is signed begins with a
/// quotation mark, which no name of a journal does, so that no signature of a message is one of a checkpoint.
struct HTTPMessageSignature: Sendable {
    /// What is covered, in this order.
    private static let components = ["@method", "@target-uri", "content-type", "content-digest"]
    private static let label = "kapok"

    /// Header fields to be sent beside the content type.
    let fields: [String: String]

    /// - Parameters:
    ///   - target: the whole address, as the receiver is named.
    ///   - seconds: since 1970, when it is signed.
    init(
        of body: [UInt8], contentType: String, to target: String, by signer: CheckpointSigner,
        atSeconds seconds: Int64
    ) async throws {
        let digest = "sha-256=:\(Base64.encode(DigestAlgorithm.sha256.hash(body))):"
        let values = ["POST", target, contentType, digest]
        let keyID = "\(signer.verifier.name)+\(Hex.encode(signer.verifier.keyHash))"
        let covered = Self.components.map { "\"\($0)\"" }.joined(separator: " ")
        let parameters =
            "(\(covered));created=\(seconds);keyid=\"\(keyID)\";alg=\"ed25519\";tag=\"kapok-event\""
        let lines = zip(Self.components, values).map { "\"\($0)\": \($1)" }
        let base = (lines + ["\"@signature-params\": \(parameters)"]).joined(separator: "\n")
        let signature = Base64.encode(try await signer.sign(event: Array(base.utf8)))
        fields = [
            "Content-Digest": digest, "Signature-Input": "\(Self.label)=\(parameters)",
            "Signature": "\(Self.label)=:\(signature):",
        ]
    }
}
