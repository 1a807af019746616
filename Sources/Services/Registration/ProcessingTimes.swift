import CertificatePolicy
import Governance
package import Ledger

/// By when applications are decided: in working days, by the practice that was in force when each was received
/// (CP 6.5), and by the calendar as it is known now.
package struct ProcessingTimes {
    private let ledger: Snapshot
    private let versions: [PracticeVersion]
    private var practices: [Int64: Practice] = [:]
    private var calendars: [WorkingCalendar.Region: WorkingCalendar] = [:]

    package init(_ ledger: Snapshot) throws {
        self.ledger = ledger
        versions = try ledger.select(PracticeVersion.self, orderBy: "version")
    }

    package mutating func deadline(from moment: Int64) throws -> Int64 {
        let version = versions.last { $0.effectiveFromMilliseconds <= moment }
        let key = version?.version ?? 0
        let practice =
            try practices[key] ?? version.flatMap { try? Practice($0) }
            ?? ledger.practiceForStatus().practice
        practices[key] = practice
        let region = practice.workingCalendar
        let calendar = try calendars[region] ?? ledger.workingCalendar(region)
        calendars[region] = calendar
        return calendar.deadline(
            afterWorkingDays: Int(practice.processingWorkingDays), from: moment
        ).milliseconds
    }
}
