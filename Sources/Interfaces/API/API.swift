import Attachments
import CanonicalJSON
import Governance
package import Ledger
import Messages
package import Monitoring
package import Publication
package import Recovery
package import Registration
import Status

/// The one API: every change and every query of the product, in one routing table.
package struct API: Sendable {
    let ledger: Ledger
    let registration: RegistrationService
    let publication: PublicationService
    let backups: BackupService
    /// Where files come in and are read again.
    let attachments: AttachmentIntake
    /// How a code goes to an applicant's address, as the settings stand now; nil where no mail server is
    /// set.
    let post: @Sendable () throws -> Post?
    /// How often suspension codes were tried at this server.
    let codeTries = HourlyLimit.ofSuspensionCodes
    /// How often inboxes were read at this server.
    let inboxReadings = HourlyLimit.ofInboxes
    /// Measures the server for `health`; nil where nobody does.
    let watch: ServerWatch?
    let version: String
    /// Told of faults that are nobody's input: the cause, for the log alone.
    let report: @Sendable (_ request: String, _ fault: any Error) -> Void

    /// Returns when a server took the message.
    package typealias Post = @Sendable (ContactMessage) async throws -> Void

    package init(
        ledger: Ledger, registration: RegistrationService, publication: PublicationService,
        backups: BackupService, attachmentBytes: Int64 = API.attachmentBytes,
        post: @escaping @Sendable () throws -> Post? = { nil },
        watch: ServerWatch? = nil, version: String,
        report: @escaping @Sendable (String, any Error) -> Void
    ) {
        self.ledger = ledger
        self.registration = registration
        self.publication = publication
        self.backups = backups
        attachments = AttachmentIntake(
            ledger.files, of: ledger.identity.chapters.map(\.origin), maximumBytes: attachmentBytes)
        self.post = post
        self.watch = watch
        self.version = version
        self.report = report
    }

    /// The most that one file may have, unless the machine's settings say otherwise.
    package static let attachmentBytes: Int64 = 25 << 20

    /// Answers anything; what goes wrong is told in the caller's language and never half-done.
    package func answer(_ request: APIRequest, requestID: String) async -> APIResponse {
        do {
            return APIResponse(body: try await route(request))
        } catch let refusal as Refusal {
            return APIResponse(refusal, language: request.language)
        } catch let fault as LedgerError where fault.refusal.code != .ledgerInternal {
            report(requestID, fault)
            return APIResponse(fault.refusal, language: request.language)
        } catch {
            // A mistake of the program: the cause is for the log alone, under this number.
            report(requestID, error)
            return APIResponse(
                Refusal(.internalFault, ["request": requestID]), language: request.language)
        }
    }

    private func route(_ request: APIRequest) async throws -> JSONValue {
        let parts = request.path
        guard parts.count >= 3, parts[0] == "api", parts[1] == "v1" else {
            throw Refusal(.routeUnknown, ["path": "/" + parts.joined(separator: "/")])
        }
        let path = Array(parts.dropFirst(2))
        for route in Self.routes where route.method == request.method {
            if let captured = route.match(path) {
                guard !route.isMachineOnly || request.caller == .machine else {
                    throw Refusal(.machineOnly)
                }
                return try await route.handler(self, request, captured)
            }
        }
        throw Refusal(.routeUnknown, ["path": "/" + parts.joined(separator: "/")])
    }
}

/// One line of the routing table; `*` captures one segment, `**` all that follow.
struct Route: Sendable {
    typealias Handler =
        @Sendable (_ api: API, _ request: APIRequest, _ captured: [String]) async throws
        -> JSONValue

    let method: APIRequest.Method
    let pattern: [String]
    /// For whoever runs the machine: it writes to the machine's disks, or acts as the system itself.
    let isMachineOnly: Bool
    let handler: Handler

    init(
        _ method: APIRequest.Method, _ pattern: String, machineOnly: Bool = false,
        _ handler: @escaping Handler
    ) {
        self.method = method
        isMachineOnly = machineOnly
        self.pattern = pattern.split(separator: "/").map(String.init)
        self.handler = handler
    }

    func match(_ path: [String]) -> [String]? {
        var captured: [String] = []
        for (place, part) in pattern.enumerated() {
            if part == "**" {
                guard place < path.count else { return nil }
                return captured + [path[place...].joined(separator: "/")]
            }
            guard place < path.count else { return nil }
            if part == "*" {
                captured.append(path[place])
            } else if part != path[place] {
                return nil
            }
        }
        return path.count == pattern.count ? captured : nil
    }
}

extension API {
    static let routes: [Route] = [
        Route(.post, "acts") { api, request, _ in try await api.act(request) },
        Route(.post, "backups", machineOnly: true) { api, request, _ in
            try await api.backUp(request)
        },
        Route(.post, "drills", machineOnly: true) { api, request, _ in
            try await api.enterDrill(request)
        },
        Route(.post, "recovery", machineOnly: true) { api, request, _ in
            try await api.recover(request)
        },
        Route(.post, "conformance") { api, request, _ in try await api.conformance(request) },
        Route(.post, "exports", machineOnly: true) { api, request, _ in
            try await api.export(request)
        },
        Route(.post, "imports/judge") { api, request, _ in try await api.judgeRows(request) },
        Route(.get, "imports/*") { api, _, roots in try await api.batch(roots[0]) },
        Route(.post, "imports/*/pieces") { api, request, roots in
            try await api.enterPiece(roots[0], request)
        },
        Route(.get, "context") { api, _, _ in try await api.context() },
        Route(.get, "health") { api, request, _ in
            try await api.health(request.language)
        },
        Route(.get, "capacity") { api, request, _ in try await api.capacity(request) },
        Route(.get, "operations") { _, request, _ in try API.operations(request) },
        Route(.get, "version") { api, _, _ in ["version": .string(api.version)] },
        Route(.get, "operators") { api, _, _ in try await api.operators() },
        Route(.get, "operators/plan") { api, _, _ in try await api.staffing() },
        Route(.get, "duties") { api, _, _ in try await api.duties() },
        Route(.get, "calendars/*") { api, request, names in
            try await api.calendar(names[0], request)
        },
        Route(.get, "authorities") { api, _, _ in try await api.authorities() },
        Route(.get, "authorities/*") { api, _, names in try await api.authority(names[0]) },
        Route(.post, "inbox") { api, request, _ in try await api.inbox(request) },
        Route(.post, "drafts") { api, request, _ in try await api.draft(request) },
        Route(.get, "applications") { api, request, _ in try await api.applications(request) },
        Route(.get, "applications/*") { api, request, ids in
            try await api.application(ids[0], for: request.caller)
        },
        Route(.get, "work") { api, request, _ in try await api.work(request) },
        Route(.get, "subscribers") { api, request, _ in try await api.subscribers(request) },
        Route(.get, "subscribers/find") { api, request, _ in
            try await api.findSubscribers(request)
        },
        Route(.get, "subscribers/*") { api, request, references in
            try await api.subscriber(references[0], for: request.caller)
        },
        Route(.get, "certificates") { api, request, _ in try await api.certificates(request) },
        Route(.get, "certificates/**") { api, request, names in
            try await api.certificate(names[0], request)
        },
        Route(.get, "cohort") { api, request, _ in try await api.cohort(request) },
        Route(.get, "campaigns") { api, request, _ in try await api.campaigns(request) },
        Route(.get, "campaigns/*") { api, request, ids in
            try await api.campaign(ids[0], request)
        },
        Route(.get, "tokens") { api, request, _ in try await api.tokens(request) },
        Route(.get, "status/**") { api, request, names in
            try await api.status(names[0], request)
        },
        Route(.get, "proposals") { api, request, _ in try await api.proposals(request) },
        Route(.get, "proposals/*") { api, _, ids in try await api.proposal(ids[0]) },
        Route(.get, "journal") { api, request, _ in try await api.journal(request) },
        Route(.get, "journal/verify") { api, request, _ in
            try await api.verifyJournal(request.language)
        },
        Route(.get, "journal/consistency") { api, request, _ in
            try await api.consistency(request)
        },
        Route(.get, "journal/cosigned") { api, request, _ in
            try request.refuseUnknown(besides: [])
            return api.cosigned()
        },
        Route(.get, "journal/tile/**") { api, _, paths in try await api.bundle(paths[0]) },
        Route(.get, "journal/*/proof") { api, request, indexes in
            try request.refuseUnknown(besides: ["timestamp", "size"])
            return try await api.proof(
                indexes[0], service: request.query["timestamp"],
                size: try request.number("size", in: 1...1_000_000_000_000_000))
        },
        Route(.get, "declarations") { _, request, _ in
            try request.refuseUnknown(besides: [])
            return API.declarations(request.language)
        },
        Route(.get, "agreement") { api, request, _ in try await api.agreement(request) },
        Route(.get, "practice") { api, request, _ in try await api.practice(request) },
        Route(.get, "crl/*") { api, _, names in try await api.list(names[0]) },
        Route(.get, "records") { api, request, _ in try await api.records(request) },
        Route(.get, "records/kinds") { api, request, _ in
            API.recordKinds(request.language)
        },
        Route(.get, "records/findings") { api, request, _ in
            try await api.recordFindings(request)
        },
        Route(.get, "records/imports/*") { api, _, ids in try await api.recordImport(ids[0]) },
        Route(.post, "records/imports/*/chunks") { api, request, ids in
            try await api.stageRecords(ids[0], request)
        },
        Route(.post, "attachments") { api, request, _ in
            try await api.beginAttachment(request)
        },
        Route(.post, "attachments/*/pieces") { api, request, ids in
            try await api.takePiece(of: ids[0], request)
        },
        Route(.get, "attachments/*") { api, request, tickets in
            try await api.piece(of: tickets[0], request)
        },
        Route(.get, "records/*") { api, _, ids in try await api.record(ids[0]) },
    ]
}
