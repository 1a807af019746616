import Archives
import CanonicalJSON
import CertificatePolicy
import ChildPrograms
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import SQLiteDriver
import Status
import Testing

@testable import kapok

/// A data folder that an earlier release wrote: see `Vectors/README.md`.
struct Release: CustomTestStringConvertible {
    let name: String
    let archive: URL

    var testDescription: String { name }

    static let all: [Release] = {
        let folder = Bundle.module.bundleURL.appending(path: "Vectors/releases")
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).sorted().map {
            Release(name: $0, archive: folder.appending(path: $0))
        }
    }()

    /// Unpacked into a folder of its own, where nobody else looks.
    func unpacked() throws -> OldFolder {
        let folder = OldFolder()
        let run = try ChildProgram.run([
            "tar", "-xzf", archive.path, "-C", folder.temporary.path, "--no-same-owner",
        ])
        try #require(run.status == 0, "\(run.text)")
        return folder
    }
}

/// Such a folder, and the commands of who has it.
struct OldFolder {
    let temporary = TemporaryFolder()
    var data: String { temporary.file("ca") }
    var driver: SQLiteDriver { SQLiteDriver(path: data + "/ledger.sqlite") }

    func run(_ words: [String], officer: String? = nil) async -> CommandRun {
        let signing = officer.map { ["--yes", "--as", $0, "--key", temporary.file("\($0).pem")] }
        return await CommandRun.of(
            words + (signing ?? []) + ["--data", data, "--json"],
            environment: ["KAPOK_STATE": temporary.file("state.json")])
    }

    func expected() throws -> JSONValue {
        try JSONValue(
            parsing: LocalFile.read(temporary.file("expected.json"), limit: 1 << 16))
    }

    /// Digests of all files, by name.
    func contents() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: data) {
            found[name] = FileManager.default.contents(atPath: "\(data)/\(name)") ?? Data()
        }
        return found
    }

    func migrated() async throws -> CommandRun {
        let recipient = try AgeIdentity.generate().recipient
        return await run([
            "migrate", "--recipient", "\(recipient)", "--to", temporary.file("before.age"),
        ])
    }
}

@Suite struct `A folder of an earlier release` {
    @Test func `is kept of every form that there ever was`() throws {
        var forms: Set<Int64> = []
        for release in Release.all {
            let folder = try release.unpacked()
            forms.insert(try JournalHead(of: folder.driver).schemaVersion)
            let size = try release.archive.resourceValues(forKeys: [.fileSizeKey]).fileSize
            #expect(try #require(size) < 500_000, "\(release)")
        }
        // Today's is kept when it is released.
        #expect(
            forms.union([SchemaHistory.all.form.schema]).sorted()
                == Array(1...SchemaHistory.all.form.schema))
    }

    @Test(arguments: Release.all)
    func `is opened by nothing before it is migrated, and not changed`(
        release: Release
    ) async throws {
        let folder = try release.unpacked()
        try #require(try Ledger.migrationPlan(of: folder.driver).isNeeded)
        let before = try folder.contents()
        for words in [["audit", "verify"], ["health"], ["certificate", "list"], ["backup"]] {
            let more = words == ["backup"] ? ["--recipient", "age1x", "--to", "x.age"] : []
            #expect(await folder.run(words + more).code == "folder.older", "\(words)")
        }
        #expect(await folder.run(["migrate"]).code == "migrate.backupMissing")
        // The lock names its last holder.
        let locked = try folder.contents().filter { $0.key != "lock" }
        #expect(locked == before.filter { $0.key != "lock" })
    }

    @Test(arguments: Release.all)
    func `is told what would change without a change of any file`(release: Release) async throws {
        let folder = try release.unpacked()
        let before = try folder.contents()
        let run = await folder.run(["migrate", "--dry-run"])
        #expect(run.status == .done)
        #expect(run.json?["state"] == "older")
        #expect(run.json?["changes"]?.array?.isEmpty == false)
        #expect(try folder.contents() == before)
    }

    @Test(arguments: Release.all)
    func `[3.2b] is migrated whole: what it says is read, passes, and goes on`(
        release: Release
    ) async throws {
        let folder = try release.unpacked()
        let expected = try folder.expected()
        let head = try JournalHead(of: folder.driver)
        let done = try await folder.migrated()
        #expect(done.json?["state"] == "migrated", "\(done.errors)")
        #expect(done.json?["entry"] == expected["size"])
        try await expectTables(of: folder)
        let audit = await folder.run(["audit", "verify"])
        #expect(audit.json?["ok"] == true, "\(audit.output)\(audit.errors)")
        try await expectReadable(folder, at: head.lastEntryMilliseconds)
        for state in ["valid", "suspended", "revoked"] {
            for reference in expected[state]?.array ?? [] {
                let words = ["status", try #require(reference.string)]
                #expect(await folder.run(words).json?["state"]?.string == state)
            }
        }
        let approved = try #require(expected["approved"]?.string)
        let shown = await folder.run(["application", "show", approved])
        #expect(shown.json?["state"] == "approved", "\(shown.output)")

        let held = try #require(expected["suspended"]?.array?.first?.string)
        let act = await folder.run(
            [
                "revoke", held, "--reason", "keyCompromise", "--requester", "subscriber",
                "--identified", "sameDocuments", "--evidence", folder.temporary.file("unlock"),
            ], officer: "val")
        #expect(act.status == .done, "\(act.errors)")
        #expect(await folder.run(["status", held]).json?["state"] == "revoked")
        #expect(await folder.run(["crl", "sm2-issuing"], officer: "val").status == .done)
        #expect(await folder.run(["audit", "verify"]).json?["ok"] == true)
        #expect(try await folder.migrated().json?["state"] == "current")
    }

    /// A migrated ledger and one that is founded today have the same tables, columns and indexes: a
    /// table that changed without a step of a migration is found here.
    private func expectTables(of folder: OldFolder) async throws {
        let fresh = folder.temporary.file("fresh")
        let founders = try ["mei", "jun", "lan"].map {
            FolderFounding.Founder(
                name: $0, key: OfficerKey(try SoftwareKey.generate(.p256)))
        }
        _ = try await NodeAccess.live.initialise(
            FolderFounding(
                dataFolder: fresh, organization: "Kapok", founders: founders,
                unlockFile: folder.temporary.file("unlock"), environment: "test", baseURL: nil,
                listen: nil))
        let wanted = try Self.tables(SQLiteDriver(path: "\(fresh)/ledger.sqlite"))
        let found = try Self.tables(folder.driver)
        #expect(found == wanted)
        #expect(wanted.count > 40)
    }

    private static func tables(_ driver: SQLiteDriver) throws -> [String] {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        let columns = try connection.query(
            """
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || c.pk AS said
            FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'
            UNION ALL SELECT sql AS said FROM sqlite_master WHERE type = 'index' AND sql NOT NULL
            ORDER BY said
            """)
        return try columns.map { try $0.text("said") }
    }

    /// Every entry in its form, every certificate and list by today's rules.
    private func expectReadable(_ folder: OldFolder, at milliseconds: Int64) async throws {
        let node = try await Node.open(DataFolder(path: folder.data)) { _, _ in }
        let environment = node.ledger.certificateEnvironment
        let certificates = try await node.ledger.read { snapshot in
            for stored in try snapshot.entries(limit: 100_000) {
                #expect(try stored.parsed().canonicalBytes == stored.bytes)
            }
            let practice = try snapshot.practice()
            var lists = 0
            for record in try snapshot.select(CRLRecord.self, where: "list IS NOT NULL") {
                let authority = try snapshot.authority(record.authority)
                let list = try CertificateList(derEncoded: #require(record.list))
                let findings = Lint.signedCertificateList(
                    CertificateListUnderLint(
                        list: list,
                        authority: try snapshot.facts(
                            of: authority, environment: environment, practice: practice),
                        family: authority.family,
                        period: authority.kind == .root
                            ? .authorities
                            : .subscribers(
                                maximumMilliseconds: practice.crlNextUpdateHours * 3_600_000),
                        lastNumber: record.number > 1 ? CRLNumber(UInt64(record.number - 1)) : nil))
                #expect(findings.isEmpty, "\(record.authority) \(record.number)")
                lists += 1
            }
            #expect(lists >= 6)
            return try snapshot.select(CertificateRecord.self, where: "certificate IS NOT NULL")
        }
        await node.close()
        #expect(certificates.count >= 10)
        for record in certificates {
            let der = try #require(record.certificate)
            #expect(try Certificate(derEncoded: der).derEncoded == der)
        }
        try await expectRelied(on: certificates, folder, at: milliseconds)
    }

    /// A relying party's every check, with the lists of then, as of then.
    private func expectRelied(
        on certificates: [CertificateRecord], _ folder: OldFolder, at milliseconds: Int64
    ) async throws {
        let persons = certificates.filter {
            $0.application != nil && $0.state == .valid && !$0.authority.hasPrefix("p256")
        }
        #expect(persons.count >= 4)
        for person in persons {
            let family = person.authority.prefix { $0 != "-" }
            let (file, published) = (folder.temporary.file("person.cer"), folder.data + "/public")
            try LocalFile.write(try #require(person.certificate), to: file)
            let words = [
                "verify", file, "--trust", "\(published)/ca/\(family)-root.cer",
                "--intermediate", "\(published)/ca/\(family)-issuing.cer",
                "--crl", "\(published)/crl/\(family)-issuing.crl",
                "--crl", "\(published)/crl/\(family)-root.crl", "--offline", "--json",
            ]
            let run = await CommandRun.of(words, atMilliseconds: milliseconds)
            #expect(run.json?["decision"] == "rely", "\(run.output)\(run.errors)")
        }
    }
}
