import CertificatePolicy
import Messages
import Testing

/// A record that lacks nothing, and the least that a clause does not let it lack.
struct RegisterBreach: Sendable, CustomTestStringConvertible {
    let clause: String
    let kind: String
    /// The stage that it had before; nil for a new record.
    let before: String?
    let values: [String: String]
    /// By column; an empty value takes one away.
    let change: [String: String]
    let field: String

    var testDescription: String { "[\(clause)] \(kind).\(field)" }

    init(
        _ clause: String, _ kind: String, from before: String? = nil, _ values: [String: String],
        _ change: [String: String], field: String? = nil
    ) {
        self.clause = clause
        self.kind = kind
        self.before = before
        self.values = values
        self.change = change
        self.field = field ?? change.keys.min() ?? ""
    }

    func judge(_ values: [String: String]) throws -> [String: String] {
        let kind = try #require(RecordKind[kind])
        return try kind.judge(
            values, before: before.map { self.values.merging(["stage": $0]) { $1 } })
    }
}

@Suite struct `A record of a register` {
    private static let medium = [
        "label": "T-1", "form": "tape", "holds": "backup", "place": "safe", "holder": "chan",
        "stage": "enabled", "stageOn": "2026-01-01", "nextBy": "2026-06-01",
    ]
    private static let destroyed = medium.merging(
        [
            "stage": "destroyed", "destroyedHow": "shredded", "doneBy": "chan",
            "confirmedBy": "lee",
        ]) { $1 }
    private static let contract = [
        "number": "C-1", "partner": "Guard Ltd", "scope": "guards", "from": "2026-01-01",
        "securityTerms": "yes",
    ]
    private static let person = [
        "person": "chan", "name": "陳大文", "post": "validator", "identityDocument": "sealed",
        "screenedOn": "2026-01-01", "screenedBy": "lee", "screenedUntil": "2027-01-01",
        "qualification": "ten years of vetting", "contractTerms": "confidentiality",
    ]
    private static let paper = [
        "number": "P-1", "version": "1", "title": "Ledger of visitors", "form": "paper",
        "approvedBy": "lee", "from": "2026-01-01", "nextBy": "2027-01-01", "place": "archive",
        "holder": "chan",
    ]
    private static let drill = [
        "number": "D-1", "form": "key", "heldOn": "2026-01-01", "participants": "chan",
        "absent": "lee", "repeatBy": "2026-03-01", "outcome": "passed", "nextBy": "2027-01-01",
    ]
    private static let module = [
        "serial": "HSM-1", "maker": "Maker", "model": "M", "firmware": "1", "standard": "gmt0028",
        "certificateNumber": "GM-1", "approvedUntil": "2030-01-01", "stage": "received",
        "stageOn": "2026-01-01", "place": "safe", "doneBy": "chan", "supervisedBy": "lee",
    ]
    private static let device = [
        "tag": "S-1", "form": "server", "model": "M", "place": "room 1", "securityLevel": "high",
        "nextBy": "2026-06-01", "stage": "disposed", "wipedOn": "2026-02-01", "doneBy": "chan",
        "confirmedBy": "lee",
    ]
    private static let change = [
        "number": "X-1", "title": "Patch", "form": "emergency", "standard": "S-1",
        "developer": "Firm", "requestedBy": "chan", "approvedBy": "lee", "stage": "approved",
        "stageOn": "2026-01-01",
    ]
    private static let release = [
        "version": "1.2", "document": String(repeating: "0", count: 64),
        "checkedOn": "2026-01-01", "checkedBy": "chan", "weaknesses": "closed",
        "approvedBy": "lee",
    ]

    static let chapter7 = [
        RegisterBreach("7.4", "medium", from: "prepared", medium, ["place": ""]),
        RegisterBreach("7.4", "medium", from: "prepared", medium, ["holder": ""]),
        RegisterBreach("7.4", "medium", from: "prepared", medium, ["nextBy": ""]),
        RegisterBreach("7.5", "medium", from: "ended", destroyed, ["destroyedHow": ""]),
        RegisterBreach("7.5", "medium", from: "ended", destroyed, ["confirmedBy": "chan"]),
        RegisterBreach("7.7", "contract", contract, ["scope": ""]),
        RegisterBreach("7.7", "contract", contract, ["from": ""]),
        RegisterBreach("7.13a", "personnel", person, ["post": ""]),
        RegisterBreach("7.13a", "personnel", person, ["qualification": ""]),
        RegisterBreach("7.24b", "document", paper, ["place": ""]),
        RegisterBreach("7.24b", "document", paper, ["holder": ""]),
        RegisterBreach("7.26", "drill", drill, ["repeatBy": ""]),
        RegisterBreach(
            "7.26", "drill", drill, ["absent": "", "repeatBy": "", "outcome": "failed"],
            field: "repeatBy"),
    ]

    static let chapter8 = [
        RegisterBreach(
            "8.8", "cryptographicModule", from: "bought", module, ["stage": "installed"]),
        RegisterBreach(
            "8.8b", "cryptographicModule", from: "bought", module, ["supervisedBy": "chan"]),
        RegisterBreach("8.9", "medium", from: "prepared", medium, ["stage": "inUse"]),
        RegisterBreach("8.20", "device", from: "retired", device, ["wipedOn": ""]),
        RegisterBreach("8.20", "device", from: "retired", device, ["confirmedBy": ""]),
        RegisterBreach("8.20", "device", from: "retired", device, ["confirmedBy": "chan"]),
        RegisterBreach(
            "8.22", "change", from: "requested", change, ["approvedBy": "chan"]),
        RegisterBreach("8.22e", "change", from: "requested", change, ["approvedBy": ""]),
        RegisterBreach(
            "8.22e", "change", from: "requested", change,
            [
                "stage": "tested", "testedBy": "wu",
                "document": String(repeating: "0", count: 64),
            ], field: "stage"),
        RegisterBreach("8.22f", "release", release, ["weaknesses": ""]),
        RegisterBreach("8.22f", "release", release, ["approvedBy": "chan"], field: "approvedBy"),
    ]

    @Test func `has a breach for each clause that the names below say`() {
        #expect(
            Set(Self.chapter7.map(\.clause)) == ["7.4", "7.5", "7.7", "7.13a", "7.24b", "7.26"])
        #expect(
            Set(Self.chapter8.map(\.clause)) == [
                "8.8", "8.8b", "8.9", "8.20", "8.22", "8.22e", "8.22f",
            ])
    }

    @Test func `[6.20] an incident of production says what the mistake was`() throws {
        let incident = [
            "number": "I-1", "happenedAt": "2026-01-01T00:00:00Z", "form": "production",
            "mistake": "keyPairMismatch", "description": "another's key", "owner": "chan",
            "stage": "found",
        ]
        let breach = RegisterBreach("6.20", "incident", incident, ["mistake": ""])
        #expect(try breach.judge(incident) == incident)
        let refused = #expect(throws: Refusal.self) {
            _ = try breach.judge(incident.merging(breach.change) { $1 })
        }
        #expect(refused?.code == .recordFieldMissing(clause: "6.20"))
        #expect(refused?.field == "mistake")
        // Others have none to tell.
        let outage = ["form": "outage", "mistake": ""]
        #expect(
            try breach.judge(incident.merging(outage) { $1 })["mistake"] == nil)
    }

    @Test(arguments: chapter7)
    func `[7.4, 7.5, 7.7, 7.13a, 7.24b, 7.26] is taken whole`(breach: RegisterBreach) throws {
        #expect(try breach.judge(breach.values) == breach.values)
    }

    @Test(arguments: chapter7)
    func `[7.4, 7.5, 7.7, 7.13a, 7.24b, 7.26] is refused in part`(breach: RegisterBreach) throws {
        try expectRefusal(breach)
    }

    @Test(arguments: chapter8)
    func `[8.8, 8.8b, 8.9, 8.20, 8.22, 8.22e, 8.22f] is taken whole`(
        breach: RegisterBreach
    ) throws {
        #expect(try breach.judge(breach.values) == breach.values)
    }

    @Test(arguments: chapter8)
    func `[8.8, 8.8b, 8.9, 8.20, 8.22, 8.22e, 8.22f] is refused in part`(
        breach: RegisterBreach
    ) throws {
        try expectRefusal(breach)
    }

    private func expectRefusal(_ breach: RegisterBreach) throws {
        let refusal = #expect(throws: Refusal.self) {
            try breach.judge(breach.values.merging(breach.change) { $1 })
        }
        #expect(refusal?.code.clause == breach.clause)
        #expect(refusal?.field == breach.field)
    }
}
