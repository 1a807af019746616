import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Ledger
import MerkleLog
import Messages

/// How the authority stands to each clause of the certificate policy.
extension API {
    /// `{"at"?,"from"?,"to"?,"clause"?,"tests"?:[{"clause","passed","failed"}…]}`; changes nothing. The
    /// test results are the caller's: the server has none.
    func conformance(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["at", "from", "to", "clause", "tests"])
        let service = ConformanceService(ledger: ledger)
        let range = try Self.range(body, until: try await ledger.read { $0.atMilliseconds })
        if range != nil, body.json["at"] != nil {
            throw Refusal(.queryInvalid, field: "at", ["name": "at", "reason": "from, to"])
        }
        var period: ConformancePeriod?
        if let range { period = try await service.period(range) }
        let moment = try range?.upperBound ?? Self.time("at", body)?.first
        let report = try await service.report(
            at: moment, clause: body.optionalString("clause", maximumBytes: 16),
            tests: Self.tests(body))
        let answer = Self.json(report, request.language)
        guard let period else { return answer }
        return answer.merging(["period": Self.json(period)])
    }

    private static func time(_ name: String, _ body: Payload) throws -> Timestamp? {
        try body.optionalString(name, maximumBytes: 64).map {
            try Timestamp.required($0, name: name)
        }
    }

    /// Both ends or none, in their order. A day that is not over yet counts until now.
    private static func range(_ body: Payload, until now: Int64) throws -> ClosedRange<Int64>? {
        let (from, to) = (try time("from", body)?.first, try time("to", body))
        guard from != nil || to != nil else { return nil }
        guard let from, let to else {
            let missing = from == nil ? "from" : "to"
            throw Refusal(
                .queryInvalid, field: missing, ["name": missing, "reason": "from, to"])
        }
        guard to.first <= now else { throw Refusal(.conformanceTimeOutside, field: "to") }
        let until = min(to.last, now)
        guard from <= until else {
            throw Refusal(.queryInvalid, field: "from", ["name": "from", "reason": "≤ to"])
        }
        return from...until
    }

    private static func json(_ period: ConformancePeriod) -> JSONValue {
        [
            "from": .time(period.range.lowerBound), "to": .time(period.range.upperBound),
            "duties": .array(period.duties.map(json)), "roles": .array(period.roles.map(json)),
            "revocations": [
                "count": .integer(Int64(period.revocations.count)),
                "mistakes": .array(
                    period.revocations.mistakes.map { mistake, count in
                        ["mistake": .string(mistake), "count": .integer(Int64(count))]
                    }),
            ],
        ]
    }

    private static func json(_ kept: ConformancePeriod.Kept) -> JSONValue {
        [
            "id": .string(kept.duty.id), "of": kept.authority.map { .string($0) } ?? .null,
            "role": .string(kept.duty.role.rawValue),
            "deputy": .string(kept.duty.deputy.rawValue),
            "times": .integer(Int64(kept.times)),
            "deadlines": kept.deadlines.map { .integer(Int64($0)) } ?? .null,
            "breaches": .array(kept.breaches.map(json)), "leftOff": .integer(Int64(kept.leftOff)),
        ]
    }

    private static func json(_ held: ConformancePeriod.Held) -> JSONValue {
        [
            "officer": .string(held.officer), "role": .string(held.role.rawValue),
            "authority": held.scope.authority.map { .string($0) } ?? .null,
            "category": held.scope.kind.map { .string($0.rawValue) } ?? .null,
            "site": held.scope.site.map { .string($0) } ?? .null,
            "from": .time(held.fromMilliseconds), "to": .time(held.untilMilliseconds),
        ]
    }

    private static func json(_ breach: PeriodBreach) -> JSONValue {
        let span = breach.span
        return [
            "of": breach.object.map { .string($0) } ?? .null,
            "dueAt": .time(span.dueMilliseconds),
            "from": .time(span.fromMilliseconds), "to": .time(span.untilMilliseconds),
            "seconds": .integer((span.untilMilliseconds - span.fromMilliseconds) / 1000),
            "mended": .bool(span.isMended), "cause": .string(breach.cause.rawValue),
            "officers": .array(breach.officers.map { .string($0) }),
            "incidents": .array(
                breach.incidents.map { incident in
                    [
                        "record": .string(incident.record), "number": .string(incident.number),
                        "form": .string(incident.form),
                    ]
                }),
        ]
    }

    private static func tests(_ body: Payload) throws -> [String: ClauseTestResults]? {
        guard let list = body.json["tests"], !list.isNull else { return nil }
        guard let items = list.array, items.count <= 10_000 else {
            throw Refusal(.payloadInvalid, field: "tests", ["name": "tests"])
        }
        var tests: [String: ClauseTestResults] = [:]
        for item in items {
            let payload = Payload(item)
            try payload.refuseUnknown(besides: ["clause", "passed", "failed"])
            let (passed, failed) = (
                try payload.integer("passed"), try payload.integer("failed")
            )
            let clause = try payload.string("clause", maximumBytes: 16)
            guard (0...1_000_000).contains(passed), (0...1_000_000).contains(failed),
                tests[clause] == nil
            else { throw Refusal(.payloadInvalid, field: "tests", ["name": "tests"]) }
            tests[clause] = ClauseTestResults(passed: Int(passed), failed: Int(failed))
        }
        return tests
    }

    private static func json(_ report: ConformanceReport, _ language: Language) -> JSONValue {
        [
            "at": .time(report.atMilliseconds),
            "clauses": .array(report.standings.map { json($0, report, language) }),
            "totals": .object(
                Dictionary(
                    uniqueKeysWithValues: report.totals.map {
                        ($0.key.rawValue, .integer(Int64($0.value)))
                    })),
            "proofs": .array(report.proofs.map(\.json)),
        ]
    }

    private static func json(
        _ standing: ClauseStanding, _ report: ConformanceReport, _ language: Language
    ) -> JSONValue {
        let clause = standing.clause
        let states = standing.states.map { ($0.key.rawValue, JSONValue.string($0.value.rawValue)) }
        var evidence: JSONValue = .null
        if let index = standing.newestEntry, let time = report.times[index] {
            evidence = [
                "entry": .integer(index), "time": .time(time),
                "ageSeconds": .integer((report.atMilliseconds - time) / 1000),
            ]
        }
        return [
            "id": .string(clause.id), "by": .string(clause.by.rawValue),
            "level": .string(clause.level.rawValue),
            "kinds": .array(clause.kinds.map { .string($0.rawValue) }),
            "asks": .string(clause.asks.text(in: language)),
            "states": .object(Dictionary(uniqueKeysWithValues: states)),
            "state": .string(standing.state.rawValue),
            "answeredBy": .array(standing.answers.map(json)),
            "evidence": evidence,
            "notApplicable": standing.inapplicable.map {
                [
                    "setting": .string($0.setting), "value": .string($0.value),
                    "reason": .string($0.reason.text(in: language)),
                ]
            } ?? .null,
            "tests": standing.tests.map {
                ["passed": .integer(Int64($0.passed)), "failed": .integer(Int64($0.failed))]
            } ?? .null,
        ]
    }

    private static func json(_ answer: ClauseAnswer) -> JSONValue {
        [
            "source": .string(answer.source.rawValue), "id": .string(answer.id),
            "of": answer.object.map { .string($0) } ?? .null,
            "state": .string(answer.state.rawValue),
            "due": answer.dueMilliseconds.map { .time($0) } ?? .null,
            "entry": answer.entry.map { .integer($0) } ?? .null,
        ]
    }
}
