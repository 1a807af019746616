import Campaigns
import CanonicalJSON
import CertificatePolicy
package import Cryptography
import Foundation
import Governance
package import Issuance
package import Ledger
import Messages
import PKIX
package import Publication
import Records
package import Registration
package import Status
import Synchronization
package import TestSupport
import Transfer

extension TestSigner: KeyGenerating {
    /// As `addModule` enters them, but for one that was exchanged.
    package func facts(ofModule serial: String) async throws -> ModuleFacts {
        ModuleFacts(model: "HSM 3", firmware: serial == "exchanged" ? "0.01" : "7.03")
    }

    /// A key in memory under a name as real ones have.
    package func generateKey(
        _ algorithm: KeyAlgorithm, for use: KeyUse, inModule serial: String?
    ) async throws -> KeyReference {
        if let serial { keep(module: serial) }
        return try generate(
            "\(use.rawValue)-" + Base32.encode(SystemRandomness().bytes(16)), algorithm)
    }
}

/// A whole certification authority in a temporary folder: every service over a real ledger, with
/// officers, roots and issuing authorities that were made through the door, as people make them.
///
/// `hk-rsa` under `root-rsa` in Hong Kong, `gd-sm2` under `root-sm2` in Guangdong.
package final class AuthorityWorld: Sendable {
    package let test: TestLedger
    package let signer: TestSigner
    package let intents: IntentRunner
    package let registration: RegistrationService
    package let publication: PublicationService
    package let responder: OCSPResponder
    /// What the responder reported.
    package let faults = Faults()
    /// Whom connectors ask: nobody, until a test says what is answered.
    package let sources = ScriptedSources()
    private let keys = TestKeyPacking()

    /// Validator, approver and issuing officer, taken in by two security officers.
    let enrolled: [TestOfficer]
    private let subscribers = Atomic(0)

    package var ledger: Ledger { test.ledger }
    /// How many keys were made for applicants, whatever became of them.
    package var keysMade: Int { keys.made }
    package var clock: FixedClock { test.clock }
    /// The folder that the public sees.
    package var published: String { test.folder.path + "/public" }

    package static let baseURL = "http://ca.example.hk/kapok"

    package static let tables = [
        Authority.table, CertificateRecord.table, KnownKey.table, StatusEvent.table,
        ResponderKey.table, Application.table, EvidenceRecord.table,
        CRLRecord.table, ImportBatch.table,
        CalendarDay.table, CalendarYear.table, DutyFulfilment.table,
        RecordVersion.table, RecordImport.table, Subscriber.table, SubscriberKey.table,
        CollisionDecision.table, ContactProof.table, MadeKey.table, SubscriberToken.table,
        Campaign.table, Draft.table,
    ]

    /// - Parameter wrap: puts a signer that misbehaves before the keys.
    private init(
        _ test: TestLedger, enrolled: [TestOfficer], signer: TestSigner,
        wrap: (TestSigner) -> any KeyGenerating
    ) {
        self.test = test
        self.enrolled = enrolled
        self.signer = signer
        let used = wrap(signer)
        let contents = ContentsJudge(.test)
        intents = IntentRunner(
            ledger: test.ledger, signer: used, endings: Self.endings(contents))
        registration = RegistrationService(
            ledger: test.ledger, intents: intents, contents: contents, keys: keys,
            randomness: test.randomness, connectors: sources)
        publication = PublicationService(
            folder: PublicFolder(path: test.folder.path + "/public", ledger: test.ledger),
            ledger: test.ledger, signer: used, intents: intents, randomness: test.randomness)
        responder = OCSPResponder(ledger: test.ledger, signer: used) { [faults] fault in
            faults.add("\(fault)")
        }
    }

    /// Someone who is new to this world, with a key of their own.
    package func newSubscriber(
        _ algorithm: KeyAlgorithm = .rsa(bits: 2048)
    ) throws -> TestSubscriber {
        guard algorithm == .rsa(bits: 2048) else { return try TestSubscriber(algorithm) }
        let place = subscribers.add(1, ordering: .relaxed).oldValue
        return TestSubscriber(key: try KeyPool.shared.key(place))
    }

    // MARK: Making one

    /// With all its authorities and officers.
    package static func make(
        seed: UInt64 = 2, driver: (any StorageDriver) -> any StorageDriver = { $0 },
        wrap: (TestSigner) -> any KeyGenerating = { $0 }
    ) async throws -> AuthorityWorld {
        try await thaw(try await complete.value, seed: seed, driver: driver, wrap: wrap)
    }

    /// With its founders and officers, and no authority yet.
    package static func makeEmpty(
        seed: UInt64 = 2, driver: (any StorageDriver) -> any StorageDriver = { $0 },
        wrap: (TestSigner) -> any KeyGenerating = { $0 }
    ) async throws -> AuthorityWorld {
        try await thaw(try await empty.value, seed: seed, driver: driver, wrap: wrap)
    }

    /// The services once more over the same folder, as after a restart or a crash.
    package func restarted(
        wrap: (TestSigner) -> any KeyGenerating = { $0 }
    ) async throws -> AuthorityWorld {
        await ledger.close()
        let again = AuthorityWorld(
            try await test.restarted(), enrolled: enrolled, signer: signer, wrap: wrap)
        again.subscribers.store(subscribers.load(ordering: .relaxed), ordering: .relaxed)
        await again.registerExecutors()
        return again
    }

    private struct Frozen: Sendable {
        let ledger: TestLedger.Frozen
        let signer: TestSigner
        /// Contents of `public/` by relative path.
        let files: [String: [UInt8]]
    }

    /// Made once a process; each test goes on with a copy.
    private static let empty = Task { try await foundedWithOfficers().freeze() }
    private static let complete = Task {
        let authority = try await thaw(try await empty.value, seed: 3)
        for family in AlgorithmFamily.recognised {
            try await authority.create(root: "root-\(family.rawValue)", family)
            try await authority.create(
                issuing: family == .rsa ? "hk-rsa" : "gd-sm2", family,
                jurisdiction: family == .rsa ? .hongKong : .guangdong)
        }
        return try await authority.freeze()
    }

    private static func foundedWithOfficers() async throws -> AuthorityWorld {
        let authority = AuthorityWorld(
            try await TestLedger.make(
                tables: tables, further: TestOfficer.ofConflictingRoles.get(), seed: 1,
                qualifications: PersonnelRegisters()),
            enrolled: try TestOfficer.enrolled.get(), signer: TestSigner(), wrap: { $0 })
        await authority.registerExecutors()
        for officer in authority.enrolled { try await authority.enrol(officer) }
        return authority
    }

    /// One in a folder that stays: goes on with what other processes left there, else with its
    /// founders and officers and no authority yet.
    package static func kept(
        at path: String, driver: (any StorageDriver) -> any StorageDriver = { $0 },
        wrap: (TestSigner) -> any KeyGenerating
    ) async throws -> AuthorityWorld {
        func kept(_ officers: [TestOfficer]) throws -> [TestOfficer] {
            try officers.map {
                TestOfficer(
                    id: $0.id, roles: $0.roles,
                    key: try TestLedger.keptKey($0.id, .p256, at: path))
            }
        }
        let founders = try TestLedger.makeOfficers() + TestOfficer.ofConflictingRoles.get()
        let authority = AuthorityWorld(
            try await TestLedger.kept(
                at: path, officers: kept(founders), tables: tables, driver: driver),
            enrolled: try kept(TestOfficer.enrolled.get()), signer: TestSigner(), wrap: wrap)
        await authority.registerExecutors()
        for officer in authority.enrolled {
            let known = try await authority.ledger.read {
                try $0.get(Officer.self, .text(officer.id))
            }
            if known == nil { try await authority.enrol(officer) }
        }
        await authority.resume()
        return authority
    }

    private func freeze() async throws -> Frozen {
        var files: [String: [UInt8]] = [:]
        let paths = FileManager.default.enumerator(atPath: published)?.compactMap { $0 as? String }
        for path in paths ?? [] {
            files[path] = try? DurableFile.read("\(published)/\(path)", limit: 1 << 24)
        }
        return Frozen(ledger: try await test.freeze(), signer: signer, files: files)
    }

    private static func thaw(
        _ frozen: Frozen, seed: UInt64, driver: (any StorageDriver) -> any StorageDriver = { $0 },
        wrap: (TestSigner) -> any KeyGenerating = { $0 }
    ) async throws -> AuthorityWorld {
        let signer = frozen.signer.copy()
        let authority = AuthorityWorld(
            try await TestLedger.thaw(frozen.ledger, seed: seed, driver: driver),
            enrolled: try TestOfficer.enrolled.get(), signer: signer, wrap: wrap)
        await authority.registerExecutors()
        for (path, bytes) in frozen.files {
            let file = URL(fileURLWithPath: "\(authority.published)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        return authority
    }

    // MARK: Composition, as the server's

    package static func endings(_ contents: ContentsJudge) -> [String: IntentRunner.Ending] {
        RegistrationService.endings(contents)
            .merging(AuthorityEstablishment.endings(.test)) { first, _ in first }
            .merging(CRLIssuing.endings(.test)) { first, _ in first }
    }

    private func registerExecutors() async {
        await ledger.register(operation: "operator.enrol", executor: OfficerEnrolment.execute)
        await ledger.register(
            operation: "operator.reinstate", executor: OfficerStandingChange.reinstate)
        await ledger.register(operation: "operator.recover", executor: OfficerRecovery.execute)
        await ledger.register(waiting: OfficerRecovery.postponements)
        await ledger.register(operation: "operator.grant") {
            try RoleGranting.execute(
                &$0, $1, $2, scopes: $0.caseScopes(), sites: $0.sites())
        }
        await ledger.register(operation: "authority.create") {
            try AuthorityCreation.execute(&$0, $1, $2, environment: .test)
        }
        await ledger.register(operation: "authority.import") {
            try AuthorityImport.execute(&$0, $1, $2, environment: .test)
        }
        await ledger.register(operation: "register.import", executor: ImportBatch.execute)
        await ledger.register(operation: "practice.change", executor: PracticeChange.execute)
        await ledger.register(operation: "calendar.enter", executor: CalendarEntry.execute)
        await ledger.register(
            operation: "certificate.revokeByAuthority", executor: CertificateStatusChange.execute)
        await ledger.register(
            operation: "certificate.revokeOfAuthority", executor: CertificateStatusChange.execute)
        await ledger.register(operation: "campaign.open", executor: CampaignOrder.execute)
        await ledger.register(
            operation: "certificate.releaseOfAuthority", executor: CertificateStatusChange.execute)
    }
}
