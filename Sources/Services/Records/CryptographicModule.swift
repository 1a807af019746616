import CertificatePolicy
package import Cryptography
package import Ledger
package import Messages

/// What the register says of a cryptographic module in which keys may be made (CP 8.6, 8.8, 8.8a).
package struct CryptographicModule: Hashable, Sendable {
    package let serial: String
    package let model: String
    package let firmware: String

    /// Whether the device is the one that the record describes, and as it was then.
    ///
    /// - Throws: `module.changed` (CP 8.8a, 8.8b).
    package func judge(_ found: ModuleFacts) throws(Refusal) {
        for (what, registered, found) in [
            ("model", model, found.model), ("firmware", firmware, found.firmware),
        ] where !registered.utf8.elementsEqual(found.utf8) {
            throw Refusal(
                .moduleChanged, field: "module",
                ["serial": serial, "what": what, "registered": registered, "found": found])
        }
    }
}

extension ReadableLedger {
    /// The record of a module that is in use and whose approval has not ended.
    ///
    /// - Throws: `module.unregistered` (CP 8.6), `module.notInUse` (CP 8.8), `module.approvalEnded` (CP 8.6).
    package func moduleInUse(_ serial: String) throws -> CryptographicModule {
        let kind = try RecordKind.named("cryptographicModule")
        guard let record = try recordInForce(of: kind, key: kind.key(of: ["serial": serial]))
        else { throw Refusal(.moduleUnregistered, field: "module", ["serial": serial]) }
        let values = try record.open
        guard let stage = values["stage"], stage == "inUse" else {
            throw Refusal(
                .moduleNotInUse, field: "module",
                ["serial": serial, "stage": values["stage"] ?? ""])
        }
        guard let until = RecordDay(values["approvedUntil"]),
            RecordDay(atMilliseconds: atMilliseconds) <= until
        else {
            throw Refusal(
                .moduleApprovalEnded, field: "module",
                ["serial": serial, "day": values["approvedUntil"] ?? ""])
        }
        return CryptographicModule(
            serial: serial, model: values["model"] ?? "", firmware: values["firmware"] ?? "")
    }
}
