import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import KeyCustody
import Ledger
import Registration
import TestSupport

/// A certification authority with its keys in sealed files, as the server runs it.
struct IssuanceWorld {
    let authority: AuthorityWorld
    let storage = Meter()
    private let name = "bench-ca"
    private let family: AlgorithmFamily
    private let keysFolder: TemporaryFolder
    private var keys = SharedPrimeKeys()

    /// As many applications as one signed list holds.
    static let listLength = 32

    init(_ family: AlgorithmFamily) async throws {
        keysFolder = try TemporaryFolder()
        let signer = SealedFileSigner(
            folder: try SealedFolder.create(
                at: keysFolder.path + "/keys", secret: SecretBytes(Array("benchmark".utf8))))
        let meter = storage
        authority = try await AuthorityWorld.makeEmpty(
            driver: { MeteredStorage(inner: $0, meter: meter) }, wrap: { _ in signer })
        try await authority.create(root: "bench-root", family)
        try await authority.create(issuing: name, family, issuer: "bench-root")
        self.family = family
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
        let (authority, name) = (authority, name)
        return try await withThrowingTaskGroup(of: Application.self) { tasks in
            for subscriber in subscribers {
                tasks.addTask {
                    let id = try await authority.apply(subscriber, to: name)
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
}

extension SealedFileSigner: KeyGenerating {}
