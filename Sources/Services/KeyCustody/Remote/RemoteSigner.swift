import CanonicalJSON
package import Cryptography
import Messages
package import PKIX

/// The signer as a server sees it: in another process, behind a socket.
///
/// Holds no key and judges nothing. What comes back is verified by who asked for it, as always.
package struct RemoteSigner: Signer {
    private let exchange: SignerExchange
    private let journal: JournalForwarder

    /// - Parameter journal: tells the signer what it judges by.
    package init(_ exchange: SignerExchange, journal: JournalForwarder) {
        self.exchange = exchange
        self.journal = journal
    }

    private func ask(
        _ request: SignerRequest, patience: Duration = SignerPatience.signer
    ) async throws -> SignerMessage {
        try await exchange.answer(to: request.message, patience: patience)
    }

    /// Which release it runs.
    package func release() async throws -> String {
        let answer = try await ask(.about, patience: SignerPatience.soon)
        guard let release = answer.head["release"]?.string else {
            throw KeyCustodyError.unintelligible
        }
        return release
    }

    package func sign(_ warrant: Warrant) async throws -> [UInt8] {
        try await sign([warrant])[0]
    }

    package func sign(_ warrants: [Warrant]) async throws -> [[UInt8]] {
        guard !warrants.isEmpty else { return [] }
        let signatures: [[UInt8]]
        if let last = warrants.compactMap(\.announcement?.index).max() {
            signatures = try await sign(warrants, announcedUpTo: last)
        } else {
            signatures = try await ask(.sign(warrants), patience: SignerPatience.soon).octets
        }
        guard signatures.count == warrants.count else { throw KeyCustodyError.unintelligible }
        return signatures
    }

    /// Tells the signer the journal as far as it goes.
    package func tellJournal() async throws { try await journal.bring(nil) }

    private func sign(
        _ warrants: [Warrant], announcedUpTo last: Int64
    ) async throws -> [[UInt8]] {
        try await journal.bring(last)
        do {
            return try await ask(.sign(warrants)).octets
        } catch KeyCustodyError.notFollowed {
            // It was started anew in between, and nothing was signed.
            await journal.forget()
            try await journal.bring(nil)
            do {
                return try await ask(.sign(warrants)).octets
            } catch KeyCustodyError.notFollowed {
                throw Refusal(.signerJournalShorter, field: "node.signer")
            }
        }
    }

    package func publicKey(of key: KeyReference) async throws -> PublicKey {
        try PublicKey(told: await ask(.publicKey(key)))
    }

    package func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse, inModule serial: String?
    ) async throws -> KeyReference {
        let answer = try await ask(
            .generateKey(algorithm, for: use, inModule: serial),
            patience: SignerPatience.makingInSigner)
        guard let id = answer.head["key"]?.string else { throw KeyCustodyError.unintelligible }
        let key = KeyReference(id: id)
        guard key.use == use else { throw KeyCustodyError.unintelligible }
        return key
    }

    package func facts(ofModule serial: String) async throws -> ModuleFacts {
        try ModuleFacts(told: await ask(.facts(ofModule: serial)).head)
    }

    package func packedKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm
    ) async throws -> PackedKey {
        let answer = try await ask(
            .packedKey(algorithm, provenBy: signature), patience: SignerPatience.packing)
        // What comes through a socket is not wiped on its way.
        return PackedKey(
            request: try CertificationRequest(derEncoded: answer.octets(0)),
            container: try answer.octets(1),
            password: ContainerPassword(revealed: SecretBytes(try answer.octets(2))))
    }
}
