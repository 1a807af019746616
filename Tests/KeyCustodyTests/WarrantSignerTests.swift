import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import PKIX
import Testing
import TestSupport

@Suite struct `The signer of warrants` {
    private static let secret = SecretBytes(Array("correct horse battery staple".utf8))

    private struct World {
        let temporary: TemporaryFolder
        let folder: SealedFolder

        init() throws {
            temporary = try TemporaryFolder()
            folder = try SealedFolder.create(at: temporary.path + "/keys", secret: secret)
        }

        var path: String { temporary.path + "/keys" }
        var store: SealedKeyStore { SealedKeyStore(folder: folder) }
        func signer() -> WarrantSigner { WarrantSigner(files: store) }
    }

    /// A warrant as the ledger makes it: an entry that announces these bytes for this key.
    private func warrant(
        _ key: KeyReference, _ algorithm: SignatureAlgorithm, _ bytes: [UInt8],
        announced: [UInt8]? = nil, for other: KeyReference? = nil,
        with otherAlgorithm: SignatureAlgorithm? = nil
    ) -> Warrant {
        let entry: JSONValue = [
            "intents": [
                [
                    "key": .string((other ?? key).id),
                    "algorithm": .string((otherAlgorithm ?? algorithm).rawValue),
                    "digest": .string(
                        Hex.encode(DigestAlgorithm.sha256.hash(announced ?? bytes))),
                ]
            ]
        ]
        return Warrant(
            key: key, algorithm: algorithm, toBeSigned: bytes,
            announcement: Announcement(index: 7, entry: entry.canonicalBytes))
    }

    @Test(arguments: [
        (KeyAlgorithm.rsa(bits: 2048), SignatureAlgorithm.sha256WithRSA),
        (.sm2, .sm2WithSM3), (.p256, .ecdsaWithSHA256),
    ])
    func `signs the exact bytes, also after a restart`(
        keyAlgorithm: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) async throws {
        let world = try World()
        let reference = try await world.signer().generateKey(
            keyAlgorithm, for: .authority, inModule: nil)
        #expect(reference.id.hasPrefix("key-") && reference.id.utf8.count == 30)
        let again = WarrantSigner(
            files: SealedKeyStore(
                folder: try SealedFolder.open(at: world.path, secret: Self.secret)))
        let key = try await again.publicKey(of: reference)
        #expect(key.algorithm == keyAlgorithm)
        let signature = try await again.sign(warrant(reference, algorithm, [1, 2, 3]))
        #expect(key.verifies(signature, of: [1, 2, 3], with: algorithm))
        #expect(!key.verifies(signature, of: [1, 2, 4], with: algorithm))
    }

    @Test func `a key is durable before its name is told`() async throws {
        let world = try World()
        let reference = try await world.signer().generateKey(.sm2, for: .authority, inModule: nil)
        #expect(
            FileManager.default.fileExists(atPath: "\(world.path)/\(reference.id).sealed"))
    }

    @Test func `a key that was made elsewhere is sealed once, under the name that it is given`()
        async throws
    {
        let world = try World()
        let key = try SoftwareKey.generate(.p256)
        let reference = KeyReference(id: "key-elsewhere")
        try await world.store.adopt(key, as: reference)
        let path = "\(world.path)/\(reference.id).sealed"
        let sealed = FileManager.default.contents(atPath: path)
        try await world.store.adopt(key, as: reference)
        #expect(sealed != nil && FileManager.default.contents(atPath: path) == sealed)
        let found = try await world.signer().publicKey(of: reference)
        #expect(found.pairIdentifier == key.publicKey.pairIdentifier)
    }

    @Test func `signs nothing that its warrant does not announce`() async throws {
        let world = try World()
        let signer = world.signer()
        let key = try await signer.generateKey(.rsa(bits: 2048), for: .authority, inModule: nil)
        let other = try await signer.generateKey(.rsa(bits: 2048), for: .authority, inModule: nil)
        let hostile = [
            warrant(key, .sha256WithRSA, [1], announced: [2]),
            warrant(key, .sha256WithRSA, [1], for: other),
            warrant(key, .sha256WithRSA, [1], with: .sha384WithRSA),
            // The algorithm of another kind of key.
            warrant(key, .sm2WithSM3, [1]),
            Warrant(
                key: key, algorithm: .sha256WithRSA, toBeSigned: [1], announcement: nil),
            Warrant(
                key: key, algorithm: .sha256WithRSA, toBeSigned: [1],
                announcement: Announcement(index: 0, entry: nil)),
            Warrant(
                key: key, algorithm: .sha256WithRSA, toBeSigned: [1],
                announcement: Announcement(index: 0, entry: Array("no entry".utf8))),
        ]
        for (place, warrant) in hostile.enumerated() {
            #expect(try await isRefused(warrant, by: signer), "number \(place)")
        }
    }

    private func isRefused(_ warrant: Warrant, by signer: WarrantSigner) async throws -> Bool {
        do {
            _ = try await signer.sign(warrant)
            return false
        } catch KeyCustodyError.warrantRefused {
            return true
        }
    }

    /// What a responder states, over a key of its own.
    private func statement(_ key: PublicKey) throws -> [UInt8] {
        let name = DistinguishedName(attributes: [try NameAttribute(.commonName, "TEST OCSP")])
        let id = CertID(
            issuerName: name, issuerKey: key.subjectPublicKeyInfo,
            serialNumber: try SerialNumber(parsing: "01"), digest: .sha1)
        return try ResponseData(
            responderID: .byName(name), producedAtMilliseconds: FixedClock.start,
            responses: [
                SingleResponse(
                    certID: id, status: .good, thisUpdateMilliseconds: FixedClock.start,
                    nextUpdateMilliseconds: nil)
            ]
        ).derEncoded
    }

    @Test func `[RFC 6960 §4.2.2.2] a responder's key signs answers without an entry`()
        async throws
    {
        let world = try World()
        let key = try await world.signer().generateKey(.sm2, for: .responder, inModule: nil)
        #expect(key.id.hasPrefix("ocsp-") && key.use == .responder)
        let signer = world.signer()
        let publicKey = try await signer.publicKey(of: key)
        let data = try statement(publicKey)
        let signature = try await signer.sign(
            Warrant(key: key, algorithm: .sm2WithSM3, toBeSigned: data, announcement: nil))
        #expect(publicKey.verifies(signature, of: data, with: .sm2WithSM3))
    }

    @Test func `each key signs for its own use alone, announced or not`() async throws {
        let world = try World()
        let signer = world.signer()
        let authority = try await signer.generateKey(.sm2, for: .authority, inModule: nil)
        let responder = try await signer.generateKey(.sm2, for: .responder, inModule: nil)
        let answer = try statement(try await signer.publicKey(of: responder))
        let hostile = [
            Warrant(
                key: authority, algorithm: .sm2WithSM3, toBeSigned: answer, announcement: nil),
            warrant(authority, .sm2WithSM3, answer),
            warrant(responder, .sm2WithSM3, answer),
            warrant(responder, .sm2WithSM3, [1, 2, 3]),
            Warrant(
                key: responder, algorithm: .sm2WithSM3, toBeSigned: [1, 2, 3],
                announcement: nil),
            Warrant(
                key: KeyReference(id: "other-abc"), algorithm: .sm2WithSM3, toBeSigned: answer,
                announcement: nil),
            Warrant(
                key: KeyReference(id: "ocsp"), algorithm: .sm2WithSM3, toBeSigned: answer,
                announcement: nil),
        ]
        for (place, warrant) in hostile.enumerated() {
            #expect(try await isRefused(warrant, by: signer), "number \(place)")
        }
    }

    @Test func `a file that was renamed does not change what its key is for`() async throws {
        let world = try World()
        let authority = try await world.signer().generateKey(.sm2, for: .authority, inModule: nil)
        let renamed = KeyReference(id: "ocsp-" + authority.id.dropFirst("key-".count))
        try FileManager.default.copyItem(
            atPath: "\(world.path)/\(authority.id).sealed",
            toPath: "\(world.path)/\(renamed.id).sealed")
        let signer = world.signer()
        let answer = try statement(try await signer.publicKey(of: authority))
        await #expect(throws: KeyCustodyError.damaged(renamed.id)) {
            try await signer.sign(
                Warrant(
                    key: renamed, algorithm: .sm2WithSM3, toBeSigned: answer, announcement: nil))
        }
    }

    @Test func `tells a key that is missing or damaged, and signs with the others`() async throws {
        let world = try World()
        let gone = try await world.signer().generateKey(.sm2, for: .authority, inModule: nil)
        let damaged = try await world.signer().generateKey(.sm2, for: .authority, inModule: nil)
        let good = try await world.signer().generateKey(.sm2, for: .authority, inModule: nil)
        try FileManager.default.removeItem(atPath: "\(world.path)/\(gone.id).sealed")
        try Data([1, 2, 3]).write(
            to: URL(fileURLWithPath: "\(world.path)/\(damaged.id).sealed"))
        let signer = world.signer()
        await #expect(throws: KeyCustodyError.missing("\(world.path)/\(gone.id).sealed")) {
            try await signer.sign(warrant(gone, .sm2WithSM3, [1]))
        }
        await #expect(throws: KeyCustodyError.damaged(damaged.id)) {
            try await signer.publicKey(of: damaged)
        }
        _ = try await signer.sign(warrant(good, .sm2WithSM3, [1]))
    }

    /// A module that has no key, or cannot be asked.
    private struct EmptyModule: ModuleKeyStore {
        var fault: KeyCustodyError?

        func facts() async throws -> ModuleFacts { ModuleFacts(model: "HSM", firmware: "1.0") }
        func generateKey(
            _ algorithm: KeyAlgorithm, as reference: KeyReference
        ) async throws -> PublicKey { throw KeyCustodyError.moduleUnknown("empty") }
        func publicKey(of reference: KeyReference) async throws -> PublicKey {
            throw fault ?? .keyNowhere(reference.id)
        }
        func sign(
            _ message: [UInt8], with algorithm: SignatureAlgorithm, key: KeyReference
        ) async throws -> [UInt8] { throw KeyCustodyError.keyNowhere(key.id) }
    }

    @Test func `a key that is nowhere is told as that, or by the module that could not be asked`()
        async throws
    {
        let world = try World()
        let reference = KeyReference(id: "key-nowhere")
        let empty = WarrantSigner(files: world.store, modules: ["1": EmptyModule()])
        await #expect(throws: KeyCustodyError.keyNowhere("key-nowhere")) {
            try await empty.publicKey(of: reference)
        }
        let mute = WarrantSigner(
            files: world.store,
            modules: ["1": EmptyModule(), "2": EmptyModule(fault: .derivationFailed)])
        await #expect(throws: KeyCustodyError.derivationFailed) {
            try await mute.publicKey(of: reference)
        }
        // Keys of responders are in no module.
        let responder = KeyReference(id: "ocsp-nowhere")
        await #expect(throws: KeyCustodyError.missing("\(world.path)/ocsp-nowhere.sealed")) {
            try await mute.publicKey(of: responder)
        }
        await #expect(throws: KeyCustodyError.moduleUnknown("3")) {
            try await mute.generateKey(.p256, for: .authority, inModule: "3")
        }
        // One in a file is found, whatever the modules say.
        let key = try await mute.generateKey(.p256, for: .authority, inModule: nil)
        let again = WarrantSigner(
            files: world.store, modules: ["2": EmptyModule(fault: .derivationFailed)])
        #expect(try await again.publicKey(of: key).algorithm == .p256)
    }
}
