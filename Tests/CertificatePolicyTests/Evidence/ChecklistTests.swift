import CertificatePolicy
import Messages
import PKIX
import Testing

/// One way to apply: who, by which method, and what is asked for then.
struct Path: Sendable, CustomTestStringConvertible {
    let name: String
    let category: Profile.Kind
    var method: IdentityVerificationMethod?
    var attributes: [SubjectAttributeKind: String] = [:]
    var hasTrademark = false
    var isAcceptedLater = false
    /// Kinds with the clause that asks for each.
    let wanted: [(kind: String, clause: String)]

    var testDescription: String { name }

    static let review = ("contentsReview", "5.3b")
    static let ofOrganisation = [
        ("existence", "5.4a"), ("genuineness", "5.4b"), ("callBack", "5.4b"),
    ]
    static let ofRepresentative = [("authorisation", "5.4d"), ("representative", "5.4e")]
    static let ofMethodB = [
        ("identityDatabase", "5.5B1"), ("biometricMatch", "5.5B2"), ("trueIntent", "5.5B3"),
        ("auxiliarySource", "5.5B4"),
    ]

    static let all = [
        Path(
            name: "a person by method A", category: .personal, method: .a,
            wanted: [review, ("faceToFace", "5.5A")]),
        Path(
            name: "a person by method A, with a trademark", category: .personal, method: .a,
            hasTrademark: true,
            wanted: [review, ("trademark", "5.3b"), ("faceToFace", "5.5A")]),
        Path(
            name: "a person by method B", category: .personal, method: .b,
            wanted: [review] + ofMethodB),
        Path(
            name: "an organisation", category: .organisation,
            wanted: [review] + ofOrganisation + ofRepresentative),
        Path(
            name: "an organisation with a person named", category: .organisation,
            attributes: [.surname: "陳"],
            wanted: [review] + ofOrganisation + [("namedPerson", "5.4c")] + ofRepresentative),
        Path(
            name: "an organisation with a trademark", category: .organisation,
            hasTrademark: true,
            wanted: [review, ("trademark", "5.3b")] + ofOrganisation + ofRepresentative),
        Path(
            name: "a person who accepts after the delivery", category: .personal, method: .a,
            isAcceptedLater: true,
            wanted: [review, ("faceToFace", "5.5A"), ("agreement", "6.3c")]),
    ]

    // MARK: What is judged

    /// The same with other attributes.
    func stating(_ changes: [SubjectAttributeKind: String]) -> Path {
        var path = self
        path.attributes.merge(changes) { _, change in change }
        return path
    }

    static let card = (try? IdentityNumber("A123456(3)", kind: .hongKongIdentityCard)).map { [$0] }
    static let rules = EvidenceRules(
        recognisedDatabases: ["hk-immd"], authoritativeSources: EvidenceRules.usualSources,
        biometricThreshold: 800)
    /// 2026-11-30T04:00:00Z.
    static let now: Int64 = 1_796_011_200_000

    func subject(mainland: Bool = false, declaring: Bool? = nil) -> Checklist.Subject {
        Checklist.Subject(
            category: category, method: method,
            attributes: attributes.merging([
                .commonName: "Chan Tai Man", .organizationName: "Chan Tai Man",
            ]) { own, _ in own },
            documents: category == .personal ? Self.card : nil,
            reference: "0123456789", declaresTrademark: declaring,
            isMainland: mainland,
            agreementHex: isAcceptedLater ? String(repeating: "ab", count: 32) : nil)
    }

    var items: [EvidenceItem] { wanted.map { item($0.kind) } }

    func item(_ kind: String, _ changes: [String: String] = [:]) -> EvidenceItem {
        Self.item(kind, hasTrademark: hasTrademark, changes)
    }

    static func item(
        _ kind: String, hasTrademark: Bool = false, _ changes: [String: String] = [:]
    ) -> EvidenceItem {
        guard let row = EvidenceKind[kind] else { preconditionFailure("no kind \(kind)") }
        var values = Self.values[kind] ?? [:]
        if kind == "contentsReview" {
            values = ["trademark": hasTrademark ? "yes" : "no", "minor": "no"]
        }
        return EvidenceItem(
            row, values.merging(changes) { _, change in change },
            documentHex: row.document == .none ? nil : String(repeating: "ab", count: 32),
            isKept: row.document == .kept)
    }

    func findings(
        _ items: [EvidenceItem], rules: EvidenceRules = Path.rules, mainland: Bool = false,
        declaring: Bool? = nil, agreements: Set<String> = ["LA-1"], at moment: Int64 = Path.now
    ) -> [EvidenceFinding] {
        Checklist(subject(mainland: mainland, declaring: declaring), rules, items: items)
            .judge(items, agreements: agreements, atMilliseconds: moment)
    }

    private static let met = [
        "place": "hk-central", "seenAt": "2026-11-30 11:59:00",
        "identityDocument": "hongKongIdentityCard", "name": "CHAN, Tai Man",
        "documentUntil": "2026-11-30",
    ]
    private static let asked = [
        "source": "hk-immd", "sourceVersion": "1.4", "seenAt": "2026-11-30T12:00:00+08:00",
        "agreement": "LA-1",
    ]

    private static let values: [String: [String: String]] = [
        "trademark": ["register": "HK IPD", "number": "300", "owner": "Chan Tai Man"],
        "agreement": [
            "digest": String(repeating: "ab", count: 32), "seenAt": "2026-11-29 10:00:00",
        ],
        "existence": [
            "source": "hk-cr", "seenAt": "2026-11-29 10:00:00", "name": "CHAN TAI MAN",
            "number": "123",
        ],
        "genuineness": [
            "seenAt": "2026-11-29 10:00:00", "outcome": "genuine", "compared": "the originals",
        ],
        "callBack": [
            "seenAt": "2026-11-29 10:00:00", "contactFrom": "officialRegister",
            "spokenTo": "secretary", "outcome": "confirmed",
        ],
        "namedPerson": [
            "name": "陳大文", "confirmedBy": "secretary", "confirmedOn": "2026-11-30",
        ],
        "authorisation": [
            "name": "Lam Mei Ling", "act": "apply", "from": "2026-11-30", "until": "2026-11-30",
        ],
        "representative": met.merging(["name": "LAM Mei-ling"]) { _, other in other },
        "faceToFace": met, "secondDocument": met,
        "guardian": met.merging(["name": "CHAN, Siu Ming", "relation": "parent"]) { _, other in
            other
        },
        "identityDatabase": asked.merging(["name": "Chan Tai Man", "outcome": "match"]) {
            _, other in other
        },
        "biometricMatch": asked.merging([
            "score": "800", "threshold": "800", "liveness": "passed",
        ]) { _, other in other },
        "trueIntent": [
            "form": "photo", "seenAt": "2026-11-30 12:00:00", "reference": "0123456789",
        ],
        "auxiliarySource": asked.merging(["form": "bankAccount", "outcome": "match"]) {
            _, other in other
        },
        "addressProof": ["issuedOn": "2026-11-30", "issuer": "a bank"],
        "siteVisit": [
            "seenAt": "2026-11-29 10:00:00", "place": "hk-kwun-tong", "outcome": "confirmed",
        ],
    ]
}

@Suite struct `The checklist of an application` {
    @Test(
        arguments: [
            ("NTRHK-12345678", "12345678", true), ("NTRHK-12345678", "1234-5678", true),
            ("12345678", "12345678", true), ("NTRHK-12345678", "12345679", false),
            ("VATCN-91-110000", "91110000", true),
        ])
    func `[5.4a] an organisation's number is that of the register, or is refused`(
        identifier: String, number: String, isGood: Bool
    ) throws {
        let path = try #require(Path.all.first { $0.name == "an organisation" })
            .stating([.organizationIdentifier: identifier])
        let items = path.items.map { item in
            item.kind.id == "existence" ? path.item("existence", ["number": number]) : item
        }
        #expect(path.findings(items).map(\.problem) == (isGood ? [] : [.otherNumber]))
    }

    @Test(
        arguments: [
            ("陳", "大文", "陳大文", true), ("Chan", "Tai Man", "CHAN, Tai Man", true),
            ("Chan", "Tai Man", "Tai Man Chan", true), ("Chan", "Tai Man", "Chan Siu Ming", false),
            ("Chan", "Tai Man", "Chan", false), ("Chan", nil, "CHAN Tai Man", true),
            ("Chan", nil, "Lam Mei Ling", false),
        ] as [(String, String?, String, Bool)])
    func `[5.4c] the person who is confirmed is the one in the certificate, or is refused`(
        surname: String, givenName: String?, confirmed: String, isGood: Bool
    ) throws {
        var stated: [SubjectAttributeKind: String] = [.surname: surname]
        stated[.givenName] = givenName
        let path = try #require(
            Path.all.first { $0.name == "an organisation with a person named" }
        ).stating(stated)
        let items = path.items.map { item in
            item.kind.id == "namedPerson" ? path.item("namedPerson", ["name": confirmed]) : item
        }
        #expect(path.findings(items).map(\.problem) == (isGood ? [] : [.otherName]))
    }

    @Test
    func
        `[5.4a, 5.4c, 5.4d, 6.14] a signed renewal of an organisation confirms what may have ended`()
    {
        for (attributes, wanted) in [
            ([:], ["contentsReview", "existence", "authorisation"]),
            ([.surname: "陳"], ["contentsReview", "existence", "namedPerson", "authorisation"]),
        ] as [([SubjectAttributeKind: String], [String])] {
            let subject = Checklist.Subject(
                category: .organisation, method: nil, attributes: attributes, reference: "1",
                renewsBySignature: true)
            let points = Checklist(subject, Path.rules, items: []).points
            #expect(points.map(\.kind.id) == wanted)
        }
    }

    /// What of two stated documents was seen; the problem of each item.
    static let seen: [(first: String, second: String?, problems: [EvidenceFinding.Problem])] = [
        ("hongKongIdentityCard", "passport", []), ("passport", "hongKongIdentityCard", []),
        ("hongKongIdentityCard", nil, [.missing]),
        ("hongKongIdentityCard", "hongKongIdentityCard", [.otherDocument]),
        ("exitEntryPermit", "passport", [.otherDocument]),
        ("hongKongIdentityCard", "exitEntryPermit", [.otherDocument]),
    ]

    @Test(arguments: seen)
    func `[5.2a, 5.5A] each document whose number is stated is seen, or a finding`(
        first: String, second: String?, problems: [EvidenceFinding.Problem]
    ) throws {
        let subject = Checklist.Subject(
            category: .personal, method: .a, attributes: [.commonName: "Chan Tai Man"],
            documents: [
                try IdentityNumber("A123456(3)", kind: .hongKongIdentityCard),
                try IdentityNumber("K98765432", kind: .passport),
            ], reference: "1")
        var items = [
            Path.item("contentsReview"), Path.item("faceToFace", ["identityDocument": first]),
        ]
        if let second {
            items.append(Path.item("secondDocument", ["identityDocument": second]))
        }
        let found = Checklist(subject, Path.rules, items: items)
            .judge(items, agreements: [], atMilliseconds: Path.now)
        #expect(found.map(\.problem) == problems)
    }

    @Test(
        arguments: [
            ("91110000600037341L", true), ("60003734-1", true), ("12345678", false),
        ] as [(String, Bool)])
    func `[5.2a, 5.4a] the number of a register is that of the stated documents, or a finding`(
        number: String, isGood: Bool
    ) throws {
        let subject = Checklist.Subject(
            category: .organisation, method: nil,
            attributes: [.organizationName: "Chan Tai Man"],
            documents: [try IdentityNumber("60003734-1", kind: .organisationCode)],
            reference: "1", renewsBySignature: true)
        let items =
            ["contentsReview", "authorisation"].map { Path.item($0) }
            + [Path.item("existence", ["number": number])]
        let found = Checklist(subject, Path.rules, items: items)
            .judge(items, agreements: [], atMilliseconds: Path.now)
        #expect(found.map(\.problem) == (isGood ? [] : [.otherNumber]))
    }

    @Test(arguments: Path.all)
    func
        `[5.3b, 5.4, 5.4a, 5.4b, 5.4c, 5.4d, 5.4e, 5.5, 5.5A, 5.5B1, 5.5B2, 5.5B3, 5.5B4, 6.3a, 6.3b] is complete with every item, and names what is missing`(
            path: Path
        )
    {
        let items = path.items
        #expect(path.findings(items) == [])
        let checklist = Checklist(path.subject(), Path.rules, items: items)
        #expect(checklist.points.map(\.kind.id) == path.wanted.map(\.kind))
        for (kind, clause) in path.wanted {
            let found = path.findings(items.filter { $0.kind.id != kind })
            // Without the answer about trademarks, its document is not asked for either.
            #expect(found.count == 1, "\(kind)")
            #expect(found.first?.problem == .missing && found.first?.kind == kind)
            #expect(found.first?.clause == clause, "\(kind)")
        }
    }

    @Test(arguments: Path.all)
    func `[6.3a] says everything that is missing at once`(path: Path) {
        let found = path.findings([])
        let wanted = path.wanted.filter { $0.kind != "trademark" }
        #expect(found.map(\.kind) == wanted.map(\.kind))
        #expect(found.map(\.clause) == wanted.map(\.clause))
    }

    @Test(arguments: 0..<16)
    func `[5.5] parts of method A and B do not add up`(parts: Int) {
        let b = Path.all[2]
        let given = Path.ofMethodB.enumerated().filter { parts >> $0.offset & 1 == 1 }
            .map { b.item($0.element.0) }
        let items = [b.item("contentsReview"), b.item("faceToFace")] + given
        #expect(b.findings(items).isEmpty == (given.count == 4))
        // Nor do any parts of B stand for A.
        let withoutA = [Path.all[0].item("contentsReview")] + given
        #expect(Path.all[0].findings(withoutA).map(\.clause) == ["5.5A"])
    }

    @Test func `[5.5] a person whose method nobody said is refused`() {
        let path = Path(name: "no method", category: .personal, wanted: [])
        #expect(path.findings([path.item("contentsReview")]).map(\.clause) == ["5.5"])
    }

    @Test func `[5.3b] a trademark that the applicant declared is not answered away`() {
        let path = Path.all[0]
        let found = path.findings(path.items, declaring: true)
        #expect(found.map(\.problem) == [.declaredOtherwise, .missing])
        #expect(found.map(\.clause) == ["5.3b", "5.3b"])
        let answered = Path.all[1]
        #expect(answered.findings(answered.items, declaring: true) == [])
        #expect(answered.findings(answered.items, declaring: false) == [])
    }

    @Test func `[6.1] a minor without a guardian is refused, and so is a person of no age`() {
        for path in [Path.all[0], Path.all[2]] {
            let child = path.item("contentsReview", ["minor": "yes"])
            let rest = path.items.filter { $0.kind.id != "contentsReview" }
            #expect(path.findings([child] + rest).map(\.kind) == ["guardian"])
            #expect(path.findings([child] + rest).map(\.clause) == ["6.1"])
            #expect(path.findings([child] + rest + [path.item("guardian")]) == [])
            // Nobody is the own guardian.
            let own = path.item("guardian", ["name": "Chan Tai Man"])
            #expect(path.findings([child] + rest + [own]).map(\.problem) == [.otherName])
            let nothing = path.item("contentsReview", ["minor": ""])
            #expect(path.findings([nothing] + rest).map(\.clause) == ["6.1"])
        }
    }

    // MARK: On top

    @Test func `[5.4f, 5.5d] practice asks for more on top`() {
        for further in EvidenceRules.Further.all {
            let path = further.category == .personal ? Path.all[0] : Path.all[3]
            var rules = Path.rules
            rules.further = [further]
            let found = path.findings(path.items, rules: rules)
            #expect(found.map(\.kind) == [further.kind.id])
            #expect(found.map(\.clause) == [further.category == .personal ? "5.5d" : "5.4f"])
            #expect(path.findings(path.items + [path.item(further.kind.id)], rules: rules) == [])
            // In place of what the policy asks for it counts for nothing.
            let instead = [path.item("contentsReview"), path.item(further.kind.id)]
            #expect(path.findings(instead, rules: rules).count == path.wanted.count - 1)
        }
        let others = [
            "existence", "personal/faceToFace", "organisation/existence", "root/siteVisit",
        ]
        for text in others { #expect(EvidenceRules.Further(text) == nil, "\(text)") }
    }

    // MARK: The table

    @Test func `rests on clauses that there are, and has words for everything`() {
        let known = EvidenceWords.known
        #expect(known.kinds == Set(EvidenceKind.all.map(\.id)))
        #expect(known.problems == Set(EvidenceFinding.Problem.allCases.map(\.rawValue)))
        #expect(Set(EvidenceKind.all.map(\.id)).count == EvidenceKind.all.count)
        for kind in EvidenceKind.all {
            #expect(!kind.clauses.isEmpty && !kind.fields.isEmpty)
            for clause in kind.clauses { #expect(Clause[clause] != nil, "\(clause)") }
            #expect(Set(kind.fields.map(\.name)).count == kind.fields.count, "\(kind.id)")
            for field in kind.fields {
                #expect(known.fields.contains(field.name), "\(field.name)")
                guard case .choice(let words) = field.form else { continue }
                for word in words { #expect(EvidenceWords.choice(word) != nil, "\(word)") }
            }
        }
    }
}
