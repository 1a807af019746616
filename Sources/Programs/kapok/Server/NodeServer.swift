import API
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import HTTPListeners
import Issuance
import Ledger
import Logging
import Messages
import Monitoring
import Publication
import StatusEndpoints

/// `kapok serve`: the API on the folder's socket, the public endpoints over HTTP, the schedule.
struct NodeServer: Sendable {
    let node: Node
    let logger: Logger
    let threshold: LogThreshold
    private let manager = SystemdNotification.own
    private let counts = RequestCounts()

    init(node: Node, logger: Logger, threshold: LogThreshold) {
        self.node = node
        self.logger = logger
        self.threshold = threshold
    }

    /// Serves until the process is told to stop.
    func run() async throws {
        let officers = try OfficerListener(node: node, logger: logger)
        raiseDescriptorLimit()
        if node.ledger.isRestored {
            logger.warning("restored: serving the last status until `kapok recover`")
        } else {
            try await recordStart()
        }
        tellUnusableServices()
        let reload = NodeReload(
            node: node, logger: logger, threshold: threshold, manager: manager,
            officers: officers?.identity)
        let hangUps = await HangUps()
        node.watch.schedule.started(
            atMilliseconds: NodeClock.shared.read(), isLeader: !node.isShared)
        let logger = logger
        let (starts, serving) = AsyncStream<Void>.makeStream()
        let group = ListenerGroup(listeners(officers), logger: logger) { addresses in
            logger.info(
                "serving",
                metadata: [
                    "addresses": .string(addresses.map(\.description).joined(separator: " ")),
                    "cryptography": .string(CryptographyLibrary.version),
                ])
            serving.yield()
        }
        try await withThrowingTaskGroup(of: Void.self) { [manager] tasks in
            tasks.addTask { await NodeSchedule(node: node, logger: logger).run() }
            tasks.addTask {
                // The service manager is told nothing before everybody can connect.
                for await _ in starts { break }
                guard !Task.isCancelled else { return }
                manager.ready("serving")
                await hangUps.forEach { await reload.reload() }
            }
            tasks.addTask { await reload.keepRunning { await ask(itsOutsiders: $0) } }
            try await group.run()
            manager.stopping()
            logger.notice("stopping")
            tasks.cancelAll()
        }
        await node.close()
        logger.notice("stopped")
    }

    /// A restored folder may lack the certificates that its settings name: status is served all the
    /// same, and that service is not asked.
    private func tellUnusableServices() {
        for setting in node.configuration.timeStamps {
            do {
                _ = try setting.service(in: node.folder)
            } catch {
                logger.fault("timestamp", error, ["what": .string(setting.name)])
            }
        }
    }

    /// Witnesses, time-stamping services, receivers of events and the mail server, each in a task of its own,
    /// until cancelled.
    private func ask(itsOutsiders settings: NodeConfiguration) async {
        await withTaskGroup(of: Void.self) { tasks in
            for witness in settings.witnesses {
                tasks.addTask { await WitnessSchedule(witness, node: node, logger: logger).run() }
            }
            tasks.addTask { await EventSchedule(node: node, logger: logger).run() }
            node.watch.notices.isSet(settings.mail != nil)
            if let mail = settings.mail {
                tasks.addTask { await NoticeSchedule(mail, node: node, logger: logger).run() }
            }
            for service in node.publication.folder.timeStamps.services {
                guard let setting = settings.timeStamps.first(where: { $0.name == service.name })
                else { continue }
                tasks.addTask {
                    await TimeStampSchedule(service, setting, node: node, logger: logger).run()
                }
            }
        }
    }

    /// What a listener for officers refuses by itself looks like every other refusal.
    static let refusal: @Sendable (HTTPFault, HTTPHeaders) -> HTTPResponse = { fault, headers in
        var response = HTTPResponse(
            Refusal(fault), language: Language(header: headers["Accept-Language"]))
        response.status = fault.status
        return response
    }

    private func listeners(_ officers: OfficerListener?) -> [Listener] {
        let prefix = node.configuration.baseURL.path.split(separator: "/").count
        var listeners = [
            Listener(
                .unixSocket(path: node.folder.socket, mode: 0o600),
                refusal: Self.refusal,
                handler: counts.counting(
                    officerHandler(owner: getuid()), listener: "socket",
                    segment: { $0.segments.dropFirst(2).first })),
            Listener(
                .tcp(host: node.configuration.listenHost, port: node.configuration.listenPort),
                maximumBodyBytes: 1 << 16, idleTime: .seconds(15),
                handler: counts.counting(
                    publicHandler(), listener: "public",
                    segment: { $0.segments.dropFirst(prefix).first })),
        ]
        if let officers { listeners.append(officers.listener(counts)) }
        if let place = node.configuration.metrics {
            listeners.append(MetricsListener(watch: node.watch, counts: counts).listener(place))
        }
        return listeners
    }

    /// The usual soft limit of 1024 open files is fewer than idle strangers can hold connections:
    /// they would keep the server from opening the files that it publishes.
    private func raiseDescriptorLimit() {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 65_536))
        if unsafe setrlimit(kind, &limit) != 0 {
            logger.warning("descriptor limit", metadata: ["cause": .string("errno \(errno)")])
        }
    }

    private func recordStart() async throws {
        let act = ActRequest(
            id: "start-\(UUID().uuidString.lowercased())", operation: "serve.start",
            actor: .system, facts: ["version": .string(Version.number)])
        _ = try await node.ledger.act(act) { _ in [:] }
    }

    // MARK: Officers

    /// Only the folder's owner reaches the socket; the peer's uid is checked beside the file mode.
    private func officerHandler(owner: UInt32) -> HTTPHandler {
        let answer = OfficerAPI(api: node.api, caller: .machine)
        return { request in
            guard request.peerUserID == owner || request.peerUserID == 0 else {
                return HTTPResponse(
                    Refusal(.socketForeignUser),
                    language: Language(header: request.headers["Accept-Language"]))
            }
            return await answer.response(to: request)
        }
    }

    // MARK: Public

    private func publicHandler() -> HTTPHandler {
        let ledger = node.ledger
        let endpoints = PublicEndpoints(
            ledger: ledger, responder: node.responder, folder: node.folder.published,
            prefix: node.configuration.baseURL.path,
            report: { [logger] path, fault in
                logger.fault("public", fault, ["path": .string(path)])
            }
        ) { [watch = node.watch] in
            await watch.readiness().map { ReadinessPart($0.part, fault: $0.fault) }
        }
        return { request in
            let answer = await endpoints.answer(
                method: request.method, rawPath: request.rawPath, body: request.body)
            var headers: HTTPHeaders = ["Content-Type": answer.contentType]
            for header in answer.headers { headers.append(header.name, header.value) }
            return HTTPResponse(
                status: answer.status, headers: headers, body: answer.body,
                route: "public \(request.segments.first ?? "")")
        }
    }
}

extension Refusal {
    /// What the listener itself refuses, in the form of every other refusal.
    init(_ fault: HTTPFault) {
        switch fault {
        case .malformedTarget: self.init(.targetMalformed, field: "path")
        case .targetTooLong: self.init(.targetTooLong, field: "path")
        case .bodyTooLarge(let limit):
            self.init(.bodyTooLarge, field: "body", ["limit": String(limit)])
        }
    }
}

extension HTTPResponse {
    init(_ refusal: Refusal, language: Language) {
        self.init(APIResponse(refusal, language: language), route: "socket")
    }

    init(_ answer: APIResponse, route: String) {
        self.init(
            status: answer.status, headers: ["Content-Type": "application/json"],
            body: answer.body.canonicalBytes, route: route)
    }
}

extension Language {
    /// The first language of ours that the header names; English where there is none.
    init(header: String?) {
        let wanted = header?.split(separator: ",").first.map { $0.prefix { $0 != ";" } } ?? ""
        self = Language.allCases.first { $0.rawValue == wanted } ?? .english
    }
}
