import Archives
import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Ledger
import Messages
import Recovery
import SQLiteDriver
import TestSupport
import Testing

/// A folder in the first form, and its way into today's.
@Suite struct `Migrating a folder` {
    private let target = "/before.age"

    /// As the first program left it: its table `meta` did not name programs.
    private func older() async throws -> RecoveryWorld {
        let recovery = try await RecoveryWorld()
        await recovery.world.ledger.close()
        let hand = try recovery.world.test.settings.driver.connect(.readWrite)
        for sql in [
            "UPDATE meta SET value = 1 WHERE name = 'schemaVersion'",
            "DELETE FROM meta WHERE name = 'program'", "ALTER TABLE meta DROP COLUMN text",
        ] { try hand.execute(sql, []) }
        hand.close()
        return recovery
    }

    private func service(_ recovery: RecoveryWorld) -> MigrationService {
        MigrationService(
            settings: recovery.world.test.settings, folder: recovery.world.backupFolder)
    }

    @Test func `[7.6] makes a backup in the old form, which its entry names`() async throws {
        let recovery = try await older()
        let settings = recovery.world.test.settings
        let before = try JournalHead(of: settings.driver)
        let answer = try await service(recovery).migrate(
            recipient: "\(recovery.identity.recipient)", target: recovery.folder + target)
        #expect(answer["state"] == "migrated")
        #expect(answer["entry"] == .integer(before.size))
        let file = try DurableFile.read(recovery.folder + target, limit: 1 << 28)
        #expect(
            answer["backup"]?["sha256"]?.string
                == Hex.encode(DigestAlgorithm.sha256.hash(file)))

        let ledger = try await Ledger.open(settings)
        #expect(try await ledger.verify().isClean)
        let entry = try await ledger.read { try $0.entry(at: before.size).parsed() }
        #expect(entry.facts["backup"] == answer["backup"])
        await ledger.close()

        let manifest = try await recovery.restore(recovery.folder + target)
        #expect(manifest.head == before)
        #expect(manifest.head.schemaVersion == 1)
        await #expect(throws: LedgerError.olderFolder(found: 1, known: 2)) {
            _ = try await recovery.open()
        }
    }

    @Test func `[7.6] is refused without a backup, and finds nothing to do the second time`()
        async throws
    {
        let recovery = try await older()
        let service = service(recovery)
        let (recipient, path) = ("\(recovery.identity.recipient)", recovery.folder + target)
        for (recipient, path) in [(nil, path), (recipient, nil), (nil, nil)] {
            let code = await codeOfRefusal {
                _ = try await service.migrate(recipient: recipient, target: path)
            }
            #expect(code == "migrate.backupMissing")
        }
        #expect(
            try await service.migrate(recipient: recipient, target: path)["state"] == "migrated")
        #expect(try await service.migrate(recipient: nil, target: nil) == ["state": "current"])
    }

    @Test func `[7.6] is refused where there are other entries than the backup holds`()
        async throws
    {
        let recovery = try await older()
        let settings = recovery.world.test.settings
        let size = try JournalHead(of: settings.driver).size
        for wrong in [size - 1, size + 1] {
            let code = await codeOfRefusal {
                _ = try await Ledger.migrate(settings, size: wrong, facts: [:])
            }
            #expect(code == "migrate.moved")
        }
        #expect(try JournalHead(of: settings.driver).schemaVersion == 1)
        #expect(try await Ledger.migrate(settings, size: size, facts: [:]) != nil)
    }
}
