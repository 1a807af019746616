import CanonicalJSON
import CertificatePolicy
import Cryptography
import Egress
import HTTPListeners
@testable import KapokSimulator
import PKIX
import Synchronization
import Testing

@Suite struct `The way out to sources` {
    private static let question = SimulatorWorld.question()

    /// What comes back to a question as it is sent.
    private static func ask(
        _ egress: Egress, _ connector: Connector, _ question: ConnectorQuestion = question,
        allowing networks: [NetworkRange] = SimulatorWorld.inside
    ) async throws(ConnectorFault) -> [UInt8] {
        try await egress.ask(
            connector, id: question.id, body: question.bytes(with: []), allowing: networks)
    }

    @Test func `[5.5c] a source is asked over mutual TLS, and its answer read`() async throws {
        try await SimulatorWorld.with { world in
            let connector = try world.connector()
            let answer = try ConnectorAnswer(
                await Self.ask(try world.egress(), connector))
            #expect(answer.id == Self.question.id && answer.isMatch)
            #expect(answer.mark == .simulator && answer.source == "hk-immd")
            try answer.judge(
                Self.question, to: connector, in: .test, asked: answer.moment.milliseconds,
                atMilliseconds: answer.moment.milliseconds)
            #expect(throws: ConnectorFault.otherEnvironment) {
                try answer.judge(
                    Self.question, to: connector, in: .production,
                    asked: answer.moment.milliseconds, atMilliseconds: answer.moment.milliseconds)
            }
        }
    }

    /// Why nothing came; nil where something did.
    private static func outcome(
        _ egress: Egress, _ connector: Connector,
        allowing networks: [NetworkRange] = SimulatorWorld.inside
    ) async -> ConnectorFault? {
        do throws(ConnectorFault) {
            _ = try await ask(egress, connector, allowing: networks)
            return nil
        } catch {
            return error
        }
    }

    /// Why an answer does not count, by its own time; nil where it does.
    private static func judged(
        _ question: ConnectorQuestion, _ egress: Egress, _ connector: Connector
    ) async -> ConnectorFault? {
        do throws(ConnectorFault) {
            let answer = try ConnectorAnswer(await ask(egress, connector, question))
            let now = answer.moment.milliseconds
            try answer.judge(
                question, to: connector, in: .test, asked: now, atMilliseconds: now)
            return nil
        } catch {
            return error
        }
    }

    // MARK: Where it goes

    @Test func `[5.5c] an address inside is refused unless the practice allows it`() async throws {
        try await SimulatorWorld.with { world in
            let egress = try world.egress()
            let connector = try world.connector()
            #expect(
                await Self.outcome(egress, connector, allowing: []) == .addressRefused("127.0.0.1"))
            #expect(
                await Self.outcome(egress, connector) == nil)
        }
    }

    @Test(
        arguments: [
            (["127.0.0.1"], [], .addressRefused("127.0.0.1")),
            (["8.8.8.8", "10.0.0.1"], [], .addressRefused("10.0.0.1")),
            (["::1"], ["127.0.0.0/8"], .addressRefused("0:0:0:0:0:0:0:1")),
            (["::ffff:a9fe:a9fe"], [], .addressRefused("169.254.169.254")),
            ([], ["127.0.0.0/8"], .unreachable), (["127.0.0.1"], ["127.0.0.0/8"], nil),
        ] as [([String], [String], ConnectorFault?)])
    func `[5.5c] a name that leads inside is refused before anything connects`(
        addresses: [String], allowed: [String], expected: ConnectorFault?
    ) async throws {
        try await SimulatorWorld.with { world in
            let asked = Mutex<[String]>([])
            let egress = try world.egress(lookup: { host in
                asked.withLock { $0.append(host) }
                return addresses.compactMap(NetworkAddress.init)
            })
            let connector = try world.connector(host: "localhost")
            let found = await Self.outcome(
                egress, connector, allowing: allowed.compactMap(NetworkRange.init))
            #expect(found == expected)
            // Looked up once: what it says a moment later does not matter.
            #expect(asked.withLock { $0 } == ["localhost"])
        }
    }

    @Test func `[5.5c] the connection goes to the address that was judged`() async throws {
        try await SimulatorWorld.with { world in
            // Nobody knows this name: only the pin can lead to the simulator, whose certificate is
            // for another one.
            let egress = try world.egress(lookup: { _ in
                ["127.0.0.1"].compactMap(NetworkAddress.init)
            })
            let connector = try world.connector(host: "source.invalid")
            #expect(
                await Self.outcome(egress, connector) == .untrusted)
        }
    }

    @Test func `the system's resolver knows this machine`() {
        #expect(HostLookup.system("localhost").contains { !$0.isPublic })
        #expect(HostLookup.system("127.0.0.1").map(\.text) == ["127.0.0.1"])
        #expect(HostLookup.system("name.invalid").isEmpty)
    }

    // MARK: Who it is

    @Test func `[5.5c] another root than the practice names is not even tried`() async throws {
        try await SimulatorWorld.with { world in
            let egress = try world.egress()
            let connector = try world.connector(root: String(repeating: "ab", count: 32))
            #expect(
                await Self.outcome(egress, connector) == .filesUnusable("root.pem"))
        }
    }

    @Test func `[5.5c] who leads to another root is not trusted`() async throws {
        try await SimulatorWorld.with { world in
            try await SimulatorWorld.with { other in
                let egress = try world.egress(root: other.file("root.pem"))
                let connector = try world.connector(root: other.root)
                #expect(
                    await Self.outcome(egress, connector) == .untrusted)
            }
        }
    }

    @Test func `[5.5c] a client whom the source does not know is told so`() async throws {
        try await SimulatorWorld.with { world in
            try await SimulatorWorld.with { other in
                let egress = try world.egress(from: other.folder)
                let connector = try world.connector()
                #expect(
                    await Self.outcome(egress, connector) == .clientRefused)
            }
        }
    }

    // MARK: What comes

    @Test(
        arguments: [
            (.fail, .status(503)), (.redirect, .redirected), (.huge, .tooLarge),
            (.slow, .timedOut), (.flaky, nil),
        ] as [(SimulatedSource.Play, ConnectorFault?)])
    func `[5.5c] a source that fails, is slow, sends elsewhere or sends too much gives no answer`(
        play: SimulatedSource.Play, expected: ConnectorFault?
    ) async throws {
        try await SimulatorWorld.with(play) { world in
            let pauses = Pauses()
            let egress = try world.egress(
                limits: play == .slow ? .init(total: .milliseconds(300)) : .init(), pauses: pauses)
            let connector = try world.connector()
            let found = await Self.outcome(egress, connector)
            #expect(found == expected)
            let isTried = expected.map(\.isTransient) ?? true
            #expect(pauses.all == (isTried ? [500, 1000] : []))
        }
    }

    @Test(
        arguments: [
            (.garbage, .malformed("JSON")), (.unknownmember, .malformed("unknown member")),
            (.wrongid, .otherQuestion), (.wrongsource, .otherSource),
            (.contradiction, .contradictory), (.mismatch, nil), (.match, nil),
        ] as [(SimulatedSource.Play, ConnectorFault?)])
    func `[5.5c] what a source answers wrongly does not count`(
        play: SimulatedSource.Play, expected: ConnectorFault?
    ) async throws {
        try await SimulatorWorld.with { world in
            let question = SimulatorWorld.question(saying: "SIM-\(play.rawValue.uppercased())")
            let (egress, connector) = (try world.egress(), try world.connector())
            let found = await Self.judged(question, egress, connector)
            #expect(found == expected)
        }
    }

    @Test func `[5.5c] who asks again under the same id gets the first answer`() async throws {
        try await SimulatorWorld.with { world in
            let (egress, connector) = (try world.egress(), try world.connector())
            let first = try await Self.ask(egress, connector)
            #expect(try await Self.ask(egress, connector) == first)
            let other = SimulatorWorld.question("chk-bbbbbbbbbbbbbbbb", saying: "SIM-REPLAY")
            let replayed = try await Self.ask(egress, connector, other)
            #expect(replayed == first)
            let answer = try ConnectorAnswer(replayed)
            #expect(throws: ConnectorFault.otherQuestion) {
                try answer.judge(
                    other, to: connector, in: .test, asked: answer.moment.milliseconds,
                    atMilliseconds: answer.moment.milliseconds)
            }
        }
    }

    @Test func `a connector that failed three times is left alone for a while`() async throws {
        try await SimulatorWorld.with(.redirect) { world in
            let now = Mutex<Int64>(0)
            let egress = try world.egress(clock: { now.withLock { $0 } })
            let connector = try world.connector()
            for _ in 0..<CircuitBreaker.tolerated {
                #expect(await Self.outcome(egress, connector) == .redirected)
            }
            #expect(
                await Self.outcome(egress, connector)
                    == .paused(milliseconds: CircuitBreaker.firstPauseMilliseconds))
            now.withLock { $0 = CircuitBreaker.firstPauseMilliseconds }
            #expect(await Self.outcome(egress, connector) == .redirected)
            // Another connector under the old name begins anew.
            let other = try world.connector(.bankMatch)
            #expect(
                await Self.outcome(egress, other) == .redirected)
        }
    }
}

@Suite struct `The simulator` {
    @Test(
        arguments: [
            ["identity", "--folder", "x"], ["identity", "--folder", "x", "--port", "0"],
            ["identity", "--folder", "x", "--play", "slow", "--late", "5", "--port", "9443"],
        ])
    func `is started with a folder`(arguments: [String]) {
        #expect(SimulatorArguments(arguments)?.folder == "x")
    }

    @Test(
        arguments: [
            [], ["identity"], ["identity", "--folder"], ["identity", "--folder", ""],
            ["serve", "--folder", "x"], ["identity", "--port", "1"],
            ["identity", "--folder", "x", "--folder", "y"],
            ["identity", "--folder", "x", "--port", "65536"],
            ["identity", "--folder", "x", "--play", "dead"],
            ["identity", "--folder", "x", "--late", "0"],
            ["identity", "--folder", "x", "--x", "1"],
        ])
    func `is not started with anything else`(arguments: [String]) {
        #expect(SimulatorArguments(arguments) == nil)
    }

    @Test func `answers every kind, always as a simulator, and nothing that is no question`()
        throws
    {
        var source = SimulatedSource(.match)
        for (place, kind) in ConnectorKind.allCases.enumerated() {
            let picture = Array("TEST".utf8)
            let question = ConnectorQuestion(
                id: "chk-aaaaaaaaaaaaaaa\(place)", kind: kind, agreement: "LA-1",
                environment: "production", subject: ["name": "x"],
                pictures: kind.pictures.map {
                    .init(
                        role: $0, mediaType: "image/png",
                        sha256Hex: Hex.encode(DigestAlgorithm.sha256.hash(picture)))
                })
            let content = kind.pictures.map { _ in picture }
            let reply = source.reply(
                to: question.bytes(with: content), path: "/hk-immd", atMilliseconds: 0)
            #expect(reply.status == 200)
            #expect(try ConnectorAnswer(reply.body).mark == .simulator)
            let other = source.reply(
                to: question.bytes(with: content.map { $0 + [0] }), path: "/hk-immd",
                atMilliseconds: 0)
            #expect(other.status == (content.isEmpty ? 200 : 422))
        }
        var late = SimulatedSource(.future)
        let question = SimulatorWorld.question()
        let reply = late.reply(
            to: question.bytes(with: []), path: "/hk-immd", atMilliseconds: 3_600_000)
        #expect(try ConnectorAnswer(reply.body).moment.milliseconds == 90_000_000)
        #expect(source.reply(to: [], path: "/", atMilliseconds: 0).status == 422)
        #expect(source.reply(to: Array("{}".utf8), path: "/", atMilliseconds: 0).status == 422)
    }

    @Test func `keeps its certificates, and lets in nobody but its own client`() async throws {
        try await SimulatorWorld.with { world in
            let again = try SimulatorFolder(world.folder)
            #expect(again.rootHex == world.root)
            let own = try PEM.decode(world.file("client.pem"))[0].bytes
            #expect(again.admits(own))
            try await SimulatorWorld.with { other in
                let foreign = try PEM.decode(other.file("client.pem"))[0].bytes
                #expect(!again.admits(foreign))
            }
            #expect(!again.admits([]))
        }
    }
}
