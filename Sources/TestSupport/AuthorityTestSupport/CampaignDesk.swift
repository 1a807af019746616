package import CanonicalJSON
package import Campaigns
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
package import TestSupport

/// What three approvers do, over a world with certificates.
package struct CampaignDesk {
    package let world: AuthorityWorld
    package static let day: Int64 = 86_400_000

    package init(world: AuthorityWorld) {
        self.world = world
    }

    /// Approvers: two who open, and a third.
    package var opening: [TestOfficer] { get throws { [try world.approver, world.eva] } }
    package var third: TestOfficer { world.gus }

    /// Certificates as a register brought them, in entries of fifty: rows alone, which cost no signature.
    ///
    /// - Parameter keys: how many different ones they are under, in turn; each its own if nil.
    package func takeOver(_ count: Int, authority: String = "hk-rsa", keys: Int? = nil) async throws
    {
        for begin in stride(from: 0, to: count, by: 50) {
            let act = ActRequest(
                id: world.test.newRequestID(), operation: "register.enter", actor: .system)
            _ = try await world.ledger.act(act) { transaction in
                for number in begin..<min(begin + 50, count) {
                    let serial = try SerialNumber(
                        parsing: "77" + String(0x10000 + number, radix: 16))
                    let key = keys.map { number % $0 } ?? number
                    let hash = DigestAlgorithm.sha256.hash(Array("key \(key)".utf8))
                    var record = CertificateRecord(
                        authority: authority, serial: serial,
                        profile: CertificateRecord.importedProfile, application: nil,
                        validity: try Validity(
                            notBeforeMilliseconds: transaction.atMilliseconds,
                            notAfterMilliseconds: transaction.atMilliseconds + 300 * Self.day),
                        keyHashHex: Hex.encode(hash), atMilliseconds: transaction.atMilliseconds)
                    record.stand(in: transaction)
                    try transaction.put(record)
                }
                return .null
            }
        }
    }

    package func cohort(_ query: JSONValue, asOf: Int64? = nil) async throws -> Cohort {
        try await world.ledger.read { snapshot in
            try Cohort(
                CohortQuery(query), asOf: asOf ?? snapshot.journalSize() - 1, snapshot)
        }
    }

    package func digest(_ cohort: Cohort) async throws -> Cohort.Digest {
        try await world.ledger.read { try cohort.read($0) }
    }

    package func names(_ query: JSONValue, asOf: Int64? = nil) async throws -> [String] {
        let cohort = try await cohort(query, asOf: asOf)
        return try await world.ledger.read { snapshot in
            var names: [String] = []
            try cohort.read(snapshot) { names.append($0.name) }
            return names
        }
    }

    /// What two sign over a query as things stand.
    package func order(
        _ query: JSONValue, firstSlice: Int64 = 10, _ changes: JSONValue = [:]
    ) async throws -> JSONValue {
        let cohort = try await cohort(query)
        let digest = try await digest(cohort)
        let now = world.clock.nowMilliseconds
        return JSONValue.object([
            "campaign": .string("cam-" + Base32.encode(world.test.randomness.bytes(16))),
            "cohort": cohort.query.json, "asOf": .integer(cohort.asOf),
            "count": .integer(digest.count), "digest": .string(digest.hex),
            "reason": "superseded", "evidence": [.string(AuthorityWorld.evidence)],
            "begins": .integer(now + Self.day), "deadline": .integer(now + 2 * Self.day),
            "firstSlice": .integer(firstSlice),
        ]).merging(changes)
    }

    /// Judged before the first signs, as the interface does.
    @discardableResult
    package func open(_ payload: JSONValue, by officers: [TestOfficer]? = nil) async throws
        -> String
    {
        let officers = try officers ?? opening
        let id = try CampaignOrder.id(Payload(payload))
        let request = try await world.test.request(
            "campaign.open", by: officers[0], caseID: id, payload: payload)
        var outcome = try await world.ledger.act(request) { transaction in
            try CampaignOrder(Payload(payload)).judge(transaction)
            return .null
        }
        let proposal = outcome.result["proposal"]?.string ?? ""
        for officer in officers.dropFirst() {
            outcome = try await world.sign(
                proposal, "campaign.open", payload, by: officer, caseID: id)
        }
        return id
    }

    /// - Parameter seen: what the signer was shown; the newest if nil.
    package func steer(
        _ id: String, _ operation: String, by officer: TestOfficer, seen: Int64? = nil
    ) async throws {
        var payload: JSONValue = ["campaign": .string(id)]
        if operation == "campaign.proceed" {
            let newest = try await world.ledger.read { try $0.newestEntry(of: $0.campaign(id)) }
            let seen = seen ?? newest
            payload = payload.merging(["lastEntry": .integer(seen)])
        }
        let signed = payload
        let request = try await world.test.request(
            operation, by: officer, caseID: id, payload: signed)
        _ = try await world.ledger.act(request) { transaction in
            let steering = try CampaignSteering(Payload(signed))
            return operation == "campaign.proceed"
                ? try steering.proceed(&transaction) : try steering.stop(&transaction)
        }
    }

    package func campaign(_ id: String) async throws -> Campaign {
        try await world.ledger.read { try $0.campaign(id) }
    }

    package func coverage(_ id: String) async throws -> CampaignCoverage {
        try await world.ledger.read { try CampaignCoverage($0.campaign(id), $0) }
    }

    package func carryOn() async throws { try await CampaignRound(world.ledger).carryOn() }

    /// How many certificates have an end in their history.
    package func revocations() async throws -> Int64 {
        try await world.ledger.read { snapshot in
            try snapshot.rows("SELECT COUNT(*) AS n FROM status_event WHERE event = 'revoked'")
                .first?.integer("n") ?? 0
        }
    }
}
