import CertificatePolicy
package import Ledger

extension Snapshot {
    /// Incidents that somebody outside reported and nobody decided on: they do not wait for the list of all
    /// that is due.
    package func reportsOwed() throws -> [OwedDuty] {
        guard let duty = Duty["record.due"], let kind = RecordKind["incident"] else {
            return []
        }
        let moment = atMilliseconds
        return try RecordDeadlines(of: kind, self, within: moment...moment).spans(duty)
            .filter { $0.isOpen(atMilliseconds: moment) }
            .map { OwedDuty($0, at: moment) }
    }
}
