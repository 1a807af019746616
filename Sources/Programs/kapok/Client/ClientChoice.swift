import Glibc
import Messages

/// Which way a command takes to the API.
///
/// 1. `--server URL` or $KAPOK_SERVER: there. 2. The socket of the data folder, if a server answers on it. 3. The
/// same code in this process, if the folder belongs to the user who runs the command. 4. A refusal
/// that says who may: the socket of another user's server cannot even be seen.
enum ClientChoice {
    static func connect(
        dataFolder: String, server: ServerAccess?, opening open: (String) throws -> OfficerKey,
        node: NodeAccess,
        owed: @escaping NodeAccess.Owed
    ) async throws -> any APIClient {
        if let server { return try await server.client(opening: open) }
        guard let folder = LocalFile.attributes(dataFolder), folder.isFolder else {
            throw Refusal(.commandDataFolderMissing, field: "--data", ["folder": dataFolder])
        }
        let socket =
            dataFolder.hasSuffix("/") ? "\(dataFolder)kapok.sock" : "\(dataFolder)/kapok.sock"
        if LocalFile.exists(socket) {
            let client = SocketClient(socket: socket)
            if await client.isAnswering() { return client }
        }
        guard folder.owner == geteuid() else {
            throw Refusal(.commandServerNotRunning, field: "--data", ["folder": dataFolder])
        }
        return InProcessClient(node: try await node.open(dataFolder, owed))
    }
}
