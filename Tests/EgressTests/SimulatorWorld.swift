import CanonicalJSON
import CertificatePolicy
import Cryptography
import Egress
import Foundation
import HTTPListeners
@testable import KapokSimulator
import Logging
import Synchronization
import Testing

/// A simulator that listens on a free port of this machine, and the way out to it.
struct SimulatorWorld: Sendable {
    let folder: String
    let root: String
    let port: Int

    /// Runs one for as long as the body does.
    static func with(
        _ play: SimulatedSource.Play = .match, lateness: Duration = .seconds(30),
        _ body: @escaping @Sendable (SimulatorWorld) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/simulator-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let opened = try SimulatorFolder(folder)
        let server = IdentityServer(opened, play: play, lateness: lateness)
        let listener = try server.listener(host: "127.0.0.1", port: 0)
        try await serving(listener) { port in
            try await body(SimulatorWorld(folder: folder, root: opened.rootHex, port: port))
        }
    }

    /// Runs a listener for as long as the body does.
    static func serving(
        _ listener: Listener, _ body: @escaping @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        let (places, continuation) = AsyncStream<[Listener.Address]>.makeStream()
        let group = ListenerGroup(
            [listener], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            stopsOnSignals: false, stoppingTime: .milliseconds(100)
        ) { continuation.yield($0) }
        try await withThrowingTaskGroup { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            for await addresses in places {
                defer { group.requestStop() }
                guard case .tls(_, let port)? = addresses.first else { continue }
                try await body(port)
            }
            try await tasks.waitForAll()
        }
    }

    // MARK: The way out

    static let inside = ["127.0.0.0/8"].compactMap(NetworkRange.init)

    func connector(
        _ kind: ConnectorKind = .eID, host: String = "127.0.0.1", root: String? = nil
    ) throws -> Connector {
        try #require(
            Connector([
                "name": "sim", "kind": .string(kind.rawValue),
                "url": .string("https://\(host):\(port)/hk-immd"), "source": "hk-immd",
                "root": .string(root ?? self.root), "contract": "LA-1",
            ]))
    }

    static func question(
        _ id: String = "chk-aaaaaaaaaaaaaaaa", _ kind: ConnectorKind = .eID,
        saying value: String = "1"
    ) -> ConnectorQuestion {
        ConnectorQuestion(
            id: id, kind: kind, agreement: "LA-1", environment: "test",
            subject: ["name": "陳大文", "identifier": value])
    }

    func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }

    /// - Parameters:
    ///   - own: in whose name it connects: `client`, or `server`, or another folder's client.
    func egress(
        limits: Egress.Limits = .init(), root: [UInt8]? = nil, own: String = "client",
        from other: String? = nil, lookup: @escaping HostLookup.Function = { _ in [] },
        clock: @escaping @Sendable () -> Int64 = { 0 }, pauses: Pauses = Pauses()
    ) throws -> Egress {
        let place = other ?? folder
        func read(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(place)/\(name)")))
        }
        let shown = Egress.Credentials(
            root: try root ?? file("root.pem"), certificate: try read("\(own).pem"),
            key: try read("\(own).key"))
        return Egress(
            limits: limits, lookup: lookup, clock: clock, pause: { pauses.add($0) },
            credentials: { _ throws(ConnectorFault) in shown })
    }
}

/// The waits between attempts, which nobody waits.
final class Pauses: Sendable {
    private let milliseconds: Mutex<[Int64]> = Mutex([])

    func add(_ one: Int64) { milliseconds.withLock { $0.append(one) } }

    var all: [Int64] { milliseconds.withLock { $0 } }
}
