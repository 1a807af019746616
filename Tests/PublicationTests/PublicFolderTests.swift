import AuthorityTestSupport
import Cryptography
import Foundation
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

/// Reads and damages files of a world's `public/`.
struct Published {
    let world: AuthorityWorld

    func read(_ relative: String) throws -> [UInt8] {
        try DurableFile.read("\(world.published)/\(relative)", limit: 1 << 24)
    }

    /// The number of the list of `hk-rsa`, read strictly.
    func listNumber() throws -> Int64 {
        let list = try CertificateList(derEncoded: read("crl/hk-rsa.crl"))
        return Int64(try #require(list.crlNumber?.value))
    }

    func exists(_ relative: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(world.published)/\(relative)")
    }

    func write(_ bytes: [UInt8], _ relative: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(world.published)/\(relative)"))
    }

    func remove(_ relative: String) throws {
        try FileManager.default.removeItem(atPath: "\(world.published)/\(relative)")
    }

    /// All files, by relative path.
    func all() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: world.published) {
            files[path] = try? read(path)
        }
        return files
    }

    func attributes(_ relative: String) throws -> [FileAttributeKey: Any] {
        try FileManager.default.attributesOfItem(atPath: "\(world.published)/\(relative)")
    }

    /// A folder over the same ledger that remembers nothing, as after a restart.
    var freshFolder: PublicFolder {
        PublicFolder(path: world.published, ledger: world.ledger)
    }
}

@Suite struct `The public folder` {
    @Test func `[6.9] holds what the ledger says, in octets`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let record = try await world.issued()
        try await world.publication.issued(record.authority, record.serialHex)
        #expect(
            try published.read("certificates/hk-rsa/\(record.serialHex).cer")
                == record.certificate)
        try await world.suspend(record)
        try await world.publication.statusChanged("hk-rsa")
        let list = try CertificateList(derEncoded: published.read("crl/hk-rsa.crl"))
        #expect(list.entry(of: try SerialNumber(parsing: record.serialHex)) != nil)
        let note = try await world.ledger.checkpoint()
        #expect(try published.read("journal/checkpoint") == Array(note.utf8))
    }

    @Test func `[3.3c] shows a certificate once it is accepted and signed, not before`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        let name = "certificates/hk-rsa/\(try await world.application(id).serialHex ?? "").cer"
        for step in [
            { try await world.accept(id, with: subscriber) }, { try await world.approve(id) },
        ] {
            #expect(await world.tick() == [])
            #expect(!published.exists(name))
            _ = try await step()
        }
        try await world.issue(id)
        #expect(await world.tick() == [])
        #expect(published.exists(name))
    }

    @Test func `[4.6a] what was lost or changed is found, and made whole from the ledger`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        for authority in ["hk-rsa", "gd-sm2"] {
            let record = try await world.issued(by: authority)
            try await world.publication.issued(authority, record.serialHex)
        }
        try await world.publication.statusChanged("hk-rsa")
        let good = try published.all()
        #expect(good.count >= 11)
        try published.write([1, 2, 3], "crl/hk-rsa.crl")
        try published.write([], "ca/root-rsa.cer")
        try published.remove("certificates")
        try published.remove("journal/checkpoint")
        let folder = published.freshFolder
        try await folder.catchUp()
        for name in ["root-rsa", "root-sm2", "hk-rsa", "gd-sm2"] {
            try await folder.publish(authority: name)
        }
        #expect(try published.all() == good)
    }

    @Test func `is made where there is none`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        try FileManager.default.removeItem(atPath: world.published)
        #expect(await world.tick() == [])
        #expect(published.exists("crl/hk-rsa.crl") && published.exists("ca/root-sm2.cer"))
    }

    @Test func `reads no list again that it wrote itself, until somebody touches it`()
        async throws
    {
        let meter = ListMeter()
        let world = try await AuthorityWorld.make(driver: { MeteredDriver($0, meter: meter) })
        let published = Published(world: world)
        #expect(await world.tick() == [])
        #expect(meter.take() > 0)
        for _ in 0..<3 { #expect(await world.tick() == []) }
        #expect(meter.take() == 0)
        let good = try published.read("crl/hk-rsa.crl")
        // As many octets as before, and as old: only what is in it differs.
        let date = try published.attributes("crl/hk-rsa.crl")[.modificationDate] as? Date
        try published.write(Array(good.reversed()), "crl/hk-rsa.crl")
        try FileManager.default.setAttributes(
            [.modificationDate: date ?? Date()],
            ofItemAtPath: "\(world.published)/crl/hk-rsa.crl")
        #expect(await world.tick() == [])
        #expect(try published.read("crl/hk-rsa.crl") == good)
        try published.remove("crl/hk-rsa.crl")
        #expect(await world.tick() == [])
        #expect(try published.read("crl/hk-rsa.crl") == good)
        #expect(meter.take() == 2)
    }

    @Test func `leaves alone what is right already`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let before = try published.attributes("crl/hk-rsa.crl")[.systemFileNumber] as? Int
        try await published.freshFolder.publish(authority: "hk-rsa")
        #expect(
            try published.attributes("crl/hk-rsa.crl")[.systemFileNumber] as? Int == before)
        try await world.publication.statusChanged("hk-rsa")
        // A new file took its name: who has the old one open reads it to its end.
        #expect(
            try published.attributes("crl/hk-rsa.crl")[.systemFileNumber] as? Int != before)
    }

    @Test func `[4.6a] can be read by everyone and written by its owner`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.publication.statusChanged("hk-rsa")
        let mode = try Published(world: world).attributes("crl/hk-rsa.crl")[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o777 } == 0o644)
    }

    @Test func `takes many writers at once: every file whole, the newest list at the end`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let record = try await world.issued()
        try await world.suspend(record)
        let before = try published.listNumber()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { try await world.publication.statusChanged("hk-rsa") }
                group.addTask {
                    // Readers never meet half a list.
                    for _ in 0..<20 {
                        let number = try published.listNumber()
                        #expect(number >= before)
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        let newest = try #require(try await world.ledger.read { try $0.lastCRL("hk-rsa") })
        #expect(newest.number >= before + 20)
        #expect(try published.read("crl/hk-rsa.crl") == newest.list)
        #expect(try !published.all().keys.contains { $0.hasSuffix(".new") })
    }

    @Test func `never puts an older list in the place of a newer one`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let folder = world.publication.folder
        let before = try published.listNumber()
        // Publishers that read the ledger at different moments and write at others.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<10 { try await world.nextList() }
                try await folder.publish(authority: "hk-rsa")
            }
            group.addTask {
                var highest = before
                for _ in 0..<60 {
                    try await folder.publish(authority: "hk-rsa")
                    let number = try published.listNumber()
                    #expect(number >= highest)
                    highest = max(highest, number)
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<60 { try await folder.publish(authority: "hk-rsa") }
                }
            }
            try await group.waitForAll()
        }
        // Nothing older came after the newest.
        let newest = try #require(try await world.ledger.read { try $0.lastCRL("hk-rsa") })
        #expect(newest.number >= before + 10)
        #expect(try published.listNumber() == newest.number)
    }

    @Test func `a file that cannot be written is told by its path, and what was there stays`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let before = try published.read("ca/hk-rsa.cer")
        try published.remove("crl")
        try published.write([], "crl")
        await #expect(
            throws: DurableFileError.fileFailure("\(world.published)/crl/hk-rsa.crl", ENOTDIR)
        ) {
            try await world.publication.statusChanged("hk-rsa")
        }
        #expect(try published.read("ca/hk-rsa.cer") == before)
    }
}
