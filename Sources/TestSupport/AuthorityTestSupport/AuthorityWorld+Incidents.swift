import CanonicalJSON
import CertificatePolicy
import Governance
package import Issuance
import Ledger
import Records
import TestSupport

/// Mistakes of production in the register of incidents (CP 6.20).
extension AuthorityWorld {
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
            "kind": "incident", "salt": Self.recordSalt,
            "values": .object(values.mapValues { .string($0) }),
        ]
        return try await keepRecord("record.add", payload, by: test.ada)["record"]?.string ?? ""
    }

    /// Its second version.
    package func changeIncident(_ record: String, _ values: [String: String]) async throws {
        let payload: JSONValue = [
            "record": .string(record), "version": 1, "salt": Self.recordSalt,
            "values": .object(values.mapValues { .string($0) }),
        ]
        try await keepRecord("record.change", payload, by: test.ada)
    }
}
