import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import PKIX
import Testing
import TestSupport

@Suite struct `The practice` {
    private func practice(_ json: JSONValue) throws -> Practice {
        try Practice(version: 1, effectiveFromMilliseconds: 0, json: json)
    }

    private func reason(_ json: JSONValue) -> Reason? {
        do {
            _ = try practice(json)
            return nil
        } catch let refusal as Refusal {
            return Reason(refusal)
        } catch {
            return Reason("\(error)")
        }
    }

    @Test func `is complete without a word`() throws {
        let practice = try practice([:])
        #expect(practice.organization == "Kapok Demonstration CA")
        #expect(practice.crlPeriodHours == 8 && practice.crlNextUpdateHours == 48)
        #expect(practice.json.object?.count == 42)
    }

    @Test func `reads what it writes`() throws {
        let changed = try practice([
            "organization": "木棉核證機關", "personalRelianceLimit": 1, "crlPeriodHours": 24,
        ])
        let again = try practice(changed.json)
        #expect(again.json == changed.json)
        #expect(again.organization == "木棉核證機關" && again.crlPeriodHours == 24)
    }

    struct Bound: Sendable, CustomTestStringConvertible {
        let name: String
        let range: ClosedRange<Int64>
        let clause: String?
        /// What else must be set for the whole range to hold.
        var besides: JSONValue = [:]
        var testDescription: String { name }
    }

    static let bounds = [
        Bound(name: "subscriberValidityDays", range: 1...1826, clause: "8.15e"),
        Bound(name: "rootValidityYears", range: 1...50, clause: "8.15e"),
        Bound(name: "issuingValidityYears", range: 1...50, clause: "8.15e"),
        Bound(name: "responderValidityDays", range: 2...90, clause: nil),
        Bound(name: "personalRelianceLimit", range: 0...1_000_000_000, clause: "11.1"),
        Bound(name: "organisationRelianceLimit", range: 0...1_000_000_000, clause: "11.1"),
        Bound(
            name: "crlPeriodHours", range: 1...24, clause: "4.11c"),
        Bound(
            name: "crlNextUpdateHours", range: 2...240, clause: nil,
            besides: ["crlPeriodHours": 1]),
        Bound(name: "rootCRLNextUpdateDays", range: 1...366, clause: "4.11f"),
        Bound(name: "ocspNextUpdateMinutes", range: 5...1440, clause: nil),
        Bound(name: "contactDelayHours", range: 1...720, clause: nil),
        Bound(name: "draftDays", range: 1...60, clause: "12.1"),
        Bound(name: "suspensionLimitDays", range: 1...366, clause: "6.19b"),
        Bound(name: "processingWorkingDays", range: 1...60, clause: "6.5"),
        Bound(name: "biometricThreshold", range: 500...1000, clause: "5.5B2"),
        Bound(name: "contentsLifetimeDays", range: 1...180, clause: nil),
        Bound(name: "personalFee", range: 0...10_000_000, clause: nil),
        Bound(name: "organisationFee", range: 0...10_000_000, clause: nil),
        Bound(name: "claimMinutes", range: 5...480, clause: nil),
        Bound(name: "acceptanceDays", range: 1...30, clause: "6.12"),
        Bound(name: "recoveryDelayHours", range: 24...1440, clause: "7.11b"),
    ]

    @Test(arguments: bounds)
    func `[4.11c, 4.11f, 6.19b, 6.21, 8.15e] takes each number within its bounds, and no other`(
        bound: Bound
    ) throws {
        func setting(_ value: JSONValue) -> JSONValue {
            bound.besides.merging(.object([bound.name: value]))
        }
        let invalid = Reason("practice.settingInvalid", bound.clause, bound.name)
        #expect(reason(setting(.integer(bound.range.lowerBound))) == nil)
        #expect(reason(setting(.integer(bound.range.upperBound))) == nil)
        #expect(reason(setting(.integer(bound.range.lowerBound - 1))) == invalid)
        #expect(reason(setting(.integer(bound.range.upperBound + 1))) == invalid)
        #expect(reason(setting(.string("\(bound.range.lowerBound)"))) == invalid)
        #expect(reason(setting(.null)) == invalid)
    }

    @Test func `[6.5] counts working days at one of the two places`() throws {
        #expect(try practice(["workingCalendar": "mainland"]).workingCalendar == .mainland)
        let invalid = Reason("practice.settingInvalid", "6.5", "workingCalendar")
        #expect(reason(["workingCalendar": "macao"]) == invalid)
        #expect(reason(["workingCalendar": 1]) == invalid)
    }

    @Test func `[7.14b] says how far the registers of people decide`() throws {
        // One of before said nothing, and goes on as it was.
        #expect(try practice([:]).qualificationRule == .advised)
        for rule in QualificationRule.allCases {
            #expect(
                try practice(["qualificationRule": .string(rule.rawValue)]).qualificationRule
                    == rule)
        }
        #expect(
            reason(["qualificationRule": "always"])
                == Reason("practice.settingInvalid", "7.14b", "qualificationRule"))
    }

    @Test func `[6.12] says how each category accepts the contents: before where nothing is said`()
        throws
    {
        let usual = try practice([:])
        for kind in Profile.Kind.allCases { #expect(usual.acceptanceWay(of: kind) == .before) }
        for way in Practice.AcceptanceWay.allCases {
            let personal = try practice(["personalAcceptance": .string(way.rawValue)])
            #expect(personal.acceptanceWay(of: .personal) == way)
            #expect(personal.acceptanceWay(of: .organisation) == .before)
            let other = try practice(["organisationAcceptance": .string(way.rawValue)])
            #expect(other.acceptanceWay(of: .organisation) == way)
            #expect(other.acceptanceWay(of: .personal) == .before)
        }
        for name in ["personalAcceptance", "organisationAcceptance"] {
            for wrong: JSONValue in ["later", "", 1] {
                #expect(
                    reason([name: wrong]) == Reason("practice.settingInvalid", "6.12", name))
            }
        }
    }

    @Test(
        arguments: [
            ([:], .personal, .b, nil), ([:], .organisation, nil, nil),
            (["categories": "personal"], .personal, .a, nil),
            (["categories": "personal"], .organisation, nil, "category"),
            (["categories": "organisation"], .organisation, nil, nil),
            (["categories": "organisation"], .personal, .a, "category"),
            (["identityMethods": "A"], .personal, .a, nil),
            (["identityMethods": "A"], .personal, .b, "method"),
            (["identityMethods": "B"], .personal, .a, "method"),
            // Before somebody was identified, and of organisations, no method says anything.
            (["identityMethods": "B"], .personal, nil, nil),
            (["identityMethods": "B"], .organisation, nil, nil),
        ] as [(JSONValue, Profile.Kind, IdentityVerificationMethod?, String?)])
    func `offers what its settings say, and no other`(
        settings: JSONValue, kind: Profile.Kind, method: IdentityVerificationMethod?,
        field: String?
    ) throws {
        let practice = try practice(settings)
        do throws(Refusal) {
            try practice.judgeOffer(kind, method: method)
            #expect(field == nil)
        } catch {
            #expect(error.code == .practiceNotOffered && error.field == field)
        }
    }

    @Test func `[2.1] clauses have no object under settings that there are`() throws {
        for rule in Inapplicability.all {
            let changed = try practice([rule.setting: .string(rule.value)])
            #expect(changed.json[rule.setting] == .string(rule.value))
            #expect(try practice([:]).json[rule.setting] != .string(rule.value))
        }
        #expect(try practice([:]).keysMadeByAuthority == false)
        #expect(try practice(["keysMadeByAuthority": true]).keysMadeByAuthority)
        #expect(
            reason(["keysMadeByAuthority": "yes"])
                == Reason("practice.settingInvalid", "8.2a", "keysMadeByAuthority"))
        let invalid = Reason("practice.settingInvalid", "5.6a", "identityMethods")
        #expect(reason(["identityMethods": "C"]) == invalid)
        #expect(reason(["identityMethods": ""]) == invalid)
        #expect(
            reason(["categories": "devices"])
                == Reason("practice.settingInvalid", "3.1a", "categories"))
    }

    @Test func `names a hotline in one line that fits a message`() throws {
        let whole = String(repeating: "a", count: 200)
        for text in ["+852 2000 0000", "", "熱線 2000 0000", whole] {
            #expect(try practice(["hotline": .string(text)]).hotline == text)
        }
        for wrong: JSONValue in [.string(whole + "a"), "a\nb", 1] {
            #expect(
                reason(["hotline": wrong])
                    == Reason("practice.settingInvalid", "6.18", "hotline"), "\(wrong)")
        }
    }

    @Test func `knows its settings, and no others`() throws {
        let names = try practice([:]).json.object?.keys.sorted() ?? []
        let tested =
            Self.bounds.map(\.name) + [
                "organization", "privateArc", "relianceCurrency", "recoveryAddresses",
                "workingCalendar", "qualificationRule", "categories", "identityMethods",
                "recognisedDatabases", "recognisedDatabasesPublication", "authoritativeSources",
                "extraEvidence", "identityNumbers", "connectors", "connectorNetworks",
                "subscriberAgreement", "keysMadeByAuthority", "hotline", "eventReceivers",
                "personalAcceptance",
                "organisationAcceptance",
            ]
        #expect(names == tested.sorted())
        #expect(
            reason(["crlPeriodHour": 8])
                == Reason("practice.settingUnknown", nil, "crlPeriodHour"))
        #expect(reason("settings") == Reason("payload.invalid", nil, "settings"))
    }

    @Test(arguments: [
        ("organization", JSONValue.string("")), ("organization", 5), ("privateArc", ""),
        ("privateArc", "1"), ("privateArc", "3.1"), ("privateArc", "1.2.x"),
        ("privateArc", "1.2."), ("privateArc", "1.2.99999999999"), ("relianceCurrency", "HK"),
        ("relianceCurrency", "hkd"), ("relianceCurrency", "HKDX"), ("relianceCurrency", "港元"),
        ("relianceCurrency", "XXX"), ("relianceCurrency", "XTS"), ("privateArc", "2.5.29"),
        ("privateArc", "1.3.6.1.4"), ("privateArc", "1.3.6.1.4.1"), ("privateArc", "1.3.6.1.4.1."),
        ("privateArc", "1.3.6.1.4.11.1"), ("privateArc", "1.2.156.10197"),
    ])
    func `takes no text that a certificate or list could not hold`(
        name: String, value: JSONValue
    ) {
        #expect(
            reason(.object([name: value]))
                == Reason(
                    "practice.settingInvalid", name == "relianceCurrency" ? "11.1" : nil, name))
    }

    @Test(
        arguments: [
            ("", true), ("a@b.example", true), ("a@b.example c@d.example", true), ("a", false),
            ("@b", false), ("a@", false), ("a@b@c", false), ("陳@b.example", false), (5, false),
            (.string(Array(repeating: "a@b", count: 17).joined(separator: " ")), false),
        ] as [(JSONValue, Bool)])
    func `takes addresses for what they are`(value: JSONValue, isTaken: Bool) throws {
        #expect(
            reason(["recoveryAddresses": value])
                == (isTaken
                    ? nil : Reason("practice.settingInvalid", nil, "recoveryAddresses")))
        guard isTaken else { return }
        let read = try practice(["recoveryAddresses": value])
        #expect(read.json["recoveryAddresses"] == value)
    }

    @Test(arguments: ["", 5] as [JSONValue])
    func `says of a text what it has to be`(value: JSONValue) throws {
        let refusal = try #require(throws: Refusal.self) {
            try practice(["organization": value])
        }
        #expect(refusal.message(in: .english).contains("it has to be a text that is not empty."))
    }

    @Test(arguments: [
        ("A\u{202E}B", Reason("name.bidirectional", "5.2a", "organization")),
        (
            String(repeating: "甲", count: 65),
            Reason("name.tooLong", "RFC 5280 appendix A", "organization")
        ),
    ])
    func `[5.1] takes no organisation that a name could not hold`(name: String, reason: Reason) {
        #expect(self.reason(["organization": .string(name)]) == reason)
    }

    @Test func `[4.11c] replaces a list before it ends`() {
        let invalid = Reason("practice.settingInvalid", "4.11c", "crlNextUpdateHours")
        #expect(reason(["crlPeriodHours": 8, "crlNextUpdateHours": 8]) == invalid)
        #expect(reason(["crlPeriodHours": 24, "crlNextUpdateHours": 2]) == invalid)
        #expect(reason(["crlPeriodHours": 8, "crlNextUpdateHours": 9]) == nil)
    }
}

@Suite struct `A change of the practice` {
    private func inForce(_ world: AuthorityWorld) async throws -> Practice {
        try await world.ledger.read { try $0.practice() }
    }

    @Test func `[7.11b] takes two administrators, and keeps what it does not name`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let before = try await inForce(world)
        let outcome = try await world.change(["crlPeriodHours": 6])
        #expect(outcome.result["state"] == "done")
        #expect(outcome.result["result"]?["version"] == .integer(before.version + 1))
        let after = try await inForce(world)
        #expect(after.version == before.version + 1)
        #expect(after.crlPeriodHours == 6)
        #expect(after.json == before.json.merging(["crlPeriodHours": 6]))
        try await world.change(["suspensionLimitDays": 3])
        #expect(try await inForce(world).crlPeriodHours == 6)
    }

    @Test func `[7.11b] is not made by one person, or by others`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let payload: JSONValue = ["settings": ["crlPeriodHours": 6]]
        let ada = world.test.ada
        #expect(
            try await refusal {
                try await world.decide("practice.change", payload, by: [ada, ada])
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        #expect(
            try await refusal {
                try await world.decide(
                    "practice.change", ["settings": ["crlPeriodHours": 7]], by: [ada, world.eva])
            } == Reason("act.roleWrong", "7.10", "role"))
        #expect(try await inForce(world).crlPeriodHours == 8)
    }

    @Test func `is in force from its date on, and not before`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let date = world.clock.nowMilliseconds + 86_400_000
        try await world.change(["crlPeriodHours": 6], effectiveFrom: date)
        world.clock.set(toMilliseconds: date - 1)
        #expect(try await inForce(world).crlPeriodHours == 8)
        world.clock.set(toMilliseconds: date)
        #expect(try await inForce(world).crlPeriodHours == 6)
    }

    @Test func `[RFC 3339] may wait until the last second that has a date`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let last: Int64 = 253_402_300_799_000
        let outcome = try await world.change(["crlPeriodHours": 6], effectiveFrom: last)
        #expect(outcome.result["result"]?["effectiveFrom"] == .integer(last))
        #expect(try await inForce(world).crlPeriodHours == 8)
    }

    @Test func `is in force at once where its date has passed`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let now = world.clock.nowMilliseconds
        let outcome = try await world.change(["crlPeriodHours": 6], effectiveFrom: now - 5000)
        #expect(outcome.result["result"]?["effectiveFrom"] == .integer(now))
        #expect(try await inForce(world).crlPeriodHours == 6)
    }

    static let breaches: [(JSONValue, Reason)] = [
        ([:], Reason("payload.invalid", nil, "settings")),
        (["settings": "all"], Reason("payload.invalid", nil, "settings")),
        (
            ["settings": ["crlPeriodHours": 25]],
            Reason("practice.settingInvalid", "4.11c", "crlPeriodHours")
        ),
        (["settings": ["speed": 9]], Reason("practice.settingUnknown", nil, "speed")),
        (
            ["settings": ["crlPeriodHours": 6], "effectiveFrom": "tomorrow"],
            Reason("payload.invalid", nil, "effectiveFrom")
        ),
        (
            ["settings": ["crlPeriodHours": 6], "effectiveFrom": 253_402_300_799_001],
            Reason("practice.settingInvalid", nil, "effectiveFrom")
        ),
        (
            ["settings": ["crlPeriodHours": 6], "replaces": 1],
            Reason("payload.invalid", nil, "replaces")
        ),
        (
            ["settings": ["crlPeriodHours": 6], "remark": "陳大文"],
            Reason("payload.memberUnknown", nil, "remark")
        ),
    ]

    private static let scheduled = Reason("practice.changeScheduled", nil, "replaces")

    @Test(arguments: [nil, -5000, 1, -1])
    func `is refused where it would silently undo one that is decided`(
        offset: Int64?
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let date = world.clock.nowMilliseconds + 30 * 86_400_000
        let first = try await world.change(["crlPeriodHours": 6], effectiveFrom: date)
        let version = try #require(first.result["result"]?["version"]?.integer)
        // At once, dated back, a moment after now and a moment before the other.
        let from = offset.map { $0 == -1 ? date - 1 : world.clock.nowMilliseconds + $0 }
        #expect(
            try await refusal {
                try await world.change(["suspensionLimitDays": 3], effectiveFrom: from)
            } == Self.scheduled)
        #expect(
            try await refusal {
                try await world.change(
                    ["suspensionLimitDays": 3], effectiveFrom: from, replaces: version - 1)
            } == Self.scheduled)
        try await world.change(
            ["suspensionLimitDays": 3], effectiveFrom: from, replaces: version)
        world.clock.set(toMilliseconds: date)
        let after = try await inForce(world)
        #expect(after.crlPeriodHours == 8 && after.suspensionLimitDays == 3)
    }

    @Test(arguments: [Int64(0), 1, 86_400_000])
    func `builds upon one that is decided, where it comes with it or after it`(
        later: Int64
    ) async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let date = world.clock.nowMilliseconds + 30 * 86_400_000
        try await world.change(["crlPeriodHours": 6], effectiveFrom: date)
        try await world.change(["suspensionLimitDays": 3], effectiveFrom: date + later)
        #expect(try await inForce(world).crlPeriodHours == 8)
        world.clock.set(toMilliseconds: date)
        #expect(try await inForce(world).crlPeriodHours == 6)
        world.clock.set(toMilliseconds: date + later)
        let after = try await inForce(world)
        #expect(after.crlPeriodHours == 6 && after.suspensionLimitDays == 3)
        // What was given up before does not stand in the way for ever.
        try await world.change(["crlPeriodHours": 5])
        #expect(try await inForce(world).crlPeriodHours == 5)
    }

    @Test func `is refused where it does not hold, and leaves no version`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let before = try await world.ledger.read { try $0.select(PracticeVersion.self).count }
        for (payload, reason) in Self.breaches {
            #expect(
                try await refusal {
                    try await world.decide(
                        "practice.change", payload, by: [world.test.ada, world.test.ben])
                } == reason)
        }
        #expect(
            try await world.ledger.read { try $0.select(PracticeVersion.self).count } == before)
    }

    @Test func `every act names the version that it ran under`() async throws {
        let world = try await AuthorityWorld.makeEmpty()
        let outcome = try await world.change(["crlPeriodHours": 6])
        let change = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        let version = try await inForce(world).version
        #expect(change.practice == version - 1)
        let next = try await world.ledger.act(world.test.systemRequest()) { _ in .null }
        let entry = try await world.ledger.read { try $0.entry(at: next.entryIndex).parsed() }
        #expect(entry.practice == version)
    }
}
