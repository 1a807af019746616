import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Records
import TestSupport

/// Cryptographic modules in the register (CP 8.6, 8.8).
extension AuthorityWorld {
    private static func values(_ serial: String, stage: String, until: String) -> JSONValue {
        [
            "serial": .string(serial), "maker": "Maker", "model": "HSM 3", "firmware": "7.03",
            "standard": "fips140-3", "certificateNumber": "4711", "approvedUntil": .string(until),
            "stage": .string(stage), "stageOn": "2026-01-05", "place": "room 1", "doneBy": "ada",
            "supervisedBy": "ben",
        ]
    }

    /// One that was bought.
    ///
    /// - Returns: the id of the record.
    package func addModule(
        _ serial: String, approvedUntil until: String = "2099-12-31"
    ) async throws -> String {
        let payload: JSONValue = [
            "kind": "cryptographicModule", "salt": Self.recordSalt,
            "values": Self.values(serial, stage: "bought", until: until),
        ]
        return try await keepRecord("record.add", payload, by: test.ada)["record"]?.string ?? ""
    }

    /// From its receipt to its use: five steps.
    package func useModule(
        _ record: String, _ serial: String, steps: Int = 5,
        approvedUntil until: String = "2099-12-31"
    ) async throws {
        let stages = ["received", "installed", "accepted", "trial", "inUse"].prefix(steps)
        for (place, stage) in stages.enumerated() {
            try await changeModule(
                record, serial, version: Int64(place + 1), stage: stage, approvedUntil: until)
        }
    }

    /// - Parameter version: the one that holds.
    package func changeModule(
        _ record: String, _ serial: String, version: Int64, stage: String,
        approvedUntil until: String = "2099-12-31"
    ) async throws {
        let payload: JSONValue = [
            "record": .string(record), "version": .integer(version), "salt": Self.recordSalt,
            "values": Self.values(serial, stage: stage, until: until),
        ]
        try await keepRecord("record.change", payload, by: test.ada)
    }
}
