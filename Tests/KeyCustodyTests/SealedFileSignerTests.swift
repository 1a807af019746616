import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import PKIX
import Testing
import TestSupport

@Suite struct `The signer over sealed files` {
    private static let secret = SecretBytes(Array("correct horse battery staple".utf8))

    private struct World {
        let temporary: TemporaryFolder
        let folder: SealedFolder

        init() throws {
            temporary = try TemporaryFolder()
            folder = try SealedFolder.create(at: temporary.path + "/keys", secret: secret)
        }

        var path: String { temporary.path + "/keys" }
        func signer() -> SealedFileSigner { SealedFileSigner(folder: folder) }
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
            key: key, algorithm: algorithm, toBeSigned: bytes, signedActs: [],
            intent: entry.canonicalBytes, intentIndex: 7)
    }

    @Test(arguments: [
        (KeyAlgorithm.rsa(bits: 2048), SignatureAlgorithm.sha256WithRSA),
        (.sm2, .sm2WithSM3), (.p256, .ecdsaWithSHA256),
    ])
    func `signs the exact bytes, also after a restart`(
        keyAlgorithm: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) async throws {
        let world = try World()
        let reference = try await world.signer().generateKey(keyAlgorithm)
        #expect(reference.id.hasPrefix("key-") && reference.id.utf8.count == 30)
        let again = SealedFileSigner(
            folder: try SealedFolder.open(at: world.path, secret: Self.secret))
        let key = try await again.publicKey(of: reference)
        #expect(key.algorithm == keyAlgorithm)
        let signature = try await again.sign(warrant(reference, algorithm, [1, 2, 3]))
        #expect(key.verifies(signature, of: [1, 2, 3], with: algorithm))
        #expect(!key.verifies(signature, of: [1, 2, 4], with: algorithm))
    }

    @Test func `a key is durable before its name is told`() async throws {
        let world = try World()
        let reference = try await world.signer().generateKey(.sm2)
        #expect(
            FileManager.default.fileExists(atPath: "\(world.path)/\(reference.id).sealed"))
    }

    @Test func `signs nothing that its warrant does not announce`() async throws {
        let world = try World()
        let signer = world.signer()
        let key = try await signer.generateKey(.rsa(bits: 2048))
        let other = try await signer.generateKey(.rsa(bits: 2048))
        let hostile = [
            warrant(key, .sha256WithRSA, [1], announced: [2]),
            warrant(key, .sha256WithRSA, [1], for: other),
            warrant(key, .sha256WithRSA, [1], with: .sha384WithRSA),
            // The algorithm of another kind of key.
            warrant(key, .sm2WithSM3, [1]),
            Warrant(
                key: key, algorithm: .sha256WithRSA, toBeSigned: [1], signedActs: [], intent: [],
                intentIndex: -1),
            Warrant(
                key: key, algorithm: .sha256WithRSA, toBeSigned: [1], signedActs: [],
                intent: Array("no entry".utf8), intentIndex: 0),
        ]
        for (place, warrant) in hostile.enumerated() {
            do {
                _ = try await signer.sign(warrant)
                Issue.record("signed number \(place)")
            } catch let error as KeyCustodyError {
                guard case .warrantRefused = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
    }

    @Test func `an OCSP answer needs no entry`() async throws {
        let world = try World()
        let signer = world.signer()
        let key = try await signer.generateKey(.sm2)
        let name = DistinguishedName(attributes: [try NameAttribute(.commonName, "TEST OCSP")])
        let id = CertID(
            issuerName: name,
            issuerKey: try await signer.publicKey(of: key).subjectPublicKeyInfo,
            serialNumber: try SerialNumber(parsing: "01"), digest: .sha1)
        let data = try ResponseData(
            responderID: .byName(name), producedAtMilliseconds: FixedClock.start,
            responses: [
                SingleResponse(
                    certID: id, status: .good, thisUpdateMilliseconds: FixedClock.start,
                    nextUpdateMilliseconds: nil)
            ])
        let signature = try await signer.sign(
            Warrant(
                key: key, algorithm: .sm2WithSM3, toBeSigned: data.derEncoded, signedActs: [],
                intent: [], intentIndex: -1))
        #expect(
            try await signer.publicKey(of: key).verifies(
                signature, of: data.derEncoded, with: .sm2WithSM3))
    }

    @Test func `tells a key that is missing or damaged, and signs with the others`() async throws {
        let world = try World()
        let gone = try await world.signer().generateKey(.sm2)
        let damaged = try await world.signer().generateKey(.sm2)
        let good = try await world.signer().generateKey(.sm2)
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
}
