import CanonicalJSON
import ChildPrograms
import Foundation
import MerkleLog
import Testing

/// Bundles checked by our code and by the independent verifier alike: the two must agree.
@Suite("Proof bundles for outsiders") struct BundleTests {
    let log: TestLog
    let tree = StoredTree(entries: (0..<300).map(entry))

    init() throws { log = try TestLog() }

    private func inclusion(index: Int, size: Int) throws -> InclusionBundle {
        InclusionBundle(
            origin: log.verifier.name, index: Int64(index), entry: entry(index),
            proof: try Proofs.inclusion(index: Int64(index), size: Int64(size), reader: tree),
            checkpoint: try log.checkpoint(of: tree, size: size))
    }

    private func consistency(first: Int, second: Int) throws -> ConsistencyBundle {
        ConsistencyBundle(
            origin: log.verifier.name, first: try log.checkpoint(of: tree, size: first),
            second: try log.checkpoint(of: tree, size: second),
            proof: try Proofs.consistency(
                from: Int64(first), to: Int64(second), reader: tree))
    }

    @Test(arguments: [(0, 1), (0, 2), (1, 3), (6, 7), (255, 256), (256, 257), (130, 300)])
    func `an entry is proven to both verifiers`(index: Int, size: Int) async throws {
        let bundle = try inclusion(index: index, size: size)
        #expect(bundle.check(log.verifier).isValid)
        #expect(bundle.check(log.verifier).passed == ProofStep.allCases)
        #expect(try outsiderAccepts(bundle.json))
        let parsed = try InclusionBundle(json: JSONValue(parsing: bundle.json.canonicalBytes))
        #expect(parsed.json == bundle.json)
    }

    @Test(arguments: [(1, 1), (1, 2), (2, 3), (4, 7), (6, 7), (7, 300), (256, 300), (299, 300)])
    func `growth is proven to both verifiers`(first: Int, second: Int) throws {
        let bundle = try consistency(first: first, second: second)
        #expect(bundle.check(log.verifier).isValid)
        #expect(try outsiderAccepts(bundle.json))
        let parsed = try ConsistencyBundle(json: JSONValue(parsing: bundle.json.canonicalBytes))
        #expect(parsed.json == bundle.json)
    }

    @Test func `the longest entry fits a bundle`() throws {
        let longest = [UInt8](repeating: 0x5A, count: MerkleTree.maximumEntryLength)
        let tree = StoredTree(entries: [longest])
        let bundle = InclusionBundle(
            origin: log.verifier.name, index: 0, entry: longest, proof: [],
            checkpoint: try log.checkpoint(of: tree, size: 1))
        #expect(bundle.check(log.verifier).isValid)
        #expect(try outsiderAccepts(bundle.json))
        _ = try InclusionBundle(json: JSONValue(parsing: bundle.json.canonicalBytes))
    }

    @Test func `a tampered inclusion proof is refused by both verifiers, at its step`() throws {
        let good = try inclusion(index: 6, size: 7)
        func changed(
            origin: String? = nil, index: Int64? = nil, entry: [UInt8]? = nil,
            proof: [[UInt8]]? = nil, checkpoint: String? = nil
        ) -> InclusionBundle {
            InclusionBundle(
                origin: origin ?? good.origin, index: index ?? good.index,
                entry: entry ?? good.entry, proof: proof ?? good.proof,
                checkpoint: checkpoint ?? good.checkpoint)
        }
        var turned = good.proof
        turned[0][5] ^= 0x10
        let other = try TestLog(name: "other.example/journal")
        let namesake = try TestLog()
        let otherTree = StoredTree(entries: (1..<9).map(entry))
        let rows: [(InclusionBundle, ProofStep)] = [
            (changed(entry: entry(5)), .proof), (changed(index: 5), .proof),
            (changed(index: 7), .proof), (changed(proof: turned), .proof),
            (changed(proof: []), .proof), (changed(proof: good.proof + [turned[0]]), .proof),
            (changed(proof: good.proof.dropLast()), .proof),
            (changed(checkpoint: try log.checkpoint(of: tree, size: 8)), .proof),
            (changed(checkpoint: try log.checkpoint(of: otherTree, size: 7)), .proof),
            (changed(checkpoint: good.checkpoint.replacing("\n7\n", with: "\n8\n")), .signature),
            (changed(checkpoint: try other.checkpoint(of: tree, size: 7)), .signature),
            (changed(checkpoint: try namesake.checkpoint(of: tree, size: 7)), .signature),
            (changed(origin: "other.example/journal"), .origin),
            (changed(checkpoint: try foreignOrigin(size: 7)), .origin),
            (changed(checkpoint: ""), .checkpoint),
            (changed(checkpoint: try nonsense()), .checkpoint),
        ]
        for (bundle, step) in rows {
            #expect(bundle.check(log.verifier).failed == step)
            #expect(try !outsiderAccepts(bundle.json), "\(bundle.json.formatted())")
        }
    }

    @Test func `a tampered consistency proof is refused by both verifiers, at its step`() throws {
        let good = try consistency(first: 3, second: 7)
        var turned = good.proof
        turned[1][31] ^= 1
        let otherTree = StoredTree(entries: (1..<9).map(entry))
        func changed(
            first: String? = nil, second: String? = nil, proof: [[UInt8]]? = nil,
            origin: String? = nil
        ) -> ConsistencyBundle {
            ConsistencyBundle(
                origin: origin ?? good.origin, first: first ?? good.first,
                second: second ?? good.second, proof: proof ?? good.proof)
        }
        let rows: [(ConsistencyBundle, ProofStep)] = [
            (changed(proof: turned), .proof), (changed(proof: []), .proof),
            (changed(proof: good.proof + [turned[0]]), .proof),
            (changed(first: good.second, second: good.first), .proof),
            (changed(first: try log.checkpoint(of: otherTree, size: 3)), .proof),
            (changed(second: try log.checkpoint(of: otherTree, size: 7)), .proof),
            (changed(first: try log.checkpoint(of: tree, size: 0), proof: []), .proof),
            (
                changed(
                    first: try log.checkpoint(of: otherTree, size: 7), second: good.second,
                    proof: []), .proof
            ),
            (changed(second: good.second.replacing("\n7\n", with: "\n8\n")), .signature),
            (changed(first: try foreignOrigin(size: 3)), .origin),
            (changed(origin: "other.example/journal"), .origin),
            (changed(first: "x"), .checkpoint),
        ]
        for (bundle, step) in rows {
            #expect(bundle.check(log.verifier).failed == step)
            #expect(try !outsiderAccepts(bundle.json), "\(bundle.json.formatted())")
        }
    }

    @Test func `a bundle with other members than it must have is refused`() throws {
        let members = try #require(try inclusion(index: 1, size: 3).json.object)
        let hash = JSONValue.string(Base64.encode(MerkleTree.emptyRoot))
        for key in members.keys {
            var changed = members
            changed[key] = nil
            #expect(throws: MerkleLogError.malformedBundle) {
                try InclusionBundle(json: .object(changed))
            }
            changed[key] = .null
            #expect(throws: MerkleLogError.malformedBundle) {
                try InclusionBundle(json: .object(changed))
            }
        }
        let replacements: [(String, JSONValue)] = [
            ("type", "kapok-proof/v2"), ("index", -1), ("entry", "===="), ("proof", ["AAAA"]),
            ("proof", [1]), ("more", 1),
            ("proof", .array(Array(repeating: hash, count: 65))),
        ]
        for (key, value) in replacements {
            var changed = members
            changed[key] = value
            #expect(throws: MerkleLogError.malformedBundle) {
                try InclusionBundle(json: .object(changed))
            }
        }
        #expect(throws: MerkleLogError.malformedBundle) {
            try ConsistencyBundle(json: .object(members))
        }
        #expect(throws: MerkleLogError.malformedBundle) { try InclusionBundle(json: []) }
    }

    /// A checkpoint of another log that our log's key signed.
    private func foreignOrigin(size: Int) throws -> String {
        let checkpoint = try Checkpoint(
            origin: "other.example/journal", size: Int64(size), root: tree.roots[size])
        return String(decoding: try log.sign(checkpoint.text).encoded, as: UTF8.self)
    }

    /// A good signature over something that is no checkpoint.
    private func nonsense() throws -> String {
        String(decoding: try log.sign("\(log.verifier.name)\nmany\nroot\n").encoded, as: UTF8.self)
    }

    /// Runs `Tests/Verifiers/check_proof.py`, which shares nothing with this code.
    private func outsiderAccepts(_ bundle: JSONValue) throws -> Bool {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Verifiers/check_proof.py")
        let file = FileManager.default.temporaryDirectory.appending(
            path: "kapok-\(UUID().uuidString).json")
        try Data(bundle.canonicalBytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try ChildProgram.run([
            "python3", script.path(), file.path(), log.verifier.description,
        ])
        let printed = String(decoding: run.output, as: UTF8.self)
        switch run.status {
        case 0:
            #expect(printed == "OK\n")
            return true
        case 1:
            #expect(printed.hasPrefix("FAIL: "))
            return false
        default:
            throw OutsiderFailure(text: run.text)
        }
    }

    /// The independent verifier could not be run: python3 or openssl is missing.
    struct OutsiderFailure: Error { let text: String }
}
