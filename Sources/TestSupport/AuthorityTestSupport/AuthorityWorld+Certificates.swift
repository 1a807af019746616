package import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
package import Issuance
package import Ledger
import Messages
package import PKIX
import Publication
package import Registration
import Status
package import TestSupport

/// The life of an application and of a certificate, step by step, with good values for the rest.
extension AuthorityWorld {
    package static let person: JSONValue = [
        "commonName": "陳大文", "surname": "陳", "givenName": "大文", "countryName": "HK",
        "emailAddress": "tai.man@example.hk",
    ]
    package static let organisation: JSONValue = [
        "commonName": "木棉花有限公司", "organizationName": "木棉花有限公司", "countryName": "HK",
        "organizationIdentifier": .string(
            "NTRHK-" + TestIdentity.registration(of: "木棉花有限公司")),
    ]
    package static let evidence = String(repeating: "ab", count: 32)

    // MARK: Applications

    /// - Parameter identity: the documents of whoever has the subject's name if nil.
    package static func application(
        _ request: [UInt8], to authority: String = "hk-rsa", category: String = "personal",
        subject: JSONValue? = nil, identity: JSONValue? = nil, contact: JSONValue = .null
    ) -> JSONValue {
        let subject = subject ?? (category == "personal" ? person : organisation)
        return [
            "authority": .string(authority), "category": .string(category),
            "request": .string(Base64.encode(request)), "subject": subject,
            "identity": identity
                ?? TestIdentity.of(subject["commonName"]?.string ?? "", category: category),
            "declarations": Declarations.json(holdsTrademark: false), "contact": contact,
        ]
    }

    /// What the vault holds of an application for this subject.
    package static func statement(
        _ subject: JSONValue, category: String, identity: JSONValue? = nil
    ) -> JSONValue {
        let stated = Result {
            try SubjectStatement(
                Payload(
                    application(
                        [], category: category, subject: subject, identity: identity)),
                category: category == "personal" ? .personal : .organisation)
        }
        return (try? stated.get().json) ?? .null
    }

    package func apply(_ payload: JSONValue, requestID: String? = nil) async throws -> ActOutcome {
        try await registration.apply(
            ActRequest(
                id: requestID ?? test.newRequestID(), operation: "application.apply",
                actor: .anyone, payload: payload))
    }

    /// - Returns: the application's id.
    package func apply(
        _ subscriber: TestSubscriber, to authority: String = "hk-rsa",
        category: String = "personal", subject: JSONValue? = nil, identity: JSONValue? = nil,
        contact: JSONValue = .null
    ) async throws -> String {
        let outcome = try await apply(
            Self.application(
                subscriber.request(), to: authority, category: category, subject: subject,
                identity: identity, contact: contact))
        return outcome.result["application"]?.string ?? ""
    }

    package func application(_ id: String) async throws -> Application {
        try await ledger.read { try $0.application(id) }
    }

    @discardableResult
    package func vet(
        _ id: String, by officer: TestOfficer? = nil, changing changes: JSONValue = [:]
    ) async throws -> ActOutcome {
        let application = try await ledger.read { try $0.get(Application.self, .text(id)) }
        let method = changes["method"]?.string
        if method == "B" { try await trustSources() }
        var payload: JSONValue = [
            "application": .string(id),
            "statement": .string(
                application?.statementCommitmentHex ?? String(repeating: "0", count: 64)),
            "evidence": try await proofs(of: id, method: method), "salt": .string(Self.salt),
        ]
        if application?.category != .organisation { payload = payload.merging(["method": "A"]) }
        payload = payload.merging(changes)
        let (evidence, received) = try await handIn(payload["evidence"] ?? .null)
        return try await registration.vet(
            test.request(
                "application.vet", by: officer ?? validator, caseID: id,
                authority: application?.authority,
                payload: payload.merging(["evidence": evidence])), received: received)
    }

    /// The statement whose signature accepts the prepared contents.
    package func statement(_ application: Application) -> AcceptanceStatement {
        AcceptanceStatement(
            origin: TestLedger.origin, environment: "test", application: application.id,
            contentsHashHex: application.contentsHashHex ?? "",
            declarationsHashHex: Self.declared,
            agreementHashHex: SubscriberAgreement.own.digestHex)
    }

    /// The applicant's acceptance of the prepared contents.
    @discardableResult
    package func accept(
        _ id: String, with subscriber: TestSubscriber, contents: String? = nil
    ) async throws -> ActOutcome {
        let application = try await ledger.read { try $0.get(Application.self, .text(id)) }
        let signed = application.map { statement($0).bytes } ?? []
        return try await accept(id, signature: subscriber.sign(signed), contents: contents)
    }

    /// - Parameter contents: those prepared if nil.
    @discardableResult
    package func accept(
        _ id: String, signature: [UInt8], contents: String? = nil
    ) async throws -> ActOutcome {
        try await acceptTold(id, signature: signature, contents: contents).outcome
    }

    /// With the code that is told once.
    package func acceptTold(
        _ id: String, signature: [UInt8], contents: String? = nil
    ) async throws -> (outcome: ActOutcome, code: SuspensionCode?) {
        let application = try await ledger.read { try $0.get(Application.self, .text(id)) }
        return try await registration.accept(
            ActRequest(
                id: test.newRequestID(), operation: "application.accept", actor: .applicant,
                caseID: id,
                payload: [
                    "application": .string(id),
                    "contents": .string(
                        contents ?? application?.contentsHashHex ?? Self.evidence),
                    "signature": .string(Base64.encode(signature)),
                ]))
    }

    /// What an officer signs to approve or issue: exactly the prepared contents.
    package func decision(
        _ operation: String, _ id: String, by officer: TestOfficer, contents: String? = nil
    ) async throws -> ActRequest {
        let application = try await ledger.read { try $0.get(Application.self, .text(id)) }
        var payload: [String: JSONValue] = [
            "application": .string(id),
            "contents": .string(contents ?? application?.contentsHashHex ?? Self.evidence),
        ]
        if operation == "application.approve" {
            payload["evidence"] = .string(application?.evidence ?? Self.evidence)
            if application?.state == .vetted, let way = application?.acceptance {
                payload["acceptance"] = .string(way.rawValue)
            }
        }
        // As the API tells them.
        return try await test.request(
            operation, by: officer, caseID: id, payload: .object(payload), facts: .object(payload))
    }

    @discardableResult
    package func approve(_ id: String, by officer: TestOfficer? = nil) async throws -> ActOutcome {
        try await registration.approve(
            decision("application.approve", id, by: officer ?? approver))
    }

    @discardableResult
    package func issue(_ id: String, by officer: TestOfficer? = nil) async throws -> ActOutcome {
        try await registration.issue(
            decision("application.issue", id, by: officer ?? issuingOfficer))
    }

    @discardableResult
    package func refuse(
        _ id: String, by officer: TestOfficer? = nil, reason: String = "documentsMissing"
    ) async throws -> ActOutcome {
        try await registration.refuse(
            test.request(
                "application.refuse", by: officer ?? validator, caseID: id,
                payload: ["application": .string(id), "reason": .string(reason)]))
    }

    @discardableResult
    package func giveBack(
        _ id: String, by officer: TestOfficer? = nil, field: String = "surname",
        reason: String = "differsFromDocument"
    ) async throws -> ActOutcome {
        try await registration.giveBack(
            test.request(
                "application.return", by: officer ?? validator, caseID: id,
                payload: [
                    "application": .string(id), "field": .string(field),
                    "reason": .string(reason),
                ]))
    }

    /// The applicant's correction.
    /// - Parameter signed: what the key signs instead of the correction.
    @discardableResult
    package func correct(
        _ id: String, with subscriber: TestSubscriber, subject: JSONValue? = nil,
        identity: JSONValue? = nil, signed: CorrectionStatement? = nil
    ) async throws -> ActOutcome {
        let subject = subject ?? Self.person
        let version = try await application(id).version + 1
        let statement =
            signed ?? correction(id, version: version, subject: subject, identity: identity)
        return try await registration.correct(
            ActRequest(
                id: test.newRequestID(), operation: "application.correct", actor: .applicant,
                caseID: id,
                payload: [
                    "application": .string(id), "subject": subject,
                    "identity": identity
                        ?? TestIdentity.of(
                            subject["commonName"]?.string ?? "", category: "personal"),
                    "signature": .string(Base64.encode(subscriber.sign(statement.bytes))),
                ]))
    }

    package func correction(
        _ id: String, origin: String = TestLedger.origin, environment: String = "test",
        version: Int64, subject: JSONValue, identity: JSONValue? = nil
    ) -> CorrectionStatement {
        CorrectionStatement(
            origin: origin, environment: environment, application: id, version: version,
            subject: Self.statement(subject, category: "personal", identity: identity))
    }

    /// As far as a state: the ones before it are passed on the way.
    package func bring(
        _ id: String, to state: Application.State, with subscriber: TestSubscriber
    ) async throws {
        let steps: [(Application.State, () async throws -> ActOutcome)] = [
            (.vetted, { try await self.vet(id) }),
            (.accepted, { try await self.accept(id, with: subscriber) }),
            (.approved, { try await self.approve(id) }),
            (.issued, { try await self.issue(id) }),
        ]
        guard state != .received else { return }
        guard state != .returned else {
            try await giveBack(id)
            return
        }
        for (reached, step) in steps {
            _ = try await step()
            if reached == state { return }
        }
    }

    /// A certificate that went all the way; its record.
    package func issued(
        _ subscriber: TestSubscriber? = nil, by authority: String = "hk-rsa",
        category: String = "personal", subject: JSONValue? = nil
    ) async throws -> CertificateRecord {
        let family = try await ledger.read { try $0.authority(authority).family }
        let subscriber = try subscriber ?? newSubscriber(family.keyAlgorithm)
        let id = try await apply(
            subscriber, to: authority, category: category, subject: subject)
        try await bring(id, to: .issued, with: subscriber)
        let application = try await application(id)
        return try await record(application.authority, application.serialHex ?? "")
    }

    /// A number whose signature was announced, never made, and given up a month later.
    package func abandoned() async throws -> CertificateRecord {
        let subscriber = try newSubscriber()
        let id = try await apply(subscriber)
        try await bring(id, to: .approved, with: subscriber)
        signer.fail(times: 1)
        _ = try? await issue(id)
        clock.advance(byMilliseconds: 31 * 86_400_000)
        await resume()
        return try await record("hk-rsa", application(id).serialHex ?? "")
    }

    package func record(_ authority: String, _ serialHex: String) async throws -> CertificateRecord
    {
        try await ledger.read { try $0.certificateRecord(authority, serialHex) }
    }

    /// As it stands now.
    package func state(of record: CertificateRecord) async throws -> CertificateRecord.State {
        try await self.record(record.authority, record.serialHex).state
    }

    package func history(of record: CertificateRecord) async throws -> [StatusEvent] {
        try await ledger.read { try $0.statusHistory(of: record) }
    }

    // MARK: Status

    package func status(
        _ operation: String, _ record: CertificateRecord, by officer: TestOfficer,
        _ payload: JSONValue = [:]
    ) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        let payload = JSONValue.object(["certificate": .string(name)]).merging(payload)
        let change = try CertificateStatusChange(Payload(payload))
        let act = try await test.request(
            operation, by: officer, caseID: change.caseID, payload: payload)
        return try await ledger.act(act) { transaction in
            switch operation {
            case "certificate.suspend": try change.suspend(&transaction)
            case "certificate.release": try change.release(&transaction, byAdministrators: false)
            default: try change.revoke(&transaction, by: .validator)
            }
        }
    }

    @discardableResult
    package func suspend(
        _ record: CertificateRecord, by officer: TestOfficer? = nil, changing: JSONValue = [:]
    ) async throws -> ActOutcome {
        try await status(
            "certificate.suspend", record, by: officer ?? validator,
            JSONValue.object(["reason": "keyLost", "requester": "subscriber"]).merging(changing))
    }

    /// A release that the subscriber asked for in person, with the documents of the application.
    package static let releasing: JSONValue = [
        "requester": "subscriber", "identified": "sameDocuments",
        "evidence": [.string(evidence)], "documents": [.string(evidence)],
    ]

    @discardableResult
    package func release(
        _ record: CertificateRecord, by officer: TestOfficer? = nil, changing: JSONValue = [:]
    ) async throws -> ActOutcome {
        try await status(
            "certificate.release", record, by: officer ?? approver,
            Self.releasing.merging(changing))
    }

    /// A revocation that the subscriber asked for and was identified for.
    package static let revocation: JSONValue = [
        "reason": "superseded", "requester": "subscriber", "identified": "sameDocuments",
        "evidence": [.string(evidence)],
    ]

    @discardableResult
    package func revoke(
        _ record: CertificateRecord, by officer: TestOfficer? = nil, changing: JSONValue = [:]
    ) async throws -> ActOutcome {
        try await status(
            "certificate.revoke", record, by: officer ?? validator,
            Self.revocation.merging(changing))
    }

    /// Suspended, or over.
    package func stop(_ record: CertificateRecord, as state: CertificateRecord.State) async throws {
        _ = try await state == .suspended ? suspend(record) : revoke(record)
    }

    // MARK: Lists

    /// The next list of an authority, read strictly.
    @discardableResult
    package func nextList(_ authority: String = "hk-rsa") async throws -> CertificateList {
        let record = try await CRLIssuing(ledger: ledger, intents: intents).issue(
            authority, request: test.newRequestID())
        return try CertificateList(derEncoded: record.list ?? [])
    }

    // MARK: What is owed

    /// Resumes what is open; what fails is kept in `faults`.
    @discardableResult
    package func resume() async -> [String] {
        let faults = Faults()
        await intents.resume { name, fault in faults.add("\(name): \(fault)") }
        return faults.all
    }

    /// One turn of the schedule; what fails is returned.
    @discardableResult
    package func tick() async -> [String] {
        let faults = Faults()
        await publication.tick { name, fault in faults.add("\(name): \(fault)") }
        return faults.all
    }
}
