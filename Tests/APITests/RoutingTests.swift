@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Issuance
import Ledger
import Messages
import Registration
import Testing
import TestSupport

@Suite struct `The routing table` {
    /// A request for each line of the table, with what answers it.
    private func requests(
        _ world: APIWorld
    ) async throws -> [String: (path: String, query: [String: String])] {
        let record = try await world.authority.issued()
        let reference = "\(record.authority)/\(record.serialHex)"
        let subscriber = try await world.authority.application(record.application ?? "").reference
        let pending = try await world.act(
            "practice.change", ["settings": ["crlPeriodHours": 6]], by: world.authority.test.ada)
        let proposal = try #require(pending.body["result"]?["proposal"]?.string)
        let campaign = try await TighteningWorld.campaigns(world)[1]["campaign"]?.string ?? ""
        _ = try await TighteningWorld.tokens(world)
        return [
            "tokens": ("tokens", [:]),
            "cohort": ("cohort", ["authority": "hk-rsa"]), "campaigns": ("campaigns", [:]),
            "campaigns/*": ("campaigns/\(campaign)", [:]),
            "context": ("context", [:]), "health": ("health", [:]), "version": ("version", [:]),
            "operations": ("operations", [:]), "capacity": ("capacity", [:]),
            "operators": ("operators", [:]), "operators/plan": ("operators/plan", [:]),
            "work": ("work", ["officer": "val"]),
            "duties": ("duties", [:]), "calendars/*": ("calendars/mainland", [:]),
            "authorities": ("authorities", [:]),
            "authorities/*": ("authorities/hk-rsa", [:]),
            "applications": ("applications", [:]),
            "applications/*": ("applications/\(record.application ?? "")", [:]),
            "subscribers": ("subscribers", [:]),
            "subscribers/find": ("subscribers/find", ["name": "陳大文"]),
            "subscribers/*": ("subscribers/\(subscriber)", [:]),
            "certificates": ("certificates", [:]),
            "certificates/**": ("certificates/\(reference)", [:]),
            "status/**": ("status/\(reference)", [:]), "proposals": ("proposals", [:]),
            "proposals/*": ("proposals/\(proposal)", [:]), "journal": ("journal", [:]),
            "journal/verify": ("journal/verify", [:]),
            "journal/consistency": ("journal/consistency", ["from": "1", "to": "2"]),
            "journal/tile/**": ("journal/tile/entries/000.p/2", [:]),
            "journal/cosigned": ("journal/cosigned", [:]),
            "journal/*/proof": ("journal/1/proof", [:]), "practice": ("practice", [:]),
            "declarations": ("declarations", [:]), "agreement": ("agreement", [:]),
            "crl/*": ("crl/hk-rsa", [:]),
            "records": ("records", ["kind": "personnel"]),
            "records/imports/*": ("records/imports/\(try await world.stageRecords())", [:]),
            "records/findings": ("records/findings", ["kind": "access"]),
            "records/kinds": ("records/kinds", [:]),
            "attachments/*": ("attachments/\(try await world.revealAttachment())", [:]),
            "records/*": ("records/\(try await world.keepRecord())", [:]),
            "imports/*": ("imports/\(String(repeating: "a", count: 64))", [:]),
        ]
    }

    @Test func `answers every one of its lines`() async throws {
        let world = try await APIWorld()
        let requests = try await requests(world)
        var answered = 0
        for route in API.routes where route.method == .get {
            let pattern = route.pattern.joined(separator: "/")
            let request = try #require(requests[pattern], "no request for \(pattern)")
            let answer = await world.get(request.path, request.query)
            #expect(answer.status == 200, "\(pattern)")
            #expect(answer.body.object?.isEmpty == false, "\(pattern)")
            answered += 1
        }
        #expect(answered == requests.count)
        let posts = API.routes.filter { $0.method == .post }.map {
            $0.pattern.joined(separator: "/")
        }
        #expect(
            posts == [
                "acts", "backups", "drills", "recovery", "conformance", "exports",
                "imports/judge", "imports/*/pieces", "inbox", "drafts", "records/imports/*/chunks",
                "attachments",
                "attachments/*/pieces",
            ])
        #expect(world.faults.all == [])
    }

    @Test(arguments: [
        "", "nothing", "context/more", "acts", "authorities/hk-rsa/more", "journal/1",
        "journal/1/proof/more", "crl", "crl/hk-rsa/1", "certificates/", "Context",
    ])
    func `has nothing beside them`(path: String) async throws {
        let world = try await APIWorld()
        let answer = await world.get(path)
        if path == "certificates/" {
            // The same segments as the list.
            #expect(answer.status == 200)
        } else {
            #expect(answer.status == 404)
            #expect(answer.reason == Reason("api.routeUnknown"))
        }
    }

    @Test func `knows one version, and the methods of each line`() async throws {
        let world = try await APIWorld()
        for path in [["api", "v2", "context"], ["v1", "context"], ["api"], []] {
            let answer = await world.api.answer(APIRequest(.get, path: path), requestID: "r")
            #expect(answer.status == 404)
        }
        for path in ["context", "applications", "journal"] {
            #expect(await world.post(path).reason == Reason("api.routeUnknown"))
        }
    }

    @Test func `tells refusals in the caller's language, each in its own words`() async throws {
        let world = try await APIWorld()
        var messages: Set<String> = []
        for language in Language.allCases {
            let answer = await world.get("authorities/none", language: language)
            #expect(answer.status == 404)
            #expect(answer.members == ["error"])
            let error = try #require(answer.body["error"])
            #expect(
                Set(error.object?.keys.map { $0 } ?? [])
                    == ["code", "clause", "field", "message", "remedy"])
            #expect(error["code"] == "authority.unknown")
            messages.insert(error["message"]?.string ?? "")
            #expect(error["message"]?.string?.contains("none") == true)
            #expect(error["remedy"]?.string?.isEmpty == false)
        }
        #expect(messages.count == 3)
    }

    // MARK: Operations

    @Test func `[3.3b] reaches every operation that is not the system's own, and no other`()
        async throws
    {
        let world = try await APIWorld()
        var reached = 0
        for operation in Operation.all {
            let answer = await world.post(
                "acts",
                [
                    "request": .string(world.authority.test.newRequestID()),
                    "operation": .string(operation.id),
                    "payload": [
                        "application": "app-x", "certificate": "hk-rsa/01", "proposal": "pro-x",
                    ],
                ])
            let isUnknown = answer.reason == Reason("api.operationUnknown", nil, "operation")
            #expect(isUnknown == (operation.actor == .system), "\(operation.id)")
            #expect(answer.status == 422 || answer.status == 404, "\(operation.id)")
            reached += isUnknown ? 0 : 1
        }
        #expect(reached == 79)
    }

    @Test(arguments: [
        "certificate.modify", "certificate.renew", "certificate.rekey", "application.prepare",
        "intent.complete", "ledger.genesis", "key.block", "Application.apply", "application",
    ])
    func `[6.16] has no operation that modifies, and none by another name`(
        operation: String
    ) async throws {
        let world = try await APIWorld()
        let answer = try await world.act(
            operation, ["application": "app-x", "certificate": "hk-rsa/01"])
        #expect(answer.reason == Reason("api.operationUnknown", nil, "operation"))
        #expect(answer.body["error"]?["remedy"]?.string?.contains("6.16") == true)
    }

    @Test func `[7.10] an officer's operation is nobody's without a signature`() async throws {
        let world = try await APIWorld()
        let payload: JSONValue = [
            "application": "app-x", "certificate": "hk-rsa/01", "authority": "hk-rsa",
            "name": "kit", "proposal": "pro-x",
            "campaign": .string("cam-" + String(repeating: "a", count: 26)),
        ]
        for operation in Operation.all {
            guard case .officer = operation.actor else { continue }
            let answer = try await world.act(operation.id, payload)
            #expect(
                answer.reason == Reason("operation.actorWrong", "7.10"), "\(operation.id)")
        }
    }

    @Test func `[7.10] an officer does not act in an applicant's or anybody's place`()
        async throws
    {
        let world = try await APIWorld()
        let officer = try world.authority.validator
        let apply = AuthorityWorld.application(try world.authority.newSubscriber().request())
        #expect(
            try await world.act("application.apply", apply, by: officer).reason
                == Reason("operation.actorWrong", "7.10"))
        let accept: JSONValue = [
            "application": "app-x", "contents": .string(AuthorityWorld.evidence),
            "signature": "AAAA",
        ]
        #expect(
            try await world.act("application.accept", accept, by: officer).reason
                == Reason("operation.actorWrong", "7.10"))
    }

    static let bodies: [(JSONValue?, Reason)] = [
        (nil, Reason("payload.invalid", nil, "operation")),
        (.null, Reason("payload.invalid", nil, "operation")),
        ([], Reason("payload.invalid", nil, "operation")),
        (["operation": 5], Reason("payload.invalid", nil, "operation")),
        (["operation": "application.apply"], Reason("payload.invalid", nil, "request")),
        (
            ["operation": "application.vet", "request": "r"],
            Reason("payload.invalid", nil, "application")
        ),
        (
            ["operation": "certificate.suspend", "request": "r", "payload": [:]],
            Reason("payload.invalid", nil, "certificate")
        ),
        (
            ["operation": "operator.enrol", "request": "r", "signed": "me"],
            Reason("payload.invalid", nil, "signed")
        ),
        (
            ["operation": "operator.enrol", "request": "r", "signed": ["act": "*"]],
            Reason("payload.invalid", nil, "signed")
        ),
        (
            [
                "operation": "operator.enrol", "request": "r",
                "signed": ["act": "e30=", "signature": "AAAA"],
            ], Reason("act.malformed", "RFC 8785", "type")
        ),
        (["proposal": 5], Reason("payload.invalid", nil, "proposal")),
        (["proposal": "pro-x"], Reason("payload.invalid", nil, "signed")),
    ]

    @Test func `tells a body that is no act by its field`() async throws {
        let world = try await APIWorld()
        for (body, reason) in Self.bodies {
            let answer = await world.post("acts", body)
            #expect(answer.reason == reason)
            #expect(answer.status == 422)
        }
        #expect(world.faults.all == [])
    }

    // MARK: Faults

    /// - Parameter cause: what the log alone is told.
    private func expectFault(
        _ answer: APIResponse, _ cause: String, _ world: APIWorld,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let told = APIResponse(
            Refusal(.internalFault, ["request": "req-log"]), language: .english)
        #expect(answer.status == 500, sourceLocation: sourceLocation)
        #expect(answer.body == told.body, sourceLocation: sourceLocation)
        #expect(
            answer.body.formatted().contains("req-log"), sourceLocation: sourceLocation)
        #expect(world.faults.all == ["req-log: \(cause)"], sourceLocation: sourceLocation)
    }

    @Test func `a fault tells nothing of its cause but the request's number`() async throws {
        let world = try await APIWorld()
        world.authority.signer.fail(times: 1)
        let answer = try await world.act(
            "crl.order", ["authority": "hk-rsa"], by: world.authority.validator)
        #expect(!answer.body.formatted().contains("Unavailable"))
        expectFault(answer, "Unavailable()", world)
    }

    @Test func `a mistake of the ledger tells no more, whether in an act or before it`()
        async throws
    {
        let closed = try await APIWorld()
        await closed.authority.ledger.close()
        expectFault(await closed.get("authorities"), "closed", closed)
        let plan = FailurePlan()
        let world = try await APIWorld(driver: { FailingDriver($0, plan: plan) })
        let payload = AuthorityWorld.application(try world.authority.newSubscriber().request())
        let fault = LedgerError.constraint(detail: "known_key.hash")
        plan.failWrites(from: 0, with: fault)
        expectFault(try await world.act("application.apply", payload), "\(fault)", world)
    }

    @Test func `a full disk is told as that, and nothing of the act stays`() async throws {
        let plan = FailurePlan()
        let world = try await APIWorld(driver: { FailingDriver($0, plan: plan) })
        let id = try await world.apply()
        plan.failCommits()
        let answer = try await world.act(
            "application.refuse", ["application": .string(id), "reason": "other"],
            by: world.authority.validator)
        #expect(answer.status == 503)
        #expect(answer.reason?.code == "storage.diskFull")
        plan.recover()
        #expect(await world.get("applications/\(id)").body["state"] == "received")
    }

    @Test func `a log is told what kind of thing a request is about, never which one`() {
        #expect(
            APIRequest.label(.get, ["api", "v1", "applications", "app-secret"])
                == "GET /api/v1/applications")
        #expect(APIRequest.label(.post, []) == "POST /")
    }
}
