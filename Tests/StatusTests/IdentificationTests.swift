import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import Status
import Testing
import TestSupport

@Suite struct `Who asks for a change of a status` {
    typealias Change = CertificateStatusChange

    enum Act: String, CaseIterable, Sendable { case suspend, revoke, release }

    /// What is left out of an act that lacks nothing.
    enum Lack: String, CaseIterable, Sendable {
        case nothing, way, hindrance, contactFrom, evidence, documents, basis, mandate
    }

    struct Asked: Sendable {
        let act: Act
        let requester: Change.Requester
        let way: Change.Identification
        let lack: Lack

        var isPerson: Bool { ![.court, .authority].contains(requester) }
        var bringsMandate: Bool { isPerson && requester != .subscriber }
        var bringsBasis: Bool { [.estate, .liquidator].contains(requester) }

        var payload: JSONValue {
            var members: [String: JSONValue] = ["requester": .string(requester.rawValue)]
            if lack != .way { members["identified"] = .string(way.rawValue) }
            if act == .suspend {
                members["reason"] = "identificationPending"
                return .object(members)
            }
            if act == .revoke { members["reason"] = "superseded" }
            let isSaid = lack != .way
            if isSaid, way.isDistant, lack != .hindrance { members["hindrance"] = "cannotTravel" }
            if isSaid, way == .telephone, lack != .contactFrom {
                members["contactFrom"] = "application"
            }
            let paper = JSONValue.array([.string(AuthorityWorld.evidence)])
            members["evidence"] = lack == .evidence ? [] : paper
            if act == .release, isPerson, lack != .documents { members["documents"] = paper }
            if bringsBasis, lack != .basis { members["basis"] = paper }
            if bringsMandate, lack != .mandate { members["mandate"] = paper }
            return .object(members)
        }

        /// Whether something is missing that would be said.
        var lacksSomething: Bool {
            payload != Asked(act: act, requester: requester, way: way, lack: .nothing).payload
        }

        private var ways: Set<Change.Identification> {
            switch (requester, act) {
            case (.estate, .release): []
            case (.estate, _), (.liquidator, _): [.ownDocuments, .post, .thirdPartyProof]
            case (.court, _): [.courtDocument]
            case (.authority, _): [.internalProcedure]
            case (_, .release): [.sameDocuments, .post, .thirdPartyProof]
            default: [.signedRequest, .sameDocuments, .telephone, .post, .thirdPartyProof]
            }
        }

        /// Nil where it is carried out.
        var expected: Reason? {
            // What tightens at once waits for nothing that can be said later.
            if act == .suspend { return nil }
            if lack == .evidence {
                if way.isDistant {
                    return Reason("identification.proofMissing", "5.8b", "evidence")
                }
                if act == .release {
                    return Reason("release.evidenceMissing", "6.17a", "evidence")
                }
                return requester == .court
                    ? Reason("revocation.courtRequestMissing", "5.8c", "evidence")
                    : Reason("revocation.evidenceMissing", "6.19a", "evidence")
            }
            if lack == .documents, act == .release, isPerson {
                return Reason("release.documentsMissing", "5.8a", "documents")
            }
            switch (requester, lack) {
            case (.representative, .mandate):
                return Reason("requester.authorisationMissing", "6.19a", "mandate")
            case (.estate, .basis):
                return Reason("requester.deathProofMissing", "6.19a", "basis")
            case (.estate, .mandate):
                return Reason("requester.estateGrantMissing", "6.19a", "mandate")
            case (.liquidator, .basis):
                return Reason("requester.windingUpMissing", "6.19a", "basis")
            case (.liquidator, .mandate):
                return Reason("requester.appointmentMissing", "6.19a", "mandate")
            default: break
            }
            // Nobody signs with the certificate of the dead any more.
            if act == .release, requester == .estate {
                return Reason("release.estate", "6.17a", "requester")
            }
            if lack == .way { return Reason("payload.invalid", nil, "identified") }
            guard ways.contains(way) else {
                return act == .release
                    ? Reason("release.identificationUnfit", "5.8b", "identified")
                    : Reason("revocation.identificationMismatch", "6.19a", "identified")
            }
            if lack == .hindrance, way.isDistant {
                return Reason("identification.hindranceMissing", "5.8b", "hindrance")
            }
            if lack == .contactFrom, way == .telephone {
                return Reason("identification.contactMissing", "5.8b", "contactFrom")
            }
            return act == .revoke && requester == .authority
                ? Reason("revocation.needsTwo", "6.19c", "requester") : nil
        }
    }

    private func carryOut(
        _ asked: Asked, _ record: CertificateRecord, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let officer = try asked.act == .release ? world.approver : world.validator
        return try await world.status(
            "certificate.\(asked.act.rawValue)", record, by: officer, asked.payload)
    }

    /// Every way of every requester, whole and with each thing missing.
    @Test(arguments: Act.allCases, Change.Requester.allCases)
    func `[5.8b, 6.19a] is identified and entitled as the act takes, shown, and else refused`(
        act: Act, requester: Change.Requester
    ) async throws {
        let world = try await AuthorityWorld.make()
        // Organisations alone are wound up.
        let category = requester == .liquidator ? "organisation" : "personal"
        var record = try await world.issued(category: category)
        var done = 0
        for way in Change.Identification.allCases {
            for lack in Lack.allCases {
                let asked = Asked(act: act, requester: requester, way: way, lack: lack)
                guard lack == .nothing || asked.lacksSomething else { continue }
                let state = try await world.state(of: record)
                if state == .revoked { record = try await world.issued(category: category) }
                if act == .release, state != .suspended {
                    let own: JSONValue = ["requester": "authority", "reason": "investigation"]
                    try await world.suspend(
                        record, by: world.dai, changing: requester == .authority ? own : [:])
                }
                if act == .suspend, state == .suspended { try await world.release(record) }
                let before = try await world.state(of: record)
                let expected = asked.expected
                let reason = try await refusal { try await carryOut(asked, record, world) }
                #expect(reason == expected, "\(way) without \(lack)")
                guard expected == nil else {
                    #expect(try await world.state(of: record) == before)
                    continue
                }
                done += 1
                let line = try #require(try await world.history(of: record).last)
                #expect(line.identified == (lack == .way ? nil : way.rawValue))
                #expect(line.requester == requester.rawValue)
                #expect(
                    line.owesIdentification == (act == .suspend && lack == .way && asked.isPerson))
            }
        }
        let never = act == .revoke ? Change.Requester.authority : .estate
        #expect(done > 0 || (act != .suspend && requester == never))
        #expect(try await world.ledger.verify().isClean)
    }

    /// An estate is a person's, a winding-up an organisation's: that is no matter of papers.
    @Test(arguments: ["estate", "liquidator"])
    func `[6.19a] who cannot ask of such a certificate is refused a release, and told of otherwise`(
        asked: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(
            category: asked == "estate" ? "organisation" : "personal")
        let paper = JSONValue.array([.string(AuthorityWorld.evidence)])
        let said: JSONValue = [
            "requester": .string(asked), "identified": "ownDocuments", "basis": paper,
            "mandate": paper,
        ]
        let unfit = Reason("requester.unfit", "6.19a", "requester")
        try await world.suspend(record, changing: ["requester": .string(asked)])
        #expect(
            try await refusal { try await world.release(record, changing: said) }
                == (asked == "estate" ? Reason("release.estate", "6.17a", "requester") : unfit))
        #expect(try await world.state(of: record) == .suspended)
        // Sole traders die, and persons go bankrupt: what tightens is noted, and held up by nothing.
        let entry = try await world.revoke(record, changing: said).entryIndex
        let defects = try await world.ledger.read { try $0.entry(at: entry).parsed().defects }
        #expect(defects.contains("requester.unfit"))
    }

    @Test
    func
        `[6.19a] more papers than are asked of somebody are heard, and words in their place refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let paper = JSONValue.array([.string(AuthorityWorld.evidence)])
        for (requester, member) in [
            ("subscriber", "mandate"), ("subscriber", "basis"), ("representative", "basis"),
        ] {
            let record = try await world.issued()
            var said: JSONValue = ["requester": .string(requester)]
            if requester == "representative" { said = said.merging(["mandate": paper]) }
            let words = said.merging([member: ["陳大文 died"]])
            #expect(
                try await refusal { try await world.revoke(record, changing: words) }
                    == Reason("payload.invalid", nil, member), "\(requester) \(member)")
            try await world.revoke(record, changing: said.merging([member: paper]))
        }
    }

    /// What is said of an identification with a suspension is shown, or the entry says that it was not.
    @Test(arguments: [nil, "sameDocuments"], [true, false])
    func `[5.8d] the entry of a suspension tells whether the identification was shown`(
        way: String?, isShown: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let paper = JSONValue.array([.string(AuthorityWorld.evidence)])
        let outcome = try await world.suspend(
            record,
            changing: [
                "identified": way.map { .string($0) } ?? .null,
                "evidence": isShown ? paper : .null,
            ])
        let facts = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
            .facts
        #expect(facts["identificationShown"] == (way == nil ? nil : .bool(isShown)))
        #expect(facts["evidence"] == (isShown ? paper : nil))
        let other = try await world.issued()
        for wrong: JSONValue in [[], ["a letter"], "ab"] {
            #expect(
                try await refusal {
                    try await world.suspend(other, changing: ["evidence": wrong])
                } == Reason("payload.invalid", nil, "evidence"))
        }
    }

    @Test(arguments: [
        "subscriber", "representative", "estate", "liquidator", "court", "authority",
    ])
    func `[5.8b] [6.17a] what a person had suspended the authority alone is refused to release`(
        asked: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record, changing: ["requester": .string(asked)])
        let payload: JSONValue = [
            "requester": "authority", "identified": "internalProcedure",
            "evidence": [.string(AuthorityWorld.evidence)],
        ]
        let isOfPerson = !["court", "authority"].contains(asked)
        #expect(
            try await refusal {
                try await world.status(
                    "certificate.release", record, by: world.approver, payload)
            } == (isOfPerson ? Reason("release.notAsked", "6.17a", "requester") : nil))
        #expect(try await world.state(of: record) == (isOfPerson ? .suspended : .valid))
    }

    static let strangeWords: [(String, JSONValue, Reason)] = [
        ("revoke", ["hindrance": "ill"], Reason("payload.choiceUnknown", nil, "hindrance")),
        (
            "revoke", ["contactFrom": "theRequest"],
            Reason("payload.choiceUnknown", nil, "contactFrom")
        ),
        (
            "revoke", ["identified": "reasonableMeans"],
            Reason("payload.memberUnknown", nil, "contactFrom")
        ),
        // Nothing is said of a call where nobody was called.
        ("revoke", ["identified": "post"], Reason("payload.memberUnknown", nil, "contactFrom")),
        ("revoke", ["documents": []], Reason("payload.memberUnknown", nil, "documents")),
        ("suspend", ["identified": "a friend"], Reason("payload.choiceUnknown", nil, "identified")),
        ("suspend", ["hindrance": "distance"], Reason("payload.memberUnknown", nil, "hindrance")),
    ]

    @Test func `[5.8b] no words of one's own come in, and nothing that is not read`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let called: JSONValue = [
            "identified": "telephone", "hindrance": "distance", "contactFrom": "application",
        ]
        for (act, changes, reason) in Self.strangeWords {
            #expect(
                try await refusal {
                    act == "revoke"
                        ? try await world.revoke(record, changing: called.merging(changes))
                        : try await world.suspend(record, changing: changes)
                } == reason, "\(act) \(changes)")
        }
        #expect(try await world.state(of: record) == .valid)
    }

    /// The words of a person in need are never the obstacle (CP 6.17a).
    @Test func `[5.8b, 5.8d] a suspension goes through; what it owes the next act makes up for`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record, changing: ["reason": "identificationPending"])
        #expect(try await world.history(of: record).last?.owesIdentification == true)
        // Neither restored nor ended at the word of somebody whom nobody knows.
        #expect(
            try await refusal {
                try await world.release(record, changing: ["identified": .null])
            } == Reason("payload.invalid", nil, "identified"))
        #expect(
            try await refusal {
                try await world.revoke(record, changing: ["identified": .null])
            } == Reason("payload.invalid", nil, "identified"))
        try await world.revoke(
            record,
            changing: ["identified": "thirdPartyProof", "hindrance": "distance"])
        let history = try await world.history(of: record)
        #expect(history.map(\.identified) == [nil, nil, "thirdPartyProof"])
        #expect(history.last?.owesIdentification == false)
        // What the court or the authority itself asks for owes nothing; nor does the code.
        for requester in ["court", "authority"] {
            let other = try await world.issued()
            try await world.suspend(other, changing: ["requester": .string(requester)])
            #expect(try await world.history(of: other).last?.owesIdentification == false)
        }
    }

    @Test func `[5.8b] the entry tells the way, and nothing of the person`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let outcome = try await world.revoke(
            record,
            changing: [
                "identified": "telephone", "hindrance": "distance",
                "contactFrom": "officialRegister",
            ])
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        // The interface adds the words of the payload; the documents are the row's.
        #expect(entry.facts["evidence"] == [.string(AuthorityWorld.evidence)])
        #expect(try await world.history(of: record).last?.identified == "telephone")
    }
}
