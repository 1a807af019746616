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
    func noticesOfEndings() throws -> [Notice] {
        var notices: [Notice] = []
        for ending in try endings() where notices.count < Notice.endingLimit {
            let (authority, serial) = (ending.authority, ending.serial)
            let (name, subject) = ("\(authority)/\(serial)", ending.subject)
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

    /// Valid certificates of ours that end soon, told or not; of one of them alone where it is named.
    ///
    /// Of a certificate that was asked for lately, or where nobody was told for a while, the nearest of the days
    /// counts alone. Suspended ones are left out: what becomes of them is not decided.
    func endings(
        of record: CertificateRecord? = nil
    ) throws -> [(authority: String, serial: String, subject: Notice.Subject)] {
        let longest = (Notice.reminderDays.max() ?? 0) * Milliseconds.day
        let named = record.map { [Value.text($0.authority), .text($0.serialHex)] } ?? []
        return try rows(
            "SELECT authority, serial, not_after FROM certificate WHERE state = 'valid' "
                + "AND application IS NOT NULL AND not_after > ? AND not_after <= ? "
                + (named.isEmpty ? "" : "AND authority = ? AND serial = ? ")
                + "AND NOT EXISTS (SELECT 1 FROM application AS a WHERE a.state = 'issued' "
                + "AND a.renews = certificate.authority || '/' || certificate.serial "
                + "AND NOT EXISTS (SELECT 1 FROM certificate AS n WHERE n.authority = a.authority "
                + "AND n.serial = a.serial AND \(CertificateRecord.isUnaccepted))) "
                + "ORDER BY not_after, authority, serial",
            [.integer(atMilliseconds), .integer(atMilliseconds + longest)] + named
        ).compactMap { row in
            let (authority, serial) = (try row.text("authority"), try row.text("serial"))
            let end = try row.integer("not_after")
            let left = end - atMilliseconds
            return Notice.reminderDays.filter { left <= $0 * Milliseconds.day }.min().map { days in
                (
                    authority, serial,
                    .ending(
                        certificate: "\(authority)/\(serial)", days: days,
                        notAfterMilliseconds: end)
                )
            }
        }
    }
}

extension Notice {
    /// How long before a certificate is revoked that waits to be accepted its subscriber is told once more.
    static let acceptanceReminder = 2 * Milliseconds.day

    /// Nil where that moment never came before the issuing was told.
    static func acceptance(of record: CertificateRecord) -> Subject? {
        guard let until = record.acceptUntilMilliseconds,
            let issued = record.issuedAtMilliseconds, until - issued > acceptanceReminder
        else { return nil }
        return .acceptance(
            certificate: "\(record.authority)/\(record.serialHex)", untilMilliseconds: until)
    }
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
            guard let subject = Notice.acceptance(of: record) else { return true }
            let name = "\(record.authority)/\(record.serialHex)"
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
