import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import Ledger
import Messages
import PKIX
import TestSupport
import Testing

@Suite struct `A signer in another process` {
    /// Both ends, with nothing but octets between them.
    private struct World {
        let folder: TemporaryFolder
        let desk: SignerDesk
        let remote: RemoteSigner

        init(modules: [String: any ModuleKeyStore] = [:]) throws {
            folder = try TemporaryFolder()
            let sealed = try SealedFolder.create(
                at: folder.path + "/keys", secret: SecretBytes(Array("correct horse".utf8)))
            let journal = SignerJournal(
                .first(keep: { _ in }), after: [],
                certified: try CertifiedAuthorities(path: folder.path + "/certified"),
                clock: { 0 })
            let files = SealedKeyStore(folder: sealed)
            let desk = SignerDesk(
                signer: WarrantSigner(files: files, modules: modules, journal: journal),
                journal: journal,
                checkpoints: try CheckpointSigning(
                    path: folder.path + "/checkpoints", keys: files, log: nil, after: nil),
                release: "1.2"
            ) { _ in }
            let exchange = SignerExchange { request, _ in await desk.answer(to: request) }
            self.desk = desk
            remote = RemoteSigner(exchange, journal: JournalForwarder(exchange) { _, _ in [] })
        }
    }

    @Test func `signs for no journal that it was not told`() async throws {
        let world = try World()
        let key = try await world.remote.generateKey(.p256, for: .authority, inModule: nil)
        let warrant = Warrant(
            key: key, algorithm: .ecdsaWithSHA256, toBeSigned: [1],
            announcement: Announcement(index: 0, entry: nil))
        await #expect(throws: Refusal(.signerJournalShorter, field: "node.signer")) {
            try await world.remote.sign(warrant)
        }
        #expect(try await world.remote.sign([Warrant]()).isEmpty)
    }

    @Test func `[8.2a] makes keys for subscribers, which open with the password that comes along`()
        async throws
    {
        let world = try World()
        let packed = try await world.remote.packedKey(.p256, provenBy: .ecdsaWithSHA256)
        #expect(packed.password.revealed.utf8.count == 29)
        #expect(packed.request.isProofOfPossessionValid)
        let again = try await world.remote.packedKey(.p256, provenBy: .ecdsaWithSHA256)
        #expect(again.container != packed.container)
    }

    @Test func `says which release it runs`() async throws {
        #expect(try await World().remote.release() == "1.2")
    }

    @Test func `says what is not there`() async throws {
        let world = try World()
        let key = KeyReference(id: "key-aaaaaaaaaaaaaaaaaaaaaaaaaa")
        await #expect(throws: KeyCustodyError.missing("\(key.id).sealed")) {
            try await world.remote.publicKey(of: key)
        }
        await #expect(throws: KeyCustodyError.moduleUnknown("77")) {
            try await world.remote.facts(ofModule: "77")
        }
    }

    /// A module that can do nothing.
    private struct BrokenModule: ModuleKeyStore {
        private var refusal: Refusal {
            Refusal(.moduleUnusable, field: "module", ["serial": "88", "reason": "token.gone"])
        }

        func facts() async throws -> ModuleFacts { throw refusal }
        func generateKey(_: KeyAlgorithm, as _: KeyReference) async throws -> PublicKey {
            throw refusal
        }
        func publicKey(of _: KeyReference) async throws -> PublicKey { throw refusal }
        func sign(
            _: [UInt8], with _: SignatureAlgorithm, key _: KeyReference
        ) async throws -> [UInt8] { throw refusal }
    }

    @Test func `what a module refuses is told with its words`() async throws {
        let world = try World(modules: ["88": BrokenModule()])
        let expected = Refusal(
            .moduleUnusable, field: "module", ["serial": "88", "reason": "token.gone"])
        await #expect(throws: expected) { try await world.remote.facts(ofModule: "88") }
        await #expect(throws: expected) {
            try await world.remote.generateKey(.p256, for: .authority, inModule: "88")
        }
    }

    @Test func `a name that is no key's reaches no file`() async throws {
        let world = try World()
        for name in [
            "../lock", "key-a/../../x", "", "key-\u{0}", "KEY-A",
            "key-\(String(repeating: "a", count: 80))",
        ] {
            await #expect(throws: KeyCustodyError.unintelligible) {
                try await world.remote.publicKey(of: KeyReference(id: name))
            }
        }
    }

    @Test(
        arguments: [
            [], [0], [0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 9, 1], [0xFF, 0xFF, 0xFF, 0xFF],
            [0, 0, 0, 1, 0, 0, 0, 2, 0x7B, 0x7D, 0],
        ] as [[UInt8]])
    func `what is no message is answered, and nothing is done`(octets: [UInt8]) async throws {
        let world = try World()
        let answer = try SignerMessage(parsing: await world.desk.answer(to: octets))
        #expect(answer.head["fault"]?["kind"]?.string == "unintelligible")
    }

    @Test func `every request is read as it was written, and cut short it is none`() throws {
        let key = KeyReference(id: "key-aaaaaaaaaaaaaaaaaaaaaaaaaa")
        let answer = Warrant(
            key: KeyReference(id: "ocsp-aaaa"), algorithm: .sm2WithSM3, toBeSigned: [9],
            announcement: nil)
        let warrants = [[1], [], [2, 3]].map {
            Warrant(
                key: key, algorithm: .sm2WithSM3, toBeSigned: $0,
                announcement: Announcement(index: 12, entry: nil))
        }
        let requests: [SignerRequest] = [
            .about, .sign([]), .sign(warrants + [answer]),
            .follow(from: 0, []),
            .follow(
                from: 7, [ToldEntry(entry: [1], payload: [2], contents: [3]), ToldEntry(entry: [])]),
            .publicKey(key),
            .generateKey(.rsa(bits: 3072), for: .responder, inModule: nil),
            .generateKey(.sm2, for: .authority, inModule: "77"), .facts(ofModule: "77"),
            .packedKey(.rsa(bits: 2048), provenBy: .sha256WithRSA),
            .packedKey(.p384, provenBy: .ecdsaWithSHA384), .packedKey(.ed25519, provenBy: .ed25519),
        ]
        for request in requests {
            let bytes = request.message.encoded
            #expect(try SignerRequest(SignerMessage(parsing: bytes)) == request)
            for length in 0..<bytes.count {
                #expect(throws: KeyCustodyError.unintelligible) {
                    try SignerRequest(SignerMessage(parsing: Array(bytes[..<length])))
                }
            }
        }
    }

    @Test func `a module in a process of its own does what it does at home`() async throws {
        let folder = try TemporaryFolder()
        let sealed = try SealedFolder.create(
            at: folder.path + "/keys", secret: SecretBytes(Array("correct horse".utf8)))
        let desk = ModuleDesk(store: FileModule(files: SealedKeyStore(folder: sealed))) { _ in }
        let module = RemoteModule(SignerExchange { request, _ in await desk.answer(to: request) })
        #expect(try await module.facts() == ModuleFacts(model: "file", firmware: "1"))
        let name = KeyReference(id: "key-aaaaaaaaaaaaaaaaaaaaaaaaaa")
        await #expect(throws: KeyCustodyError.missing("\(name.id).sealed")) {
            try await module.publicKey(of: name)
        }
        let made = try await module.generateKey(.p256, as: name)
        let found = try await module.publicKey(of: name)
        #expect(found.pairIdentifier == made.pairIdentifier)
        let signature = try await module.sign([1, 2], with: .ecdsaWithSHA256, key: name)
        #expect(made.verifies(signature, of: [1, 2], with: .ecdsaWithSHA256))
        let junk = try SignerMessage(parsing: await desk.answer(to: [1, 2, 3]))
        #expect(junk.head["fault"]?["kind"]?.string == "unintelligible")
    }

    /// A module that is none, with its keys in files.
    private struct FileModule: ModuleKeyStore {
        let files: SealedKeyStore

        func facts() async throws -> ModuleFacts { ModuleFacts(model: "file", firmware: "1") }
        func generateKey(
            _ algorithm: KeyAlgorithm, as reference: KeyReference
        ) async throws -> PublicKey { try await files.generateKey(algorithm, as: reference) }
        func publicKey(of reference: KeyReference) async throws -> PublicKey {
            try await files.publicKey(of: reference)
        }
        func sign(
            _ message: [UInt8], with algorithm: SignatureAlgorithm, key: KeyReference
        ) async throws -> [UInt8] {
            try await files.sign(message, with: algorithm, key: key)
        }
    }
}
