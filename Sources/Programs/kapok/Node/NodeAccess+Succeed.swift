import CanonicalJSON
import Cryptography
import Foundation
import Governance
import Issuance
import KeyCustody
import Ledger
import MerkleLog
import Messages
import PKIX
import Publication
import Recovery
import Registration

/// What `succeed` is told.
struct SuccessionWish: Sendable {
    let dataFolder: String
    let evidence: [RecoveryEvidence]
    let certificates: [Certificate]
    /// Of security officers.
    let signers: [OfficerKey]
    /// What this user's commands remember of a journal.
    let remembered: @Sendable (_ origin: String) throws -> RecoveryEvidence?
    /// Shown what is to be signed; throws what stops it.
    let confirm: @Sendable (JSONValue) throws -> Void
}

/// Going on under a new name. No server takes part: what is signed here is signed before it is opened.
extension NodeAccess {
    @Sendable static func succeedFolder(_ wish: SuccessionWish) async throws -> JSONValue {
        DataFolder.keepNewFilesPrivate()
        let folder = DataFolder(path: wish.dataFolder)
        try FolderPermissions(folder: folder).check()
        let configuration = try folder.readConfiguration()
        let lock = try FolderLock(folder: folder.path)
        defer { withExtendedLifetime(lock) {} }
        let sealed = try folder.unseal(folder.unlockSecret(configuration))
        let storage = folder.storage(configuration)
        if try folder.followChapter(of: storage), let head = try? JournalHead(of: storage) {
            // Cut off between the commit and the folder's own word of it: nothing else is left to do.
            return ["state": "succeeded", "origin": .string(head.origin)]
        }
        let settings = try Node.settings(of: folder, sealed, storage: storage)
        try Node.markIfBehind(settings, folder)
        let origin = Founding.origin(configuration)
        let next = try await NextCheckpointKey(
            settings, origin, signer: configuration.signer.map(SignerExchange.init(socket:)))
        let service = SuccessionService(
            settings: settings.with(next.signer),
            endings: try Node.endings(of: settings))
        let (plan, officers) = try await look(service, settings, folder, wish)
        try wish.confirm(
            plan.succession.json.merging([
                "certificates": .integer(Int64(wish.certificates.count)),
                "foreign": .integer(Int64(plan.foreign)),
            ]))
        var signatures: [String: [UInt8]] = [:]
        for (officer, key) in officers {
            signatures[officer] = try await key.sign(plan.succession.canonicalBytes)
        }
        // The key is durable before anything is signed with it; one that is never used hurts nobody.
        try next.keep(in: sealed)
        let answer = try await service.succeed(plan, signatures: signatures)
        _ = try folder.followChapter(of: storage)
        let unsigned = await signEnd(settings.with(next.signer))
        return answer.merging(["unsigned": unsigned.map { .integer($0) } ?? .null])
    }

    /// Has a signer sign what was committed: it is done, whatever becomes of this.
    ///
    /// - Returns: how many entries are not signed for yet; nil where that is not known.
    private static func signEnd(_ settings: LedgerSettings) async -> Int64? {
        guard settings.checkpointSigner.isElsewhere else { return 0 }
        guard let ledger = try? await Ledger.open(settings) else { return nil }
        await ledger.settleCheckpoint()
        let left = try? await ledger.read { try $0.journalEnd().size - $0.seenCheckpoint().size }
        await ledger.close()
        return left
    }

    private static func look(
        _ service: SuccessionService, _ settings: LedgerSettings, _ folder: DataFolder,
        _ wish: SuccessionWish
    ) async throws -> (SuccessionService.Plan, [String: OfficerKey]) {
        let ledger: Ledger
        do {
            ledger = try await Node.openLedger(settings)
        } catch let damaged as DamagedLedger {
            throw damaged.fault.refusal
        }
        do {
            var evidence = wish.evidence
            let verifier = settings.checkpointSigner.verifier
            if let own = try wish.remembered(verifier.name) { evidence.append(own) }
            if let published = PublicFolder.checkpoint(in: folder.published, of: verifier) {
                evidence.append(
                    .remembered(
                        size: published.size, root: published.root,
                        verifierKey: verifier.description))
            }
            let plan = try await service.plan(ledger, evidence, wish.certificates)
            var officers: [String: OfficerKey] = [:]
            for signer in wish.signers {
                let officer = try await ledger.read { try $0.officer(keyID: signer.id) }
                guard let officer else { throw Refusal(.successionSignaturesMissing) }
                officers[officer.id] = signer
            }
            guard officers.count >= Succession.minimumOfficers else {
                throw Refusal(.successionSignaturesMissing)
            }
            await ledger.close()
            return (plan, officers)
        } catch {
            await ledger.close()
            throw error
        }
    }
}

/// The key of the name that a journal is about to go on under: made where that of the name before is.
private struct NextCheckpointKey {
    let signer: CheckpointSigner
    private let reference: KeyReference
    private let publicKey: PublicKey
    /// Nil where it is in the signer.
    private let key: SoftwareKey?

    init(_ settings: LedgerSettings, _ origin: String, signer exchange: SignerExchange?)
        async throws
    {
        reference = KeyReference.checkpoints(of: origin)
        guard settings.checkpointSigner.isElsewhere else {
            let key = try SoftwareKey.generate(.ed25519)
            (self.key, publicKey) = (key, key.publicKey)
            signer = try CheckpointSigner(origin: origin, key: key)
            return
        }
        guard let exchange else {
            throw Refusal(
                .signerUnreachable, field: "node.signer", ["path": "kapok.yaml", "reason": "–"])
        }
        let remote = RemoteCheckpointKey(exchange, of: origin)
        publicKey = try await remote.keyForNext()
        key = nil
        signer = CheckpointSigner(
            verifier: try NoteVerifier(
                name: origin, key: publicKey.subjectPublicKeyInfo.key), key: remote)
    }

    /// The key itself, or its public half.
    func keep(in sealed: SealedFolder) throws {
        guard let key else { return try Node.keepPublic(publicKey, of: reference, in: sealed) }
        try key.pkcs8().withBytes { try sealed.store($0, as: reference.id) }
    }
}

extension DataFolder {
    /// The name in force stands in the ledger; the folder's own file follows it.
    ///
    /// - Returns: whether the file was behind. One that names a journal which is none of this ledger's
    ///   chapters stays as it is, and keeps the ledger from being opened.
    func followChapter(of storage: any StorageDriver) throws -> Bool {
        guard let chapters = try? JournalChapter.all(of: storage), let last = chapters.last,
            chapters.count > 1
        else { return false }
        let named = try Node.origin(of: self)
        guard !named.utf8.elementsEqual(last.origin.utf8), chapters.named(named) != nil else {
            return false
        }
        try DurableFile.write(Array((last.origin + "\n").utf8), to: originFile, mode: 0o600)
        return true
    }
}
