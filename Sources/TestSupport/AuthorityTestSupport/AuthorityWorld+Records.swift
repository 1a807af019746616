package import CanonicalJSON
import Governance
import Ledger
import Records
package import TestSupport

extension AuthorityWorld {
    /// Contents of records are salted; which salt does not matter to tests.
    package static let recordSalt: JSONValue = "00112233445566778899aabbccddeeff"

    /// Keeps a record through the door: `record.add`, `.change`, `.end` or `.reveal`.
    @discardableResult
    package func keepRecord(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer
    ) async throws -> JSONValue {
        let change = RecordChange(Payload(payload))
        let request = try await test.request(
            operation, by: officer, caseID: try change.caseID, payload: payload)
        return try await ledger.act(request) { transaction in
            switch operation {
            case "record.add": try change.add(&transaction)
            case "record.change": try change.change(&transaction)
            case "record.end": try change.end(&transaction)
            default: try change.reveal(&transaction)
            }
        }.result
    }
}
