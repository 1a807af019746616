import CanonicalJSON
import Cryptography
import MerkleLog
import Testing

@Suite("Signed notes and checkpoints") struct NoteTests {
    @Test func `[C2SP signed-note] the published note verifies and comes back byte for byte`()
        throws
    {
        let vector = try Vectors.read("basics", as: Vectors.Basics.self).signedNote
        let verifier = try NoteVerifier(parsing: vector.verifierKey)
        #expect(verifier.description == vector.verifierKey)
        #expect(verifier.name == "PeterNeumann" && Hex.encode(verifier.keyHash) == "c74f20a3")
        let note = try SignedNote(parsing: Array(vector.signed.utf8))
        #expect(note.text == vector.text)
        #expect(note.encoded == Array(vector.signed.utf8))
        #expect(verifier.verifies(note))
    }

    /// The published private key makes the published signature: Ed25519 is deterministic.
    @Test func `[C2SP signed-note] the published key signs what was published`() throws {
        let vector = try Vectors.read("basics", as: Vectors.Basics.self).signedNote
        let encoded = try #require(vector.signerKey.split(separator: "+", maxSplits: 4).last)
        let seed = try #require(Base64.decode(String(encoded))).dropFirst()
        let prefix = try #require(Hex.decode("302e020100300506032b657004220420"))
        let key = try SoftwareKey(pkcs8: prefix + seed)
        let verifier = try NoteVerifier(parsing: vector.verifierKey)
        #expect(key.publicKey.subjectPublicKeyInfo.key == verifier.key)
        let note = try SignedNote(text: vector.text)
        let signature = try key.sign(note.signedBytes, with: .ed25519)
        let signed = try note.adding(#require(verifier.line(holding: signature)))
        #expect(signed.encoded == Array(vector.signed.utf8))
    }

    @Test func `[C2SP signed-note] other signers' lines are kept and ignored`() throws {
        let log = try TestLog()
        let witness = try TestLog(name: "witness.example/w1")
        let namesake = try TestLog()
        let own = try log.sign("text\n")
        let foreign = try #require(try witness.sign("text\n").signatures.first)
        let other = try #require(try namesake.sign("another text\n").signatures.first)
        let unknown = try #require(
            NoteSignature(
                name: log.verifier.name, keyHash: [1, 2, 3, 4],
                signature: [UInt8](repeating: 0, count: 2420)))
        let note = try own.adding(foreign).adding(other).adding(unknown)
        let parsed = try SignedNote(parsing: note.encoded)
        #expect(parsed == note && parsed.signatures.count == 4)
        #expect(log.verifier.verifies(parsed) && witness.verifier.verifies(parsed))
        #expect(!namesake.verifier.verifies(parsed))
        #expect(try !TestLog(name: "nobody.example").verifier.verifies(parsed))
    }

    @Test func `[C2SP signed-note] one bad line of a known key spoils the note`() throws {
        let log = try TestLog()
        let note = try log.sign("text\n")
        let wrong = try #require(try log.sign("another text\n").signatures.first)
        #expect(!log.verifier.verifies(try note.adding(wrong)))
        #expect(!log.verifier.verifies(try SignedNote(text: "text\n", signatures: [wrong])))
        #expect(!log.verifier.verifies(try SignedNote(text: "text\n")))
        #expect(log.verifier.verifies(try note.adding(note.signatures[0])))
        #expect(log.verifier.line(holding: [1, 2, 3]) == nil)
    }

    @Test func `[C2SP signed-note] any turned bit of text or signature is noticed`() throws {
        let log = try TestLog()
        let encoded = try log.sign("a\n\nb é\n").encoded
        for position in encoded.indices {
            for bit in 0..<8 {
                var damaged = encoded
                damaged[position] ^= 1 << UInt8(bit)
                guard let note = try? SignedNote(parsing: damaged) else { continue }
                #expect(note.encoded == damaged)
                #expect(!log.verifier.verifies(note))
            }
        }
    }

    @Test(arguments: [
        "", "\n", "text", "text\n", "text\n\n", "\n\n", "text\n— k AAAAAAA=\n",
        "text\n\n— k AAAAAAA=", "text\n\n— k AAAAAA==\n", "text\n\n— k AAAAAAB=\n",
        "text\n\n— k AAAA\n", "text\n\n— k  AAAAAAA=\n", "text\n\n—  k AAAAAAA=\n",
        "text\n\n- k AAAAAAA=\n", "text\n\n— k AAAAAAA= \n", "text\n\n— k+1 AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n", "text\n\n— a\u{A0}b AAAAAAA=\n", "text\n\n— a\u{3000} AAAAAAA=\n",
        "te\u{9}xt\n\n— k AAAAAAA=\n", "text\r\n\n— k AAAAAAA=\n", "text\n\n— k AAAAAAA=\r\n",
        "text\n\n— k AAAAAAA=\nmore\n", "text\n\n\n— k AAAAAAA=\n\n",
    ])
    func `[C2SP signed-note] what is no signed note is refused`(text: String) {
        #expect(throws: MerkleLogError.malformedNote) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test func `[C2SP signed-note] the last blank line divides, and limits hold`() throws {
        let line = "— k AAAAAAA=\n"
        let note = try SignedNote(parsing: Array("a\n\n— b AAAAAAA=\n\n\(line)".utf8))
        #expect(note.text == "a\n\n— b AAAAAAA=\n" && note.signatures.count == 1)
        #expect(try SignedNote(parsing: Array("\n\n\(line)".utf8)).text == "\n")
        for (count, isGood) in [(100, true), (101, false)] {
            let many = "text\n\n" + String(repeating: line, count: count)
            #expect(((try? SignedNote(parsing: Array(many.utf8))) != nil) == isGood)
        }
        let long = String(repeating: "x", count: SignedNote.maximumBytes) + "\n\n" + line
        #expect(throws: MerkleLogError.malformedNote) { try SignedNote(parsing: Array(long.utf8)) }
        #expect(throws: MerkleLogError.malformedNote) {
            try SignedNote(parsing: [0xFF, 0x0A] + Array("\n\(line)".utf8))
        }
        #expect(throws: MerkleLogError.malformedNote) { try SignedNote(text: "no newline") }
    }

    @Test func `[C2SP signed-note] a verifier key in any other writing is refused`() throws {
        let good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        _ = try NoteVerifier(parsing: good)
        let bad = [
            "", "PeterNeumann", "PeterNeumann+c74f20a3", good + "\n", good + "=", " " + good,
            good.replacing("c74f20a3", with: "C74F20A3"),
            good.replacing("c74f20a3", with: "c74f20a4"),
            good.replacing("PeterNeumann", with: "Peter Neumann"),
            good.replacing("PeterNeumann", with: ""), good.replacing("+AR", with: "+BR"),
            good.replacing("10TW", with: ""), "PRIVATE+KEY+" + good,
        ]
        for text in bad {
            #expect(throws: MerkleLogError.malformedVerifierKey) { try NoteVerifier(parsing: text) }
        }
    }

    @Test func `[C2SP tlog-checkpoint] the bodies of the vectors are taken or refused`() throws {
        let bodies = try Vectors.read("basics", as: Vectors.Basics.self).checkpointBodies
        #expect(bodies.count == 7)
        for row in bodies {
            let checkpoint = try? Checkpoint(parsing: row.body)
            #expect((checkpoint != nil) == row.valid, "\(row.body)")
            if let checkpoint { #expect(checkpoint.text == row.body) }
        }
    }

    @Test(arguments: [
        "", "o\n", "o\n1\n", "o\n1\nROOT", "o\n01\nROOT\n", "o\n-1\nROOT\n", "o\n+1\nROOT\n",
        "o\n 1\nROOT\n", "o\n\nROOT\n", "o\n9223372036854775808\nROOT\n", "o\n1\nAAAA\n",
        "o\n1\nROOT\n\n", "o\n1\nROOT\nx\n\n", "o\n1\nROOT\nx", "o\n1\n ROOT\n", "o\n1\nROOT\r\n",
        "o\n1\n\n", "o\n1.0\nROOT\n", "o\n１\nROOT\n",
    ])
    func `[C2SP tlog-checkpoint] any other body is refused`(template: String) {
        let body = template.replacing("ROOT", with: Base64.encode(MerkleTree.emptyRoot))
        #expect(throws: MerkleLogError.malformedCheckpoint) { try Checkpoint(parsing: body) }
    }

    @Test func `[C2SP tlog-checkpoint] what cannot be written as one line each is refused`() throws
    {
        let root = MerkleTree.emptyRoot
        let good = try Checkpoint(
            origin: "木棉/日誌", size: .max, root: root, extensionLines: ["a b", "+"])
        #expect(try Checkpoint(parsing: good.text) == good)
        for origin in ["", "a\nb", "a\r"] {
            #expect(throws: MerkleLogError.malformedCheckpoint) {
                try Checkpoint(origin: origin, size: 0, root: root)
            }
        }
        for lines in [[""], ["a\nb"]] {
            #expect(throws: MerkleLogError.malformedCheckpoint) {
                try Checkpoint(origin: "o", size: 0, root: root, extensionLines: lines)
            }
        }
        #expect(throws: MerkleLogError.malformedCheckpoint) {
            try Checkpoint(origin: "o", size: -1, root: root)
        }
        #expect(throws: MerkleLogError.malformedCheckpoint) {
            try Checkpoint(origin: "o", size: 0, root: Array(root.dropLast()))
        }
    }

    @Test func `texts that only look alike are not equal`() throws {
        #expect(try SignedNote(text: "\u{E9}\n") != SignedNote(text: "e\u{301}\n"))
        let root = MerkleTree.emptyRoot
        #expect(
            try Checkpoint(origin: "\u{E9}", size: 0, root: root)
                != Checkpoint(origin: "e\u{301}", size: 0, root: root))
    }
}
