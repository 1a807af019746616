import CanonicalJSON
import Cryptography
import Glibc
import HTTPClient
import HTTPListeners
import Logging
import MerkleLog
import Messages
import Testing
import Witness

@testable import kapok

/// The commands of witnesses, and those who rely on witnesses.
@Suite struct WitnessTests {
    let folder = TemporaryFolder()
    let key: SoftwareKey

    init() throws {
        key = try SoftwareKey.generate(.ed25519)
    }

    /// Makes a witness in `w`; gives its verifier key.
    private func keygen() async throws -> CosignatureVerifier {
        let run = await CommandRun.of([
            "witness", "keygen", "--name", "witness.example/w1", "--state", folder.file("w"),
            "--json",
        ])
        return try CosignatureVerifier(parsing: #require(run.json?["witnessKey"]?.string))
    }

    private func follow(_ log: TestLog, showing shown: PublicJournal) async -> CommandRun {
        await CommandRun.of(
            [
                "witness", "follow", "http://ca.example/kapok/", "--state", folder.file("w"),
                "--log", log.verifierKey, "--out", folder.file("out"), "--json",
            ], exchange: shown.exchange)
    }

    @Test func `a new witness has a key of its own, and never two`() async throws {
        let verifier = try await keygen()
        #expect(LocalFile.attributes(folder.file("w"))?.permissions == 0o700)
        #expect(LocalFile.attributes(folder.file("w/witness.pem"))?.permissions == 0o600)
        let again = await CommandRun.of([
            "witness", "keygen", "--name", "other", "--state", folder.file("w"), "--json",
        ])
        #expect(again.code == "command.fileExists")
        let opened = try WitnessFolder(path: folder.file("w")).open(logs: [])
        #expect(opened.witness.verifier == verifier)
        for name in ["a b", "a+b", "a\u{3000}b"] {
            let run = await CommandRun.of([
                "witness", "keygen", "--name=\(name)", "--state", folder.file("x"), "--json",
            ])
            #expect(run.code == "witness.nameInvalid")
        }
    }

    @Test func `a key that others may read, or of another name, is no witness's`() async throws {
        _ = try await keygen()
        let state = WitnessFolder(path: folder.file("w"))
        unsafe chmod(folder.file("w/witness.pem"), 0o640)
        #expect(refusalCode { _ = try state.open(logs: []) } == "witness.keyUnusable")
        unsafe chmod(folder.file("w/witness.pem"), 0o600)
        let other = try CosignatureVerifier(
            name: "witness.example/w1", key: key.publicKey.subjectPublicKeyInfo.key)
        try LocalFile.write(Array("\(other)\n".utf8), to: folder.file("w/witness.pub"))
        #expect(refusalCode { _ = try state.open(logs: []) } == "witness.keyUnusable")
        #expect(
            refusalCode { _ = try WitnessFolder(path: folder.path).open(logs: []) }
                == "witness.folderMissing")
    }

    @Test func `follows a journal by its public address and cosigns what continues`() async throws {
        let verifier = try await keygen()
        for size in [3, 3, 7, 200] {
            let log = try TestLog(size: size, key: key)
            let run = await follow(log, showing: PublicJournal(log))
            #expect(run.status == .done && run.json?["number"] == .integer(Int64(size)))
            let note = try SignedNote(parsing: LocalFile.read(folder.file("out")))
            #expect(verifier.seconds(of: note) != nil)
            #expect(try NoteVerifier(parsing: log.verifierKey).verifies(note))
        }
        let smaller = try TestLog(size: 7, key: key)
        #expect(await follow(smaller, showing: PublicJournal(smaller)).code == "witness.logShrunk")
    }

    @Test func `cosigns no fork, no stranger's checkpoint and nothing unproven`() async throws {
        _ = try await keygen()
        let log = try TestLog(size: 5, key: key)
        #expect(await follow(log, showing: PublicJournal(log)).status == .done)
        let out = try LocalFile.read(folder.file("out"))
        for (size, tiles) in [(5, 5), (9, 9), (9, 5)] {
            let forked = try TestLog(size: size, key: key, salt: 1)
            let shown = PublicJournal(forked, tilesOf: try TestLog(size: tiles, key: key, salt: 1))
            #expect(await follow(log, showing: shown).code == "witness.logForked")
        }
        let stranger = try TestLog(size: 9)
        let invalid = await follow(log, showing: PublicJournal(stranger))
        #expect(invalid.code == "witness.checkpointInvalid")
        let unreachable = await CommandRun.of([
            "witness", "follow", "http://ca.example", "--state", folder.file("w"), "--log",
            log.verifierKey, "--json",
        ])
        #expect(unreachable.code == "witness.logUnreachable")
        #expect(try LocalFile.read(folder.file("out")) == out)
        #expect(LocalFile.attributes(folder.file("w/evidence"))?.isFolder == true)
        let honest = try TestLog(size: 9, key: key)
        #expect(await follow(log, showing: PublicJournal(honest)).status == .done)
    }

    @Test func `[C2SP tlog-witness] answers with the statuses of the protocol`() async throws {
        _ = try await keygen()
        let log = try TestLog(size: 2, key: key)
        let opened = try WitnessFolder(path: folder.file("w"))
            .open(logs: [NoteVerifier(parsing: log.verifierKey)])
        let server = WitnessServer(
            witness: opened.witness, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        func ask(_ old: Int, _ log: TestLog, _ proof: [[UInt8]] = []) async throws -> HTTPResponse {
            let request = try AddCheckpoint(
                oldSize: Int64(old), proof: proof, note: SignedNote(parsing: Array(log.note.utf8)))
            return try await post(request.encoded)
        }
        func post(_ body: [UInt8], _ method: String = "POST", _ path: String = "/add-checkpoint")
            async throws -> HTTPResponse
        {
            try await server.answer(HTTPRequest(method, RequestTarget(path), body: body))
        }
        let first = try await ask(0, log)
        #expect(first.status == 200 && first.body.starts(with: "— witness.example/w1 ".utf8))
        #expect(first.body.last == 0x0A)
        let conflict = try await ask(0, log)
        #expect(conflict.status == 409 && conflict.body == Array("2\n".utf8))
        #expect(conflict.headers["Content-Type"] == "text/x.tlog.size")
        #expect(try await ask(2, TestLog(size: 2, key: key, salt: 1)).status == 409)
        #expect(try await ask(2, TestLog(size: 3, key: key)).status == 422)
        #expect(try await ask(3, log).status == 400)
        #expect(try await ask(2, TestLog(size: 3)).status == 403)
        #expect(try await ask(0, TestLog(size: 3, origin: "other.example")).status == 404)
        #expect(try await post([]).status == 400)
        #expect(try await post([], "GET").status == 405)
        #expect(try await post([], "POST", "/").status == 404)
    }

    @Test func `a proof tells which witnesses cosigned, and when`() async throws {
        let log = try TestLog(size: 7, key: key)
        let witnessKey = try SoftwareKey.generate(.ed25519)
        let verifier = try CosignatureVerifier(
            name: "w.example", key: witnessKey.publicKey.subjectPublicKeyInfo.key)
        let note = try SignedNote(parsing: Array(log.note.utf8))
        let seconds: Int64 = 1_764_331_200
        let line = try #require(
            try verifier.line(
                holding: witnessKey.sign(
                    CosignatureVerifier.message(atSeconds: seconds, over: note.text),
                    with: .ed25519), atSeconds: seconds))
        let plain = try log.bundle(of: 3)
        let bundle = InclusionBundle(
            origin: plain.origin, index: 3, entry: plain.entry, proof: plain.proof,
            checkpoint: String(decoding: try note.adding(line).encoded, as: UTF8.self))
        let stranger = try CosignatureVerifier(
            name: "other.example", key: key.publicKey.subjectPublicKeyInfo.key)
        func check(_ bundle: InclusionBundle, _ keys: [String], _ more: String...) async throws
            -> CommandRun
        {
            try LocalFile.write(Array(bundle.json.formatted().utf8), to: folder.file("p.json"))
            return await CommandRun.of(
                ["audit", "check-proof", folder.file("p.json"), "--verifier-key", log.verifierKey]
                    + keys.flatMap { ["--witness", $0] } + more)
        }
        let good = try await check(bundle, ["\(verifier)"], "--json")
        let word: JSONValue = [
            "witness": "w.example", "cosigned": true, "size": 7,
            "cosignedAt": "2025-11-28T12:00:00Z",
        ]
        #expect(good.status == .done && good.json?["witnesses"] == [word])
        for (bundle, keys) in [
            (plain, ["\(verifier)"]), (bundle, ["\(verifier)", "\(stranger)"]),
        ] {
            let run = try await check(bundle, keys)
            #expect(run.status == .refused && run.output.contains("✗"))
        }
        #expect(
            try await check(bundle, [log.verifierKey], "--json").code
                == "command.witnessKeyUnusable")
        #expect(try await check(plain, []).status == .done)
    }

    @Test func `an audit tells how far witnesses came, and takes no word on another history`()
        async throws
    {
        let (old, now) = (try TestLog(size: 4, key: key), try TestLog(size: 7, key: key))
        let witnessKey = try SoftwareKey.generate(.ed25519)
        let verifier = try CosignatureVerifier(
            name: "w.example", key: witnessKey.publicKey.subjectPublicKeyInfo.key)
        func audit(_ cosigned: TestLog) async throws -> CommandRun {
            let note = try SignedNote(parsing: Array(cosigned.note.utf8))
            let line = try #require(
                try verifier.line(
                    holding: witnessKey.sign(
                        CosignatureVerifier.message(atSeconds: 60, over: note.text),
                        with: .ed25519), atSeconds: 60))
            let text = String(decoding: try note.adding(line).encoded, as: UTF8.self)
            let node = FakeNode([
                "GET /api/v1/context": now.context,
                "GET /api/v1/journal/verify": ["ok": true, "cosigned": [.string(text)]],
                "GET /api/v1/journal/consistency": try now.consistency(from: 4),
            ])
            return await CommandRun.of(
                ["audit", "verify", "--witness", "\(verifier)", "--data", folder.path, "--json"],
                node: node)
        }
        let good = try await audit(old)
        #expect(good.status == .done && good.json?["witnesses"]?.array?.first?["size"] == 4)
        let forked = try await audit(TestLog(size: 4, key: key, salt: 1))
        #expect(forked.status == .refused)
        #expect(forked.json?["witnesses"]?.array?.first?["cosigned"] == false)
        let ahead = try await audit(TestLog(size: 8, key: key))
        #expect(ahead.status == .refused)
    }
}

/// A journal as its public address shows it.
private struct PublicJournal: Sendable {
    let note: String
    let tile: [UInt8]
    let tilePath: String

    init(_ log: TestLog, tilesOf other: TestLog? = nil) {
        note = log.note
        tile = (other ?? log).entries.flatMap { MerkleTree.leafHash(of: $0) }
        tilePath = "/kapok/journal/tile/0/000.p/\(log.entries.count)"
    }

    @Sendable func exchange(
        _ origin: String, _ request: HTTPClientRequest, _ limits: HTTPClient.Limits
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        switch request.path {
        case "/kapok/journal/checkpoint" where origin == "http://ca.example":
            HTTPClientResponse(status: 200, body: Array(note.utf8))
        case tilePath: HTTPClientResponse(status: 200, body: tile)
        default: HTTPClientResponse(status: 404)
        }
    }
}
