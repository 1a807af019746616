import CertificatePolicy
import Messages
import Testing

@Suite struct `The registers` {
    @Test func `name clauses that there are, and words in every language`() {
        let known = RecordWords.known
        #expect(known.kinds == Set(RecordKind.all.map(\.id)))
        #expect(known.fields == Set(RecordKind.all.flatMap { $0.fields.map(\.name) }))
        var choices: Set<String> = []
        for field in RecordKind.all.flatMap(\.fields) {
            if case .choice(let words) = field.form { choices.formUnion(words) }
        }
        #expect(known.choices == choices)
        for clause in RecordKind.all.flatMap(\.clauses) { #expect(Clause[clause] != nil) }
    }

    @Test func `are in order: ids once, keys and rules over their own columns`() {
        #expect(RecordKind.all.count == 23)
        #expect(Set(RecordKind.all.map(\.id)).count == RecordKind.all.count)
        for kind in RecordKind.all {
            let names = Set(kind.fields.map(\.name))
            #expect(names.count == kind.fields.count, "\(kind.id)")
            #expect(!kind.roles.isEmpty && !kind.clauses.isEmpty && !kind.key.isEmpty)
            for name in kind.key {
                let field = kind.field(name)
                #expect(field?.isRequired == true, "\(kind.id).\(name)")
                #expect(field?.isConfidential == false, "\(kind.id).\(name)")
            }
            for rule in kind.rules { expect(rule, within: names, of: kind) }
        }
    }

    private func expect(_ rule: RecordRule, within names: Set<String>, of kind: RecordKind) {
        switch rule {
        case .inOrder(let one, let other), .momentsInOrder(let one, let other):
            #expect(names.isSuperset(of: [one, other]))
        case .together(let one, let other, let clause):
            #expect(names.isSuperset(of: [one, other]) && Clause[clause] != nil)
        case .limits(let name, let allowed, let decisive, let values, let clause):
            #expect(kind.choices(name).isSuperset(of: allowed) && Clause[clause] != nil)
            #expect(kind.choices(decisive).isSuperset(of: values))
        case .within(_, let one, let other, let clause), .differ(let one, let other, let clause):
            #expect(names.isSuperset(of: [one, other]) && Clause[clause] != nil)
        case .needs(let needed, let decisive, let values, let clause):
            #expect(names.isSuperset(of: needed + [decisive]) && Clause[clause] != nil)
            #expect(kind.choices(decisive).isSuperset(of: values))
        case .stages(let name, let first, let next, let clause):
            let stages = kind.choices(name)
            #expect(Clause[clause] != nil && stages.isSuperset(of: first))
            #expect(stages.isSuperset(of: next.keys))
            // Every stage is reached from the first ones.
            var reached = Set(first)
            for _ in stages { reached.formUnion(reached.flatMap { next[$0] ?? [] }) }
            #expect(reached == stages, "\(kind.id)")
        }
    }

    @Test func `[7.21] are kept for five years at least`() {
        for kind in RecordKind.all where !["access", "environment"].contains(kind.id) {
            #expect(kind.retentionMonths >= 60, "\(kind.id)")
        }
    }

    @Test(arguments: ["access", "environment"])
    func `[7.1e] [7.1f] records of doors and rooms are kept for three months at least`(
        kind: String
    ) {
        #expect((RecordKind[kind]?.retentionMonths ?? 0) >= 3)
    }

    @Test(
        arguments: [
            ("sensitive", "two", "record.valueUnfit"), ("core", "one", "record.valueUnfit"),
            ("core", "biometric", nil), ("office", "one", nil),
        ] as [(String, String, String?)])
    func `[7.1g2] sensitive zones take two factors at least, one of them biometric`(
        level: String, factors: String, code: String?
    ) throws {
        let kind = try #require(RecordKind["zone"])
        let values = [
            "label": "Z", "site": "main", "level": level, "factors": factors,
            "controls": "guards", "nextBy": "2026-12-01",
        ]
        do throws(Refusal) {
            #expect(try kind.judge(values) == values && code == nil)
        } catch {
            #expect(error.code.id == code && error.code.clause == "7.1g2")
        }
    }

    @Test func `[7.26] a drill that key people missed is held again`() throws {
        let kind = try #require(RecordKind["drill"])
        var values = [
            "number": "D-1", "form": "key", "heldOn": "2026-01-01", "participants": "chan",
            "absent": "lee", "outcome": "passed", "nextBy": "2027-01-01",
        ]
        let refusal = #expect(throws: Refusal.self) { try kind.judge(values) }
        #expect(refusal?.code.id == "record.fieldMissing" && refusal?.field == "repeatBy")
        values["repeatBy"] = "2026-03-01"
        #expect(try kind.judge(values) == values)
    }

    @Test(
        arguments: [
            ("2026-11-30 08:15:00", 1_795_997_700_000),
            ("2026-11-30T08:15:00+08:00", 1_795_997_700_000),
            ("2026-11-30T00:15:00Z", 1_795_997_700_000), ("2026-11-30T08:15:00", nil),
            ("2026-11-30 08:15:00Z", nil), ("2026-11-30 24:00:00", nil),
            ("2026-11-31 08:15:00", nil),
            ("2026-11-30", nil), ("2026-11-30 08:15", nil), ("2026-11-30 08:15:60", nil), ("", nil),
            ("1970-01-01 08:00:00", 0),
        ] as [(String, Int64?)])
    func `moments are read in one of three writings`(text: String, milliseconds: Int64?) {
        #expect(RecordMoment(text)?.milliseconds == milliseconds)
    }

    // MARK: Judging

    private static let insurance = [
        "number": "P-1", "form": "insurance", "insurer": "X", "cover": "1000000",
        "currency": "HKD", "from": "2026-01-01", "until": "2026-12-31",
    ]

    static let values: [(String, String, String?)] = [
        ("cover", "0", nil), ("cover", "007", "record.fieldInvalid"),
        ("cover", "-1", "record.fieldInvalid"), ("cover", "1e3", "record.fieldInvalid"),
        ("cover", "1234567890123456", "record.fieldInvalid"), ("cover", "", "record.fieldMissing"),
        ("currency", "USD", "record.fieldInvalid"), ("from", "2026-02-29", "record.fieldInvalid"),
        ("from", "2026-1-1", "record.fieldInvalid"), ("from", "01/01/2026", "record.fieldInvalid"),
        ("until", "2025-12-31", "record.daysWrong"), ("until", "2026-01-01", nil),
        ("insurer", " X", "record.fieldInvalid"), ("insurer", "X\n", "record.fieldInvalid"),
        ("insurer", "a\u{202E}b", "record.fieldInvalid"), ("insurer", "•••", "record.fieldInvalid"),
        ("insurer", "a\u{7}b", "record.fieldInvalid"), ("insurer", "保險公司", nil),
        ("insurer", String(repeating: "保", count: 200), nil),
        ("insurer", String(repeating: "保", count: 201), "record.fieldInvalid"),
        ("document", String(repeating: "a", count: 64), nil),
        ("document", String(repeating: "A", count: 64), "record.fieldInvalid"),
        ("colour", "red", "record.fieldUnknown"), ("acceptedOn", "", nil),
    ]

    @Test(arguments: values)
    func `[11.2] take values as they have to be written, and no others`(
        name: String, value: String, code: String?
    ) throws {
        let kind = try #require(RecordKind["insurance"])
        let values = Self.insurance.merging([name: value]) { $1 }
        guard let code else {
            #expect(try kind.judge(values) == values.filter { !$0.value.isEmpty })
            return
        }
        let refusal = #expect(throws: Refusal.self) { try kind.judge(values) }
        #expect(refusal?.code.id == code)
        #expect(refusal?.field == name)
    }

    @Test func `[7.14b] training is good for a year at most`() throws {
        let kind = try #require(RecordKind["training"])
        var values = [
            "person": "chan", "topic": "rules", "heldOn": "2026-01-01",
            "goodUntil": "2027-01-02", "outcome": "passed",
        ]
        #expect(try kind.judge(values) == values)
        values["goodUntil"] = "2027-01-03"
        let refusal = #expect(throws: Refusal.self) { try kind.judge(values) }
        #expect(refusal?.code.id == "record.daysTooFar")
        #expect(refusal?.code.clause == "7.14b")
    }

    @Test func `[10.2] an independent assessment counts with independence and report`() throws {
        let kind = try #require(RecordKind["assessment"])
        var values = [
            "number": "A-1", "form": "independent", "assessor": "Firm", "scope": "all",
            "heldOn": "2026-01-01", "nextBy": "2027-01-01",
        ]
        let refusal = #expect(throws: Refusal.self) { try kind.judge(values) }
        #expect(refusal?.code.id == "record.fieldMissing" && refusal?.code.clause == "10.2")
        values["independence"] = "no other business"
        values["document"] = String(repeating: "0", count: 64)
        #expect(try kind.judge(values) == values)
    }

    @Test func `[7.5] a medium is destroyed by one person and confirmed by another`() throws {
        let kind = try #require(RecordKind["medium"])
        let before = [
            "label": "T-1", "form": "tape", "holds": "backup", "place": "safe", "holder": "chan",
            "stage": "ended", "stageOn": "2026-01-01", "nextBy": "2026-06-01",
        ]
        var values = before
        values["stage"] = "destroyed"
        for (name, value, code) in [
            ("destroyedHow", "shredded", "record.fieldMissing"),
            ("doneBy", "chan", "record.fieldMissing"),
            ("confirmedBy", "chan", "record.personsAlike"), ("confirmedBy", "lee", nil),
        ] as [(String, String, String?)] {
            values[name] = value
            guard let code else {
                #expect(try kind.judge(values, before: before) == values)
                continue
            }
            let refusal = #expect(throws: Refusal.self) {
                try kind.judge(values, before: before)
            }
            #expect(refusal?.code.id == code && refusal?.code.clause == "7.5", "\(name)")
        }
    }
}

extension RecordKind {
    fileprivate func choices(_ name: String) -> Set<String> {
        if case .choice(let words)? = field(name)?.form { Set(words) } else { [] }
    }
}
