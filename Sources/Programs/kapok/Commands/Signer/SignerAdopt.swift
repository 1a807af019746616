import ArgumentParser
import CanonicalJSON
import Cryptography
import Issuance
import KeyCustody
import Messages

/// Seals the key of an authority of elsewhere, before it is taken over.
struct SignerAdopt: KapokCommand {
    static let help = CommandHelp.signerAdopt

    @Option(help: .says(CommandLineOption.importPrivateKey, "file"), completion: .file())
    var privateKey: String

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @Option(help: .says(CommandLineOption.signerUnlock, "file"), completion: .file())
    var unlockFile: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        DataFolder.keepNewFilesPrivate()
        let folder = SignerFolder(path: state)
        let configuration = try folder.readConfiguration()
        try FolderPermissions(signer: folder).check()
        let key = try AuthorityTakeOver.key(privateKey)
        let name = KeyReference(adopted: key.publicKey)
        // Safe beside a running signer: a new file, whole or not at all, under a name of its own.
        try await SealedKeyStore(folder: folder.unseal(configuration, secretFile: unlockFile))
            .adopt(key, as: name)
        session.console.show(["key": .string(name.id)]) {
            FieldList(session.console.reader).rendered($0)
        }
        return .done
    }
}
