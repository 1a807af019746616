import CanonicalJSON
import Cryptography
import Ledger
import PKIX

/// Answers what servers ask of the signer, which judges each warrant.
package struct SignerDesk: Sendable {
    private let signer: WarrantSigner
    private let journal: SignerJournal
    private let checkpoints: CheckpointSigning
    private let release: String
    private let report: @Sendable (any Error) -> Void

    /// - Parameters:
    ///   - journal: which the signer judges by.
    ///   - report: told of what was not done.
    package init(
        signer: WarrantSigner, journal: SignerJournal, checkpoints: CheckpointSigning,
        release: String,
        report: @escaping @Sendable (any Error) -> Void
    ) {
        self.signer = signer
        self.journal = journal
        self.checkpoints = checkpoints
        self.release = release
        self.report = report
    }

    package func answer(to request: [UInt8]) async -> [UInt8] {
        await SignerExchange.answered(request, report: report) {
            try await answer(to: SignerRequest($0))
        }
    }

    /// ```
    /// about        {"release":"…","root":hex,"size":n}
    /// follow       {"root":hex,"size":n}: how far the journal is followed now
    /// sign         the signatures, in the order of the warrants
    /// publicKey    SubjectPublicKeyInfo
    /// generateKey  {"key":"key-…"}
    /// facts        {"firmware":"…","model":"…"}
    /// packedKey    PKCS#10 request, PKCS#12 container, its password
    /// checkpoint   the signature
    /// event        the signature
    /// nextCheckpointKey  SubjectPublicKeyInfo
    /// ```
    private func answer(to request: SignerRequest) async throws -> SignerMessage {
        switch request {
        case .about:
            let position = await journal.position.members
            return SignerMessage(
                .object(position.merging(["release": .string(release)]) { $1 }))
        case .follow(let place, let entries):
            let position = try await journal.follow(from: place, entries)
            try await signer.note(followed: position)
            return SignerMessage(.object(position.members))
        case .sign(let warrants): return SignerMessage([:], try await signer.sign(warrants))
        case .publicKey(let key):
            return try await signer.publicKey(of: key).message
        case .generateKey(let algorithm, let use, let module):
            let key = try await signer.generateKey(algorithm, for: use, inModule: module)
            return SignerMessage(["key": .string(key.id)])
        case .facts(let module):
            return try await signer.facts(ofModule: module).message
        case .packedKey(let algorithm, let signature):
            let packed = try await signer.packedKey(algorithm, provenBy: signature)
            return SignerMessage(
                [:],
                [
                    packed.request.derEncoded, packed.container,
                    packed.password.secret.withBytes { $0 },
                ])
        case .checkpoint(let piece, let origin):
            let signature = try await checkpoints.sign(piece, of: origin) {
                try await journal.expect($0, after: $1)
            }
            return SignerMessage([:], [signature])
        case .event(let event, let origin):
            return SignerMessage([:], [try await checkpoints.sign(event: event, of: origin)])
        case .nextCheckpointKey(let origin):
            return try await checkpoints.key(forNext: origin).message
        }
    }
}
