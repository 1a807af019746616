import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import MerkleLog
import Messages
import PKIX
import Recovery
import Registration
import SQLiteDriver
import Status
import TestSupport
import Testing

/// An authority that was restored from a backup, after which more had happened.
struct LostWorld {
    let test: RecoveryWorld
    /// Valid in the backup; revoked since.
    let revokedSince: CertificateRecord
    /// Valid in the backup; suspended since.
    let suspendedSince: CertificateRecord
    /// Suspended in the backup; released since.
    let releasedSince: CertificateRecord
    /// An application that had its number in the backup, and got its certificate since.
    let issuedSince: CertificateRecord
    /// Issued since, and issued and revoked since.
    let lost: CertificateRecord
    let lostRevoked: CertificateRecord
    let list: CertificateList
    let note: String
    let next: CheckpointSigner

    /// - Parameter prepare: what happened before the backup.
    init(_ prepare: (AuthorityWorld) async throws -> Void = { _ in }) async throws {
        test = try await RecoveryWorld()
        let world = test.world
        try await prepare(world)
        let first = try await world.issued()
        let second = try await world.issued()
        let third = try await world.issued()
        try await world.suspend(third)
        let subscriber = try world.newSubscriber()
        let application = try await world.apply(subscriber)
        try await world.bring(application, to: .approved, with: subscriber)
        let file = try await test.backUp()
        world.clock.advance(byMilliseconds: 3_600_000)
        try await world.revoke(first)
        try await world.suspend(second)
        try await world.release(third)
        try await world.issue(application)
        lost = try await world.issued()
        lostRevoked = try await world.issued()
        try await world.revoke(lostRevoked)
        revokedSince = try await world.record("hk-rsa", first.serialHex)
        suspendedSince = try await world.record("hk-rsa", second.serialHex)
        releasedSince = third
        issuedSince = try await world.record(
            "hk-rsa", world.application(application).serialHex ?? "")
        list = try await world.nextList()
        note = try await world.ledger.checkpoint()
        world.clock.advance(byMilliseconds: 3_600_000)
        try await test.restore(file)
        next = try CheckpointSigner(
            origin: "test.kapok.example/journal/2", key: SoftwareKey.generate(.ed25519))
    }

    var evidence: [RecoveryEvidence] {
        [.list(list.derEncoded), .checkpoint(Array(note.utf8))]
    }

    func certificates(_ records: [CertificateRecord]) throws -> [Certificate] {
        try records.map { try Certificate(derEncoded: $0.certificate ?? []) }
    }

    func settings(_ signer: CheckpointSigner, as name: String = "restored") -> LedgerSettings {
        test.world.test.settings.with(SQLiteDriver(path: "\(test.folder)/\(name)/ledger.sqlite"))
            .with(signer)
    }

    func service(_ signer: CheckpointSigner, as name: String = "restored") -> SuccessionService {
        SuccessionService(
            settings: settings(signer, as: name),
            endings: AuthorityWorld.endings(ContentsJudge(.test)))
    }

    /// Carried out by two security officers.
    @discardableResult
    func succeed(
        _ evidence: [RecoveryEvidence]? = nil, _ certificates: [Certificate],
        by officers: [TestOfficer]? = nil
    ) async throws -> JSONValue {
        let ledger = try await test.open()
        let service = service(next)
        let plan = try await service.plan(ledger, evidence ?? self.evidence, certificates)
        await ledger.close()
        let bytes = plan.succession.canonicalBytes
        let signers = officers ?? [test.world.test.dai, test.world.test.eva]
        return try await service.succeed(
            plan,
            signatures: Dictionary(
                uniqueKeysWithValues: signers.map { ($0.id, try $0.sign(bytes)) }))
    }

    func open() async throws -> Ledger { try await Ledger.open(settings(next)) }
}
