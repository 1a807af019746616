import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import MerkleLog
import Messages
import Monitoring
import Notification
import Status

/// Queries on who and what runs here.
extension API {
    func context() async throws -> JSONValue {
        let identity = ledger.identity
        let verifierKey = ledger.verifier.description
        let version = version
        return try await ledger.read { snapshot in
            let checkpoint = try snapshot.seenCheckpoint()
            return [
                "origin": .string(identity.origin),
                "environment": .string(identity.environment.rawValue),
                "policy": .string(Practice.policyVersion),
                // The version alone: an auditor needs the context just when settings were damaged.
                "practice": .integer(try snapshot.practiceInForce()?.version ?? 0),
                "checkpoint": [
                    "size": .integer(checkpoint.size),
                    "root": .string(Hex.encode(checkpoint.root)),
                    "note": .string(try snapshot.checkpoint()),
                ],
                "verifierKey": .string(verifierKey), "time": .time(snapshot.atMilliseconds),
                "version": .string(version),
                "predecessors": .array(Self.predecessors(identity.chapters)),
            ]
        }
    }

    /// The names that the journal had before, oldest first, and the entry that ended each.
    private static func predecessors(_ chapters: [JournalChapter]) -> [JSONValue] {
        zip(chapters, chapters.dropFirst()).map { before, next in
            [
                "origin": .string(before.origin), "verifierKey": .string(before.verifierKey),
                "entry": .integer(next.firstEntry),
            ]
        }
    }

    func health(_ language: Language) async throws -> JSONValue {
        let open = try await ledger.openIntents().count
        let entries = try await ledger.read { try $0.journalSize() }
        let isRestored = ledger.isRestored
        let status = isRestored ? "restored" : open == 0 ? "ready" : "catchingUp"
        let answer: JSONValue = [
            "ok": .bool(open == 0 && !isRestored), "status": .string(status),
            "entries": .integer(entries), "openIntents": .integer(Int64(open)),
            "environment": .string(ledger.identity.environment.rawValue),
            "version": .string(version),
        ]
        guard let watch else { return answer }
        let checks = HealthJudge.checks(await watch.facts())
        return answer.merging([
            "level": .string(checks.level.name),
            "checks": .array(checks.map { $0.json(in: language) }),
        ])
    }

    func operators() async throws -> JSONValue {
        try await ledger.read { snapshot in
            let officers = try snapshot.select(Officer.self, orderBy: "id", limit: 10_000)
            return [
                "operators": .array(
                    try officers.map { officer in
                        let grants = try snapshot.grants(of: officer.id)
                        let now = snapshot.atMilliseconds
                        let held = grants.map(\.roleGrant)
                            .filter { $0.isInForce(atMilliseconds: now) }.map(\.role)
                        return [
                            "officer": .string(officer.id),
                            "name": .string(String(officer.id.dropFirst("off-".count))),
                            "key": .string(officer.keyID),
                            "roles": .array(
                                Role.allCases.filter(held.contains).map { .string($0.rawValue) }),
                            "grants": .array(grants.map(Self.summary)),
                            "state": .string(officer.stateWord),
                            "enrolledAt": .time(officer.enrolledAtMilliseconds),
                        ]
                    })
            ]
        }
    }

    /// New security officers who wait, whom outside to tell of it, and when a mail server took that.
    private static func recoveries(_ snapshot: Snapshot) throws -> [JSONValue] {
        try OfficerRecovery.underWay(snapshot).map { officer, from in
            [
                "officer": .string(officer), "from": .time(from),
                "tell": .array(
                    try Notice.toldOutside(of: officer, snapshot).map {
                        [
                            "address": .string($0.address),
                            "at": $0.atMilliseconds.map { .time($0) } ?? .null,
                        ]
                    }),
            ]
        }
    }

    /// Vetting and training that ended, or ends within 60, 30 or 7 days; the most pressing first.
    private static func renewals(_ snapshot: Snapshot) throws -> [JSONValue] {
        try snapshot.qualificationRenewals().compactMap { renewal in
            let left = (renewal.untilMilliseconds ?? 0) - snapshot.atMilliseconds
            let days =
                left <= 0 ? 0 : aheadDays.first { left <= Int64($0) * Milliseconds.day }
            guard let days else { return nil }
            return [
                "officer": .string(renewal.officer), "register": .string(renewal.register.rawValue),
                "role": renewal.role.map { .string($0.rawValue) } ?? .null,
                "record": renewal.last.map { .string($0.record) } ?? .null,
                "until": renewal.untilMilliseconds.map {
                    .string(CalendarDate(milliseconds: $0 - 1).description)
                } ?? .null,
                "days": .integer(Int64(days)),
            ]
        }
    }

    /// How far ahead a plan looks.
    private static let aheadDays = [7, 30, 60]

    private static func summary(_ grant: Grant) -> JSONValue {
        [
            "role": .string(grant.role.rawValue),
            "authority": grant.authority.map { .string($0) } ?? .null,
            "category": grant.kind.map { .string($0.rawValue) } ?? .null,
            "site": grant.site.map { .string($0) } ?? .null,
            "from": .time(grant.fromMilliseconds),
            "until": grant.untilMilliseconds.map { .time($0) } ?? .null,
        ]
    }

    /// Who can do what today, whom nothing may happen to, and what will lack people soon.
    func staffing() async throws -> JSONValue {
        try await ledger.read { snapshot in
            let now = snapshot.atMilliseconds
            let scopes = try snapshot.caseScopes()
            let staffing = try snapshot.staffing(scopes: scopes, atMilliseconds: now)
            let lacking = Set(staffing.lacking)
            let officers = try snapshot.select(Officer.self, orderBy: "id").map(\.id)
            return [
                "operations": .array(
                    Operation.all.filter { $0.peopleNeeded > 0 }.map { operation in
                        let fewest = staffing.fewestAble(to: operation)
                        return [
                            "operation": .string(operation.id),
                            "people": .integer(Int64(operation.peopleNeeded)),
                            "able": .array(
                                staffing.able(to: operation).map { .string($0) }),
                            "staffing": fewest > operation.peopleNeeded
                                ? "enough"
                                : fewest == operation.peopleNeeded ? "justEnough" : "lacking",
                        ]
                    }),
                "essential": .array(
                    officers.compactMap { officer in
                        let stops = staffing.stopping(without: officer)
                        guard !stops.isEmpty else { return nil }
                        return [
                            "officer": .string(officer),
                            "stops": .array(stops.map { .string($0.id) }),
                        ]
                    }),
                "ahead": .array(
                    try Self.aheadDays.map { days in
                        let then = try snapshot.staffing(
                            scopes: scopes, atMilliseconds: now + Int64(days) * Milliseconds.day)
                        let stops = then.lacking.filter { !lacking.contains($0) }
                        return [
                            "days": .integer(Int64(days)),
                            "stops": .array(stops.map { .string($0.id) }),
                        ]
                    }),
                "recoveries": .array(try Self.recoveries(snapshot)),
                "renewals": .array(try Self.renewals(snapshot)),
                "qualificationRule": .string(
                    try snapshot.practice().qualificationRule.rawValue),
                "smallest": .array(
                    Staffing.smallest.map { .array($0.map { .string($0.rawValue) }) }),
            ]
        }
    }

    func authorities() async throws -> JSONValue {
        try await ledger.read { snapshot in
            let all = try snapshot.select(Authority.self, orderBy: "name", limit: 10_000)
            return ["authorities": .array(try all.map { try Self.summary($0, snapshot) })]
        }
    }

    func authority(_ name: String) async throws -> JSONValue {
        try await ledger.read { try Self.summary($0.authority(name), $0) }
    }

    private static func summary(_ authority: Authority, _ snapshot: Snapshot) throws -> JSONValue {
        let certificate = try snapshot.certificateRecord(of: authority)?.certificate
        let list = try snapshot.lastCRLHeading(authority.name)
        return [
            "name": .string(authority.name), "kind": .string(authority.kind.rawValue),
            "family": .string(authority.family.rawValue),
            "jurisdiction": .string(authority.jurisdiction.rawValue),
            "issuer": .string(authority.issuer), "commonName": .string(authority.commonName),
            "state": .string(authority.state.rawValue),
            "serial": authority.serialHex.map { .string($0) } ?? .null,
            "baseURL": .string(authority.baseURL),
            "module": authority.module.map { .string($0) } ?? .null,
            "certificate": certificate.map { .string(Base64.encode($0)) } ?? .null,
            "crl": list.map(summary) ?? .null,
        ]
    }

    func practice(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["version"])
        let wanted = try request.number("version", in: 1...1_000_000_000)
        return try await ledger.read { snapshot in
            let version =
                try wanted.flatMap { try snapshot.get(PracticeVersion.self, .integer($0)) }
                ?? snapshot.practiceInForce()
            if let wanted, version?.version != wanted {
                throw Refusal(
                    .practiceVersionUnknown, field: "version", ["version": String(wanted)])
            }
            guard let version else { throw Refusal(.practiceMissing) }
            return [
                "version": .integer(version.version),
                "effectiveFrom": .time(version.effectiveFromMilliseconds),
                "settings": try JSONValue(parsing: version.settings.utf8),
            ]
        }
    }
}
