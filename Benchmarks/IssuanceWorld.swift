import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import KeyCustody
import Ledger
import Registration
import TestSupport

/// A certification authority with its keys in sealed files, as the server runs it.
struct IssuanceWorld {
    let authority: AuthorityWorld
    let storage = Meter()
    static let name = "bench-ca"
    private let family: AlgorithmFamily
    private let keysFolder: TemporaryFolder
    private var keys = SharedPrimeKeys()

    /// As many applications as one signed list holds.
    static let listLength = 32

    /// - Parameters:
    ///   - given: who has the keys; nil for this process.
    ///   - late: what the signer is told its journal by.
    init(
        _ family: AlgorithmFamily, signer given: (any KeyGenerating)? = nil,
        setting late: LateLedger? = nil
    ) async throws {
        self.family = family
        keysFolder = try TemporaryFolder()
        let signer = try given ?? Self.signer(in: keysFolder)
        let meter = storage
        authority = try await AuthorityWorld.makeEmpty(
            driver: { MeteredStorage(inner: $0, meter: meter) }, wrap: { _ in signer })
        late?.set(authority.ledger, authority.clock)
        try await createAuthorities()
    }

    /// One that stays in a folder, with what is there already.
    init(_ family: AlgorithmFamily, keptAt path: String) async throws {
        self.family = family
        keysFolder = try TemporaryFolder(keptAt: path)
        let signer = try Self.signer(in: keysFolder)
        authority = try await AuthorityWorld.kept(at: path, wrap: { _ in signer })
        let known = try await authority.ledger.read { try $0.get(Authority.self, .text(Self.name)) }
        if known == nil { try await createAuthorities() }
    }

    private func createAuthorities() async throws {
        try await authority.create(root: "bench-root", family)
        try await authority.create(issuing: Self.name, family, issuer: "bench-root")
    }

    private static func signer(in folder: TemporaryFolder) throws -> WarrantSigner {
        let (path, secret) = (folder.path + "/keys", SecretBytes(Array("benchmark".utf8)))
        let isThere = FileManager.default.fileExists(atPath: path)
        return WarrantSigner(
            files: SealedKeyStore(
                folder: isThere
                    ? try SealedFolder.open(at: path, secret: secret)
                    : try SealedFolder.create(at: path, secret: secret)))
    }

    /// Signed lists of applications that wait for nothing else.
    mutating func lists(_ count: Int) async throws -> [ActRequest] {
        var lists: [ActRequest] = []
        for _ in 0..<count {
            let applications = try await approved(Self.listLength)
            let items = applications.map { application -> JSONValue in
                [
                    "application": .string(application.id),
                    "contents": .string(application.contentsHashHex ?? ""),
                ]
            }
            lists.append(
                try await authority.test.request(
                    "application.issueList", by: authority.issuingOfficer,
                    payload: ["applications": .array(items)]))
        }
        return lists
    }

    private mutating func approved(_ count: Int) async throws -> [Application] {
        var subscribers: [TestSubscriber] = []
        for _ in 0..<count { subscribers.append(try subscriber()) }
        let authority = authority
        return try await withThrowingTaskGroup(of: Application.self) { tasks in
            for subscriber in subscribers {
                tasks.addTask {
                    let id = try await authority.apply(
                        subscriber, to: Self.name, subject: Self.someone())
                    try await authority.bring(id, to: .approved, with: subscriber)
                    return try await authority.application(id)
                }
            }
            return try await tasks.reduce(into: []) { $0.append($1) }
        }
    }

    private mutating func subscriber() throws -> TestSubscriber {
        switch family {
        case .rsa: TestSubscriber(key: try keys.next())
        case .sm2, .p256: try TestSubscriber(family.keyAlgorithm)
        }
    }

    /// Someone whose name nobody else has.
    static func someone() -> JSONValue {
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        return AuthorityWorld.person.merging([
            "commonName": .string("陳大文 \(number)"), "givenName": .string("大文 \(number)"),
        ])
    }
}

extension WarrantSigner: KeyGenerating {}
