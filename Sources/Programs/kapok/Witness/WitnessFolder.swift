import Cryptography
import Glibc
import Ledger
import MerkleLog
import Messages
import PKIX
import Witness

/// The folder of a witness: its key and name beside what ``WitnessStore`` keeps there.
///
/// ```
/// DIR/witness.pem    the private key, PKCS#8 in PEM, mode 0600
/// DIR/witness.pub    name and public key, as one verifier key
/// DIR/lock           who has it open: two processes would cosign two histories
/// ```
struct WitnessFolder: Sendable {
    let path: String

    private var keyFile: String { "\(path)/witness.pem" }
    private var nameFile: String { "\(path)/witness.pub" }

    /// Makes the folder and the key of a new witness.
    /// - Throws: `witness.nameInvalid`, `file.exists`, `file.unwritable`.
    func found(name: String) throws -> CosignatureVerifier {
        let key = try SoftwareKey.generate(.ed25519)
        guard
            let verifier = try? CosignatureVerifier(
                name: name, key: key.publicKey.subjectPublicKeyInfo.key)
        else { throw Refusal(.witnessNameInvalid, field: "--name", ["name": name]) }
        LocalFile.makeFolder(path)
        let pem = try key.pkcs8().withBytes { PEM.encode($0, label: OfficerKey.privateLabel) }
        try LocalFile.write(Array(pem.utf8), to: keyFile, mode: 0o600, replacing: false)
        try LocalFile.write(Array("\(verifier)\n".utf8), to: nameFile)
        return verifier
    }

    /// A witness as one process runs it.
    struct Opened: Sendable {
        let witness: Witness
        /// Held as long as this lives.
        let lock: FolderLock
    }

    /// - Throws: `witness.folderMissing`, `witness.keyUnusable`; `LedgerError.folderInUse`; what
    ///   ``Witness`` refuses.
    func open(logs: [NoteVerifier]) throws -> Opened {
        guard LocalFile.exists(keyFile), LocalFile.exists(nameFile) else {
            throw Refusal(.witnessFolderMissing, field: "--state", ["path": path])
        }
        let (name, key) = try identity()
        let lock = try FolderLock(folder: path)
        let witness = try Witness(
            name: name, key: key, logs: logs, store: WitnessStore(folder: path),
            clock: {
                var now = timespec()
                unsafe clock_gettime(CLOCK_REALTIME, &now)
                return Int64(now.tv_sec)
            })
        return Opened(witness: witness, lock: lock)
    }

    private func identity() throws -> (String, SoftwareKey) {
        let text = try LocalFile.read(nameFile, limit: 1 << 12)
        let pem = try LocalFile.read(keyFile, limit: 1 << 12)
        let line = String(decoding: text.split(separator: 0x0A).first ?? [], as: UTF8.self)
        guard let verifier = try? CosignatureVerifier(parsing: line),
            let blocks = try? PEM.decode(pem), blocks.count == 1,
            blocks[0].label.utf8.elementsEqual(OfficerKey.privateLabel.utf8),
            let key = try? SoftwareKey(pkcs8: blocks[0].bytes),
            key.publicKey.subjectPublicKeyInfo.key == verifier.key,
            LocalFile.attributes(keyFile).map({ $0.permissions & 0o077 == 0 }) == true
        else { throw Refusal(.witnessKeyUnusable, field: keyFile, ["path": keyFile]) }
        return (verifier.name, key)
    }
}
