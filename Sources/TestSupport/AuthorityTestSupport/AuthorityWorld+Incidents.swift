import CanonicalJSON
import CertificatePolicy
import Governance
package import Issuance
import Ledger
import Records
import TestSupport

/// Mistakes of production in the register of incidents (CP 6.20).
extension AuthorityWorld {
    private static let incidentSalt: JSONValue = "00112233445566778899aabbccddeeff"

    /// One of a wrong download that ada found, and entered.
    ///
    /// - Returns: the id of the record.
    package func addIncident(
        of record: CertificateRecord?, _ changes: [String: String] = [:]
    ) async throws -> String {
        var values = [
            "number": test.newRequestID(), "happenedAt": "2020-01-01T00:00:00Z",
            "form": "production", "mistake": "wrongDownload",
            "description": "another's certificate", "owner": "ada", "stage": "found",
        ]
        if let record { values["certificate"] = "\(record.authority)/\(record.serialHex)" }
        values.merge(changes) { $1 }
        let payload: JSONValue = [
            "kind": "incident", "salt": Self.incidentSalt,
            "values": .object(values.mapValues { .string($0) }),
        ]
        let request = try await test.request("record.add", by: test.ada, payload: payload)
        return try await ledger.act(request) { try RecordChange(Payload(payload)).add(&$0) }
            .result["record"]?.string ?? ""
    }

    /// Its second version.
    package func changeIncident(_ record: String, _ values: [String: String]) async throws {
        let payload: JSONValue = [
            "record": .string(record), "version": 1, "salt": Self.incidentSalt,
            "values": .object(values.mapValues { .string($0) }),
        ]
        let request = try await test.request(
            "record.change", by: test.ada, caseID: record, payload: payload)
        _ = try await ledger.act(request) { try RecordChange(Payload(payload)).change(&$0) }
    }
}
