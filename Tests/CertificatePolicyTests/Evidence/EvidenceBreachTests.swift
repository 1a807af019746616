import CertificatePolicy
import PKIX
import Testing

/// What is wrong with one item of an otherwise complete checklist.
struct EvidenceBreach: Sendable, CustomTestStringConvertible {
    let clause: String
    let path: Int
    let kind: String
    let changes: [String: String]
    let problem: EvidenceFinding.Problem

    init(
        _ clause: String, _ path: Int, _ kind: String, _ changes: [String: String],
        _ problem: EvidenceFinding.Problem
    ) {
        self.clause = clause
        self.path = path
        self.kind = kind
        self.changes = changes
        self.problem = problem
    }

    var testDescription: String { "\(clause): \(kind) \(problem) \(changes)" }

    private static let (a, b, organisation, naming, later) = (0, 2, 3, 4, 6)

    static let all = [
        EvidenceBreach("5.5A", a, "faceToFace", ["name": "Chan Siu Man"], .otherName),
        EvidenceBreach("5.5A", a, "faceToFace", ["name": ""], .fieldMissing),
        EvidenceBreach("5.5A", a, "faceToFace", ["place": ""], .fieldMissing),
        EvidenceBreach("5.5A", a, "faceToFace", ["place": "Queen's Road 1"], .fieldInvalid),
        EvidenceBreach("5.5A", a, "faceToFace", ["seenAt": "yesterday"], .fieldInvalid),
        EvidenceBreach("5.5A", a, "faceToFace", ["seenAt": "2026-11-30 12:00:01"], .notYet),
        EvidenceBreach("5.5A", a, "faceToFace", ["identityDocument": "card"], .fieldInvalid),
        EvidenceBreach(
            "5.5A", a, "faceToFace", ["identityDocument": "residentIdentityCard"],
            .otherDocument),
        EvidenceBreach("5.5A", a, "faceToFace", ["documentUntil": "2026-11-29"], .outOfDate),
        EvidenceBreach("5.5A", a, "faceToFace", ["colour": "red"], .fieldUnknown),
        EvidenceBreach("5.3b", 1, "trademark", ["number": ""], .fieldMissing),
        EvidenceBreach("5.3b", 1, "trademark", ["documentUntil": "2026-11-29"], .outOfDate),
        EvidenceBreach("5.3b", a, "contentsReview", ["trademark": ""], .fieldMissing),
        EvidenceBreach("5.4a", organisation, "existence", ["source": "hearsay"], .sourceUnknown),
        EvidenceBreach("5.4a", organisation, "existence", ["name": "Another Ltd"], .otherName),
        EvidenceBreach("5.4a", organisation, "existence", ["seenAt": ""], .fieldMissing),
        EvidenceBreach("5.4b", organisation, "genuineness", ["outcome": "doubtful"], .negative),
        EvidenceBreach("5.4b", organisation, "callBack", ["outcome": "denied"], .negative),
        EvidenceBreach(
            "5.4b", organisation, "callBack", ["contactFrom": "application"], .fieldInvalid),
        EvidenceBreach("5.4c", naming, "namedPerson", ["confirmedOn": "2026-12-01"], .notYet),
        EvidenceBreach("5.4c", naming, "namedPerson", ["confirmedBy": ""], .fieldMissing),
        EvidenceBreach("5.4d", organisation, "authorisation", ["act": "revoke"], .otherAct),
        EvidenceBreach("5.4d", organisation, "authorisation", ["from": "2026-12-01"], .daysWrong),
        EvidenceBreach(
            "5.4d", organisation, "authorisation",
            ["from": "2026-12-01", "until": "2026-12-02"], .notYet),
        EvidenceBreach(
            "5.4d", organisation, "authorisation",
            ["from": "2026-01-01", "until": "2026-11-29"], .outOfDate),
        EvidenceBreach(
            "5.4e", organisation, "representative", ["name": "Lam Mei Fung"],
            .otherRepresentative),
        EvidenceBreach(
            "5.4e", organisation, "representative", ["identityDocument": ""], .fieldMissing),
        EvidenceBreach("5.5B1", b, "identityDatabase", ["source": "some-shop"], .sourceUnknown),
        EvidenceBreach("5.5B1", b, "identityDatabase", ["outcome": "mismatch"], .negative),
        EvidenceBreach("5.5B1", b, "identityDatabase", ["name": "Chan Siu Man"], .otherName),
        EvidenceBreach("5.5B1", b, "identityDatabase", ["sourceVersion": ""], .fieldMissing),
        EvidenceBreach("5.5B2", b, "biometricMatch", ["score": "799"], .scoreLow),
        EvidenceBreach(
            "5.5B2", b, "biometricMatch", ["score": "899", "threshold": "900"], .scoreLow),
        EvidenceBreach(
            "5.5B2", b, "biometricMatch", ["score": "799", "threshold": "1"], .scoreLow),
        EvidenceBreach("5.5B2", b, "biometricMatch", ["score": "1001"], .scoreLow),
        EvidenceBreach("5.5B2", b, "biometricMatch", ["liveness": "failed"], .negative),
        EvidenceBreach("5.5B3", b, "trueIntent", ["reference": "0123456780"], .otherApplication),
        EvidenceBreach("5.5B3", b, "trueIntent", ["form": "letter"], .fieldInvalid),
        EvidenceBreach("5.5B4", b, "auxiliarySource", ["agreement": "LA-2"], .agreementMissing),
        EvidenceBreach("5.5B4", b, "auxiliarySource", ["agreement": ""], .agreementMissing),
        EvidenceBreach("5.5B4", b, "auxiliarySource", ["outcome": "mismatch"], .negative),
        EvidenceBreach(
            "6.3c", later, "agreement", ["digest": String(repeating: "cd", count: 32)],
            .otherAgreement),
        EvidenceBreach("6.3c", later, "agreement", ["digest": ""], .fieldMissing),
    ]
}

@Suite struct `Evidence that is there and does not count` {
    @Test(arguments: EvidenceBreach.all)
    func
        `[5.3b, 5.4a, 5.4b, 5.4c, 5.4d, 5.4e, 5.5A, 5.5B1, 5.5B2, 5.5B3, 5.5B4, 6.3a, 6.3b] is refused by its clause, and mended by the next of its kind`(
            breach: EvidenceBreach
        )
    {
        let path = Path.all[breach.path]
        let wrong = path.item(breach.kind, breach.changes)
        let items = path.items.map { $0.kind.id == breach.kind ? wrong : $0 }
        let found = path.findings(items)
        #expect(found.contains { $0.problem == breach.problem }, "\(found)")
        #expect(found.allSatisfy { $0.clause == breach.clause && $0.kind == breach.kind })
        #expect(path.findings(items + [path.item(breach.kind)]) == [])
        // What was good and is contradicted does not count any more.
        #expect(!path.findings(path.items + [wrong]).isEmpty)
    }

    @Test func `[5.3b, 5.4a, 5.4d, 5.5B3, 6.4] a paper that nobody can name is none`() {
        for kind in EvidenceKind.all where kind.document != .none {
            let item = EvidenceItem(kind, Path.item(kind.id).values)
            #expect(
                item.defects.map(\.problem)
                    == [kind.document == .kept ? .fileMissing : .documentMissing], "\(kind.id)")
            #expect(item.defects.map(\.clause) == [kind.clauses[0]])
        }
    }

    @Test func `[5.5e] a mainland authority asks every outside source for its agreement`() {
        let path = Path.all[2]
        for kind in ["identityDatabase", "biometricMatch"] {
            let wrong = path.item(kind, ["agreement": "LA-2"])
            let items = path.items.map { $0.kind.id == kind ? wrong : $0 }
            #expect(path.findings(items) == [])
            let found = path.findings(items, mainland: true)
            #expect(found.map(\.problem) == [.agreementMissing])
            #expect(found.map(\.clause) == ["5.5e"])
        }
        #expect(path.findings(path.items, mainland: true) == [])
        let ended = path.findings(path.items, mainland: true, agreements: [])
        #expect(ended.map(\.clause) == ["5.5e", "5.5e", "5.5B4"])
    }

    @Test(arguments: [
        ("Chan Tai Man", "CHAN, Tai Man", true), ("陳大文", "陳大文", true), ("陳大文", "陳大", false),
        ("", "", false), ("–", "…", false), ("Chan Tai Man", "Chan Tai Mann", false),
    ])
    func `[5.5A] a name is the same however documents write it, and no other`(
        one: String, other: String, isSame: Bool
    ) {
        let path = Path(
            name: "named", category: .personal, method: .a, attributes: [.commonName: one],
            wanted: [])
        let items = [
            path.item("contentsReview"), path.item("faceToFace", ["name": other]),
        ]
        #expect(path.findings(items).isEmpty == isSame)
    }
}
