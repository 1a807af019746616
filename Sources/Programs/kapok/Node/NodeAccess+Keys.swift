import Cryptography
import Issuance
import KeyCustody
import Messages

/// Keys that come from elsewhere. Never over the API: who brings one may open the folder's seal.
extension NodeAccess {
    /// Safe beside a running server: a new file, whole or not at all, under a name of its own.
    @Sendable static func sealAuthorityKey(
        _ dataFolder: String, _ key: SoftwareKey
    ) async throws {
        DataFolder.keepNewFilesPrivate()
        let folder = DataFolder(path: dataFolder)
        try FolderPermissions(folder: folder).check()
        let configuration = try folder.readConfiguration()
        guard configuration.signer == nil else {
            throw Refusal(.signerKeepsKeys, field: "--private-key")
        }
        let sealed = try folder.unseal(folder.unlockSecret(configuration))
        try await SealedKeyStore(folder: sealed).adopt(
            key, as: KeyReference(adopted: key.publicKey))
    }
}
