import CertificatePolicy
package import Ledger

extension ReadableLedger {
    /// Which of these contracts are in force at a moment and divide responsibility with their other party
    /// (CP 5.5B4, 5.5e).
    ///
    /// - Parameter numbers: as the register of contracts has them.
    package func agreementsInForce(
        _ numbers: Set<String>, atMilliseconds now: Int64
    ) throws -> Set<String> {
        let kind = try RecordKind.named("contract")
        let today = RecordDay(atMilliseconds: now)
        return try numbers.filter { number in
            guard
                let contract = try recordInForce(of: kind, key: kind.key(of: ["number": number])),
                case let values = try contract.open, values["dividesLiability"] == "yes",
                let from = RecordDay(values["from"]), from <= today
            else { return false }
            guard let until = RecordDay(values["until"]) else { return true }
            return today <= until
        }
    }
}
