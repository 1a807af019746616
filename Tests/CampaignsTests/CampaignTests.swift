import AuthorityTestSupport
import CanonicalJSON
import Campaigns
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Records
import Registration
import Status
import TestSupport
import Testing

@Suite struct `A campaign` {
    private static let query: JSONValue = ["authority": "hk-rsa"]

    private func expect(_ code: RefusalCode, _ work: () async throws -> Void) async {
        await #expect(throws: Never.self) {
            do {
                try await work()
                Issue.record("was not refused: \(code.id)")
            } catch let refusal as Refusal {
                #expect(refusal.code == code)
            }
        }
    }

    @Test func `[6.17b, 6.19c] revokes a first slice, waits for a third person, and then the rest`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(300)
        let id = try await desk.open(desk.order(Self.query, firstSlice: 120))
        try await desk.carryOn()
        // Its time has not come.
        #expect(try await desk.revocations() == 0)
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        for _ in 1...2 { try await desk.carryOn() }
        #expect(try await desk.revocations() == 120)
        #expect(try await desk.campaign(id).state == .paused)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        for _ in 1...2 { try await desk.carryOn() }
        let campaign = try await desk.campaign(id)
        #expect(campaign.state == .done && campaign.revoked == 300 && campaign.passed == 300)
        #expect(try await desk.revocations() == 300)
        let coverage = try await desk.coverage(id)
        #expect(coverage.revoked == 300 && coverage.left == 0 && !coverage.isLate)
        // Each line names the entry, whose case is the campaign.
        let lines = try await desk.world.ledger.read { snapshot in
            try snapshot.rows(
                """
                SELECT COUNT(*) AS n FROM status_event e JOIN journal_entry j ON j.place = e.entry
                WHERE e.event = 'revoked' AND j.case_id = ? AND e.requester = 'authority'
                """, [.text(id)]
            ).first?.integer("n")
        }
        #expect(lines == 300)
        #expect(try await desk.world.nextList().entryCount == 300)
        #expect(try await desk.world.ledger.verify().findings == [])
    }

    @Test func `[6.17a] has room in each entry where a key that was seen has many certificates`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        // Each member brings nine others with it, which are suspended with its key.
        try await desk.takeOver(500, keys: 50)
        let id = try await desk.open(
            desk.order(Self.query, firstSlice: 250, ["reason": "keyCompromise"]))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        #expect(try await desk.campaign(id).state == .paused)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        let campaign = try await desk.campaign(id)
        #expect(campaign.state == .done && campaign.revoked == 500 && campaign.slices > 10)
        #expect(try await desk.revocations() == 500)
        #expect(try await desk.world.ledger.verify().findings == [])
    }

    @Test func `[6.20] is due at its deadline, until it is done`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(Self.query))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        func owed() async throws -> [String] {
            try await DutyList(desk.world.ledger).owed
                .filter { $0.duty.id == "campaign.completion" }
                .map { "\($0.object ?? "") \($0.stateWord)" }
        }
        #expect(try await owed() == ["\(id) dueSoon"])
        desk.world.clock.advance(byMilliseconds: 2 * CampaignDesk.day)
        #expect(try await owed() == ["\(id) overdue"])
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        #expect(try await owed() == [])
    }

    @Test func `goes on after a failure between slices, and repeats and loses nothing`()
        async throws
    {
        let failing = FailurePlan()
        let desk = CampaignDesk(
            world: try await AuthorityWorld.make(driver: { FailingDriver($0, plan: failing) }))
        try await desk.takeOver(230)
        let id = try await desk.open(desk.order(Self.query, firstSlice: 60))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        let before = try await desk.campaign(id)
        failing.failWrites(from: 200)
        await #expect(throws: (any Error).self) { try await desk.carryOn() }
        failing.recover()
        #expect(try await desk.revocations() == desk.campaign(id).revoked)
        let again = CampaignDesk(world: try await desk.world.restarted())
        #expect(try await again.campaign(id).slices >= before.slices)
        for _ in 1...3 { try await again.carryOn() }
        #expect(try await again.campaign(id).state == .done)
        #expect(try await again.revocations() == 230)
        #expect(try await again.world.ledger.verify().findings == [])
    }

    @Test func `[6.19c] is refused where the ledger finds another cohort than was signed`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let good = try await desk.order(Self.query)
        let entry = good["asOf"]?.integer ?? 0
        let zeros: JSONValue = .string(String(repeating: "0", count: 64))
        let wrong: [(JSONValue, RefusalCode)] = [
            (["digest": zeros], .campaignCohortOther), (["count": 21], .campaignCohortOther),
            (
                ["asOf": .integer(entry - 1), "cohort": ["authority": "hk-rsa"]],
                .campaignCohortEmpty
            ),
            (["asOf": 1_000_000], .cohortEntryUnknown), (["asOf": -1], .cohortEntryUnknown),
            (["cohort": ["authority": "nobody"]], .campaignCohortEmpty),
            (["cohort": [:]], .cohortUnbounded),
            (["firstSlice": 11], .campaignFirstSliceWrong),
            (["firstSlice": 0], .campaignFirstSliceWrong),
            (["deadline": good["begins"] ?? .null], .campaignTimesWrong),
            (["campaign": "cam-1"], .payloadInvalid), (["reason": "hold"], .payloadChoiceUnknown),
            (["remark": "x"], .payloadMemberUnknown), (["incident": "rec-a"], .payloadInvalid),
            (["evidence": []], .revocationEvidenceMissing),
        ]
        for (change, code) in wrong {
            await expect(code) { try await desk.open(good.merging(change)) }
        }
        #expect(try await desk.open(good).hasPrefix("cam-"))
        await expect(.campaignExists) { try await desk.open(good) }
    }

    @Test func `[6.19c] one person alone is refused, and so is who opened it and lets it go on`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let order = try await desk.order(Self.query)
        let approver = try desk.world.approver
        await expect(.authorisationAlreadyTookPart) {
            try await desk.open(order, by: [approver, approver])
        }
        await expect(.authorisationRoleMissing) {
            try await desk.open(order, by: [desk.world.validator, approver])
        }
        #expect(try await desk.revocations() == 0)
        let id = try await desk.open(desk.order(Self.query))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        for officer in try desk.opening {
            await expect(.authorisationPersonMustDiffer) {
                try await desk.steer(id, "campaign.proceed", by: officer)
            }
        }
        #expect(try await desk.revocations() == 10)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        await expect(.campaignStateWrong) {
            try await desk.steer(id, "campaign.proceed", by: desk.third)
        }
    }

    @Test func `stops at once by one person, also before its first slice, and goes on by another`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(Self.query))
        try await desk.steer(id, "campaign.stop", by: desk.world.approver)
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        #expect(try await desk.revocations() == 0)
        await expect(.campaignStateWrong) {
            try await desk.steer(id, "campaign.stop", by: desk.third)
        }
        // The first slice is done and looked at all the same.
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        #expect(try await desk.campaign(id).state == .paused)
        await expect(.campaignStoppedBefore) {
            try await desk.steer(id, "campaign.stop", by: desk.world.approver)
        }
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        #expect(try await desk.campaign(id).state == .running)
        try await desk.steer(id, "campaign.stop", by: desk.third)
        try await desk.carryOn()
        #expect(try await desk.revocations() == 10)
        desk.world.clock.advance(byMilliseconds: 2 * CampaignDesk.day)
        let coverage = try await desk.coverage(id)
        #expect(coverage.left == 10 && coverage.isLate)
    }

    @Test
    func `[6.19c] is withdrawn where both who opened it stop it, and no third person goes on`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(Self.query))
        try await desk.steer(id, "campaign.stop", by: desk.world.approver)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.steer(id, "campaign.stop", by: desk.world.eva)
        #expect(try await desk.campaign(id).state == .withdrawn)
        await expect(.campaignStateWrong) {
            try await desk.steer(id, "campaign.proceed", by: desk.third)
        }
        desk.world.clock.advance(byMilliseconds: 3 * CampaignDesk.day)
        try await desk.carryOn()
        #expect(try await desk.revocations() == 0)
        let owed = try await DutyList(desk.world.ledger).owed.map(\.duty.id)
        #expect(!owed.contains("campaign.completion"))
        #expect(try await !desk.coverage(id).isLate)
        #expect(try await desk.world.ledger.verify().findings == [])
    }

    @Test func `[6.20] is late where its last entry is, whatever that revoked`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(Self.query))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        // The others end by themselves.
        desk.world.clock.advance(byMilliseconds: 301 * CampaignDesk.day)
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        #expect(try await desk.campaign(id).state == .done)
        #expect(try await desk.revocations() == 10)
        #expect(try await desk.coverage(id).isLate)
    }

    @Test func `[6.19c] a signature of before a stop is refused after it`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(Self.query))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        let seen = try await desk.world.ledger.read {
            try $0.newestEntry(of: $0.campaign(id))
        }
        try await desk.steer(id, "campaign.stop", by: desk.world.eva)
        await expect(.campaignMoved) {
            try await desk.steer(id, "campaign.proceed", by: desk.third, seen: seen)
        }
        try await desk.carryOn()
        #expect(try await desk.revocations() == 10)
    }

    @Test(arguments: [1, 20])
    func `[6.19c] is refused to approvers where a manager is designated who could sign`(
        count: Int
    ) async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(count)
        let world = desk.world
        let manager: JSONValue = [
            "kind": "personnel", "salt": .string(AuthorityWorld.salt),
            "values": [
                "person": .string(world.gus.id), "name": "陳大文", "post": "manager",
                "identityDocument": "A123456(3)", "screenedOn": "2019-01-02",
                "screenedBy": "ada", "screenedUntil": "2040-01-01", "qualification": "BSc",
                "contractTerms": "2025-1", "designatedFor": "revocations",
            ],
        ]
        let request = try await world.test.request("record.add", by: world.dai, payload: manager)
        _ = try await world.ledger.act(request) {
            try RecordChange(Payload(manager)).add(&$0)
        }
        let order = try await desk.order(Self.query, firstSlice: 1)
        await expect(.revocationManagerMissing) {
            try await desk.open(order, by: [world.approver, world.eva])
        }
        let again = try await desk.order(Self.query, firstSlice: 1)
        try await desk.open(again, by: [world.approver, world.gus])
    }

    @Test func `is refused where its deadline has passed when the last one signs`() async throws {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        try await desk.takeOver(20)
        let order = try await desk.order(Self.query)
        desk.world.clock.advance(byMilliseconds: 3 * CampaignDesk.day)
        await expect(.campaignTimesWrong) { try await desk.open(order) }
    }

    @Test func `revokes nothing twice, and counts what ended otherwise and who has another`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let world = desk.world
        var records: [CertificateRecord] = []
        for _ in 1...4 { records.append(try await world.issued()) }
        let id = try await desk.open(
            desk.order(Self.query, firstSlice: 2, ["reason": "keyCompromise"]))
        try await world.revoke(records[0])
        try await world.suspend(records[1])
        let later = try await world.issued()
        world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        let coverage = try await desk.coverage(id)
        #expect(coverage.revoked == 3 && coverage.endedOtherwise == 1 && coverage.left == 0)
        #expect(try await world.state(of: later) == .valid)
        for record in records.dropFirst() {
            let blocked = try await world.ledger.read {
                try $0.isBlocked(keyHashHex: record.keyHashHex)
            }
            #expect(blocked)
        }
        // The suspension's time is the revocation's.
        let history = try await world.history(of: records[1])
        #expect(history.map(\.event) == [.issued, .suspended, .revoked])
        #expect(history[2].sinceMilliseconds == history[1].atMilliseconds)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[6.20] of a mistake of production names an incident of many, or is refused`()
        async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        let record = try await desk.world.issued()
        try await desk.takeOver(10)
        let ofOne = try await desk.world.addIncident(of: record)
        let ofMany = try await desk.world.addIncident(of: nil)
        let said: JSONValue = ["cause": "productionMistake"]
        let wrong: [(JSONValue, RefusalCode)] = [
            (said, .mistakeIncidentMissing),
            (said.merging(["incident": .string(ofOne)]), .mistakeIncidentUnfit),
            (said.merging(["incident": "rec-none"]), .mistakeIncidentUnfit),
            (
                said.merging(["incident": .string(ofMany), "reason": "affiliationChanged"]),
                .mistakeReasonWrong
            ),
        ]
        for (change, code) in wrong {
            let order = try await desk.order(Self.query, firstSlice: 1, change)
            await expect(code) { try await desk.open(order) }
        }
        let id = try await desk.open(
            desk.order(Self.query, firstSlice: 1, said.merging(["incident": .string(ofMany)])))
        desk.world.clock.advance(byMilliseconds: CampaignDesk.day)
        try await desk.carryOn()
        try await desk.steer(id, "campaign.proceed", by: desk.third)
        try await desk.carryOn()
        let history = try await desk.world.history(of: record)
        #expect(history.last?.event == .revoked && history.last?.cause == "wrongDownload")
    }

    @Test func `[7.10] is refused to an approver whose role does not cover all of it`() async throws
    {
        let desk = CampaignDesk(world: try await AuthorityWorld.make())
        _ = try await desk.world.issued()
        _ = try await desk.world.issued(category: "organisation")
        let limited = try await desk.world.enrol(granting: .approver, ["category": "personal"])
        let all = try await desk.order(Self.query, firstSlice: 1)
        await expect(.authorisationRoleMissing) {
            try await desk.open(all, by: [limited, desk.third])
        }
        await expect(.authorisationRoleMissing) {
            try await desk.open(all, by: [desk.third, limited])
        }
        let persons = try await desk.order(["category": "personal"], firstSlice: 1)
        #expect(try await desk.open(persons, by: [limited, desk.third]).hasPrefix("cam-"))
    }
}
