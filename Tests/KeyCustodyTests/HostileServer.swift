import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import KeyCustody
import Ledger
import Messages
import PKIX
import Synchronization
import TestSupport
import Testing

/// A server that was taken over: it has the journal, the socket, and whatever acts officers signed; no officer's key.
///
/// It speaks to a signer of its own over the folder of the world, and goes on from the journal as it stood.
struct HostileServer {
    private let world: FollowedWorld
    private let signer: FollowedWorld.Signer
    private let remote: RemoteSigner
    /// Its journal, as far as the signer took it.
    private let mine: Mine
    private var time: Int64
    private var number = 0

    /// - Parameters:
    ///   - count: how many of the journal's entries are told; all where it is missing.
    ///   - remembers: whether the signer knows what was signed for before.
    init(
        _ world: FollowedWorld, telling count: Int? = nil, remembers: Bool = false
    ) async throws {
        self.world = world
        signer = try await world.restarted(remembers: remembers)
        let mine = Mine()
        remote = RemoteSigner(
            signer.exchange,
            journal: JournalForwarder(signer.exchange) { place, _ in mine.from(place) })
        self.mine = mine
        let told = Array(try await world.told().prefix(count ?? .max))
        mine.add(told)
        _ = try await signer.follower.follow(from: 0, told)
        time = try JournalEntry(parsing: try #require(told.last).entry).timeMilliseconds
    }

    private final class Mine: Sendable {
        private let told = Mutex<[ToldEntry]>([])

        func add(_ entries: [ToldEntry]) { told.withLock { $0 += entries } }

        func from(_ place: Int64) -> [ToldEntry] {
            told.withLock { Array($0.dropFirst(Int(place))) }
        }
    }

    /// How many entries it told.
    var size: Int64 {
        get async { await signer.follower.position.size }
    }

    func follow(_ entry: ToldEntry) async throws {
        _ = try await signer.follower.follow(from: size, [entry])
        mine.add([entry])
    }

    struct Use {
        let key: KeyReference
        let algorithm: SignatureAlgorithm
        let bytes: [UInt8]

        init(_ key: KeyReference, _ algorithm: SignatureAlgorithm, _ bytes: [UInt8]) {
            (self.key, self.algorithm, self.bytes) = (key, algorithm, bytes)
        }
    }

    /// An entry as the ledger would write it, with the acts of these officers, the last of whom acts.
    mutating func entry(
        _ operation: String, case caseID: String? = nil, signed: [(TestOfficer, SignedAct)] = [],
        facts: [String: JSONValue] = [:], announcing uses: [Use] = [],
        changes: [JSONValue] = [], counting: Bool = true
    ) -> [UInt8] {
        number += 1
        var changes = changes
        if let act = signed.last?.1, counting {
            changes.append([
                "participation", [["hex": .string(Hex.encode(act.statement.nonce))]],
                .string(String(repeating: "0", count: 64)),
            ])
        }
        let items = signed.map { officer, act -> JSONValue in
            [
                "officer": .string(officer.id), "act": .string(Base64.encode(act.bytes)),
                "signature": .string(Base64.encode(act.signature)),
                "key": .string(Base64.encode(officer.publicKey)),
            ]
        }
        let intents = uses.map { use -> JSONValue in
            [
                "id": .string("int-\(number)"), "key": .string(use.key.id), "purpose": "p",
                "algorithm": .string(use.algorithm.rawValue),
                "digest": .string(Hex.encode(DigestAlgorithm.sha256.hash(use.bytes))),
            ]
        }
        let json: JSONValue = [
            "v": 1, "time": .integer(time), "operation": .string(operation),
            "actor": .string(signed.last?.0.id ?? "system"),
            "case": caseID.map { .string($0) } ?? .null, "outcome": "done", "refusal": .null,
            "practice": 1, "facts": .object(facts), "changes": .array(changes),
            "signed": .array(items), "defects": [], "intents": .array(intents), "nonce": "00",
            "request": .null,
        ]
        return json.canonicalBytes
    }

    /// Tells an entry that announces this, and asks for it.
    mutating func ask(
        for use: Use, by operation: String, case caseID: String? = nil,
        signed: [(TestOfficer, SignedAct)] = [], facts: [String: JSONValue] = [:],
        changes: [JSONValue] = [], contents: [UInt8]? = nil
    ) async throws -> [UInt8] {
        let bytes = entry(
            operation, case: caseID, signed: signed, facts: facts, announcing: [use],
            changes: changes)
        try await follow(ToldEntry(entry: bytes, contents: contents))
        return try await sign(use, at: size - 1)
    }

    func sign(_ use: Use, at place: Int64) async throws -> [UInt8] {
        try await sign([use], at: place)[0]
    }

    func sign(_ uses: [Use], at place: Int64) async throws -> [[UInt8]] {
        try await remote.sign(
            uses.map {
                Warrant(
                    key: $0.key, algorithm: $0.algorithm, toBeSigned: $0.bytes,
                    announcement: Announcement(index: place, entry: nil))
            })
    }

    /// Of the signer.
    var logPath: String { signer.logPath }

    /// Why the signer does not sign it: its words, or the finding about the journal; nil where it signs.
    func refusal(_ body: () async throws -> [UInt8]) async throws -> String? {
        do {
            _ = try await body()
            return nil
        } catch KeyCustodyError.warrantRefused(let reason) {
            return reason
        } catch let refusal as Refusal
            where refusal.code == .signerJournalRefused || refusal.code == .signerEntryRefused
        {
            return refusal.arguments["reason"]
        }
    }
}

extension FollowedWorld {
    /// Why a server that was taken over gets no signature for what it announces, behind all that is true.
    func refusal(
        to use: HostileServer.Use, by operation: String, case caseID: String? = nil,
        signed: [(TestOfficer, SignedAct)] = [], facts: [String: JSONValue] = [:]
    ) async throws -> String? {
        var server = try await HostileServer(self)
        return try await server.refusal {
            try await server.ask(
                for: use, by: operation, case: caseID, signed: signed, facts: facts)
        }
    }

    /// The same where an officer issues the contents of an application.
    func refusal(
        issuing application: (id: String, contents: [UInt8], key: KeyReference),
        by officer: TestOfficer
    ) async throws -> String? {
        let act = try await issuing(application.id, application.contents, by: officer)
        return try await refusal(
            to: HostileServer.Use(application.key, .sha256WithRSA, application.contents),
            by: "application.issue", case: application.id, signed: [(officer, act)])
    }
}
