import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Issuance
import Ledger
import MerkleLog
import Messages
import PKIX
import Registers
import TestSupport
import Testing

@testable import Transfer

@Suite struct `An export` {
    private func lines(_ path: String) throws -> [[UInt8]] {
        try DurableFile.read(path, limit: 1 << 24).split(separator: 0x0A).map(Array.init)
    }

    @Test func `[7.6] holds every table but the vault's, the journal, and what openssl reads`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let good = try await world.issued()
        let held = try await world.issued()
        try await world.suspend(held)
        let folder = try TemporaryFolder()
        let target = folder.path + "/export"
        let made = try await ExportService(ledger: world.ledger).make(target)

        let sums = try lines("\(target)/SHA256SUMS")
        #expect(made["files"]?.integer == Int64(sums.count))
        var names: [String] = []
        for line in sums {
            let text = String(decoding: line, as: UTF8.self)
            let name = String(text.dropFirst(66))
            let content = try DurableFile.read("\(target)/\(name)", limit: 1 << 24)
            #expect(Hex.encode(DigestAlgorithm.sha256.hash(content)) == text.prefix(64))
            names.append(name)
        }
        #expect(!names.contains { $0.contains("personal") || $0.contains("dossier") })
        #expect(names.contains("tables/application.jsonl"))

        let index = try lines("\(target)/authorities/hk-rsa/index.txt").map {
            try OpenSSLIndexLine(parsing: $0)
        }
        func line(_ serialHex: String) -> OpenSSLIndexLine? {
            index.first { $0.serial.hex == serialHex }
        }
        #expect(line(good.serialHex)?.revocation == nil && line(good.serialHex) != nil)
        #expect(line(held.serialHex)?.revocation?.state == .suspended)
        let pem = try DurableFile.read(
            "\(target)/authorities/hk-rsa/certificates/\(good.serialHex.uppercased()).pem",
            limit: 1 << 16)
        #expect(try PEM.contents(of: pem, labels: [PEM.certificateLabel]) == good.certificate)

        // The tree over the entries has the root that the manifest names.
        var tree = CompactRange()
        for entry in try lines("\(target)/journal/entries.jsonl") {
            tree.append(MerkleTree.leafHash(of: entry))
        }
        #expect(made["root"]?.string == Hex.encode(tree.root))
        #expect(made["size"]?.integer == tree.size)
        let audit = try await world.ledger.verify()
        #expect(audit.isClean, "\(audit.findings)")
    }

    @Test func `gives the same octets for the same state`() async throws {
        let world = try await AuthorityWorld.make()
        let folder = try TemporaryFolder()
        var sums: [[String]] = []
        for name in ["a", "b"] {
            _ = try await ExportService(ledger: world.ledger).make(folder.path + "/" + name)
            sums.append(
                try lines(folder.path + "/" + name + "/SHA256SUMS").map {
                    String(decoding: $0, as: UTF8.self)
                })
        }
        // The first is an entry itself, and the request of it a row.
        let changing = ["journal/", "manifest.json", "tables/request.jsonl"]
        let (first, second) = (Set(sums[0]), Set(sums[1]))
        #expect(
            first.symmetricDifference(second).allSatisfy { line in
                changing.contains { line.dropFirst(66).hasPrefix($0) }
            })
        #expect(first.intersection(second).count > 10)
    }

    @Test func `replaces nothing, and takes whole paths alone`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let folder = try TemporaryFolder()
        let size = try await world.ledger.read { try $0.journalSize() }
        for (target, code) in [
            ("export", "export.targetInvalid"), (folder.path, "export.targetExists"),
            (folder.path + "/none/export", "export.targetUnwritable"),
        ] {
            let reason = try await refusal {
                try await ExportService(ledger: world.ledger).make(target)
            }
            #expect(reason?.code == code, "\(target)")
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
        // What a kill left is named, since nothing of the name that was asked for is there.
        let left = folder.path + "/whole.exporting"
        try Folder.make(left)
        await #expect {
            try await ExportService(ledger: world.ledger).make(folder.path + "/whole")
        } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            return refusal.code == .exportTargetExists && refusal.arguments["path"] == left
        }
    }
}
