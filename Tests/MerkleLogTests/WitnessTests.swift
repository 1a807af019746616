import CanonicalJSON
import Cryptography
import MerkleLog
import Testing

@Suite("Cosignatures and requests to witnesses") struct WitnessTests {
    private func vectors() throws -> [Vectors.Cosignature] {
        let vectors = try Vectors.read("cosignatures", as: [Vectors.Cosignature].self)
        try #require(vectors.count == 5)
        return vectors
    }

    @Test func `[C2SP tlog-cosignature] what other software cosigned verifies, with its time`()
        throws
    {
        for vector in try vectors() {
            let verifier = try CosignatureVerifier(parsing: vector.verifierKey)
            #expect(verifier.description == vector.verifierKey && verifier.name == vector.name)
            let note = try SignedNote(parsing: Array(vector.note.utf8))
            #expect(verifier.seconds(of: note) == vector.seconds)
            #expect(try NoteVerifier(parsing: vector.logKey).verifies(note))
            let unsigned = try SignedNote(text: note.text, signatures: [note.signatures[0]])
            #expect(verifier.seconds(of: unsigned) == nil)
        }
    }

    @Test func `[C2SP tlog-cosignature] the same key makes the same line`() throws {
        let prefix = try #require(Hex.decode("302e020100300506032b657004220420"))
        for vector in try vectors() {
            let key = try SoftwareKey(pkcs8: prefix + #require(Hex.decode(vector.seed)))
            let verifier = try CosignatureVerifier(
                name: vector.name, key: key.publicKey.subjectPublicKeyInfo.key)
            #expect(verifier.description == vector.verifierKey)
            let note = try SignedNote(parsing: Array(vector.note.utf8))
            let message = CosignatureVerifier.message(atSeconds: vector.seconds, over: note.text)
            #expect(message == Array(vector.message.utf8))
            let line = try verifier.line(
                holding: key.sign(message, with: .ed25519), atSeconds: vector.seconds)
            #expect(line.map { $0.line + "\n" } == vector.line)
        }
    }

    @Test func `[C2SP tlog-cosignature] any turned bit of text, time or signature is noticed`()
        throws
    {
        let vector = try vectors()[1]
        let verifier = try CosignatureVerifier(parsing: vector.verifierKey)
        var parsed = 0
        let original = Array(vector.note.utf8)
        for place in original.indices {
            for bit in 0..<8 {
                var damaged = original
                damaged[place] ^= 1 << UInt8(bit)
                guard let note = try? SignedNote(parsing: damaged) else { continue }
                parsed += 1
                // The log's own line is none of the witness's.
                let isLogLine =
                    note.text.utf8.elementsEqual(original.prefix(note.text.utf8.count))
                    && note.signatures.last.map { $0.line + "\n" } == vector.line
                #expect((verifier.seconds(of: note) != nil) == isLogLine)
            }
        }
        #expect(parsed > 100)
    }

    @Test
    func `[C2SP tlog-cosignature] one bad line of a witness spoils its word, the newest counts`()
        throws
    {
        let key = try SoftwareKey.generate(.ed25519)
        let verifier = try CosignatureVerifier(
            name: "w.example", key: key.publicKey.subjectPublicKeyInfo.key)
        func line(_ seconds: Int64, over text: String = "text\n") throws -> NoteSignature {
            let message = CosignatureVerifier.message(atSeconds: seconds, over: text)
            return try #require(
                verifier.line(holding: key.sign(message, with: .ed25519), atSeconds: seconds))
        }
        let good = try [line(7), line(9), line(8)]
        #expect(verifier.seconds(of: try SignedNote(text: "text\n", signatures: good)) == 9)
        let bad = try [line(7, over: "another\n")]
        #expect(verifier.seconds(of: try SignedNote(text: "text\n", signatures: good + bad)) == nil)
        let short = try #require(
            NoteSignature(
                name: "w.example", keyHash: verifier.keyHash,
                signature: [UInt8](repeating: 1, count: 71)))
        #expect(verifier.seconds(of: try SignedNote(text: "text\n", signatures: [short])) == nil)
        // A plain signature of the same key is no cosignature, nor the other way round.
        let log = try NoteVerifier(name: "w.example", key: verifier.key)
        #expect(log.keyHash != verifier.keyHash)
        #expect(!log.verifies(try SignedNote(text: "text\n", signatures: good)))
        for (signature, seconds) in [([UInt8](repeating: 0, count: 63), Int64(1)), ([], 1)] {
            #expect(verifier.line(holding: signature, atSeconds: seconds) == nil)
        }
        for seconds in [Int64(0), -1] {
            let zeros = [UInt8](repeating: 0, count: 64)
            #expect(verifier.line(holding: zeros, atSeconds: seconds) == nil)
        }
    }

    @Test func `[C2SP signed-note] keys of logs and of witnesses are not taken for each other`()
        throws
    {
        let vector = try vectors()[0]
        #expect(throws: MerkleLogError.malformedVerifierKey) {
            try NoteVerifier(parsing: vector.verifierKey)
        }
        #expect(throws: MerkleLogError.malformedVerifierKey) {
            try CosignatureVerifier(parsing: vector.logKey)
        }
        for bad in [
            "", vector.verifierKey + "=", vector.verifierKey + "\n", "+" + vector.verifierKey,
        ] {
            #expect(throws: MerkleLogError.malformedVerifierKey) {
                try CosignatureVerifier(parsing: bad)
            }
        }
    }

    @Test func `[C2SP tlog-witness] requests of other software are read and written alike`() throws
    {
        var previous: [Int64: [UInt8]] = [:]
        for vector in try vectors() {
            let request = try AddCheckpoint(parsing: Array(vector.request.utf8))
            #expect(request.oldSize == vector.oldSize)
            #expect(request.encoded == Array(vector.request.utf8))
            let made = try AddCheckpoint(
                oldSize: request.oldSize, proof: request.proof, note: request.note)
            #expect(made == request)
            var tree = CompactRange()
            for index in 0..<Int(vector.oldSize) {
                tree.append(MerkleTree.leafHash(of: entry(index)))
            }
            previous[vector.oldSize] = tree.root
            guard vector.oldSize > 0 else { continue }
            #expect(
                Proofs.verifyConsistency(
                    from: vector.oldSize, root: tree.root, to: request.checkpoint.size,
                    root: request.checkpoint.root, proof: request.proof))
        }
        #expect(previous.count == 5)
    }

    @Test(arguments: [
        "", "old 0", "old 0\n", "old 0\n\n", "\nNOTE", "old\n\nNOTE", "old 00\n\nNOTE",
        "old -1\n\nNOTE", "old +1\n\nNOTE", "old  1\n\nNOTE", "Old 1\n\nNOTE", "old 1 \n\nNOTE",
        "old 9223372036854775808\n\nNOTE", "old 1\r\n\r\nNOTE", "old 1\nAAAA\n\nNOTE",
        "old 1\n\nNOTE\n", "old 1\n\nNOTE\nmore\n", "old 1\nx\n\nNOTE",
        "old 1\n\nkapok.example\n2\n", "HASHES64",
    ])
    func `[C2SP tlog-witness] any other body is refused`(template: String) throws {
        let hash = Base64.encode(MerkleTree.emptyRoot) + "\n"
        let note = "o\n1\n\(hash)\n— k AAAAAAA=\n"
        let many = "old 1\n" + String(repeating: hash, count: 64) + "\nNOTE"
        let body = template.replacing("HASHES64", with: many).replacing("NOTE", with: note)
        #expect(throws: MerkleLogError.malformedNote) {
            try AddCheckpoint(parsing: Array(body.utf8))
        }
    }

    @Test func `[C2SP tlog-witness] limits hold, and what is no checkpoint is told apart`() throws {
        let hash = Base64.encode(MerkleTree.emptyRoot) + "\n"
        let note = "o\n1\n\(hash)\n— k AAAAAAA=\n"
        let most = "old 1\n" + String(repeating: hash, count: 63) + "\n" + note
        #expect(try AddCheckpoint(parsing: Array(most.utf8)).proof.count == 63)
        #expect(throws: MerkleLogError.malformedCheckpoint) {
            try AddCheckpoint(parsing: Array("old 0\n\ntext\n\n— k AAAAAAA=\n".utf8))
        }
        #expect(throws: MerkleLogError.malformedCheckpoint) {
            try AddCheckpoint(parsing: Array("old 1\n\n\n\(note)".utf8))
        }
        let long =
            "old 0\n\no\n1\n\(hash)\(String(repeating: "x", count: 1 << 16))\n\n— k AAAAAAA=\n"
        #expect(throws: MerkleLogError.malformedNote) {
            try AddCheckpoint(parsing: Array(long.utf8))
        }
    }
}
