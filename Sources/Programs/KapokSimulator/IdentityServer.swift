import CanonicalJSON
import Foundation
import HTTPListeners
import Logging
import Synchronization

/// Serves a simulated source over mutual TLS.
final class IdentityServer: Sendable {
    private let source: Mutex<SimulatedSource>
    private let folder: SimulatorFolder
    /// How long a late answer is held back.
    private let lateness: Duration

    init(_ folder: SimulatorFolder, play: SimulatedSource.Play, lateness: Duration) {
        self.folder = folder
        self.lateness = lateness
        source = Mutex(SimulatedSource(play))
    }

    /// What listens: for the program, and for tests.
    func listener(host: String, port: Int) throws -> Listener {
        let identity = try TLSIdentity(
            certificate: folder.serverCertificate, key: folder.serverKey,
            admits: { [folder] in folder.admits($0) })
        return Listener(
            .tls(host: host, port: port), maximumBodyBytes: 16 << 20, identity: identity,
            handler: { [self] in await answer($0) })
    }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard request.method == "POST" else { return HTTPResponse(status: 405) }
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let reply = source.withLock {
            $0.reply(to: request.body, path: request.path, atMilliseconds: now)
        }
        if let message = reply.message { folder.keep(message) }
        if reply.isLate { try? await Task.sleep(for: lateness) }
        var response = HTTPResponse(
            status: reply.status, headers: ["Content-Type": "application/json"],
            body: reply.body, route: "POST /source")
        if let location = reply.location { response.headers["Location"] = location }
        return response
    }

    /// Runs until a signal; tells where it listens in one line of JSON.
    func run(host: String, port: Int) async throws {
        let root = folder.rootHex
        try await ListenerGroup(
            [try listener(host: host, port: port)],
            logger: Logger(label: "kapok-simulator") { _ in JSONLogHandler() }
        ) { addresses in
            let told: JSONValue = [
                "address": .string(addresses.first?.description ?? ""), "root": .string(root),
                "environment": "simulator",
            ]
            FileHandle.standardOutput.write(Data(told.canonicalBytes + [0x0A]))
        }.run()
    }
}
