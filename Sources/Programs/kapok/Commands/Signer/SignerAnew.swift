import ArgumentParser
import CanonicalJSON
import KeyCustody
import Ledger
import Messages

/// Lets the signer forget how far its journal was followed, and sign checkpoints of it under another name:
/// said by whoever has its folder, never by a server.
struct SignerAnew: KapokCommand {
    static let help = CommandHelp.signerAnew

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let folder = SignerFolder(path: state)
        _ = try folder.readConfiguration()
        try FolderPermissions(signer: folder).check()
        let lock = try FolderLock(folder: folder.path)
        let log = try SignatureLog(path: folder.log, clock: NodeClock.shared.read)
        let before = await log.position
        // Of one that did nothing yet there is nothing to forget.
        if !log.isNew { try await log.beginAnew() }
        var chapters = try CheckpointChapters(path: folder.checkpoints) ?? CheckpointChapters()
        chapters.allowNext()
        try chapters.write(to: folder.checkpoints)
        withExtendedLifetime(lock) {
            session.console.show([
                "followedBefore": before.map { .integer($0.size) } ?? .null
            ]) { FieldList(session.console.reader).rendered($0) }
        }
        return .done
    }
}
