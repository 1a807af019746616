import CertificatePolicy
import Governance
import Ledger

extension Snapshot {
    /// The clauses that have no object at a time, by the practice in force then. None where it cannot
    /// be read: whatever is not known to be without an object applies.
    func inapplicableClauses(at moment: Int64) throws -> [String: Inapplicability] {
        let version = try select(
            PracticeVersion.self, where: "effective_from <= ?", [.integer(moment)],
            orderBy: "version DESC", limit: 1
        ).first
        guard let practice = try? version.map({ try Practice($0) }) else { return [:] }
        var found: [String: Inapplicability] = [:]
        for rule in Inapplicability.all where practice.text(of: rule.setting) == rule.value {
            guard try !has(rule.object, until: moment) else { continue }
            for clause in rule.clauses { found[clause] = rule }
        }
        return found
    }

    private func has(_ object: Inapplicability.Object, until moment: Int64) throws -> Bool {
        let (condition, value) =
            switch object {
            // Vetting reserves the serial number, and not before.
            case .applications(let category): ("category = ? AND serial IS NOT NULL", category)
            case .identifications(let method): ("identity_method = ?", method)
            }
        return try !rows(
            "SELECT id FROM application WHERE \(condition) AND created_at <= ? LIMIT 1",
            [.text(value), .integer(moment)]
        ).isEmpty
    }
}
