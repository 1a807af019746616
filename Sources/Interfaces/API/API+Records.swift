import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Records

/// Registers of people, contracts, equipment and the like.
extension API {
    func changeRecord(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            let change = RecordChange(Payload(act.payload))
            switch act.operation {
            case "record.add": return try change.add(&transaction)
            case "record.change": return try change.change(&transaction)
            case "record.end": return try change.end(&transaction)
            case "record.import":
                return try RecordAdoption(Payload(act.payload)).adopt(&transaction)
            case "record.reverse":
                return try RecordReversal(Payload(act.payload)).reverse(&transaction)
            default: return try change.reveal(&transaction)
            }
        }
    }

    /// What was asked for, once the entry that says so is durable. A repeated request made no entry, and
    /// is told nothing: whoever got hold of it would read in silence.
    func revealed(by outcome: ActOutcome) async throws -> JSONValue {
        if !outcome.replayed, outcome.result["application"] != nil,
            let file = outcome.result["file"]?.string
        {
            return try await revealedFile(file)
        }
        guard !outcome.replayed, let record = outcome.result["record"]?.string,
            let number = outcome.result["version"]?.integer
        else { return .null }
        if let file = outcome.result["file"]?.string { return try await revealedFile(file) }
        return try await ledger.read { snapshot in
            let version = try snapshot.get(RecordVersion.self, .text(record), .integer(number))
            let values = try version?.confidential(snapshot) ?? [:]
            return .object(values.mapValues { .string($0) })
        }
    }

    /// Those in force or ended of one register, the newest first, what is confidential masked.
    func records(_ request: APIRequest) async throws -> JSONValue {
        let kind = try RecordKind.named(request.query["kind"] ?? "")
        var filter = Filter(request, table: RecordVersion.table.name)
        filter.require(RecordVersion.isNewest)
        filter.equal("kind", to: "kind")
        filter.equal("person", to: "person")
        if request.query["person"] != nil { filter.require("person IS NOT NULL") }
        try filter.choice(
            "state", to: "state", among: RecordVersion.State.allCases.map(\.rawValue))
        try filter.span("at")
        let page = try filter.page(ways: [["person", "kind"], ["kind", "from", "to"]])
        // Those about one person are few: they are put in order, and not found by their time.
        let time = request.query["person"] == nil ? "at" : "at + 0"
        return try await ledger.read { snapshot in
            let found = try snapshot.select(
                RecordVersion.self, where: page.condition, page.parameters,
                orderBy: "\(time) DESC, record", limit: page.size, offset: page.offset)
            return page.answer(
                "records", try found.map { try Self.summary($0, kind) },
                total: try page.total(snapshot))
        }
    }

    /// Gaps and overtime in the records of a register.
    func recordFindings(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["kind", "from"])
        let kind = try RecordKind.named(request.query["kind"] ?? "")
        let since = try request.time("from")?.first
        let found = try await ledger.readApart { snapshot in
            try RecordFindings(of: kind, since: since, snapshot)
        }
        return [
            "kind": .string(kind.id), "records": .integer(Int64(found.records)),
            "cut": .bool(found.isCut),
            "findings": .array(
                found.findings.map { finding in
                    [
                        "fault": .string(finding.fault.rawValue), "of": .string(finding.of),
                        "from": .time(finding.fromMilliseconds),
                        "until": finding.untilMilliseconds.map { .time($0) } ?? .null,
                        "clause": .string(finding.clause),
                    ]
                }),
        ]
    }

    /// One record with all its versions.
    func record(_ id: String) async throws -> JSONValue {
        try await ledger.read { snapshot in
            let versions = try snapshot.recordHistory(id)
            let kind = try RecordKind.named(versions[0].kind)
            let summaries = try versions.map { try Self.summary($0, kind) }
            let files = try snapshot.files(of: id).map(Self.summary)
            return (summaries.last ?? .null).merging([
                "versions": .array(summaries), "attachments": .array(files),
            ])
        }
    }

    private static func summary(
        _ version: RecordVersion, _ kind: RecordKind
    ) throws -> JSONValue {
        var values = try version.open
        // Which of them there are is confidential, too.
        if version.sealed != nil {
            for name in kind.confidentialNames { values[name] = RecordKind.mask }
        }
        return [
            "record": .string(version.record), "version": .integer(version.version),
            "kind": .string(version.kind), "state": .string(version.state.rawValue),
            "at": .time(version.atMilliseconds), "actor": .string(version.actor),
            "entry": .integer(version.entry),
            "values": .object(values.mapValues { .string($0) }),
        ]
    }

    func recordImport(_ id: String) async throws -> JSONValue {
        try await ledger.read { try $0.recordImport(id).json }
    }

    /// `{"number","kind","salt","rows":[{"line","values"}]}`: counts only once an officer adopts it.
    func stageRecords(_ id: String, _ request: APIRequest) async throws -> JSONValue {
        let chunk = try RecordChunk(Payload(request.body ?? .null), of: id)
        // Before the act: what a stranger is refused must not make the journal grow.
        try await ledger.read { snapshot in
            try snapshot.requireRole(
                of: request.caller, toSign: "record.import", among: chunk.kind.roles)
        }
        return try await ledger.act(
            ActRequest(
                id: "stage-\(id)-\(chunk.number)", operation: "record.stage", actor: .system,
                facts: ["import": .string(id), "number": .integer(chunk.number)],
                payload: request.body ?? .null)
        ) { try chunk.stage(&$0) }.result
    }

    /// What each register is, with its words in the caller's language.
    static func recordKinds(_ language: Language) -> JSONValue {
        [
            "kinds": .array(
                RecordKind.all.map { kind in
                    [
                        "kind": .string(kind.id),
                        "title": .string(RecordWords.kind(kind.id).text(in: language)),
                        "roles": .array(kind.roles.map { .string($0.rawValue) }),
                        "clauses": .array(kind.clauses.map { .string($0) }),
                        "key": .array(kind.key.map { .string($0) }),
                        "retentionMonths": .integer(Int64(kind.retentionMonths)),
                        "fields": .array(kind.fields.map { json($0, language) }),
                    ]
                })
        ]
    }

    private static func json(_ field: RecordField, _ language: Language) -> JSONValue {
        [
            "name": .string(field.name),
            "heading": .string(RecordWords.heading(field.name).text(in: language)),
            "form": .string(field.form.word), "required": .bool(field.isRequired),
            "confidential": .bool(field.isConfidential),
        ]
    }
}
