import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Testing

@testable import kapok

/// A server that keeps something back, or shows something else, gives an assessor nothing.
@Suite struct `Evidence for an assessor` {
    private let folder = TemporaryFolder()
    private static let size = 300

    private static func entry(_ place: Int, salt: Int = 0) -> [UInt8] {
        let json: JSONValue = [
            "v": 1, "time": .integer(Int64(place)), "operation": "serve.start", "actor": "system",
            "case": .null, "outcome": "done", "refusal": .null, "practice": 1,
            "facts": ["salt": .integer(Int64(salt))], "changes": [], "signed": [], "defects": [],
            "intents": [], "nonce": "00", "request": .null,
        ]
        return json.canonicalBytes
    }

    private static func log(size: Int = size) throws -> TestLog {
        try TestLog(size: size, entries: (0..<size).map { ($0, entry($0)) })
    }

    /// A server that shows a log's checkpoint, and these entries below it.
    private static func node(
        _ log: TestLog, showing entries: [[UInt8]]? = nil, proofs: [(Int, JSONValue)] = []
    ) throws -> FakeNode {
        let entries = entries ?? log.entries
        var answers: [String: JSONValue] = [
            "GET /api/v1/context": log.context, "GET /api/v1/journal/cosigned": ["cosigned": []],
        ]
        for start in stride(from: 0, to: log.entries.count, by: Tile.fullWidth) {
            let width = min(Tile.fullWidth, log.entries.count - start)
            let path = Tile(level: 0, index: Int64(start / Tile.fullWidth), width: width)?
                .entriesPath
            let shown = Array(entries.dropFirst(start).prefix(width))
            answers["GET /api/v1/journal/\(path ?? "")"] = [
                "bundle": .string(Base64.encode(try EntryBundle.encode(shown)))
            ]
        }
        for index in [0, 1, 2, 299] where index < log.entries.count {
            answers["GET /api/v1/journal/\(index)/proof"] = try log.bundle(of: index).json
        }
        for (index, proof) in proofs { answers["GET /api/v1/journal/\(index)/proof"] = proof }
        return FakeNode(answers)
    }

    private func draw(from node: FakeNode, _ more: [String] = []) async -> CommandRun {
        await CommandRun.of(
            [
                "audit", "sample", "--of", "entries", "--n", "300", "--seed", "s", "--out",
                folder.file("out"), "--data", folder.path, "--json",
            ] + more, node: node)
    }

    @Test func `[8.21] a population is that of all entries, over several tiles`() async throws {
        let log = try Self.log()
        let proofs = try (0..<Self.size).map { ($0, try log.bundle(of: $0).json) }
        let run = await draw(from: try Self.node(log, proofs: proofs))
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.json?["population"]?.integer == Int64(Self.size))
        let keys = try LocalFile.read(folder.file("out/population.txt"))
        #expect(keys == Array((0..<Self.size).map { "\($0)\n" }.joined().utf8))
        #expect(!LocalFile.exists(folder.file("out.exporting")))
        let again = await draw(from: try Self.node(log, proofs: proofs))
        #expect(again.code == "export.targetExists")
    }

    @Test(arguments: [0, 1, 255, 256, 298])
    func `[7.18b] an entry that was put in the place of another is found`(place: Int) async throws {
        let log = try Self.log()
        var entries = log.entries
        entries[place] = Self.entry(place, salt: 1)
        let run = await draw(from: try Self.node(log, showing: entries))
        #expect(run.code == "command.journalIncomplete" && run.status == .refused)
        #expect(!LocalFile.exists(folder.file("out")))
    }

    @Test func `[7.18b] an entry that was kept back is found, as are two that changed places`()
        async throws
    {
        let log = try Self.log()
        let short = await draw(from: try Self.node(log, showing: log.entries.dropLast()))
        #expect(short.code == "command.journalIncomplete")
        var swapped = log.entries
        swapped.swapAt(3, 4)
        let run = await draw(from: try Self.node(log, showing: swapped))
        #expect(run.code == "command.journalIncomplete")
    }

    /// The verifier has a table of its own, since it believes none that lies in a package.
    @Test func `[8.21] the verifier knows how many people each operation takes`() throws {
        let source = String(decoding: PackageResources.verify_py, as: UTF8.self)
        let table = try #require(source.firstMatch(of: #/(?s)enumerate\(\("""(.*?)"""\)\)/#)?.1)
        let names = table.split(separator: "\"\"\", \"\"\"").map {
            $0.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        try #require(names.count == 4)
        for people in 0...3 {
            let wanted = Operation.all.filter { $0.people == people }.map(\.id).sorted()
            #expect(names[people] == wanted, "PEOPLE in verify.py, row \(people)")
        }
        #expect(Operation.all.allSatisfy { $0.people <= 3 })
    }

    @Test func `[7.18b] a proof of something else is refused`() async throws {
        let log = try Self.log(size: 3)
        let other = try TestLog(size: 3, entries: (0..<3).map { ($0, Self.entry($0, salt: 1)) })
        let wrong = [
            try log.bundle(of: 2).json, try other.bundle(of: 1).json, [:],
        ]
        for proof in wrong {
            let run = await draw(from: try Self.node(log, proofs: [(1, proof)]))
            #expect(run.code == "command.evidenceUnproven", "\(run.errors)")
            #expect(!LocalFile.exists(folder.file("out")))
        }
    }

    @Test(arguments: [
        ["--n", "0"], ["--n", "1001"], ["--seed", ""], ["--seed", "a\nb"], ["--of", "nothing"],
    ])
    func `[8.21] a draw that nobody could repeat is a wrong command`(words: [String]) async throws {
        var said = [
            "--of": "entries", "--n": "3", "--seed": "s", "--out": folder.file("out"),
        ]
        said[words[0]] = words[1]
        let run = await CommandRun.of(
            ["audit", "sample"] + said.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] },
            node: try Self.node(try Self.log(size: 3)))
        #expect(run.status == .usage, "\(run.errors)")
    }
}
