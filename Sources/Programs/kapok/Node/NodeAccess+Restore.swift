import Archives
import CanonicalJSON
import Cryptography
import Foundation
import Governance
import Ledger
import Messages
import Recovery
import SQLiteDriver

/// Restoring, and practising it. No server takes part: the folder does not exist yet.
extension NodeAccess {
    @Sendable static func restoreFolder(_ wish: RestoreWish) async throws -> JSONValue {
        DataFolder.keepNewFilesPrivate()
        let manifest = try await restored(wish, to: newPath(wish.dataFolder))
        return shown(manifest).merging(["data": .string(newPath(wish.dataFolder))])
    }

    /// Restores beside the data folder, where there has to be room for it in earnest, too.
    @Sendable static func drillRestore(_ wish: RestoreWish) async throws -> JSONValue {
        DataFolder.keepNewFilesPrivate()
        let path = newPath(wish.dataFolder) + "." + RandomID.make("drill")
        let start = ContinuousClock.now
        let startedAt = now()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let manifest = try await restored(wish, to: path)
        // With the unlock secret, as a server would open it.
        let node = try await Node.open(DataFolder(path: path)) { _, _ in }
        await node.close()
        let took = (ContinuousClock.now - start).components
        return [
            "sha256": .string(Hex.encode(try digest(of: wish.backup))),
            "size": .integer(manifest.head.size), "root": .string(Hex.encode(manifest.head.root)),
            "recoveryMilliseconds": .integer(
                took.seconds * 1000 + took.attoseconds / 1_000_000_000_000_000),
            "pointMilliseconds": .integer(
                max(0, startedAt - manifest.head.lastEntryMilliseconds)),
        ]
    }

    private static func restored(
        _ wish: RestoreWish, to path: String
    ) async throws -> BackupManifest {
        let service = RestoreService(tables: Node.tables) { SQLiteDriver(path: $0) }
        return try await service.restore(
            from: wish.backup, identity: wish.identity, to: path, atMilliseconds: now())
    }

    private static func shown(_ manifest: BackupManifest) -> JSONValue {
        [
            "origin": .string(manifest.head.origin),
            "environment": .string(manifest.head.environment.rawValue),
            "verifierKey": .string(manifest.head.verifierKey),
            "size": .integer(manifest.head.size), "root": .string(Hex.encode(manifest.head.root)),
            "madeAt": .integer(manifest.madeAtMilliseconds),
            "lastEntryAt": .integer(manifest.head.lastEntryMilliseconds),
        ]
    }

    private static func newPath(_ path: String) -> String {
        URL(fileURLWithPath: path).path
    }

    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    private static func digest(of path: String) throws -> [UInt8] {
        var digest = try RunningDigest(.sha256)
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Refusal(.restoreFileMissing, field: "from", ["path": path])
        }
        defer { try? file.close() }
        while let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty {
            try digest.add(Array(piece))
        }
        return try digest.finish()
    }
}
