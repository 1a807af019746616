@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import Registration
import SQLiteDriver
import TestSupport
import Testing

/// The API over a whole authority, as a client meets it: requests and answers, no transport.
struct APIWorld: Sendable {
    let authority: AuthorityWorld
    let api: API
    /// What was told for the log alone.
    let faults: Faults

    init(
        driver: (any StorageDriver) -> any StorageDriver = { $0 }
    ) async throws {
        let authority = try await AuthorityWorld.make(driver: driver)
        let faults = Faults()
        self.authority = authority
        self.faults = faults
        api = API(
            ledger: authority.ledger, registration: authority.registration,
            publication: authority.publication, backups: authority.backups(),
            post: { { _ in } }, version: "1.2.3"
        ) { request, fault in faults.add("\(request): \(fault)") }
    }

    var clock: FixedClock { authority.clock }

    /// A GET of a path such as `certificates/hk-rsa/0a`, below `/api/v1`.
    func get(
        _ path: String, _ query: [String: String] = [:], language: Language = .english
    ) async -> APIResponse {
        await answer(.get, path, query, nil, language)
    }

    func post(
        _ path: String, _ body: JSONValue? = nil, language: Language = .english
    ) async -> APIResponse {
        await answer(.post, path, [:], body, language)
    }

    func answer(
        _ method: APIRequest.Method, _ path: String, _ query: [String: String] = [:],
        _ body: JSONValue? = nil, _ language: Language = .english,
        as caller: APIRequest.Caller = .machine
    ) async -> APIResponse {
        let segments = ["api", "v1"] + path.split(separator: "/").map(String.init)
        return await api.answer(
            APIRequest(
                method, path: segments, query: query, body: body, language: language,
                caller: caller), requestID: "req-log")
    }

    // MARK: Acts

    /// What a client sends to have an operation done; signed where an officer is named.
    func body(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer? = nil,
        request: String? = nil
    ) async throws -> JSONValue {
        var body: JSONValue = [
            "request": .string(request ?? authority.test.newRequestID()),
            "operation": .string(operation), "payload": payload,
        ]
        if let officer {
            let caseID = try? API.caseID(operation, Payload(payload))
            body = body.merging([
                "signed": try await signed(operation, payload, by: officer, caseID: caseID)
            ])
        }
        return body
    }

    func signed(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer, caseID: String?
    ) async throws -> JSONValue {
        let act = try await authority.test.signed(
            operation, by: officer, caseID: caseID, payload: payload)
        return [
            "act": .string(Base64.encode(act.bytes)),
            "signature": .string(Base64.encode(act.signature)),
        ]
    }

    func act(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer? = nil
    ) async throws -> APIResponse {
        await post("acts", try await body(operation, payload, by: officer))
    }

    /// A further signature under a proposal.
    func sign(
        _ proposal: String, _ operation: String, _ payload: JSONValue, by officer: TestOfficer,
        caseID: String? = nil
    ) async throws -> APIResponse {
        await post(
            "acts",
            [
                "request": .string(authority.test.newRequestID()), "proposal": .string(proposal),
                "signed": try await signed(operation, payload, by: officer, caseID: caseID),
            ])
    }

    /// An application by `application.apply`; its id.
    func apply(
        _ subscriber: TestSubscriber? = nil, to authority: String = "hk-rsa",
        category: String = "personal", subject: JSONValue? = nil
    ) async throws -> String {
        let subscriber = try subscriber ?? self.authority.newSubscriber()
        let answer = try await act(
            "application.apply",
            AuthorityWorld.application(
                subscriber.request(), to: authority, category: category, subject: subject))
        return answer.body["result"]?["application"]?.string ?? ""
    }

    /// From the application to the certificate, with nothing but what the API tells.
    func issue(
        _ subscriber: TestSubscriber
    ) async throws -> (application: String, reference: String) {
        let people = authority
        let id = try await apply(subscriber)
        var application = await get("applications/\(id)").body
        let vetted = try await act(
            "application.vet",
            [
                "application": .string(id), "method": "A",
                "statement": application["statementCommitment"] ?? .null,
                "evidence": try await people.proofs(of: id, method: "A"),
                "salt": .string(AuthorityWorld.salt),
            ], by: people.validator)
        #expect(vetted.status == 200)
        application = await get("applications/\(id)").body
        let statement = Base64.decode(application["acceptanceStatement"]?.string ?? "") ?? []
        let contents = application["contents"] ?? .null
        let accepted = try await act(
            "application.accept",
            [
                "application": .string(id), "contents": contents,
                "signature": .string(Base64.encode(try subscriber.sign(statement))),
            ])
        #expect(accepted.body["result"]?["state"] == "accepted")
        let decision: JSONValue = ["application": .string(id), "contents": contents]
        let proven = await get("applications/\(id)").body["evidence"] ?? .null
        let approved = try await act(
            "application.approve", decision.merging(["evidence": proven]), by: people.approver)
        #expect(approved.body["result"]?["state"] == "approved")
        let issued = try await act(
            "application.issue", decision, by: people.issuingOfficer)
        #expect(issued.body["result"]?["state"] == "issued")
        let result = try #require(issued.body["result"])
        return (
            id, "\(result["authority"]?.string ?? "")/\(result["serial"]?.string ?? "")"
        )
    }

    /// A record of a register, as a security officer adds it.
    static let record: JSONValue = [
        "kind": "personnel", "salt": "00112233445566778899aabbccddeeff",
        "values": [
            "person": "chan", "name": "陳大文", "post": "validator",
            "identityDocument": "A123456(3)", "screenedOn": "2026-01-02", "screenedBy": "dai",
            "screenedUntil": "2028-01-01", "qualification": "BSc", "contractTerms": "2025-1",
        ],
    ]

    /// Adds it; its id.
    func keepRecord() async throws -> String {
        let answer = try await act("record.add", Self.record, by: authority.dai)
        return answer.body["result"]?["record"]?.string ?? ""
    }

    /// Stages it as an import of one line; the import's id.
    func stageRecords() async throws -> String {
        let id = "imp-\(authority.test.newRequestID())"
        #expect(await stage(id, as: .machine).status == 200)
        return id
    }

    func stage(_ id: String, as caller: APIRequest.Caller) async -> APIResponse {
        await answer(
            .post, "records/imports/\(id)/chunks", [:],
            [
                "number": 0, "kind": "personnel",
                "salt": Self.record["salt"] ?? .null,
                "rows": [["line": 2, "values": Self.record["values"] ?? .null]],
            ], as: caller)
    }

    /// A suspension as a validator orders it for the subscriber.
    static func suspension(_ reference: String) -> JSONValue {
        ["certificate": .string(reference), "reason": "keyLost", "requester": "subscriber"]
    }
}

extension APIResponse {
    var reason: Reason? {
        guard let error = body["error"] else { return nil }
        return Reason(
            error["code"]?.string ?? "", error["clause"]?.string, error["field"]?.string)
    }

    var members: Set<String> { Set(body.object?.keys.map { $0 } ?? []) }

    /// The members that each item of a list has; nil where they differ or there is no item.
    func members(of list: String) -> Set<String>? {
        let sets = (body[list]?.array ?? []).map { Set($0.object?.keys.map { $0 } ?? []) }
        return Set(sets).count == 1 ? sets.first : nil
    }

    /// One member of each item of a list.
    func each(_ member: String, of list: String) -> [JSONValue?] {
        (body[list]?.array ?? []).map { $0[member] }
    }
}
