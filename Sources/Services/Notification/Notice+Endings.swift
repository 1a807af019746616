import Governance
import Issuance
import Ledger
import Registration

extension Notice {
    /// How many days before its end a subscriber is told, once each.
    static let reminderDays: [Int64] = [60, 30, 7]
    /// A turn tells so many at most; the others are for the next.
    static let endingLimit = 1000
}

extension Snapshot {
    /// Who has a valid certificate of ours that ends soon, and is told so.
    ///
    /// Of a certificate that was asked for lately, or where nobody was told for a while, the nearest of the days
    /// counts alone. Suspended ones are left out: what becomes of them is not decided.
    func noticesOfEndings() throws -> [Notice] {
        let longest = (Notice.reminderDays.max() ?? 0) * Milliseconds.day
        let ending = try rows(
            "SELECT authority, serial, not_after FROM certificate WHERE state = 'valid' "
                + "AND application IS NOT NULL AND not_after > ? AND not_after <= ? "
                + "AND NOT EXISTS (SELECT 1 FROM application AS a WHERE a.state = 'issued' "
                + "AND a.renews = certificate.authority || '/' || certificate.serial "
                + "AND NOT EXISTS (SELECT 1 FROM certificate AS n WHERE n.authority = a.authority "
                + "AND n.serial = a.serial AND \(CertificateRecord.isUnaccepted))) "
                + "ORDER BY not_after, authority, serial",
            [.integer(atMilliseconds), .integer(atMilliseconds + longest)])
        var notices: [Notice] = []
        for row in ending where notices.count < Notice.endingLimit {
            let (authority, serial) = (try row.text("authority"), try row.text("serial"))
            let end = try row.integer("not_after")
            let left = end - atMilliseconds
            guard let days = Notice.reminderDays.filter({ left <= $0 * Milliseconds.day }).min()
            else { continue }
            let name = "\(authority)/\(serial)"
            let subject = Notice.Subject.ending(
                certificate: name, days: days, notAfterMilliseconds: end)
            // Which address it is makes it no other notice.
            let known = Notice(
                subject: subject, recipient: .subscriber(certificate: name, contact: nil))
            guard try delivery(of: known) == nil,
                let record = try get(CertificateRecord.self, .text(authority), .text(serial)),
                let contact = try subscriberContact(of: record)
            else { continue }
            notices.append(
                Notice(
                    subject: subject,
                    recipient: .subscriber(certificate: name, contact: contact)))
        }
        return notices
    }
}

extension Notice {
    /// How long before a certificate is revoked that waits to be accepted its subscriber is told once more.
    static let acceptanceReminder = 2 * Milliseconds.day
}

extension Snapshot {
    /// Who has not accepted what was delivered, and is told that it will be revoked (CP 6.12). What was issued later
    /// than the reminder would come was told lately.
    func noticesOfAcceptance() throws -> [Notice] {
        var notices: [Notice] = []
        try forEach(
            CertificateRecord.self,
            where: "\(CertificateRecord.isUnaccepted) AND accept_until >= ? AND accept_until <= ? "
                + "AND state = 'suspended'",
            [.integer(atMilliseconds), .integer(atMilliseconds + Notice.acceptanceReminder)],
            orderBy: "accept_until, authority, serial"
        ) { record in
            guard let until = record.acceptUntilMilliseconds,
                let issued = record.issuedAtMilliseconds,
                until - issued > Notice.acceptanceReminder
            else { return true }
            let name = "\(record.authority)/\(record.serialHex)"
            let subject = Notice.Subject.acceptance(certificate: name, untilMilliseconds: until)
            // Which address it is makes it no other notice.
            let known = Notice(
                subject: subject, recipient: .subscriber(certificate: name, contact: nil))
            guard try delivery(of: known) == nil, let contact = try subscriberContact(of: record)
            else { return true }
            notices.append(
                Notice(
                    subject: subject,
                    recipient: .subscriber(certificate: name, contact: contact)))
            return notices.count < Notice.endingLimit
        }
        return notices
    }
}
