package import CertificatePolicy
import Governance
package import Ledger

extension ReadableLedger {
    /// The sites of the register that are in force, open on this day or not. There are few: offices, not people.
    package func sites() throws -> [Site] {
        try select(
            RecordVersion.self,
            where: "kind = ? AND state = 'inForce' AND \(RecordVersion.isNewest)",
            [.text(Site.register)], orderBy: "unique_key"
        ).compactMap { try Site($0.open) }
    }

    /// Refuses a site that is not open now by the register.
    ///
    /// - Throws: `site.unknown`, `site.closed`.
    package func judgeSite(_ code: String) throws {
        try sites().judge(code, openAtMilliseconds: atMilliseconds)
    }
}
