import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Records
import Testing
import TestSupport

/// Registers and duties of a test authority.
extension AuthorityWorld {
    static let salt: JSONValue = "00112233445566778899aabbccddeeff"

    /// - Returns: the id of the record.
    @discardableResult
    func enter(
        _ kind: String, _ values: [String: String], by officer: TestOfficer? = nil
    ) async throws -> String {
        let payload: JSONValue = [
            "kind": .string(kind), "values": .object(values.mapValues { .string($0) }),
            "salt": Self.salt,
        ]
        let request = try await test.request(
            "record.add", by: officer ?? test.ada, payload: payload)
        let outcome = try await ledger.act(request) {
            try RecordChange(Payload(payload)).add(&$0)
        }
        return try #require(outcome.result["record"]?.string)
    }

    func amend(
        _ record: String, _ values: [String: String], version: Int64 = 1
    ) async throws {
        let payload: JSONValue = [
            "record": .string(record), "version": .integer(version), "salt": Self.salt,
            "values": .object(values.mapValues { .string($0) }),
        ]
        let request = try await test.request(
            "record.change", by: test.ada, caseID: record, payload: payload)
        _ = try await ledger.act(request) { try RecordChange(Payload(payload)).change(&$0) }
    }

    func owed(_ duty: String) async throws -> [OwedDuty] {
        try await DutyList(ledger).owed.filter { $0.duty.id == duty }
    }

    /// What a period tells of one duty, from the founding until now, or from a later time.
    func kept(_ duty: String, from: Int64? = nil) async throws -> ConformancePeriod.Kept {
        let period = try await ConformanceService(ledger: ledger)
            .period((from ?? ledger.identity.createdAtMilliseconds)...clock.nowMilliseconds)
        return try #require(period.duties.first { $0.duty.id == duty })
    }

    /// The first moment after a day in Hong Kong.
    static func end(of day: String) throws -> Int64 {
        try #require(CalendarDate(parsing: day)).endMilliseconds
    }

    /// Suspends somebody, for dai to sign.
    @discardableResult
    func suspendOfficer(_ name: String) async throws -> ActOutcome {
        let payload: JSONValue = ["name": .string(name), "reason": "absence"]
        let request = try await test.request(
            "operator.suspend", by: dai, caseID: "off-\(name)", payload: payload)
        return try await ledger.act(request) { transaction in
            try OfficerStandingChange(Payload(payload)).suspend(
                &transaction, scopes: transaction.caseScopes())
        }
    }

    func reinstateOfficer(_ name: String, by officers: [TestOfficer]) async throws {
        try await decide(
            "operator.reinstate", ["name": .string(name)], by: officers, caseID: "off-\(name)")
    }

    /// When an entry was made.
    func time(of outcome: ActOutcome) async throws -> Int64 {
        try await ledger.read { try $0.entry(at: outcome.entryIndex).parsed().timeMilliseconds }
    }
}
