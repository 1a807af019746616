import Cryptography
import KeyCustody
import Ledger
import MerkleLog
import Publication

/// The journal of a data folder whose keys go over to a signer, as the key that is still there proves it.
struct MovedJournal {
    /// The hash of its first entry; nil where the ledger cannot be read.
    let genesis: [UInt8]?
    let origin: String
    /// The name of its checkpoint key, and its public half; nil where that is not in the folder any more.
    let key: KeyReference
    let publicKey: PublicKey?
    /// All that was committed; nil where the ledger cannot be read: people, or the server, tell it.
    let range: CompactRange?
    /// What of it is public.
    let published: JournalPosition?
    private let storage: any StorageDriver

    /// - Throws: `LedgerError.journalDamaged` where its end is not signed.
    init(of folder: DataFolder, _ sealed: SealedFolder, _ names: [String]) throws {
        storage = folder.storage(try folder.readConfiguration())
        genesis = try? FollowedJournal.genesis(of: storage)
        let chapters = (try? JournalChapter.all(of: storage)) ?? []
        let origin = try chapters.last?.origin ?? Node.origin(of: folder)
        self.origin = origin
        let key = try Node.checkpointKey(of: origin, in: sealed)
        self.key = key
        guard names.contains(key.id) else {
            (publicKey, range, published) = (nil, nil, nil)
            return
        }
        let publicKey = try sealed.load(key.id).withBytes { try SoftwareKey(pkcs8: $0) }.publicKey
        self.publicKey = publicKey
        let verifier = try NoteVerifier(name: origin, key: publicKey.subjectPublicKeyInfo.key)
        published = PublicFolder.checkpoint(in: folder.published, of: verifier).map {
            JournalPosition(size: $0.size, root: $0.root)
        }
        guard (try? storage.connect(.readOnly).close()) != nil else {
            range = nil
            return
        }
        let found = try CompactRange(of: storage)
        guard let note = try? SignedNote(parsing: Array(JournalHead(of: storage).note.utf8)),
            verifier.verifies(note), let last = try? Checkpoint(parsing: note.text),
            last.size == found.size, last.root == found.root
        else { throw LedgerError.journalDamaged(detail: "its end is not signed") }
        range = found
    }

    func root(_ size: Int64) throws -> [UInt8] {
        try CompactRange(of: storage, size: size).root
    }
}
