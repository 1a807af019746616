import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

@Suite struct `A change of status` {
    private static let day: Int64 = 86_400_000

    @Test func `[6.17a] suspends at once, with an end and who asked`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        world.clock.advance(byMilliseconds: 5000)
        let now = world.clock.nowMilliseconds
        let outcome = try await world.suspend(record)
        #expect(outcome.result["state"] == "suspended")
        #expect(outcome.result["at"] == .integer(now))
        #expect(outcome.result["until"] == .integer(now + 14 * Self.day))
        let changed = try await world.record(record.authority, record.serialHex)
        #expect(changed.state == .suspended)
        #expect(changed.reason == .certificateHold)
        #expect(changed.statusAtMilliseconds == now)
        let event = try #require(try await world.history(of: record).last)
        #expect(event.event == .suspended && event.requester == "subscriber")
        #expect(event.untilMilliseconds == now + 14 * Self.day)
        #expect(event.entry == outcome.entryIndex)
    }

    @Test(arguments: [Int64(1), 366])
    func `[6.19b] a suspension ends when the practice says so`(days: Int64) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["suspensionLimitDays": .integer(days)])
        let outcome = try await world.suspend(world.issued())
        #expect(
            outcome.result["until"]
                == .integer(world.clock.nowMilliseconds + days * Self.day))
    }

    @Test func `[6.17a] suspends although the practice cannot be read, and the entry says so`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.put(
                PracticeVersion(
                    version: 2, settings: "{\"suspensionLimitDays\":",
                    effectiveFromMilliseconds: transaction.atMilliseconds))
            return .null
        }
        let outcome = try await world.suspend(record)
        #expect(
            outcome.result["until"] == .integer(world.clock.nowMilliseconds + 14 * Self.day))
        let entry = try await world.ledger.read {
            try $0.entry(at: outcome.entryIndex).parsed()
        }
        #expect(entry.defects == ["practice.unreadable"])
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
        // It reaches the list and the answers, under the settings of before.
        let serial = try SerialNumber(parsing: record.serialHex)
        let list = try await world.nextList()
        #expect(list.entry(of: serial)?.reason == .certificateHold)
        #expect(list.nextUpdateMilliseconds == list.thisUpdateMilliseconds + 48 * 3_600_000)
        let row = try await world.ledger.read {
            try $0.get(CRLRecord.self, "hk-rsa", .integer(Int64(list.crlNumber?.value ?? 0)))
        }
        let ordered = try await world.ledger.read {
            try $0.entry(at: row?.entry ?? 0).parsed()
        }
        #expect(ordered.operation == "crl.issue" && ordered.defects == ["practice.unreadable"])
        #expect(
            try await world.ocspStatus(record)
                == .revoked(
                    atMilliseconds: world.clock.nowMilliseconds / 1000 * 1000,
                    reason: .certificateHold))
        // What loosens needs everything.
        let subscriber = try world.newSubscriber()
        #expect(
            try await refusal { try await world.apply(subscriber) }
                == Reason("practice.unreadable"))
    }

    @Test func `[6.17a, 6.17b] keeps the whole history of a serial, in its order, for ever`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        for step in [
            { try await world.suspend(record) }, { try await world.release(record) },
            { try await world.suspend(record) }, { try await world.revoke(record) },
        ] {
            world.clock.advance(byMilliseconds: 1000)
            _ = try await step()
        }
        let history = try await world.history(of: record)
        #expect(history.map(\.event) == [.issued, .suspended, .released, .suspended, .revoked])
        #expect(history.map(\.sequence) == [0, 1, 2, 3, 4])
        #expect(
            history.map(\.reason)
                == [nil, .certificateHold, nil, .certificateHold, .superseded])
        #expect(history.map(\.atMilliseconds) == history.map(\.atMilliseconds).sorted())
        #expect(history.map(\.entry) == history.map(\.entry).sorted())
    }

    @Test(arguments: CertificateStatusChange.RevocationCause.allCases)
    func `[6.17b] revokes for each reason of RFC 5280`(
        cause: CertificateStatusChange.RevocationCause
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.revoke(record, changing: ["reason": .string(cause.rawValue)])
        let changed = try await world.record(record.authority, record.serialHex)
        #expect(changed.state == .revoked)
        #expect(changed.reason == cause.reason)
        let known = try await world.ledger.read {
            try $0.get(KnownKey.self, .text(record.keyHashHex))
        }
        #expect(known?.state == (cause == .keyCompromise ? .blocked : .claimed))
        #expect(known?.application == record.application)
    }

    // MARK: The states

    enum Step: String, CaseIterable, Sendable { case suspend, release, revoke }

    static let transitions: [Step: [CertificateRecord.State: CertificateRecord.State]] = [
        .suspend: [.valid: .suspended], .release: [.suspended: .valid],
        .revoke: [.valid: .revoked, .suspended: .revoked],
    ]

    private func record(
        in state: CertificateRecord.State, _ world: AuthorityWorld
    ) async throws -> CertificateRecord {
        if state == .abandoned { return try await world.abandoned() }
        if state == .reserved || state == .unused {
            let id = try await world.apply(TestSubscriber.rsa.get())
            try await world.vet(id)
            if state == .unused { try await world.refuse(id) }
            let serial = try await world.application(id).serialHex ?? ""
            return try await world.record("hk-rsa", serial)
        }
        let record = try await world.issued()
        if state == .suspended { try await world.suspend(record) }
        if state == .revoked { try await world.revoke(record) }
        return try await world.record(record.authority, record.serialHex)
    }

    @Test(
        arguments: CertificateRecord.State.allCases, Step.allCases)
    func `[6.17a, 6.17b] takes each step from its states and no other`(
        state: CertificateRecord.State, step: Step
    ) async throws {
        let world = try await AuthorityWorld.make()
        let before = try await record(in: state, world)
        try #require(before.state == state)
        world.clock.advance(byMilliseconds: 1000)
        let reason = try await refusal {
            switch step {
            case .suspend: try await world.suspend(before)
            case .release: try await world.release(before)
            case .revoke: try await world.revoke(before)
            }
        }
        let after = try await world.record(before.authority, before.serialHex)
        if let next = Self.transitions[step]?[state] {
            #expect(reason == nil)
            #expect(after.state == next)
        } else {
            #expect(reason == Reason("certificate.stateWrong", "6.17a", "certificate"))
            #expect(after.values.map(\.value) == before.values.map(\.value))
        }
        #expect(try await world.ledger.verify().isClean)
    }

    // MARK: Refusals

    static let names: [(String, Reason)] = [
        ("", Reason("payload.invalid", nil, "certificate")),
        ("hk-rsa", Reason("certificate.nameInvalid", nil, "certificate")),
        ("hk-rsa/", Reason("certificate.nameInvalid", nil, "certificate")),
        ("hk-rsa/xyz", Reason("certificate.nameInvalid", nil, "certificate")),
        ("hk-rsa/01/02", Reason("certificate.nameInvalid", nil, "certificate")),
        ("hk-rsa/01", Reason("certificate.unknown", nil, "certificate")),
        ("none/01", Reason("certificate.unknown", nil, "certificate")),
    ]

    @Test func `names its certificate by authority and serial`() async throws {
        let world = try await AuthorityWorld.make()
        for (name, reason) in Self.names {
            let found = try await refusal {
                let payload: JSONValue = [
                    "certificate": .string(name), "reason": "keyLost", "requester": "subscriber",
                ]
                let change = try CertificateStatusChange(Payload(payload))
                let act = try await world.test.request(
                    "certificate.suspend", by: world.validator, caseID: change.caseID,
                    payload: payload)
                return try await world.ledger.act(act) { try change.suspend(&$0) }
            }
            #expect(found == reason, "\(name)")
        }
    }

    static let breaches: [(String, JSONValue, Reason)] = [
        ("no reason", ["reason": .null], Reason("payload.invalid", nil, "reason")),
        (
            "the reason of a suspension", ["reason": "keyLost"],
            Reason("payload.choiceUnknown", nil, "reason")
        ),
        (
            "a hold for ever", ["reason": "certificateHold"],
            Reason("payload.choiceUnknown", nil, "reason")
        ),
        ("nobody asks", ["requester": .null], Reason("payload.invalid", nil, "requester")),
        (
            "a neighbour asks", ["requester": "neighbour"],
            Reason("payload.choiceUnknown", nil, "requester")
        ),
        ("nobody identified", ["identified": .null], Reason("payload.invalid", nil, "identified")),
        (
            "no evidence", ["evidence": []],
            Reason("revocation.evidenceMissing", "6.19a", "evidence")
        ),
        (
            "evidence in words", ["evidence": ["She telephoned."]],
            Reason("revocation.evidenceMissing", "6.19a", "evidence")
        ),
        (
            "no request of the court",
            ["requester": "court", "identified": "courtDocument", "evidence": []],
            Reason("revocation.courtRequestMissing", "5.8c", "evidence")
        ),
        (
            "evidence in capitals",
            ["evidence": [.string(AuthorityWorld.evidence.uppercased())]],
            Reason("revocation.evidenceMissing", "6.19a", "evidence")
        ),
    ]

    @Test func `[6.19a] a revocation that lacks what the clause demands is refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        for (name, changes, reason) in Self.breaches {
            #expect(
                try await refusal { try await world.revoke(record, changing: changes) }
                    == reason, "\(name)")
        }
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
        // Suspension needs none of it.
        try await world.suspend(record)
    }

    @Test(
        arguments: CertificateStatusChange.Requester.allCases,
        CertificateStatusChange.Identification.allCases)
    func `[5.8c, 6.19a] each requester is identified in the ways that fit, and in no others`(
        requester: CertificateStatusChange.Requester,
        identification: CertificateStatusChange.Identification
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(
            category: requester == .liquidator ? "organisation" : "personal")
        let fits: Bool =
            switch requester {
            case .court: identification == .courtDocument
            case .authority: identification == .internalProcedure
            case .estate, .liquidator:
                [.ownDocuments, .post, .thirdPartyProof].contains(identification)
            case .subscriber, .representative:
                ![.courtDocument, .internalProcedure, .ownDocuments].contains(identification)
            }
        var changes: JSONValue = [
            "requester": .string(requester.rawValue),
            "identified": .string(identification.rawValue),
        ]
        let paper = JSONValue.array([.string(AuthorityWorld.evidence)])
        if [.estate, .liquidator].contains(requester) {
            changes = changes.merging(["basis": paper])
        }
        if [.estate, .liquidator, .representative].contains(requester) {
            changes = changes.merging(["mandate": paper])
        }
        if identification.isDistant { changes = changes.merging(["hindrance": "distance"]) }
        if identification == .telephone {
            changes = changes.merging(["contactFrom": "application"])
        }
        let reason = try await refusal { try await world.revoke(record, changing: changes) }
        if !fits {
            #expect(reason == Reason("revocation.identificationMismatch", "6.19a", "identified"))
        } else if requester == .authority {
            #expect(reason == Reason("revocation.needsTwo", "6.19c", "requester"))
        } else {
            #expect(reason == nil)
        }
    }

    @Test func `[5.8d] until the requester is identified it is held, and refused to who held it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let serial = try SerialNumber(parsing: record.serialHex)
        let outcome = try await world.suspend(
            record, by: world.dai, changing: ["reason": "identificationPending"])
        // Its end restores nothing by itself: somebody else has to say so.
        world.clock.set(toMilliseconds: (outcome.result["until"]?.integer ?? 0) + 1)
        _ = await world.tick()
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
        #expect(try await world.nextList().entry(of: serial)?.reason == .certificateHold)
        #expect(
            try await refusal { try await world.release(record, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
    }

    static let suspensions: [(JSONValue, Reason)] = [
        (["reason": .null], Reason("payload.invalid", nil, "reason")),
        (["reason": "keyCompromise"], Reason("payload.choiceUnknown", nil, "reason")),
        (["requester": "neighbour"], Reason("payload.choiceUnknown", nil, "requester")),
    ]

    @Test func `[6.17a] a suspension says why and for whom, in words of the list`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        for (changes, reason) in Self.suspensions {
            #expect(
                try await refusal { try await world.suspend(record, changing: changes) }
                    == reason)
        }
        for reason in CertificateStatusChange.SuspensionReason.allCases {
            try await world.suspend(record, changing: ["reason": .string(reason.rawValue)])
            try await world.release(record)
        }
    }

    @Test(arguments: ["root-rsa/root", "root-rsa/issuing", "hk-rsa/responder"])
    func `[6.24] the authority's own certificates are suspended, but not revoked by a validator`(
        which: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try #require(
            try await world.ledger.read { snapshot in
                let authority = try snapshot.authority(
                    which == "root-rsa/root" ? "root-rsa" : "hk-rsa")
                if which == "hk-rsa/responder" {
                    return try snapshot.get(
                        CertificateRecord.self, "hk-rsa",
                        .text(authority.responderSerialHex ?? ""))
                }
                return try snapshot.certificateRecord(of: authority)
            })
        #expect(
            try await refusal { try await world.revoke(record) }
                == Reason("revocation.ownCertificate", "6.24", "certificate"))
        try await world.suspend(record)
        #expect(
            try await world.record(record.authority, record.serialHex).state == .suspended)
    }
}
