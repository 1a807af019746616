@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Registration
import Testing
import TestSupport

/// Every state that holds up what loosens, against every operation of officers that tightens.
@Suite struct `What tightens` {
    private static let tightening = Operation.all.filter {
        $0.direction == .tightens && $0.people > 0
    }

    @Test(arguments: Blocked.allCases)
    func
        `[7.15] [6.17a] [4.11b] is done in each state that blocks others, with what is amiss in the entry`(
            _ blocked: Blocked
        ) async throws
    {
        let world = try await TighteningWorld(blocked)
        for operation in Self.tightening {
            let acts = try #require(try world.acts[operation.id], "\(operation.id) is not tried")
            try #require(acts.officers.count == operation.people)
            var last: APIResponse?
            for officer in acts.officers {
                let body = try await world.body(
                    operation.id, acts.payload, by: officer,
                    proposal: last?.body["result"]?["proposal"]?.string)
                let answer = await world.api.post("acts", body)
                #expect(
                    answer.status == 200, "\(operation.id): \(String(describing: answer.reason))")
                let index = try #require(answer.body["entry"]?.integer)
                let entry = try await world.entry(index)
                #expect(entry.operation == operation.id && entry.outcome == .done)
                for defect in blocked.defects(of: operation, isFirst: last == nil) {
                    #expect(entry.defects.contains(defect.id), "\(operation.id)")
                }
                if blocked == .nothing { #expect(entry.defects == [], "\(operation.id)") }
                last = answer
            }
            let result = last?.body["result"]
            if operation.people > 1 { #expect(result?["state"] == "done", "\(operation.id)") }
        }
        // What was suspended and revoked is public, too.
        for certificate in world.tightened {
            let serial = try SerialNumber(
                parsing: String(certificate.split(separator: "/").last ?? ""))
            let bytes = try DurableFile.read(
                "\(world.api.authority.published)/crl/hk-rsa.crl", limit: 1 << 20)
            #expect(try CertificateList(derEncoded: bytes).entry(of: serial) != nil)
        }
        // That a version of the practice came from nobody's act is found, of course.
        let isFound = try await !world.api.authority.ledger.verify().findings.isEmpty
        #expect(isFound == (blocked == .practiceUnreadable))
    }

    /// The same states for who loosens: without this the table above would show nothing. Where nothing is amiss
    /// the same act is done, so that it is the state that refuses it.
    @Test(arguments: [.nothing] + Blocked.allCases.filter(\.holdsUpOthers))
    func `[7.10] and the same states refuse what loosens`(_ blocked: Blocked) async throws {
        let world = try await TighteningWorld(blocked)
        let people = world.api.authority
        let body = try await world.body(
            "application.vet",
            [
                "application": .string(world.application), "method": "A",
                "statement": .string(world.statement),
                "evidence": try await people.proofs(of: world.application, method: "A"),
                "salt": .string(AuthorityWorld.salt),
            ], by: people.validator)
        let answer = await world.api.post("acts", body)
        #expect((answer.status == 200) == (blocked == .nothing))
        #expect((answer.reason == nil) == (blocked == .nothing))
    }

    /// What a clause wants before the act belongs to the act, whatever else is amiss.
    @Test(arguments: Blocked.allCases)
    func
        `[6.19a] [6.19c] [6.24] still wants what the clauses demand before a revocation, or is refused`(
            _ blocked: Blocked
        ) async throws
    {
        let world = try await TighteningWorld(blocked)
        let authority = world.api.authority
        let own = try await authority.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
        }
        let certificate: JSONValue = ["certificate": .string(world.certificates[1])]
        let asked = AuthorityWorld.revocation.merging(certificate)
        let byAuthority: JSONValue = [
            "requester": "authority", "identified": "internalProcedure",
        ]
        let name = "\(own.authority)/\(own.serialHex)"
        let breaches: [(String, JSONValue, TestOfficer, Reason)] = [
            (
                "certificate.revoke", asked.merging(["evidence": []]), try authority.validator,
                Reason("revocation.evidenceMissing", "6.19a", "evidence")
            ),
            (
                "certificate.revoke", asked.merging(["identified": "courtDocument"]),
                try authority.validator,
                Reason("revocation.identificationMismatch", "6.19a", "identified")
            ),
            (
                "certificate.revoke", asked.merging(byAuthority), try authority.validator,
                Reason("revocation.needsTwo", "6.19c", "requester")
            ),
            (
                "certificate.revoke", asked.merging(["certificate": .string(name)]),
                try authority.validator,
                Reason("revocation.ownCertificate", "6.24", "certificate")
            ),
            (
                "certificate.revokeByAuthority",
                asked.merging(byAuthority).merging(["certificate": .string(name)]),
                try authority.approver,
                Reason("revocation.ownCertificate", "6.24", "certificate")
            ),
            (
                "certificate.revokeOfAuthority",
                asked.merging(byAuthority).merging([
                    "certificate": .string(name), "confirmation": [],
                ]), authority.administrators[0],
                Reason("revocation.confirmationMissing", "6.24", "confirmation")
            ),
        ]
        for (operation, payload, officer, reason) in breaches {
            let body = try await world.body(operation, payload, by: officer)
            #expect(await world.api.post("acts", body).reason == reason, "\(operation)")
        }
    }
}

/// One thing that is amiss.
enum Blocked: String, CaseIterable, Sendable {
    case nothing
    /// With the act that was signed.
    case otherPolicy, olderPractice, laterPractice, expired, goodTooLong
    case checkpointAhead, checkpointForeign, checkpointUnsigned
    /// With who signs, and whether the clock's jump made them so.
    case untrained, unscreened
    /// With the authority.
    case practiceUnreadable, authoritySuspended, intentOpen, clockBack

    var holdsUpOthers: Bool {
        ![.nothing, .intentOpen, .clockBack].contains(self)
    }

    private var ofStatement: RefusalCode? {
        switch self {
        case .otherPolicy: .actPolicyWrong
        case .olderPractice, .laterPractice: .actPracticeWrong
        case .expired: .actExpired
        case .goodTooLong: .actLifetimeTooLong
        case .checkpointAhead: .actCheckpointAhead
        case .checkpointForeign, .checkpointUnsigned: .actCheckpointForeign
        default: nil
        }
    }

    /// What the entry has to tell.
    func defects(of operation: Operation, isFirst: Bool) -> [RefusalCode] {
        if let ofStatement { return [ofStatement] }
        let reads = ["certificate.suspend", "crl.order"].contains(operation.id)
        return self == .practiceUnreadable && reads ? [.practiceUnreadable] : []
    }

    func changed(_ statement: ActStatement, now: Int64) -> ActStatement {
        var (policy, practice) = (statement.policy, statement.practice)
        var expires = statement.expiresMilliseconds
        var (size, root) = (statement.checkpoint.size, statement.checkpoint.root)
        switch self {
        case .otherPolicy: policy = "1.0"
        case .olderPractice: practice -= 1
        case .laterPractice: practice += 1
        case .expired: expires = now
        case .goodTooLong: expires = now + 7 * 86_400_000 + 1
        case .checkpointAhead: size += 100
        case .checkpointForeign: root[0] ^= 1
        case .checkpointUnsigned: size = 0
        default: break
        }
        return ActStatement(
            origin: statement.origin, environment: statement.environment,
            operation: statement.operation, caseID: statement.caseID, decides: statement.decides,
            role: statement.role, policy: policy, practice: practice, key: statement.key,
            expiresMilliseconds: expires, nonce: statement.nonce,
            checkpoint: .init(size: size, root: root))
    }
}

/// A whole authority in which one thing is amiss, with something to tighten for each operation.
struct TighteningWorld {
    let api: APIWorld
    private let blocked: Blocked
    /// Subscribers' certificates, valid.
    let certificates: [String]
    /// One that was vetted.
    private let vetted: String
    /// One that waits to be vetted, and the commitment to what it states.
    let application: String
    let statement: String
    /// The certificate of an authority, valid.
    private let own: String
    private let proposals: [String]
    /// One that brought a contact which waits to count.
    private let further: String
    /// To open, as two people signed before, and one of these that was stopped.
    private let campaigns: [JSONValue]
    /// Applications for whose keys a token was prepared, and its serial number.
    private let tokens: [(application: String, serial: String)]
    /// Certificates whose holders act, each with its key and its suspension code.
    private(set) var held: [(name: String, subscriber: TestSubscriber, code: String)] = []

    /// - Parameter held: how many certificates whose holders act.
    init(_ blocked: Blocked, held: Int = 0) async throws {
        let api = try await APIWorld()
        let authority = api.authority
        var certificates: [String] = []
        for _ in 0..<3 {
            let record = try await authority.issued()
            certificates.append("\(record.authority)/\(record.serialHex)")
        }
        vetted = try await api.apply()
        try await authority.vet(vetted)
        application = try await api.apply()
        statement = try await authority.application(application).statementCommitmentHex
        further = try await Self.further(authority)
        var proposals: [String] = []
        for hours in 5...7 {
            let outcome = try await authority.decide(
                "practice.change", ["settings": ["crlPeriodHours": .integer(Int64(hours))]],
                by: [authority.test.ada])
            proposals.append(outcome.result["proposal"]?.string ?? "")
        }
        self.api = api
        self.blocked = blocked
        self.certificates = certificates
        self.proposals = proposals
        let own = try await authority.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("gd-sm2")))
        }
        self.own = "\(own.authority)/\(own.serialHex)"
        campaigns = try await Self.campaigns(api)
        tokens = try await Self.tokens(api)
        for _ in 0..<held {
            let subscriber = try authority.newSubscriber()
            let told = try await authority.issuedTelling(subscriber)
            self.held.append(
                (
                    "\(told.record.authority)/\(told.record.serialHex)", subscriber,
                    told.code?.text ?? ""
                ))
        }
        try await bringAbout()
    }

    private static func further(_ authority: AuthorityWorld) async throws -> String {
        // Longer than any of these states lasts.
        try await authority.change(["contactDelayHours": 720])
        var id = ""
        for address in ["tai.man@example.hk", "other@example.hk"] {
            id = try await authority.apply(
                authority.newSubscriber(),
                subject: AuthorityWorld.person.merging(["emailAddress": .string(address)]))
            try await authority.proveContact(id)
            try await authority.vet(id)
        }
        return id
    }

    /// Two that could be opened; the second was, and is stopped.
    static func campaigns(_ api: APIWorld) async throws -> [JSONValue] {
        let authority = api.authority
        let found = await api.get("cohort", ["authority": "hk-rsa"]).body
        let now = authority.clock.nowMilliseconds
        let orders = ["a", "b"].map { letter in
            JSONValue.object([
                "campaign": .string("cam-" + String(repeating: letter, count: 26)),
                "cohort": found["cohort"] ?? .null, "asOf": found["asOf"] ?? .null,
                "count": found["count"] ?? .null, "digest": found["digest"] ?? .null,
                "reason": "superseded", "evidence": [.string(AuthorityWorld.evidence)],
                "begins": .integer(now + 90 * 86_400_000),
                "deadline": .integer(now + 91 * 86_400_000), "firstSlice": 1,
            ])
        }
        let id = orders[1]["campaign"]?.string
        try await authority.decide(
            "campaign.open", orders[1], by: [authority.approver, authority.eva], caseID: id)
        let stopped = try await api.act(
            "campaign.stop", ["campaign": .string(id ?? "")], by: authority.gus)
        try #require(stopped.status == 200, "\(String(describing: stopped.reason))")
        let seen = await api.get("campaigns/\(id ?? "")").body["lastEntry"] ?? .null
        return [orders[0], orders[1].merging(["lastEntry": seen])]
    }

    /// Two tokens that were prepared.
    static func tokens(
        _ api: APIWorld
    ) async throws -> [(application: String, serial: String)] {
        try await api.authority.change(["keysMadeByAuthority": true])
        var payload =
            AuthorityWorld.application([], to: "hk-rsa", category: "personal").object ?? [:]
        (payload["request"], payload["key"]) = (nil, "authority")
        var tokens: [(application: String, serial: String)] = []
        for serial in ["8f3a12", "8f3a13"] {
            let applied = try await api.authority.apply(.object(payload))
            let id = applied.result["application"]?.string ?? ""
            let prepared = try await api.act(
                "application.prepareToken",
                opening(id, serial).merging(["model": "Model 1"]), by: api.authority.validator)
            try #require(prepared.status == 200, "\(String(describing: prepared.reason))")
            tokens.append((id, serial))
        }
        return tokens
    }

    private static func opening(_ application: String, _ serial: String) -> JSONValue {
        [
            "application": .string(application), "token": .string(serial),
            "secret": "4917350284660137", "salt": .string(AuthorityWorld.salt),
        ]
    }

    private func bringAbout() async throws {
        let authority = api.authority
        switch blocked {
        case .untrained, .unscreened:
            try await authority.change(["qualificationRule": "recorded"])
            let ids = try await authority.ledger.read { try $0.select(Officer.self).map(\.id) }
            for id in ids { try await lapse(id) }
            authority.clock.advance(byMilliseconds: 10 * 86_400_000)
        case .practiceUnreadable:
            try await authority.ledger.act(authority.test.systemRequest()) { transaction in
                let last = try transaction.practiceInForce()?.version ?? 0
                try transaction.put(
                    PracticeVersion(
                        version: last + 1, settings: "{\"crlPeriodHours\":",
                        effectiveFromMilliseconds: transaction.atMilliseconds))
                return .null
            }
        case .authoritySuspended:
            let own = try await authority.ledger.read {
                try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
            }
            try await authority.suspend(own, by: authority.fay)
        case .intentOpen:
            authority.signer.fail(times: 1)
            let order = try await api.act(
                "crl.order", ["authority": "hk-rsa"], by: authority.gus)
            try #require(order.status == 500)
        case .clockBack: authority.clock.advance(byMilliseconds: -86_400_000)
        default: break
        }
    }

    /// A record that is good for a few days more.
    private func lapse(_ id: String) async throws {
        let person = id.hasPrefix("off-") ? String(id.dropFirst(4)) : id
        var record = APIWorld.record
        var values: [String: JSONValue] = [
            "person": .string(person), "topic": "rules", "heldOn": "2026-01-03",
            "goodUntil": "2026-01-10", "outcome": "passed",
        ]
        if blocked == .unscreened {
            values = (APIWorld.record["values"]?.object ?? [:]).merging([
                "person": .string(person), "screenedBy": "someone",
                "screenedUntil": "2026-01-10",
            ]) { $1 }
        }
        record = record.merging([
            "kind": blocked == .unscreened ? "personnel" : "training",
            "values": .object(values),
        ])
        let kept = try await api.act("record.add", record, by: api.authority.dai)
        try #require(kept.status == 200, "\(String(describing: kept.reason))")
    }

    /// What each operation is done to, and by whom.
    var acts: [String: (payload: JSONValue, officers: [TestOfficer])] {
        get throws {
            let people = api.authority
            let (ada, ben) = (people.test.ada, people.test.ben)
            func certificate(_ place: Int) -> JSONValue {
                AuthorityWorld.revocation.merging(["certificate": .string(certificates[place])])
            }
            func proposal(_ place: Int) -> JSONValue { ["proposal": .string(proposals[place])] }
            let words: JSONValue = [
                "words": "no", "salt": .string(String(repeating: "5a", count: 32)),
            ]
            return [
                "operator.suspend": (["name": "iss", "reason": "absence"], [people.dai]),
                "operator.end": (["name": "fay", "reason": "leaving"], [people.dai]),
                "operator.withdraw": (["name": "hal", "role": "auditor"], [people.eva]),
                "proposal.refuse": (proposal(0).merging(words), [ben]),
                "proposal.return": (
                    proposal(1).merging(words).merging(["field": "settings.crlPeriodHours"]), [ben]
                ),
                "proposal.withdraw": (proposal(2), [ada]),
                "application.return": (
                    [
                        "application": .string(application), "field": "surname",
                        "reason": "incomplete",
                    ], [try people.validator]
                ),
                "application.recall": (
                    ["application": .string(vetted), "reason": "decidedInError"],
                    [try people.validator]
                ),
                "application.refuse": (
                    ["application": .string(application), "reason": "documentsMissing"],
                    [try people.validator]
                ),
                "application.wipeToken": (
                    Self.opening(tokens[0].application, tokens[0].serial),
                    [try people.validator]
                ),
                "application.loseToken": (
                    ["application": .string(tokens[1].application)], [try people.validator]
                ),
                "subscriber.keepContact": (
                    ["application": .string(further)], [try people.validator]
                ),
                "certificate.suspend": (
                    APIWorld.suspension(certificates[0]), [try people.validator]
                ),
                "certificate.revoke": (certificate(1), [try people.validator]),
                "certificate.revokeByAuthority": (
                    certificate(2).merging([
                        "requester": "authority", "identified": "internalProcedure",
                    ]), [try people.approver, people.eva]
                ),
                "certificate.revokeOfAuthority": (
                    AuthorityWorld.revocation.merging([
                        "certificate": .string(own), "requester": "authority",
                        "identified": "internalProcedure",
                        "confirmation": [.string(AuthorityWorld.evidence)],
                    ]), people.administrators
                ),
                "crl.order": (["authority": "hk-rsa"], [try people.validator]),
                "campaign.open": (campaigns[0], [try people.approver, people.eva]),
                "campaign.proceed": (
                    [
                        "campaign": campaigns[1]["campaign"] ?? .null,
                        "lastEntry": campaigns[1]["lastEntry"] ?? .null,
                    ], [people.gus]
                ),
            ]
        }
    }

    /// What stands on lists once all was done.
    var tightened: [String] { certificates }

    func entry(_ index: Int64) async throws -> JournalEntry {
        try await api.authority.ledger.read { try $0.entry(at: index).parsed() }
    }

    /// A request with an act that was signed with what is amiss in it.
    func body(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer,
        proposal: String? = nil
    ) async throws -> JSONValue {
        let caseID = try? API.caseID(operation, Payload(payload))
        let good = try await api.authority.test.statement(
            of: operation, by: officer, caseID: caseID, payload: payload)
        let now = api.clock.nowMilliseconds
        let act = try officer.sign(blocked.changed(good, now: now))
        let request = JSONValue.object([
            "request": .string(api.authority.test.newRequestID()),
            "signed": [
                "act": .string(Base64.encode(act.bytes)),
                "signature": .string(Base64.encode(act.signature)),
            ],
        ])
        if let proposal { return request.merging(["proposal": .string(proposal)]) }
        return request.merging(["operation": .string(operation), "payload": payload])
    }
}
