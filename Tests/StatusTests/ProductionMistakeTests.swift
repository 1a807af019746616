import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import Status
import Testing
import TestSupport

@Suite struct `A revocation for a mistake of production` {
    private static let operation = "certificate.revokeByAuthority"

    private func payload(_ record: CertificateRecord, _ changes: JSONValue) -> JSONValue {
        AuthorityWorld.revocation.merging([
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "requester": "authority", "identified": "internalProcedure",
        ]).merging(changes)
    }

    /// Judged before the first of them signs, as the interface does.
    private func propose(
        _ record: CertificateRecord, _ changes: JSONValue, _ world: AuthorityWorld
    ) async throws -> String {
        let payload = payload(record, changes)
        let change = try CertificateStatusChange(Payload(payload))
        let request = try await world.test.request(
            Self.operation, by: world.approver, caseID: change.caseID, payload: payload)
        let outcome = try await world.ledger.act(request) { transaction in
            try change.judgeRevocation(transaction, by: .approvers)
            return .null
        }
        return outcome.result["proposal"]?.string ?? ""
    }

    private func sign(
        _ proposal: String, _ record: CertificateRecord, _ changes: JSONValue,
        _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.sign(
            proposal, Self.operation, payload(record, changes), by: world.eva,
            caseID: "\(record.authority)/\(record.serialHex)")
    }

    private static func said(_ incident: String) -> JSONValue {
        ["cause": "productionMistake", "incident": .string(incident)]
    }

    @Test(arguments: ["unspecified", "superseded", "keyCompromise"])
    func `[6.20] is said as such by two people, and names its incident`(
        reason: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let incident = try await world.addIncident(of: record)
        let said = Self.said(incident).merging(["reason": .string(reason)])
        let proposal = try await propose(record, said, world)
        #expect(try await world.state(of: record) == .valid)
        let last = try await sign(proposal, record, said, world)
        #expect(last.result["state"] == "done")
        let line = try #require(try await world.history(of: record).last)
        #expect(line.event == .revoked && line.cause == "wrongDownload")
        let entry = try await world.ledger.read { try $0.entry(at: last.entryIndex).parsed() }
        #expect(entry.facts["incident"] == .string(incident))
        #expect(try await world.ledger.verify().isClean)
    }

    /// What the register has, and what is said of it.
    struct Breach: Sendable, CustomTestStringConvertible {
        let name: String
        var incident: [String: String]?
        var changes: JSONValue = [:]
        let reason: Reason

        var testDescription: String { name }
    }

    private static let unfit = Reason("revocation.incidentUnfit", "6.20", "incident")
    static let breaches = [
        Breach(
            name: "no incident named", incident: [:], changes: ["incident": .null],
            reason: Reason("revocation.incidentMissing", "6.20", "incident")),
        Breach(name: "no such record", changes: ["incident": "rec-none"], reason: unfit),
        Breach(name: "another form", incident: ["form": "outage", "mistake": ""], reason: unfit),
        Breach(name: "reported, and nobody's", incident: ["stage": "reported"], reason: unfit),
        Breach(
            name: "of another certificate", incident: ["certificate": "hk-rsa/0a"], reason: unfit),
        Breach(
            name: "blamed on the subscriber", incident: [:],
            changes: ["reason": "privilegeWithdrawn"],
            reason: Reason("revocation.mistakeReason", "6.20", "reason")),
        Breach(
            name: "an end of their business", incident: [:],
            changes: ["reason": "cessationOfOperation"],
            reason: Reason("revocation.mistakeReason", "6.20", "reason")),
        Breach(
            name: "a change of their place", incident: [:],
            changes: ["reason": "affiliationChanged"],
            reason: Reason("revocation.mistakeReason", "6.20", "reason")),
        Breach(
            name: "another cause", incident: [:], changes: ["cause": "bad luck"],
            reason: Reason("payload.choiceUnknown", nil, "cause")),
        Breach(
            name: "nothing said where the register knows", incident: [:],
            changes: ["cause": .null, "incident": .null],
            reason: Reason("revocation.mistakeUnsaid", "6.20", "cause")),
        Breach(
            name: "an incident for no cause", incident: ["certificate": ""],
            changes: ["cause": .null], reason: Reason("payload.invalid", nil, "cause")),
    ]

    @Test(arguments: breaches)
    func `[6.20] is refused without an open incident of its kind, or under another name`(
        breach: Breach
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        var incident = ""
        if let values = breach.incident {
            incident = try await world.addIncident(of: record, values)
        }
        let said = Self.said(incident).merging(breach.changes)
        #expect(try await refusal { try await propose(record, said, world) } == breach.reason)
        #expect(try await world.state(of: record) == .valid)
        // Until it is right, suspension holds the place.
        try await world.suspend(record, changing: ["reason": "investigation"])
    }

    @Test func `[6.20] an incident that nobody took on holds up no revocation, and marks none`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        _ = try await world.addIncident(of: record, ["stage": "reported"])
        let said: JSONValue = ["reason": "privilegeWithdrawn"]
        let proposal = try await propose(record, said, world)
        _ = try await sign(proposal, record, said, world)
        #expect(try await world.state(of: record) == .revoked)
        #expect(try await world.history(of: record).last?.cause == nil)
    }

    @Test func `[6.20] of the authority's own certificates is refused unsaid, too`() async throws {
        let world = try await AuthorityWorld.make()
        let own = try #require(
            try await world.ledger.read { try $0.certificateRecord(of: $0.authority("hk-rsa")) })
        let incident = try await world.addIncident(of: own)
        func judge(_ changes: JSONValue) async throws {
            let payload = payload(own, changes).merging([
                "confirmation": [.string(AuthorityWorld.evidence)]
            ])
            let change = try CertificateStatusChange(Payload(payload))
            try await world.ledger.read { try change.judgeRevocation($0, by: .administrators) }
        }
        #expect(
            try await refusal { try await judge([:]) }
                == Reason("revocation.mistakeUnsaid", "6.20", "cause"))
        try await judge(Self.said(incident))
    }

    @Test func `[6.20] one incident may be of many certificates, and its stage may go on`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let incident = try await world.addIncident(of: nil, ["mistake": "keyPairMismatch"])
        for place in 0..<2 {
            let record = try await world.issued()
            if place == 1 {
                try await world.changeIncident(
                    incident, ["stage": "contained", "action": "downloads stopped"])
            }
            let proposal = try await propose(record, Self.said(incident), world)
            _ = try await sign(proposal, record, Self.said(incident), world)
            #expect(try await world.history(of: record).last?.cause == "keyPairMismatch")
        }
    }

    @Test func `[6.20] an incident that ended between two signatures refuses the last of them`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let incident = try await world.addIncident(
            of: nil, ["stage": "contained", "action": "downloads stopped"])
        let proposal = try await propose(record, Self.said(incident), world)
        try await world.changeIncident(
            incident, ["stage": "closed", "closedOn": "2026-01-01"])
        let reason = try await refusal {
            try await sign(proposal, record, Self.said(incident), world)
        }
        #expect(reason?.code == Self.unfit.code && reason?.clause == "6.20")
        #expect(try await world.state(of: record) == .valid)
    }

    @Test func `[6.20] what one person revokes for others counts as the register knows it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let incident = try await world.addIncident(of: record, ["mistake": "wrongContents"])
        // One person cannot say so, nor hide it; nobody's wish to end a certificate waits for it.
        #expect(
            try await refusal { try await world.revoke(record, changing: Self.said(incident)) }
                == Reason("payload.memberUnknown", nil, "cause"))
        let outcome = try await world.revoke(record)
        #expect(try await world.history(of: record).last?.cause == "wrongContents")
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        #expect(entry.facts["incident"] == .string(incident))
        // The same by the certificate's own key.
        let subscriber = try world.newSubscriber()
        let own = try await world.issued(subscriber)
        _ = try await world.addIncident(of: own)
        try await world.ask(.revoke, own, with: subscriber, reason: "superseded")
        let line = try #require(try await world.history(of: own).last)
        #expect(line.cause == "wrongDownload" && line.identified == "signedRequest")
        // Others are none.
        let other = try await world.issued()
        try await world.revoke(other)
        #expect(try await world.history(of: other).last?.cause == nil)
    }
}
